# What cannot be: one line each, exit code 2.
clausula index ; echo $?
clausula index --index d ; echo $?
mkdir d && echo x > d/y
clausula index --index d "$SAMPLES" ; echo $?
clausula search --index d x ; echo $?
clausula info --index nowhere ; echo $?
clausula index --rebuild --index e ; echo $?
ls d e
