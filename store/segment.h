/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_SEGMENT_H
#define STORE_SEGMENT_H

#include "base/buffer.h"
#include "base/file.h"
#include "base/language.h"
#include "base/record.h"
#include "corpus/resolution.h"
#include "store/head.h"
#include "store/pages.h"
#include "store/schema.h"
#include "xapian-c/xapian-c.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct error;

/*
 * One segment, open for reading (layout: store/schema.h). Everything is read from the mapped file
 * and checked where it is used, each page against its hash when a byte of it is first read. Damage
 * gives STATUS_DAMAGED; a function that returns no status answers with nothing or with less, and
 * segment_check tells of it afterwards: who shows an answer asks that first.
 * Numbers of works, wordings, forms and terms count from 0. One thread at a time.
 */
enum { SEGMENT_BLOCKS = 256 };
struct segment {
	struct mapping mapping;
	char file[64];  /* its name in the index */
	char name[512]; /* with the index before it, for messages */
	const struct language *language;
	uint32_t analysis_version;
	struct segment_counts counts;
	struct section_entry sections[SECTION_COUNT];
	uint64_t header_hash;
	struct record sampled_terms;          /* of META; behind their count */
	struct pages *pages;                  /* all sections behind CHECKS */
	struct xap_database *opened_database; /* ask segment_database for it; NULL until then */
	bool *hidden;                         /* a work: removed, or a newer segment has it */
	uint32_t hidden_count;
	pthread_mutex_t unpacking;            /* held by the thread that uses the next */
	struct decompressor *decompressor;    /* NULL until something is unpacked */
	struct resolution_cache *resolutions; /* store/resolution_cache.h */
	/* SEGMENT_BLOCKS blocks of texts that were unpacked last, each in the place of its number;
	 * NULL until one is unpacked. */
	struct text_block *blocks;
};
struct text_block {
	struct buffer bytes;
	uint32_t number; /* and 1; 0: none */
};

/* Opens the file `name` in the directory, which has the name `path` in messages. STATUS_VERSION: of
 * another format or analysis version. */
int segment_open(struct segment **out, int directory, const char *path, const char *name,
		 struct error *error);
void segment_free(struct segment *segment);

/*
 * The database of the wordings, of a language that has pairs: document n + 1 is wording n. It is
 * the segment's, opened by the first call. libxapian may not survive damage: it gets only pages
 * that are as they were written.
 */
int segment_database(struct segment *segment, struct xap_database **out, struct error *error);

/* The hash in the header of the segment in the open file, which the manifest has too. */
int segment_header_hash(int file, uint64_t *hash, struct error *error);

/* STATUS_DAMAGED when a byte that was used since the segment was opened is not as it was written:
 * then what its functions said may be wrong. */
int segment_check(const struct segment *segment, struct error *error);

/* The last number of FORM_STARTS or TERM_STARTS: the length of what they tell of. */
uint32_t segment_starts_end(const struct segment *segment, enum section section);

/* Whether all pages of a section are as they were written. */
bool segment_section_sound(const struct segment *segment, enum section section);

/* ---- Works ---- */

struct work_entry segment_work(const struct segment *segment, uint32_t work);
uint32_t segment_date(const struct segment *segment, uint32_t work);      /* its date alone */
const char *segment_symbol(const struct segment *segment, uint32_t work); /* "" when damaged */

/* What HEADS has of a work and one of its clauses; the record is not unpacked for it. False when
 * there is no such clause, or it is damaged. The caller releases head->label and head->ending. */
bool segment_head(const struct segment *segment, uint32_t work, uint32_t clause, struct head *head);

/* The number of the work with this normalised symbol; UINT32_MAX when it has none (hidden ones
 * are found). */
uint32_t segment_find(const struct segment *segment, const char *symbol);

/*
 * The resolution with number `work`. With `texts` the clauses' texts are complete and their hashes
 * were checked; without, each text is only the punctuation behind the wording, and *wordings (if
 * not NULL) tells the wordings' numbers, in the resolution's arena. The caller releases it.
 * Without texts several threads may read of one segment; texts are for one of them alone.
 */
int segment_resolution(struct segment *segment, uint32_t work, bool texts,
		       struct resolution *resolution, uint32_t **wordings, struct error *error);

/* ---- Wordings ---- */

/* Appends the text of a wording after checking its hash. */
int segment_wording(struct segment *segment, uint32_t wording, struct buffer *text,
		    struct error *error);
uint64_t segment_hash(const struct segment *segment, uint32_t wording);

struct occurrence {
	uint32_t work, clause;
	enum part part;
};

/* A wording's entry: first its occurrences, by rising work and clause, then its forms. */
struct stream {
	struct record record;
	uint32_t length; /* how many terms it has, repeats counted */
	uint32_t occurrences_left;
	uint32_t work, clause;
};
void segment_stream(const struct segment *segment, uint32_t wording, struct stream *stream);
uint32_t segment_stream_length(const struct segment *segment, uint32_t wording); /* alone */
/* Tell the processor that the wording's stream will be read soon: first where its place stands, and
 * a while later, when that is near, the stream. Candidates lie anywhere. */
void segment_prefetch_place(const struct segment *segment, uint32_t wording);
void segment_prefetch_stream(const struct segment *segment, uint32_t wording);
/* False after the last one. All of them must be taken before the forms are. */
bool stream_occurrence(struct stream *stream, struct occurrence *occurrence);
/*
 * Fills forms with the numbers of the wording's forms in the order of the text; the array grows
 * as needed.
 */
struct form_list {
	uint32_t *at;
	size_t count, capacity;
};
void stream_forms(struct stream *stream, const struct segment *segment, struct form_list *forms);

/* The form that stands at *at, which must not be the end; it may be one that the segment does not
 * have when the bytes are damaged. For those who look at millions of forms. */
static inline uint32_t stream_form(const unsigned char **at, const unsigned char *end)
{
	if (end - *at >= 2) {
		/* One byte or two, without a branch: which of them nobody can foresee. */
		uint32_t first = (*at)[0], second = (*at)[1], more = first >> 7;
		if ((more & second >> 7) == 0) {
			*at += 1 + more;
			return (first & 0x7F) | (second << 7 & (0U - more));
		}
	}
	uint32_t form = *(*at)++;
	for (unsigned shift = 7; form >> shift != 0 && *at < end && shift < 28; shift += 7)
		form = (form & ((1u << shift) - 1)) | (uint32_t) * (*at)++ << shift;
	return form;
}

/* The same of a wording, whose occurrences are passed over. */
void segment_wording_forms(const struct segment *segment, uint32_t wording,
			   struct form_list *forms);

/* Whether any of its occurrences is not hidden. */
bool segment_is_visible(const struct segment *segment, uint32_t wording);

/* ---- Near repeats ---- */

/* The hash of the wording that the wording's group of near repeats began with; it may be one of an
 * older segment. Wordings of one group have the same. */
uint64_t segment_group(const struct segment *segment, uint32_t wording);

/* The wording with this hash, or UINT32_MAX: all hashes are looked through. */
uint32_t segment_find_wording(const struct segment *segment, uint64_t hash);

/* The wordings that have the run in their sample, and some others now and then. */
struct sample_reader {
	struct record record;
	uint64_t tag, wordings;
	uint32_t wording, left;
};
void segment_sample(const struct segment *segment, uint64_t run, struct sample_reader *reader);
/* False after the last one. */
bool sample_next(struct sample_reader *reader, uint32_t *wording);

/* SECTION_VALUES, for store/values.c. */
struct record segment_values(const struct segment *segment);

/* ---- Vocabulary ---- */

/* The bytes of a form, NUL-terminated; *kind (may be NULL) gets its enum token_kind. */
const char *segment_form(const struct segment *segment, uint32_t form, int *kind);
uint32_t segment_form_count(const struct segment *segment, uint32_t form); /* in wordings */
/* The number of a form, or UINT32_MAX. */
uint32_t segment_find_form(const struct segment *segment, const char *form);
/* The form that is at this place of FORM_ORDER; UINT32_MAX behind the last. Forms that begin alike,
 * accents apart, stand together: from the place that segment_form_place gives for their beginning
 * on, which must have no accents itself. */
uint32_t segment_form_in_order(const struct segment *segment, uint32_t place);
uint32_t segment_form_place(const struct segment *segment, const char *beginning);
/* Appends the form without its accents. */
void segment_form_plain(const char *form, struct buffer *plain);
/* The term with this number, in byte order; "" when there is none. */
const char *segment_term(const struct segment *segment, uint32_t number);
/* How many wordings have this term; 0: no form has it. Of the terms that are a pair of Chinese
 * characters only libxapian knows. */
uint32_t segment_term_wordings(const struct segment *segment, const char *term);
/* And where their list stands: for those who read it later. */
struct postings_place {
	uint64_t start; /* in POSTINGS */
	uint32_t wordings;
};
struct postings_place segment_postings_place(const struct segment *segment, const char *term);

/* A wording that has a term, and how often it has it. */
struct posting {
	uint32_t wording, count;
};
/*
 * The wordings that have a term, by rising number, while they are read: a block at a time, and no
 * block that ends before what is looked for. Where bytes are damaged it ends early; segment_check
 * knows. Holds no memory of its own.
 */
struct posting_list {
	const struct segment *segment;
	struct record record; /* at the next block */
	uint32_t left;        /* wordings of the blocks that were not reached */
	uint32_t last;        /* the wording that the last block that was reached ends with */
	uint32_t at, count;   /* of the block that is read */
	struct posting block[POSTING_BLOCK];
};
/* From the first wording on. */
void posting_list_start(struct posting_list *list, const struct segment *segment,
			struct postings_place place);
/* The first that is not before this wording; NULL: there is none. Later calls may not ask for an
 * earlier wording. The pointer holds until the next call. */
const struct posting *posting_list_go_on(struct posting_list *list, uint32_t wording);
static inline const struct posting *posting_list_next(struct posting_list *list, uint32_t wording)
{
	if (list->at < list->count && list->block[list->at].wording >= wording)
		return &list->block[list->at];
	return posting_list_go_on(list, wording);
}

/* Appends the numbers of the forms that have this term; none when the term is not there. */
void segment_term_forms(const struct segment *segment, const char *term, struct form_list *forms);

#endif
