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
echo "# what is not there"
clausula trace --lang en 92/99; echo "$?"
clausula trace --lang en '92/2#OP99'; echo "$?"
clausula trace --lang en 'no such words'; echo "$?"
clausula trace --format=dot 'public libraries'; echo "$?"
clausula trace; echo "$?"
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
clausula index --quiet --index rooms texts
clausula trace --index rooms '78/5#OP1'
clausula trace --index rooms --graph '78/5#OP1'
clausula trace --index rooms --format jsonl '78/5#OP1' | jq -c '[.symbol, .clause, .relation, .parallels]'
clausula trace --index rooms --format dot '78/5#OP1'
