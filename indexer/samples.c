/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/samples.h"

#include "base/record.h"
#include "store/schema.h"
#include "store/segment_writer.h"

void samples_start(struct samples_writer *writer, uint64_t links, struct buffer *starts,
		   struct spill *rows)
{
	*writer = (struct samples_writer){ .starts = starts, .rows = rows, .row = BUFFER_INIT };
	while (writer->bits < SAMPLE_MOST_BITS && (links >> writer->bits) > SAMPLE_BUCKET)
		writer->bits++;
	section_add_u32(starts, writer->bits);
}

/* All buckets before this one end here. */
static void start_buckets(struct samples_writer *writer, uint64_t end)
{
	for (; writer->bucket < end; writer->bucket++)
		section_add_u32(writer->starts, (uint32_t)spill_length(writer->rows));
}

void samples_add(struct samples_writer *writer, uint64_t run, const uint32_t *wordings,
		 size_t count)
{
	start_buckets(writer, sample_bucket(run, writer->bits) + 1);
	buffer_clear(&writer->row);
	record_add_number(&writer->row, sample_tag(run, writer->bits));
	record_add_number(&writer->row, count);
	uint32_t last = 0;
	for (size_t i = 0; i < count; i++) {
		record_add_number(&writer->row, wordings[i] - last);
		last = wordings[i];
	}
	spill_add(writer->rows, writer->row.bytes, writer->row.length);
}

void samples_end(struct samples_writer *writer)
{
	start_buckets(writer, (UINT64_C(1) << writer->bits) + 1);
	buffer_release(&writer->row);
}
