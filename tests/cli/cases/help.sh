# Usage.
clausula --help
clausula ; echo $?
clausula serach ; echo $?
clausula search --help
clausula --version
