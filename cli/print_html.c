/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_html.h"

#include "base/buffer.h"
#include "cli/terminal.h"

#include <string.h>

static const char style[] =
    "body{font-family:serif;line-height:1.4;max-width:60em;margin:1em auto;padding:0 1em}\n"
    "del{color:#a00;background:#fdd;text-decoration:line-through}\n"
    "ins{color:#060;background:#dfd;text-decoration:underline}\n"
    "h1{font-size:1.3em;font-family:sans-serif}\n"
    "h2{font-size:1em;font-family:sans-serif;margin:1.5em 0 0}\n"
    "p{margin:.3em 0;text-align:start}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "td,th{vertical-align:top;text-align:start;width:50%;padding:.3em .6em;"
    "border-bottom:1px solid #ccc}\n"
    ".label{font-family:sans-serif;font-size:.85em;color:#555}\n";

void print_html_words(struct buffer *out, const char *text, size_t length)
{
	struct buffer safe = BUFFER_INIT;
	terminal_add(&safe, text, length, true);
	for (size_t i = 0; i < safe.length; i++) {
		switch (safe.bytes[i]) {
		case '&':
			buffer_add_text(out, "&amp;");
			break;
		case '<':
			buffer_add_text(out, "&lt;");
			break;
		case '>':
			buffer_add_text(out, "&gt;");
			break;
		case '"':
			buffer_add_text(out, "&quot;");
			break;
		case '\'':
			buffer_add_text(out, "&#39;");
			break;
		case '\n':
			buffer_add_text(out, "<br/>");
			break;
		default:
			buffer_add_byte(out, safe.bytes[i]);
		}
	}
	buffer_release(&safe);
}

void print_html_start(struct buffer *out, const char *title)
{
	buffer_add_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
	buffer_add_text(out, "<meta charset=\"utf-8\"/>\n<title>");
	/* Names of files may have line ends, and a title has no elements in it. */
	struct buffer line = BUFFER_INIT;
	terminal_add(&line, title, strlen(title), false);
	print_html_words(out, line.bytes != NULL ? line.bytes : "", line.length);
	buffer_release(&line);
	buffer_add_format(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
}

void print_html_end(struct buffer *out)
{
	buffer_add_text(out, "</body>\n</html>\n");
}
