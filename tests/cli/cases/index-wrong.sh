# What cannot be: one line each, exit code 2.
clausula index ; echo $?
clausula index --index d ; echo $?
clausula index --index d --memory 10MB "$SAMPLES" ; echo $?
clausula index --index d --memory 1M "$SAMPLES" ; echo $?
mkdir d && echo x > d/y
clausula index --index d "$SAMPLES" ; echo $?
clausula search --index d x ; echo $?
clausula info --index nowhere ; echo $?
clausula index --rebuild --index e ; echo $?
ls d
ls e 2>/dev/null || echo "e was not made"
# What was made is taken away when nothing comes of it; what was there stays.
mkdir f
clausula index --index f/g/h d/y ; echo $?
ls f
clausula index --index f d/y ; echo $?
ls f
# The index is there although its summary could not be written.
clausula index --index i "$SAMPLES" >/dev/full ; echo $?
clausula index --index i "$SAMPLES" >/dev/full ; echo $?
clausula search --index i --lang en --count libraries
# A path that is not there changes nothing.
clausula index --quiet --index i "$SAMPLES"/text
clausula info --index i | head -n 1
clausula index --quiet --index i no/such/path ; echo $?
clausula info --index i | head -n 1
clausula index --quiet --rebuild --index i ; echo $?
echo "# a library of archives that is cut, or another; what is no archive is read without it"
mkdir lib
tar -C "$SAMPLES" -czf a.tar.gz text
: >lib/libarchive.so.13
LD_LIBRARY_PATH=lib clausula index --index j a.tar.gz ; echo $?
ln -sf "$(ldd "$(command -v clausula)" | awk '$1 == "libc.so.6" { print $3 }')" lib/libarchive.so.13
LD_LIBRARY_PATH=lib clausula index --index j a.tar.gz ; echo $?
LD_LIBRARY_PATH=lib clausula index --quiet --index j "$SAMPLES/text" ; echo $?
