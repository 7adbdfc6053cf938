# A whole index; times and sizes are left out.
clausula index --quiet --index whole "$SAMPLES"/text
tidy() { sed -E 's/[0-9.]+ MB, in [0-9.]+ s/N MB, in TIME/; s/"bytes":[0-9]+/"bytes":N/; s/the manifest says [0-9]+/the manifest says N/; s/it has [0-9]+ bytes/it has N bytes/; s/of its [0-9]+ pages/of its N pages/; s/"libraries":"[^"]*"/"libraries":"N"/'; }
clausula verify --index whole | tidy
clausula verify --index whole --full | tidy
clausula verify --index whole --full --format jsonl | tidy
# A damaged one: what is damaged is named, nothing of it is shown, a rebuild heals it.
size=$(wc -c <whole/en-1.segment)
cp -r whole bad && printf 'XXXX' | dd of=bad/en-1.segment bs=1 seek=$((size - 5)) conv=notrunc status=none
clausula verify --index bad | tidy
clausula verify --index bad --full >found ; echo $?
tidy <found
clausula verify --index bad --full --format jsonl 2>/dev/null | tidy
clausula search --index bad --lang en library ; echo $?
clausula search --index bad --lang es biblioteca --count
clausula index --quiet --index bad --rebuild
clausula verify --index bad --full | tidy
# Of what libxapian wrote: in Chinese.
size=$(wc -c <whole/zh-1.segment)
cp -r whole pairs && printf 'XXXX' | dd of=pairs/zh-1.segment bs=1 seek=$((size - 5)) conv=notrunc status=none
clausula verify --index pairs --full 2>&1 | tidy
# Other kinds of damage.
cp -r whole cut && truncate -s 5000 cut/es-1.segment && clausula verify --index cut | tidy
cp -r whole gone && rm gone/fr-1.segment && clausula verify --index gone
cp -r whole mixed && cp whole/es-1.segment mixed/fr-1.segment && clausula verify --index mixed | tidy
cp -r whole list && echo >>list/sources-1.tsv && clausula verify --index list
cp -r whole sealed && sed -i 's/"generation": 1/"generation": 7/' sealed/manifest.json && clausula verify --index sealed
clausula search --index sealed --lang en library
clausula index --quiet --rebuild --index sealed ; clausula verify --index sealed --full | tidy
# What is no index.
clausula verify --index nowhere ; echo $?
clausula verify --index whole more ; echo $?
