/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The interface of libstemmer (libstemmer.h) with the one algorithm that is used, German.
 * libstemmer's own has a table of all algorithms, and so would bring all of their tables into the
 * program: 330 KB that the system must put in place at each start, which takes a fifth of a small
 * search. The Makefile uses this file where libstemmer is there as an archive.
 *
 * How to call one algorithm is told at https://snowballstem.org/runtime/use.html.
 */
#include <libstemmer.h>
#include <stddef.h>
#include <string.h>

/* The beginning of what a generated stemmer works on, the same in all versions of Snowball: the
 * word, a cursor, the word's length. */
struct SN_env {
	sb_symbol *p;
	int c, l;
};
struct SN_env *german_UTF_8_create_env(void);
void german_UTF_8_close_env(struct SN_env *env);
int german_UTF_8_stem(struct SN_env *env);
int SN_set_current(struct SN_env *env, int size, const sb_symbol *word);

static struct SN_env *env_of(struct sb_stemmer *stemmer)
{
	return (struct SN_env *)(void *)stemmer;
}

struct sb_stemmer *sb_stemmer_new(const char *algorithm, const char *encoding)
{
	if (strcmp(algorithm, "german") != 0 || strcmp(encoding, "UTF_8") != 0)
		return NULL;
	return (struct sb_stemmer *)(void *)german_UTF_8_create_env();
}

void sb_stemmer_delete(struct sb_stemmer *stemmer)
{
	german_UTF_8_close_env(env_of(stemmer));
}

const sb_symbol *sb_stemmer_stem(struct sb_stemmer *stemmer, const sb_symbol *word, int size)
{
	struct SN_env *env = env_of(stemmer);
	if (SN_set_current(env, size, word) != 0 || german_UTF_8_stem(env) < 0)
		return NULL;
	env->p[env->l] = '\0';
	return env->p;
}

int sb_stemmer_length(struct sb_stemmer *stemmer)
{
	return env_of(stemmer)->l;
}
