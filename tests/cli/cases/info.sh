# What an index holds.
clausula info
clausula info --format=json | sed -E 's/"(index_bytes|forms|terms)": [0-9]+/"\1": N/'
