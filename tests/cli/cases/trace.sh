# The history of a clause, of all clauses of a resolution, and of a phrase.
echo "# a clause whose opening verb changed"
clausula trace --lang en '92/2#OP2'
echo "# as a line, and in Spanish"
clausula trace --lang es --graph '92/2#OP3'
echo "# all clauses: their ancestors and what came new"
clausula trace --lang en 92/2
clausula trace --lang ru --graph 91/2 | head -n 6
echo "# from the older one forwards"
clausula trace --lang en --format=jsonl '91/2#OP2' | jq -c '[.symbol, .clause, .relation, .ancestor, .similarity, .verb_change]'
clausula trace --lang en --format=jsonl 92/2 | jq -c '[.clause, .versions, .first.symbol, .ancestor.clause, .ancestor.change]' | head -n 5
clausula trace --lang en --format=dot '92/2#OP2'
echo "# a phrase"
clausula trace 'bibliotecas públicas'
clausula trace --lang en --format=jsonl 'public libraries'
echo "# words that were elsewhere when their resolution paused, or before it"
adopt() {
	printf '%s. %s\n\nResolution adopted by the General Assembly on %s\n\nThe General Assembly,\n\n1. %s\n' \
		"$1" "$2" "$3" "$4" > "$(echo "$1" | tr / _).txt"
}
mkdir three && cd three
words='Urges every lighthouse keeper to light the lamp before the sun goes down;'
adopt 81/9 Lamps '1 December 2026' "$words"
adopt 81/1 Lighthouses '2 December 2026' "$words"
adopt 82/5 Beacons '1 December 2027' "$words"
adopt 84/1 Lighthouses '1 December 2029' "$words"
cd ..
clausula index --quiet --index three-index three
clausula trace --index three-index '84/1#OP1'
clausula trace --index three-index --graph '84/1#OP1'
echo "# what is not there"
clausula trace --lang en 92/99; echo "$?"
clausula trace --lang en '92/2#OP99'; echo "$?"
clausula trace '92/2#OP99'; echo "$?"
clausula trace 92/99; echo "$?"
clausula trace --lang de,fr 91/3; echo "$?"
clausula trace --graph 'public libraries'; echo "$?"
clausula trace --graph --format=dot 92/2; echo "$?"
clausula trace --lang en 'no such words'; echo "$?"
clausula trace --format=dot 'public libraries'; echo "$?"
clausula trace; echo "$?"
echo "# an index made in two steps knows the same"
mkdir first second
find "$SAMPLES" -type f -name '*_92_4*' -exec cp {} second ';'
find "$SAMPLES" -type f ! -name '*_92_4*' -exec cp {} first ';'
clausula index --quiet --index two first
clausula index --quiet --index two second
clausula info --index two --format=json | jq -c '[.languages[].segments]'
for language in ar en es fr ru zh; do
	for symbol in 91/1 92/1 92/2 92/3 92/4; do
		clausula trace --lang $language $symbol > one.txt
		clausula trace --lang $language $symbol --index two > two.txt
		cmp one.txt two.txt
		clausula check --lang $language $symbol > one.txt || true
		clausula check --lang $language $symbol --index two > two.txt || true
		cmp one.txt two.txt
	done
	clausula search --lang $language --similar --limit 1000 part:operative | sed 1d > one.txt
	clausula search --lang $language --similar --limit 1000 part:operative --index two | sed 1d > two.txt
	cmp one.txt two.txt
done
echo "# the same words twice in one session, and sessions without them"
mkdir texts
write() {
	printf 'Resolution adopted by the General Assembly on 4 December %s\n\n%s. Reading rooms\n\nThe General Assembly,\n\n1. *Requests* the Secretary-General to open the reading rooms of all libraries on every day of the week;\n\n2. *%s;\n' "$2" "$1" "$3" > "texts/$(echo "$1" | tr / -).txt"
}
write 71/5 2016 'Decides* to remain seized of the matter'
write 72/5 2017 'Decides* to consider the matter again'
write 72/6 2017 'Invites* Member States to send their views'
write 74/5 2019 'Decides* to remain seized of the matter'
write 78/5 2023 'Decides* to remain seized of the matter'
printf '73/9. Bridges\n\nThe General Assembly,\n\n1. *Welcomes* the bridges over the rivers of all countries;\n' > texts/73.txt
clausula index --quiet --index rooms texts
clausula trace --index rooms '78/5#OP1'
clausula trace --index rooms --graph '78/5#OP1'
clausula trace --index rooms --format jsonl '78/5#OP1' | jq -c '[.symbol, .clause, .relation, .parallels]'
clausula trace --index rooms --format dot '78/5#OP1'
