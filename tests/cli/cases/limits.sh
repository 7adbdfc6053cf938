# Each limit of a query and of a file is told in a sentence, with exit code 2.
repeat() { printf "$1%.0s" $(seq $2); }
clausula search --lang en --count "$(repeat a 4096)" ; echo $?
clausula search --lang en "$(repeat a 4097)" ; echo $?
clausula search --lang en --count "$(repeat 'water ' 256)" ; echo $?
clausula search --lang en "$(repeat 'water ' 257)" >out 2>&1 ; echo $?
head -n 1 out
clausula search --lang en --count "$(repeat '(' 32)water$(repeat ')' 32)" ; echo $?
clausula search --lang en "$(repeat '(' 33)water$(repeat ')' 33)" ; echo $?
clausula search --lang en --count "\"$(repeat 'water ' 32)\"" ; echo $?
clausula search --lang en "\"$(repeat 'water ' 33)\"" >out 2>&1 ; echo $?
head -n 1 out
clausula search --lang en --count "water$(repeat ' NEAR water' 7)" ; echo $?
clausula search --lang en "water$(repeat ' NEAR water' 8)" ; echo $?
clausula search --lang en --count 'water NEAR/100 women' ; echo $?
clausula search --lang en 'water NEAR/101 women' ; echo $?
clausula search --lang en --count 'wa* wo* gi* wat~' ; echo $?
clausula search --lang en 'wa* wo* gi* wat~ libar~' ; echo $?
clausula search --lang en 'w*' ; echo $?
# A file: 16 MiB, 64 elements within elements.
mkdir files
truncate -s 16777217 files/long.txt
clausula index --index i files/long.txt ; echo $?
printf '<akomaNtoso>%s' "$(repeat '<p>' 64)" >files/deep.xml
clausula index --index i files/deep.xml ; echo $?
