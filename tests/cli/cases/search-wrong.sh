# Wrong queries are answered with the place and exit code 2.
clausula search --lang es 'agua "potable' ; echo $?
clausula search --lang es 'agua tema:desarme' ; echo $?
clausula search --lang es '' ; echo $?
clausula search --lang es 'session:next' ; echo $?
clausula search --lang xx agua ; echo $?
clausula search --lang de agua ; echo $?
clausula search --limit many agua ; echo $?
clausula search ; echo $?
clausula search --lang es -- --- ; echo $?
clausula search --lang en "$(head -c 1000000 /dev/zero | tr '\0' a | fold -w 100000 | head -1)" ; echo $?
clausula search --lang en --count --by year water ; echo $?
clausula search --lang en --facets session,session water ; echo $?
clausula search --parallel xx water ; echo $?
clausula search --lang en "session:$(printf 'é%.0s' $(seq 200))" ; echo $?
