# Counting, keyword in context, repeats, other languages, resolutions, why.
clausula search --lang es --facets session,verb,part bibliotecas
clausula search --lang es --by year bibliotecas
clausula search --lang es --kwic --kwic-sort right bibliotecas --limit 6
clausula search --lang es --repeats --limit 1 --parallel en,zh "$(printf '"bibliotecas p\303\272blicas"')"
clausula search --lang en --unit resolution 'disarmament verification -water' --limit 2
clausula search --lang en --explain 'water NEAR/5 (school* OR =girls) -vote:recorded' --limit 1
clausula search --lang en --sort date --format=tsv part:title --limit 3 | cut -f1-9
clausula search --lang es --similar "programa provisional" --limit 2
for format in jsonl json csv tsv markdown; do
	clausula search --lang en --format=$format --facets session,committee libraries --limit 2
	clausula search --lang en --format=$format --by year libraries
	clausula search --lang en --format=$format --count libraries
	clausula search --lang en --format=$format --kwic libraries --limit 2
done
clausula search --lang en --format=json --by session zzzzz
clausula search --lang en --format=json --explain libraries
# A pattern that stands for nothing, in a language that then has nothing to look at.
clausula search --lang es --explain "zzqx* -1"
