# A draft has no symbol that an index could name it by.
printf 'The General Assembly,\n\nRecalling its resolution 91/1,\n\n1. Decides to remain seized of the matter.\n' >draft.txt
clausula index --quiet --index new draft.txt ; echo $?
