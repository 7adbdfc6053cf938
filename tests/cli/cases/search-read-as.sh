# Words that the index does not hold are read as the nearest, and that is said.
clausula search --lang es bibliotecsa --limit 1
clausula search --lang es 'bibliotecas zarzaparrillas multilingües públicas' --limit 1
clausula search --lang es --exact bibliotecsa
clausula search --lang es bibliotecsa --limit 1 --format=jsonl | grep -o '"interpreted.*'
clausula search --lang es 'bibliotecas zarzaparrillas' --limit 1 --format=jsonl 2>/dev/null | grep -o '"relaxed.*'
# A word of another language is no mistake where each of the words may stand alone.
clausula search --count 'library OR biblioteca'
clausula search --count 'library OR biblioteka OR bibliotecca'
