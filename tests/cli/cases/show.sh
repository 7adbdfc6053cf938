# A clause, a clause in two languages, a symbol in several spellings, what is not there.
clausula show 'A/RES/91/1#PP3' --lang en
clausula show '92/2#op 3 (a)' --lang=es,zh
clausula show 91/2 --lang en
clausula show 'a/res/91/1#OP99' --lang en ; echo $?
clausula show 99/1 --lang en ; echo $?
clausula show 'not a symbol' ; echo $?
