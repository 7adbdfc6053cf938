# A draft against agreed language.
cat > draft.txt <<'END'
Decides what follows is a draft of clauses,

1. Urges those States to establish direct lines of communication between their risk reduction centres and to test them at least three times a year;

2. Reaffirming that the doors of a public library should be open to every person, whatever the language in which that person reads;

3. Decides to plant one million trees in the deserts of the moon.
END
clausula check draft.txt; echo "$?"
clausula check --summary --threshold 95 - < draft.txt; echo "$?"
sed -n 5p draft.txt > agreed.txt
clausula check agreed.txt > out; echo "$?"
echo "# a resolution of the index is not its own source"
clausula check --lang es --summary 92/1; echo "$?"
clausula check --lang en '92/2#OP2'
echo "# for programs"
clausula check --format=jsonl draft.txt | jq -c '[.clause, .verdict, .similarity, .change, .nearest.symbol, .recent.symbol, .frequent.repeats.count, .nearest.reference]'
clausula check --format=json draft.txt | jq length
clausula check --format=json --summary draft.txt | jq -c .
clausula check --format=html '92/2#OP2' --lang en | sed -n '/<body>/,$p'
printf '1. Urges <b>&</b> "them" to act;\n' | clausula check --format=html - | grep '<p lang'
echo "# what is no draft"
echo 'xyz abc' | clausula check -; echo "$?"
: | clausula check -; echo "$?"
clausula check no-such-file; echo "$?"
echo "# a draft in Markdown: the title is a heading; a name with a line end in it"
name="$(printf 'line\nclausula: two.md')"
printf '# A draft on libraries\n\nThe General Assembly,\n\n1. Decides to read.\n' > "$name"
clausula check "$name"; echo "$?"
clausula check "$name#OP9"; echo "$?"
clausula check --format=html "$name" | grep '<title>'
clausula check --lang fr draft.txt; echo "$?"
clausula check --threshold 0 draft.txt; echo "$?"
clausula check 92/99; echo "$?"
echo "# a draft without a title has no clause T"
printf '1. Requests the Secretary-General to submit a report;\n' > untitled.txt
clausula check untitled.txt#T; echo "$?"
clausula compare 92/2#T untitled.txt#T; echo "$?"
clausula check untitled.txt#OP1 --summary; echo "$?"
