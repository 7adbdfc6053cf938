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
