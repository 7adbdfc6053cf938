/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/align.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

/* A resolution of these labels; P… preamble, O… operative. */
static struct resolution version(struct clause *clauses, const char *const *labels)
{
	struct resolution resolution = { .clauses = clauses };
	for (; labels[resolution.clause_count] != NULL; resolution.clause_count++) {
		const char *label = labels[resolution.clause_count];
		clauses[resolution.clause_count] =
		    (struct clause){ .label = label,
				     .part = label[0] == 'P' ? PART_PREAMBLE : PART_OPERATIVE };
	}
	return resolution;
}

Test(align, finds_the_same_label_in_versions_with_the_same_labels_of_a_part)
{
	static const char *const one[] = { "PP1", "PP2", "OP1", "OP1(a)", "OP2", NULL };
	static const char *const fewer[] = { "PP1", "OP1", "OP1(a)", "OP2", NULL };
	static const char *const other[] = { "PP1", "PP2", "OP1", "OP2", "OP3", NULL };
	struct clause a[8], b[8], c[8];
	struct resolution first = version(a, one), second = version(b, fewer),
			  third = version(c, other);
	for (size_t i = 0; i < first.clause_count; i++)
		cr_expect_eq(align_clause(&first, i, &first), i);
	/* A preambular paragraph is missing there: PP1 may be PP2 here. The operative part is
	 * whole. */
	cr_expect_eq(align_clause(&first, 0, &second), SIZE_MAX);
	cr_expect_eq(align_clause(&first, 1, &second), SIZE_MAX);
	cr_expect_eq(align_clause(&first, 4, &second), 3);
	/* Other labels: only what comes before the first difference, and as many behind, is sure.
	 */
	cr_expect_eq(align_clause(&first, 1, &third), 1);
	cr_expect_eq(align_clause(&first, 2, &third), 2);
	cr_expect_eq(align_clause(&first, 3, &third), SIZE_MAX);
	cr_expect_eq(align_clause(&first, 4, &third), SIZE_MAX);
}

Test(align, versions_with_the_same_labels_have_the_same_hash)
{
	static const char *const one[] = { "PP1", "OP1", "OP12", NULL };
	static const char *const fewer[] = { "PP1", "OP1", NULL };
	static const char *const other[] = { "PP1", "OP11", "OP2", NULL };
	struct clause a[8], b[8], c[8], d[8];
	struct resolution first = version(a, one), same = version(b, one),
			  second = version(c, fewer), third = version(d, other), none = { 0 };
	cr_expect_eq(align_hash(&first), align_hash(&same));
	cr_expect_neq(align_hash(&first), align_hash(&second));
	cr_expect_neq(align_hash(&first), align_hash(&third));
	cr_expect_neq(align_hash(&first), align_hash(&none));
	b[1].part = PART_ANNEX;
	cr_expect_neq(align_hash(&first), align_hash(&same));
}
