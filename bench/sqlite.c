/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SQLite FTS5 for the measurements, by its C interface.
 *
 * Usage: sqlite index DATABASE < CLAUSES   (lines of `clauses`)
 *        sqlite warm DATABASE < QUERIES    (kind, what is wanted, SQL; answers like `warm`)
 *        sqlite update DATABASE SYMBOL < CLAUSES   (the resolution's clauses anew)
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *database;

static void need(int result, int wanted)
{
	if (result == wanted)
		return;
	fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(database));
	exit(2);
}

static void run(const char *sql)
{
	need(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
}

/* Lines of `clauses`: language, symbol, session, date, part, label, text. */
static void add_clauses(void)
{
	sqlite3_stmt *insert;
	char *line = NULL;
	size_t capacity = 0;
	need(sqlite3_prepare_v2(database, "INSERT INTO clauses VALUES (?,?,?,?,?,?,?)", -1, &insert,
				NULL),
	     SQLITE_OK);
	for (ssize_t length; (length = getline(&line, &capacity, stdin)) > 0;) {
		char *at = line;
		line[strcspn(line, "\n")] = '\0';
		for (int i = 1; i <= 7; i++)
			sqlite3_bind_text(insert, i, i < 7 ? strsep(&at, "\t") : at, -1,
					  SQLITE_STATIC);
		need(sqlite3_step(insert), SQLITE_DONE);
		sqlite3_reset(insert);
	}
	sqlite3_finalize(insert);
	free(line);
}

static void make_index(void)
{
	run("CREATE VIRTUAL TABLE clauses USING fts5(lang UNINDEXED, symbol UNINDEXED,"
	    " session UNINDEXED, date UNINDEXED, part UNINDEXED, label UNINDEXED, text,"
	    " tokenize = 'unicode61 remove_diacritics 2')");
	run("BEGIN");
	add_clauses();
	run("COMMIT");
}

static void update(const char *symbol)
{
	sqlite3_stmt *delete;
	run("BEGIN");
	need(
	    sqlite3_prepare_v2(database, "DELETE FROM clauses WHERE symbol = ?", -1, &delete, NULL),
	    SQLITE_OK);
	sqlite3_bind_text(delete, 1, symbol, -1, SQLITE_STATIC);
	need(sqlite3_step(delete), SQLITE_DONE);
	sqlite3_finalize(delete);
	add_clauses();
	run("COMMIT");
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static int answer(sqlite3_stmt *statement)
{
	int rows = 0;
	for (; sqlite3_step(statement) == SQLITE_ROW; rows++)
		for (int i = 0; i < sqlite3_column_count(statement); i++)
			sqlite3_column_text(statement, i);
	need(sqlite3_reset(statement), SQLITE_OK);
	return rows;
}

static void warm(void)
{
	char *line = NULL;
	size_t capacity = 0;
	for (ssize_t length; (length = getline(&line, &capacity, stdin)) > 0;) {
		char *at = line;
		line[strcspn(line, "\n")] = '\0';
		const char *kind = strsep(&at, "\t");
		strsep(&at, "\t");
		double took = 0;
		int rows = 0;
		for (int i = 0; i < 2; i++) {
			sqlite3_stmt *statement;
			double start = now();
			need(sqlite3_prepare_v2(database, at, -1, &statement, NULL), SQLITE_OK);
			rows = answer(statement);
			sqlite3_finalize(statement);
			took = now() - start;
		}
		printf("%s\t%.0f\t%d\t%s\n", kind, took, rows, at);
	}
	free(line);
}

int main(int count, char **arguments)
{
	if (count < 3 || (strcmp(arguments[1], "update") == 0 && count < 4)) {
		fprintf(stderr, "usage: sqlite index|warm|update DATABASE [SYMBOL]\n");
		return 2;
	}
	need(sqlite3_open(arguments[2], &database), SQLITE_OK);
	if (strcmp(arguments[1], "index") == 0)
		make_index();
	else if (strcmp(arguments[1], "update") == 0)
		update(arguments[3]);
	else
		warm();
	sqlite3_close(database);
	return 0;
}
