/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/samples.h"

#include "base/record.h"
#include "store/schema.h"
#include "store/segment_writer.h"

void samples_start(struct samples_writer *writer, uint64_t links, struct buffer *out)
{
	*writer = (struct samples_writer){ .out = out, .rows = BUFFER_INIT };
	while (writer->bits < SAMPLE_MOST_BITS && (links >> writer->bits) > SAMPLE_BUCKET)
		writer->bits++;
	section_add_u32(out, writer->bits);
}

/* All buckets before this one end here. */
static void start_buckets(struct samples_writer *writer, uint64_t end)
{
	for (; writer->bucket < end; writer->bucket++)
		section_add_u32(writer->out, (uint32_t)writer->rows.length);
}

void samples_add(struct samples_writer *writer, uint64_t run, const uint32_t *wordings,
		 size_t count)
{
	start_buckets(writer, sample_bucket(run, writer->bits) + 1);
	record_add_number(&writer->rows, sample_tag(run, writer->bits));
	record_add_number(&writer->rows, count);
	uint32_t last = 0;
	for (size_t i = 0; i < count; i++) {
		record_add_number(&writer->rows, wordings[i] - last);
		last = wordings[i];
	}
}

void samples_end(struct samples_writer *writer)
{
	start_buckets(writer, (UINT64_C(1) << writer->bits) + 1);
	buffer_add(writer->out, writer->rows.bytes, writer->rows.length);
	buffer_release(&writer->rows);
}
