/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The query parser: any bytes give a query or a message. */
#include "base/error.h"
#include "searcher/query.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct query query;
	struct error error = ERROR_INIT;
	if (query_parse(&query, (const char *)bytes, length, &error) == STATUS_OK)
		query_release(&query);
	else
		MUST(error.message[0] != '\0');
	return 0;
}
