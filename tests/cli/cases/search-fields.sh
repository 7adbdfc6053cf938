# Every field.
clausula search --lang en --count 'verb:decide'
clausula search --lang en --count 'verb:"noting with"'
clausula search --lang en --count 'verb:"with concern"'
clausula search --lang fr --count 'verb:Décide'
clausula search --lang es --count 'verb:decide vote:recorded'
clausula search --lang en --count 'against:"Norvasca (Kingdom of)"' ; echo $?
clausula search --lang en --count 'against:FR'
clausula search --lang en --count 'cites:64/292'
clausula search --lang en --count 'committee:2,third part:title'
clausula search --lang en --count 'title:archives part:operative'
clausula search --lang en --count 'title:"drinking water" session:..91'
clausula search --lang en --count 'session:92.. part:title'
clausula search --lang en --count 'subject:"SDG 1"'
clausula search --lang en --count 'date:2036-12..2037-11 part:title'
clausula search --lang en --count 'subject:"WATER SUPPLY" OR agenda:99'
clausula search --lang en --count 'vote:unknown'
clausula list session --lang en
clausula list committee --lang en
clausula list verb dec --lang en
clausula list verb: dec --lang en
clausula list nothing ; echo $?
clausula search --lang es --count 'es:agua en:"drinking water"'
clausula search --lang es --count 'agua en:museum'
clausula search --lang es 'agua de:Wasser' ; echo $?
# The value of a language is read alike in that language and in another.
for query in 'agua*' '=aguas' 'bibliotecas~' '"agua potable"' '-agua' 'OR'; do
	clausula search --lang es --count "es:$query"
	clausula search --lang en --count "es:$query"
done
clausula search --lang en --count 'title:=libraries'
clausula search --lang en --count 'title:librar*'
# A language with one word beside the field is not relaxed; the others are.
clausula search --count 'es:biblioteca zapatero'
echo "# where a language version has a paragraph more, a condition goes by what is aligned"
mkdir versions
cp "$SAMPLES/text/A_RES_91_1-E.txt" versions
sed 's/^Reafirmando que/Destacando otra cosa,\n\nReafirmando que/' "$SAMPLES/text/A_RES_91_1-S.txt" > versions/S.txt
clausula index --quiet --index more versions
for query in en:librarians 'en:"open licences" AND licencias' 'en:"open licences" AND fondos'; do
	clausula search --index more --lang es --format jsonl "$query" | jq -r '.clause + " " + .text'
done
echo "# a subject is found by whole words"
printf '{"symbol": "A/RES/91/1", "subjects": [["CAMPAIGN OF 1999", "UNBIS Thesaurus"]]}' >subjects.json
clausula index --quiet --index more subjects.json
for words in 'campaign of 199' '999' 'campaign of' 'of 1999'; do
	clausula search --index more --lang en --count "subject:\"$words\" part:title"
done
