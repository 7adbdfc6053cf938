/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/samples.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/record.h"
#include "base/spill.h"
#include "store/segment_writer.h"

#include <stdlib.h>

/* A run in the sample of a wording. */
struct link {
	uint64_t run;
	uint32_t wording;
	uint32_t reserved;
};

/* Half of the memory for the links that wait, a quarter for those that are sorted, which sorting
 * needs once more. A part is never smaller than a bucket. */
enum { WAITING_PART = 2, SORTED_PART = 4, SORTED_LEAST = 1024 };

struct samples {
	struct spill *links;
	uint64_t count;
	size_t most_sorted; /* links */
};

struct samples *samples_new(const char *work_directory, size_t memory)
{
	struct samples *samples = memory_array(1, sizeof *samples);
	samples->links = spill_new(work_directory, "samples", memory / WAITING_PART);
	samples->most_sorted = memory / SORTED_PART / sizeof(struct link);
	if (samples->most_sorted < SORTED_LEAST)
		samples->most_sorted = SORTED_LEAST;
	return samples;
}

void samples_free(struct samples *samples)
{
	if (samples == NULL)
		return;
	spill_free(samples->links);
	free(samples);
}

void samples_add(struct samples *samples, uint64_t run, uint32_t wording)
{
	const struct link link = { run, wording, 0 };
	spill_add(samples->links, &link, sizeof link);
	samples->count++;
}

static int by_run(const void *a, const void *b)
{
	const struct link *x = a, *y = b;
	if (x->run != y->run)
		return x->run < y->run ? -1 : 1;
	return x->wording < y->wording ? -1 : x->wording > y->wording;
}

/* How many links each bucket has. */
static uint32_t *count_links(const struct samples *samples, unsigned bits)
{
	struct spill_reader reader = { .spill = samples->links, .ahead = SPILL_AHEAD };
	uint32_t *counts = memory_array((size_t)1 << bits, sizeof *counts);
	for (uint64_t i = 0; i < samples->count; i++) {
		const struct link *link = spill_read(&reader, i * sizeof *link, sizeof *link);
		if (link == NULL)
			break;
		counts[sample_bucket(link->run, bits)]++;
	}
	spill_reader_release(&reader);
	return counts;
}

/* Some buckets, one behind the other, whose links are sorted together. */
struct part {
	uint64_t first, end;
	struct link *links;
	size_t count, capacity;
};

/* The next buckets that together have no more links than can be sorted, but always one. */
static void next_part(const struct samples *samples, const uint32_t *counts, uint64_t buckets,
		      struct part *part)
{
	size_t sum = counts[part->end];
	part->first = part->end++;
	while (part->end < buckets && sum + counts[part->end] <= samples->most_sorted)
		sum += counts[part->end++];
	part->count = 0;
	part->links = memory_grow(part->links, &part->capacity, sum, sizeof *part->links);
}

static void gather(const struct samples *samples, unsigned bits, struct part *part)
{
	struct spill_reader reader = { .spill = samples->links, .ahead = SPILL_AHEAD };
	for (uint64_t i = 0; i < samples->count; i++) {
		const struct link *link = spill_read(&reader, i * sizeof *link, sizeof *link);
		if (link == NULL)
			break;
		uint64_t bucket = sample_bucket(link->run, bits);
		if (bucket >= part->first && bucket < part->end)
			part->links[part->count++] = *link;
	}
	spill_reader_release(&reader);
	memory_sort(part->links, part->count, sizeof *part->links, by_run);
}

/* The links from `at` on that lie in the bucket; returns where those of the next one start. */
static size_t write_bucket(const struct link *links, size_t at, size_t count, uint64_t bucket,
			   unsigned bits, struct buffer *bytes)
{
	while (at < count && sample_bucket(links[at].run, bits) == bucket) {
		size_t end = at;
		while (end < count && links[end].run == links[at].run)
			end++;
		record_add_number(bytes, sample_tag(links[at].run, bits));
		record_add_number(bytes, end - at);
		for (uint32_t last = 0; at < end; at++) {
			record_add_number(bytes, links[at].wording - last);
			last = links[at].wording;
		}
	}
	return at;
}

int samples_write(struct samples *samples, struct buffer *out, struct error *error)
{
	unsigned bits = 0;
	while (bits < SAMPLE_MOST_BITS && (samples->count >> bits) > SAMPLE_BUCKET)
		bits++;
	int status = spill_end(samples->links, error);
	if (status != STATUS_OK)
		return status;
	struct buffer bytes = BUFFER_INIT;
	uint32_t *counts = count_links(samples, bits);
	uint64_t buckets = UINT64_C(1) << bits;
	struct part part = { 0 };
	section_add_u32(out, bits);
	while (part.end < buckets) {
		next_part(samples, counts, buckets, &part);
		gather(samples, bits, &part);
		size_t at = 0;
		for (uint64_t bucket = part.first; bucket < part.end; bucket++) {
			section_add_u32(out, (uint32_t)bytes.length);
			at = write_bucket(part.links, at, part.count, bucket, bits, &bytes);
		}
	}
	section_add_u32(out, (uint32_t)bytes.length);
	buffer_add(out, bytes.bytes, bytes.length);
	buffer_release(&bytes);
	free(part.links);
	free(counts);
	return spill_status(samples->links, error);
}
