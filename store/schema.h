/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stddef.h>
#include <stdint.h>

/* The table keeps its lines. */
/* clang-format off */
/*
 * What the indexer writes and the searcher reads: the one place where both agree.
 *
 * An index is a directory:
 *     manifest.json   names the files of the current generation; replaced by one rename
 *     es-3.segment    a segment: some resolutions of one language, never changed once published
 *     sources-3.tsv   which files were read, and what each gave
 *     lock            held by the process that writes
 *
 * A segment is one file: a header, sections one behind the other, and last of all, in Chinese, a
 * libxapian database. Numbers in the header and in arrays are little-endian. The header: 16 bytes
 * of magic, u32 format, u32 count of sections, the sections' places, u64 hash_bytes of CHECKS, u64
 * hash_bytes of the header before it (the manifest has this one too). So every byte of the file is
 * under a hash that is looked at before the byte is believed (store/pages.h). The sections:
 *
 *   CHECKS       u64 a page of the sections behind this one: hash_bytes of the page; then zeros, so
 *                that META starts at a multiple of the page's size
 *   META         record: language, analysis version, counts (struct segment_counts in order); count
 *                of sampled terms; each: a string, the term TERM_STEP, 2 * TERM_STEP …, so that a
 *                search for a term begins near it and reads few pages
 *   WORKS        array of struct work_entry, sorted by symbol_compare
 *   SYMBOLS      NUL-terminated symbols
 *   HEADS        what a line of results says of a work, so that its record need not be unpacked:
 *                record: enum vote_kind, for a recorded vote its three counts; each clause: how many
 *                bytes its label shares with the one before, length of the rest * 4 + part, the
 *                rest; length and bytes of what its text has behind its wording
 *   RECORDS      one packed resolution record a work (store/resolution_record.h)
 *   RECORD_DICTIONARY  what RECORDS were packed with: some of the records
 *   FORM_STARTS  u32 a form, and one more: where the form starts in FORM_BYTES
 *   FORM_BYTES   a form: one byte of kind ('0' + enum token_kind), its bytes, NUL; form 0 is the
 *                most frequent and so on, so that the numbers are short in STREAM
 *   FORM_ORDER   u32 a form: the numbers of the forms in byte order of what they are without
 *                accents (analyser_plain), then of their own bytes
 *   FORM_COUNTS  u32 a form: how often it stands in the wordings
 *   TERM_STARTS  u32 a term, and one more: where it starts in TERM_BYTES; terms in byte order
 *   TERM_BYTES   a term: its bytes, NUL, record: count of the wordings that have it; where its list
 *                starts in POSTINGS; count of forms, their numbers (differences)
 *   POSTINGS     the lists of the terms, in their order: blocks of POSTING_BLOCK wordings, the last
 *                one with what is left: record: bytes of what follows these two numbers; the block's
 *                last wording (difference to that of the block before); each wording: twice its
 *                number (difference), and 1 when it has the term more than once: then how often,
 *                less 2. So a block that ends too early need not be read
 *   STREAM_ENDS  u32 a wording, and one more: where the wording's entry starts in STREAM
 *   STREAM       a wording: record: its length: how many terms it has, repeats counted; count of
 *                occurrences; each: work (difference), clause * 4 + part; then the numbers of its
 *                forms in the order of the text, to the end
 *   HASHES       u64 a wording: hash_bytes of its text
 *   BLOCKS       array of struct block_entry
 *   TEXTS        packed blocks of wordings' texts; in a block each text is a record string
 *   TEXT_DICTIONARY    what TEXTS were packed with: some of the texts
 *   VALUES       for each enum value_kind (store/values.h) a record string, in it: count of values;
 *                each: its name, count of places, a record string with the places: work
 *                (difference), and for values of clauses the clause
 *   GROUPS       u32 a wording: its group of near repeats: the number of the wording that the group
 *                began with, or counts.wordings + k for the k-th of the u64 behind the array: the
 *                hash of a wording of an older segment
 *   SAMPLES      which wordings have a run of words in their sample (store/runs.h): u32 bits; u32 a
 *                bucket, and one more: where it starts behind this array; the buckets: of each run:
 *                sample_tag, count of wordings, their numbers (differences)
 *   XAPIAN       of a language that has pairs (base/language.h) a single-file database: document
 *                n + 1 is wording n, its terms are those of its forms and pairs of characters,
 *                without positions; of others nothing
 *
 * A **wording** is a clause's text without the punctuation at its end (schema_wording_length): the
 * same words closing with ";" in one session and with "." in the next are one wording. What was
 * cut off stands in the resolution record.
 *
 * History of FORMAT_VERSION:
 *   1  first
 *   2  GROUPS and SAMPLES; a hash of its labels in each work; RECORDS and TEXTS are packed with
 *      dictionaries; CHECKS and the hash of the header; in the manifest its own hash, that of each
 *      segment's header, and the versions of libraries
 *   3  RECORDS and TEXTS are packed by libzstd, TEXTS in blocks of 2 KiB (before: zlib, 8 KiB);
 *      FORM_ORDER goes by what forms are without accents; META counts the works that are removed
 *   4  HEADS; POSTINGS of terms that at most 4,096 wordings have; sampled terms in META; in TERM_BYTES how many wordings have a term, in STREAM and META their lengths; no
 *      counts in the manifest
 *   5  POSTINGS of all terms, in blocks
 *   6  XAPIAN in Chinese alone
 */
/* clang-format on */
enum { FORMAT_VERSION = 6 };

enum section {
	SECTION_CHECKS,
	SECTION_META,
	SECTION_WORKS,
	SECTION_SYMBOLS,
	SECTION_HEADS,
	SECTION_RECORDS,
	SECTION_RECORD_DICTIONARY,
	SECTION_FORM_STARTS,
	SECTION_FORM_BYTES,
	SECTION_FORM_ORDER,
	SECTION_FORM_COUNTS,
	SECTION_TERM_STARTS,
	SECTION_TERM_BYTES,
	SECTION_POSTINGS,
	SECTION_STREAM_ENDS,
	SECTION_STREAM,
	SECTION_HASHES,
	SECTION_BLOCKS,
	SECTION_TEXTS,
	SECTION_TEXT_DICTIONARY,
	SECTION_VALUES,
	SECTION_GROUPS,
	SECTION_SAMPLES,
	SECTION_XAPIAN,
	SECTION_COUNT,
};
extern const char *const section_names[SECTION_COUNT]; /* as above */

#define SEGMENT_MAGIC "clausula-segment" /* 16 bytes, then u32 format, u32 count of sections */

/* In the header, behind the two numbers, one for each section. */
struct section_entry {
	uint64_t offset, length;
};

struct work_entry {
	uint64_t record_start;
	uint32_t record_length, record_raw_length;
	uint32_t symbol_start;
	uint32_t date; /* of adoption: year * 10000 + month * 100 + day; 0 when not known */
	uint32_t clause_count;
	uint32_t removed; /* 1: this work is no longer in the index; hides it in older segments */
	uint64_t labels; /* align_hash: the same in versions whose clauses are aligned one to one */
	uint32_t head_start; /* in HEADS; it ends where the next begins */
	uint32_t reserved;   /* 0 */
};

struct block_entry {
	uint64_t start;
	uint32_t length, raw_length;
	uint32_t first_wording;
	uint32_t reserved; /* 0 */
};

struct segment_counts {
	uint64_t works, clauses, wordings, forms, terms, tokens;
	uint64_t text_bytes;    /* of all clauses */
	uint64_t wording_bytes; /* of the distinct wordings */
	uint64_t removed;       /* works that say that an older segment's is gone */
	uint64_t length;        /* of all wordings: their terms, repeats counted */
};

enum {
	TEXT_BLOCK_BYTES = 2048, /* a block is closed when it has this many bytes of text */
	MAX_SEGMENTS = 64,       /* of one language; far more than merging ever leaves */
	TERM_STEP = 128,         /* each such term is in META */
	POSTING_BLOCK = 128,     /* of the postings of a term */
};

/* SECTION_SAMPLES: so many links a bucket, in at most so many buckets (as a power of two). */
enum { SAMPLE_BUCKET = 16, SAMPLE_MOST_BITS = 24 };

/* Of a run's hash the highest bits choose the bucket, the next 14 tell runs in it apart; the few
 * that are told apart no more only make more candidates. */
static inline uint64_t sample_bucket(uint64_t run, unsigned bits)
{
	return bits > 0 ? run >> (64 - bits) : 0;
}
static inline uint64_t sample_tag(uint64_t run, unsigned bits)
{
	return run << bits >> 50;
}

/* How many of the terms are in META. */
static inline uint64_t schema_sampled_terms(uint64_t terms)
{
	return terms > 0 ? (terms - 1) / TERM_STEP : 0;
}

/* The bytes of a clause's text that are its wording: all but the punctuation at the end. */
size_t schema_wording_length(const char *text, size_t length);

#endif
