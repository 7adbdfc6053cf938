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
# A word with a star: a thousand words that it stands for.
digits='a b c d e f g h i j'
for one in $digits; do for two in $digits; do for three in $digits; do
	echo "qz$one$two$three"
done; done; done >words
printf '91/7. Lamps\n\nThe General Assembly,\n\n1. Decides %s.\n' "$(tr '\n' ' ' <words)" >files/words.txt
clausula index --quiet --index words-index files/words.txt
clausula search --index words-index --count 'qz*' ; echo $?
echo '2. Decides qzzzz.' | cat files/words.txt - >files/more.txt
clausula index --quiet --index more-index files/more.txt
clausula search --index more-index --count 'qz*' ; echo $?
