# libxapian is loaded when a search needs it (for Chinese), from a file beside the program or where it is installed.
program=$(readlink "$(command -v clausula)")
mkdir -p usr/bin usr/lib/clausula
cp "$program" usr/bin/clausula
echo "-- without it: words are found, pairs of Chinese characters are not"
usr/bin/clausula search --count libraries
echo $?
usr/bin/clausula search --count 图书馆
echo $?
echo "-- a file that is none"
echo nonsense >usr/lib/clausula/clausula-xapian.so
usr/bin/clausula search --count 图书馆
echo $?
echo "-- installed"
cp "$(dirname "$program")/clausula-xapian.so" usr/lib/clausula/clausula-xapian.so
usr/bin/clausula search --count 图书馆
