# What words become.
clausula analyze 'Recordando las resoluciones A/RES/78/16 y 77/37, de 2023'
clausula analyze --lang fr "l’État"
clausula analyze --lang zh 和平2030
clausula analyze --classes --limit 2 --lang es
