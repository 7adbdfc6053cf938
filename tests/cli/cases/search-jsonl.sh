# One JSON object a line.
clausula search --lang fr --format jsonl bibliothèques --limit 2
clausula search --lang zh --format=jsonl 图书馆 --limit 1
