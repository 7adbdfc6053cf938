# Words that the index does not hold are read as the nearest, and that is said.
clausula search --lang es bibliotecsa --limit 1
clausula search --lang es 'bibliotecas zarzaparrillas multilingües públicas' --limit 1
clausula search --lang es --exact bibliotecsa
