/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_HTML_H
#define CLI_PRINT_HTML_H

#include <stddef.h>

struct buffer;

/* Writing HTML (the HTML Living Standard, as XML too: every element is closed). */

/*
 * Appends text so that it is words wherever it stands, in an element or in an attribute with
 * quotation marks: & < > " ' are written as references; controls, marks of direction and bytes that
 * are no UTF-8 become U+FFFD. '\n' becomes <br/>.
 */
void print_html_words(struct buffer *out, const char *text, size_t length);

/* The beginning of a whole page, up to <body>, with its style; `title` is words. The program's own
 * words are English; elements with words of a document say their language. */
void print_html_start(struct buffer *out, const char *title);
void print_html_end(struct buffer *out);

#endif
