# The wordings that are most like a clause, or a text.
clausula similar --lang en --limit 2 '92/2#OP2'
clausula similar --lang en --limit 2 --diff '92/2#OP2'
clausula similar --lang es --format=jsonl --limit 2 --diff '92/1#PP3' | jq -c '[.rank, .symbol, .clause, .similarity, .words, .change, .repeats.count, .diff[0].op]'
echo "# a text; its language is found by its words"
clausula similar --limit 1 bibliotecas móviles de las comunidades apartadas
clausula similar --limit 1 移动图书馆
echo "# a file"
printf '1. Urges those States to establish direct lines of communication between their centres;\n' > draft.txt
clausula similar --limit 1 'draft.txt#OP1'
printf '1. Urges States to test direct lines of communication;\n\n2. Urges States to write.\n' > 'a#b.txt'
clausula similar --limit 1 'a#b.txt#OP1' | head -n 1
clausula similar 'a#b.txt'; echo "$?"
clausula similar - < 'a#b.txt'; echo "$?"
echo "# what it cannot do"
clausula similar --lang en 92/2; echo "$?"
clausula similar --lang en 92/99; echo "$?"
clausula similar --lang de texto; echo "$?"
clausula similar xyzzy; echo "$?"
clausula similar; echo "$?"
clausula similar ''; echo "$?"
clausula similar ' '; echo "$?"
clausula similar --limit 0 libraries; echo "$?"
printf 'Urges States to read\n' > states.txt
clausula similar states.txt; echo "$?"
