# An index made in steps answers like one that is made at once.
for file in "$SAMPLES"/text/*-E.txt "$SAMPLES"/text/*-S.txt; do
	clausula index --quiet --index steps "$file"
done
clausula index --quiet --index once "$SAMPLES"/text/*-E.txt "$SAMPLES"/text/*-S.txt
for query in water librarie 'bibliotekas' 'also NEAR/3 report' 'recordando' 'part:annex' 'requests OR decide'; do
	for index in steps once; do
		clausula search --index $index --sort date --format tsv --limit 500 "$query" >$index.out 2>&1
	done
	diff steps.out once.out && wc -l <once.out
done
ls steps | grep -c "segment$"
# What an extract alone knew stays when the resolution's file changes.
mkdir own
grep -v '<keyword' "$SAMPLES/akn4un/A_RES_92_3-E.xml" >own/A_RES_92_3-E.xml
clausula index --quiet --index own.index own "$SAMPLES/data_extract"
clausula list --index own.index subject >before
sed -i 's/rural/distant/' own/A_RES_92_3-E.xml
clausula index --quiet --index own.index own
clausula list --index own.index subject >after
wc -l <before
diff before after
clausula search --index own.index --count distant
echo "# votes that were known before the resolution came"
mkdir votes texts
cp "$SAMPLES"/data_extract/* votes
cp "$SAMPLES"/text/A_RES_91_1-* texts
clausula index --quiet --index late votes texts
cp "$SAMPLES"/text/A_RES_92_2-* texts
clausula index --quiet --index late texts
clausula search --index late --count vote:recorded
clausula show --index late --lang es '92/2#T'
