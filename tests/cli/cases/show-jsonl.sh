# A resolution as JSON, one object a clause.
clausula show A/RES/92/4 --lang es --format=jsonl
