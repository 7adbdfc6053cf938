# Nothing found is exit code 1 and nothing on standard output.
clausula search --exact --lang es zarzaparrilla
