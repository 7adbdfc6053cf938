/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_SANITIZER_H
#define BASE_SANITIZER_H

/* WITH_ADDRESS_SANITIZER is defined when this is built with -fsanitize=address, by gcc or clang. */
#if defined(__SANITIZE_ADDRESS__)
#define WITH_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ADDRESS_SANITIZER 1
#endif
#endif

#endif
