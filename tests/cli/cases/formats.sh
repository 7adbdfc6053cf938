# An index of an older format is refused with the sentence that says what to do, and not written to.
for format in 2 3 4 5; do
	cp -r "$SAMPLES/../tests/fixtures/format-$format" older-$format
	clausula search --index older-$format water ; echo $?
	clausula index --index older-$format "$SAMPLES" ; echo $?
done
cp -r "$SAMPLES/../tests/fixtures/format-1" old
(cd old && cksum *) >before
for command in 'search water' 'show 91/1' 'list session' info verify 'verify --full' 'analyze --classes'; do
	clausula $command --index old
	echo $?
done
clausula index --index old "$SAMPLES" ; echo $?
rm -f old/lock
(cd old && cksum *) | diff before - && echo unchanged
# Its list of sources is still read; what is not there any longer is named.
clausula index --rebuild --index old ; echo $?
clausula index --quiet --rebuild --index old "$SAMPLES"/text/*-E.txt
clausula search --index old --count --lang en library
clausula verify --index old | cut -d, -f1
