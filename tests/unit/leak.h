/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_UNIT_LEAK_H
#define TESTS_UNIT_LEAK_H

/*
 * LEAK_CHECK() at the end of a test fails it when memory was lost. A leak found at exit would leave
 * Criterion's exit code at 0, so it is asked for here. Without AddressSanitizer it does nothing.
 */
#include "base/sanitizer.h"

#ifdef WITH_ADDRESS_SANITIZER
#include <sanitizer/lsan_interface.h>
#define LEAK_CHECK() cr_assert_eq(__lsan_do_recoverable_leak_check(), 0, "memory was lost")
#else
#define LEAK_CHECK() ((void)0)
#endif

#endif
