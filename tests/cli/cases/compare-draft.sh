# Texts of one's own: a whole draft, a fragment, standard input, and what cannot be compared.
cat >draft.txt <<'END'
The General Assembly,

Recalling its resolution 91/1 of 20 November 2036,

1. Urges Member States to set aside at least 5 per cent of the annual acquisitions budget of public
libraries for works in minority languages;

2. Also urges Member States to set aside funds for works in indigenous languages.
END
clausula compare '91/1#OP2' draft.txt
clausula compare --summary 91/1 draft.txt
printf '1. Encourages Member States to read.\n' | clausula compare 'draft.txt#OP1' -
clausula compare --lang es 91/1 draft.txt ; echo $?
printf 'La Asamblea General,\n\n1. Decide leer.\n' >otro.txt
clausula compare draft.txt otro.txt ; echo $?
echo 'Dear all, see you there.' >letter.txt
clausula compare 91/1 letter.txt ; echo $?
: >empty.txt
clausula compare 91/1 empty.txt ; echo $?
clausula compare 91/1 nowhere.txt ; echo $?
clausula compare 91/1 99/1 ; echo $?
clausula compare --lang de 91/1 92/1 ; echo $?
clausula compare '91/1#OP99' 92/1 ; echo $?
clausula compare - - ; echo $?
clausula compare 91/1 ; echo $?
clausula compare --lang en,es 91/1 92/1 ; echo $?
clausula compare --format json --side-by-side 91/1 92/1 ; echo $?
echo "# a name that is no UTF-8, and one that turns the direction of writing"
name=$(printf 'dr\377\342\200\256.txt')
printf 'Recalling peace,\n\n1. Requests peace;\n' > "$name"
clausula compare --format=jsonl "$name" "$name" | jq -r .from
clausula check --lang en --format=json "$name" | jq -r '.[].draft'
