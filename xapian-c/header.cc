/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c/guard.h"

#include <cstring>
#include <unistd.h>

/*
 * The header of a glass database (the file "iamglass" of a directory, or the first block of a
 * single file) is read here once before libxapian reads it: libxapian takes the number of levels of
 * a B-tree from it as the length of an array of its own, so that one changed byte ends the process.
 *
 * Its form, of format 2016-03-14: 14 bytes of magic, 2 of format version, the UUID, a revision, for
 * each of six tables its root block, 4 × level + flags, number of entries, block size / 2048, least
 * length for compression and a string, then the statistics. Numbers are of 7 bits a byte, the
 * lowest first, the high bit set in all bytes but the last; a string is its length and its bytes.
 */

namespace
{

const unsigned char magic[] = { 0x0F, 0x0D, 'X', 'a', 'p', 'i', 'a',  'n',
				' ',  'G',  'l', 'a', 's', 's', 0x04, 0x6E };
const size_t MAGIC_BYTES = 14, VERSION_BYTES = 2;
const size_t LEAST_BYTES = 33;   /* what libxapian wants to read at least, */
const size_t HEADER_BYTES = 256; /* and at most */
const int TABLES = 6;
const uint64_t MAX_LEVEL = 9; /* libxapian's arrays have 10 places */
const uint64_t MAX_BLOCK_UNITS = 32;

class reader
{
	const unsigned char *at, *end;

      public:
	bool bad = false;
	reader(const unsigned char *bytes, size_t length) : at(bytes), end(bytes + length)
	{
	}
	uint64_t number()
	{
		uint64_t value = 0;
		for (unsigned shift = 0; at < end && shift < 63; shift += 7) {
			unsigned char byte = *at++;
			value |= static_cast<uint64_t>(byte & 0x7F) << shift;
			if (byte < 0x80)
				return value;
		}
		bad = true;
		return 0;
	}
	void skip(uint64_t count)
	{
		if (count > static_cast<uint64_t>(end - at)) {
			bad = true;
			return;
		}
		at += count;
	}
};

bool table_is_sound(reader &header)
{
	(void)header.number(); /* root block: checked by libxapian, as all blocks are */
	uint64_t levels = header.number();
	(void)header.number(); /* entries */
	uint64_t units = header.number();
	(void)header.number(); /* least length for compression */
	header.skip(header.number());
	bool root_is_fake = (levels & 1) != 0; /* the table has no block */
	uint64_t level = levels >> 2;
	bool power_of_two = units != 0 && (units & (units - 1)) == 0;
	return !header.bad && level <= MAX_LEVEL && !(root_is_fake && level > 0) && power_of_two &&
	       units <= MAX_BLOCK_UNITS;
}

} // namespace

namespace xap
{

int check_header(int descriptor, off_t offset, struct error *error)
{
	unsigned char bytes[HEADER_BYTES];
	ssize_t length = pread(descriptor, bytes, sizeof bytes, offset);
	if (length < 0)
		return error_system(error, "cannot read the header of the database");
	size_t got = static_cast<size_t>(length);
	if (got < LEAST_BYTES || memcmp(bytes, magic, MAGIC_BYTES) != 0)
		return error_set(error, STATUS_DAMAGED, "no database starts at byte %lld",
				 static_cast<long long>(offset));
	/* Another format is for libxapian to refuse, who knows which one it is. */
	if (memcmp(bytes + MAGIC_BYTES, magic + MAGIC_BYTES, VERSION_BYTES) != 0)
		return STATUS_OK;
	const size_t before = MAGIC_BYTES + VERSION_BYTES + XAP_IDENTITY_BYTES;
	reader header(bytes + before, got - before);
	(void)header.number(); /* revision */
	for (int table = 0; table < TABLES; table++) {
		if (!table_is_sound(header))
			return error_set(error, STATUS_DAMAGED,
					 "the header of the database is damaged in its table %d",
					 table + 1);
	}
	return STATUS_OK;
}

} // namespace xap
