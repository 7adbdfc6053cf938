# The other formats.
clausula search --lang es --format=csv 'archivos' --limit 2
clausula search --lang fr --format=markdown 'archives' --limit 1
clausula search --lang en --format=json 'archives part:title' --limit 1
clausula search --lang ru --cite 'архивы' --limit 1
clausula show --lang en --cite '92/4#Annex/3(a)'
clausula show --lang en --format=markdown '92/1#OP1'
