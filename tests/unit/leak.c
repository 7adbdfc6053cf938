/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/leak.h"

const char *__lsan_default_options(void); /* the sanitizer asks for it */

#ifdef WITH_ADDRESS_SANITIZER
/* Criterion loses some bytes of its own when it ends. They cannot be told by the library's name,
 * since that stands in the stack of whatever a test allocates. */
const char *__lsan_default_options(void)
{
	return "leak_check_at_exit=0";
}
#endif
