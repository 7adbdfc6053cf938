# Indexing, again, an update, a bad file, archives, a list on standard input.
export CLAUSULA_INDEX=
clausula index --index i "$SAMPLES/text" | sed 's/ *[0-9.]* *$//'
clausula index --index i "$SAMPLES/text" | head -1
printf '<a>\n<b>\n</a>' > bad.xml
printf 'A/RES/91/1' > short.txt
: > empty.txt
clausula index --index i bad.xml short.txt empty.txt nothing.txt --quiet ; echo $?
tar -C "$SAMPLES" -cJf a.tar.xz akn4un data_extract
find "$SAMPLES/text" -name '*-S.txt' | sort > list
echo a.tar.xz >> list
clausula index --index j --jobs 1 - < list | head -2
# The index is the same whatever memory there is.
clausula index --quiet --index least --jobs 1 --memory 16M "$SAMPLES"
clausula index --quiet --index most --jobs 4 --memory 1G "$SAMPLES"
for file in least/*.segment; do
	cmp "$file" "most/${file#least/}"
done
clausula info --index j | tail -n +2 | cut -c1-45
echo "# a text that tells no vote has the one that the index knows from another language"
sed 's|92/2|91/2|' "$SAMPLES/text/A_RES_92_2-S.txt" > 91-2-S.txt
clausula index --quiet --index alone 91-2-S.txt
clausula index --quiet --index both "$SAMPLES/akn4un/A_RES_91_2-E.xml"
clausula index --quiet --index both 91-2-S.txt
for index in alone both; do
	clausula show --index $index --lang es --format jsonl '91/2#OP1' | jq -c .vote
done
