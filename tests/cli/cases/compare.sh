# Two resolutions, two clauses, a part against the whole, and the ways to print it.
clausula compare --lang en 91/1 92/1
clausula compare --lang es --summary 91/1 92/1
clausula compare --lang en '91/1#OP3' 92/1 --all
clausula compare --lang en --side-by-side '91/1#OP2' '92/1#OP2'
clausula compare --lang fr --format markdown '91/1#PP1' '92/1#PP1'
clausula compare --lang ar --format html '91/1#OP6' '92/1#OP7'
clausula compare --lang zh --format html --side-by-side '91/1#OP2' '92/1#OP2'
clausula compare --lang ru --format jsonl '91/1#OP2' '92/1#OP2'
clausula compare --lang en --format json --summary 91/1 92/1
