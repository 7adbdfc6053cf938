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
clausula index --index j --jobs 1 - < list | head -1
clausula info --index j | tail -n +2 | cut -c1-45
