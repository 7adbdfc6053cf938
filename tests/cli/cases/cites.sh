# What a resolution and a clause cite, who cites a document, chains, every format, what is not there.
clausula cites 92/1 --lang en
clausula cites '92/1#pp 1' --lang es
clausula cites --by 'A/RES/91/1'
clausula cites --by '217 A (III)' --lang en
clausula cites --by 90/12 --lang en --limit 1
clausula cites 92/1 --lang en --depth 2
clausula cites --by 90/12 --lang en --depth 2
clausula cites '92/1#PP1' --lang en --format=jsonl
clausula cites --by 91/1 --lang en,fr --format=json
clausula cites --by 91/1 --lang zh --format=csv
clausula cites --by 91/1 --lang en --format=tsv
clausula cites --by 91/1 --lang fr --format=markdown
clausula cites 92/1 --lang en --depth 2 --format=dot
clausula cites 99/1 ; echo $?
clausula cites 99/1 --lang en,fr ; echo $?
clausula cites --by 99/1 --lang en ; echo $?
clausula cites 90/12 ; echo $?
clausula cites --by 92/1 ; echo $?
clausula cites '92/1#T' --lang en ; echo $?
clausula cites '92/1#OP99' --lang en ; echo $?
clausula cites --by 'S/RES/2250 (2015)' --format=json ; echo $?
clausula cites --by '2250 (2015)' ; echo $?
for name in 'resolución 1514 (XV) de la Asamblea General' 'Security Council resolution 2250 (2015)' \
	'resolution 48/13 of the Human Rights Council' '第2250(2015)号决议' 'A/78/404, para. 14' \
	'resolutions 77/37 and 78/16' 'the 2030 Agenda'; do
	clausula cites --by "$name"
done
clausula search --lang en 'cites:"2250 (2015)"' ; echo $?
clausula cites --by '92/1#PP1' ; echo $?
clausula cites 92/1 --depth 0 ; echo $?
clausula cites 92/1 --depth 99 ; echo $?
clausula cites 'no symbol' ; echo $?
clausula cites ; echo $?
# A part of the resolution comes before others that are spelled nearly so.
printf '91/9. Lamps\n\nThe General Assembly,\n\n1. Recalls resolutions 75/102 of 3 May 2021 and 75/101 B of 4 May 2021.\n' >text.txt
clausula index --quiet --index parts text.txt
clausula cites --index parts --by 75/101 ; echo $?
