# Words, phrases, Boolean, fields; marks and totals.
clausula search --lang es '"medida de fomento de la confianza"'
clausula search --lang en 'libraries -digital part:operative session:92' --limit 2
clausula search --lang es =Bibliotecas OR archivos --limit=1 --offset 1
clausula search 'agua saneamiento' --limit 1
