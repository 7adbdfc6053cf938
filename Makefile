# SPDX-License-Identifier: GPL-2.0-or-later
# The only build file. `make help` lists the targets. Everything that is built goes to $(BUILD).

VERSION := 0.1.0
BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=

CC  ?= cc
CXX ?= c++
AR  ?= ar
ifeq ($(origin CC),default)
CC := gcc
endif
ifeq ($(origin CXX),default)
CXX := g++
endif

# Where the machine-readable resolutions of the United Nations are, for the tests that want them.
REAL_CORPUS ?= ../shared/corpus
REAL_UNPACKED = $(if $(wildcard $(REAL_CORPUS)/akn4un-*.tar.xz),$(BUILD)/corpus/unpacked)

# Libraries by Debian package; libstemmer has no .pc file.
PKGS := xapian-core expat jansson libarchive libutf8proc nettle libxxhash libzstd

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wpointer-arith -Wwrite-strings \
	-Wimplicit-fallthrough -Wformat=2
HARDEN := -fstack-protector-strong -fPIE
ifneq ($(filter clean help,$(MAKECMDGOALS)),$(or $(MAKECMDGOALS),none))
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
# libarchive is loaded when an archive is read (indexer/archive_library.h), not with the program.
# Small libraries become part of the program where Debian has them as archives: each that is loaded costs
# every search a twentieth of a millisecond.
STATIC := expat jansson utf8proc nettle xxhash stemmer zstd
PKG_LIBS := $(foreach l,$(STATIC),$(if $(filter /%,$(shell $(CC) -print-file-name=lib$(l).a)),-l:lib$(l).a,-l$(l)))
# Of libstemmer as an archive only the algorithm that is used.
ONE_ALGORITHM := $(if $(filter %libstemmer.a,$(PKG_LIBS)),stemmers/snowball.c)
XAPIAN_LIBS := $(shell pkg-config --libs xapian-core 2>/dev/null)
endif
OPT ?= -O2
ifeq ($(SAN),)
HARDEN += -D_FORTIFY_SOURCE=2
endif
FLAGS := $(OPT) -g -pthread $(WARN) $(HARDEN) -I. -DCLAUSULA_VERSION='"$(VERSION)"' -D_GNU_SOURCE \
	$(PKG_CFLAGS)
ifneq ($(WERROR),)
FLAGS += -Werror
endif
ifneq ($(SAN),)
# libxapian 1.4's check (clausula verify --full) deletes an object by the type of its base.
export ASAN_OPTIONS ?= new_delete_type_mismatch=0
FLAGS += -fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=undefined
endif
ifneq ($(COVERAGE),)
FLAGS += --coverage
endif
ALL_CFLAGS   := -std=c17 $(FLAGS) -Wstrict-prototypes -Wmissing-prototypes $(CFLAGS)
ALL_CXXFLAGS := -std=c++17 $(FLAGS) -fPIC $(CXXFLAGS)
ALL_LDFLAGS  := -pie -pthread -Wl,-z,relro -Wl,-z,now -Wl,-z,pack-relative-relocs $(if $(SAN),-fsanitize=$(SAN)) \
	$(if $(COVERAGE),--coverage) $(LDFLAGS)
LIBS := $(PKG_LIBS) $(XAPIAN_LIBS) -ldl
# What clausula-xapian.so uses of the program that loads it, and the pread that libxapian shall use.
EXPORTED := pread pread64 error_set error_system utf8_next_wide xap_reads_look_after xap_reads_release xap_reads_asked

# The way of the data, and what may include what: tools/lint-includes checks it.
FOLDERS := base xapian-c corpus stemmers store indexer searcher cli
# The lists of words are not part of the program: stemmers/make_tables.c makes its tables of them.
LISTS   := $(wildcard stemmers/*_words.c)
# The program loads libxapian when it needs it; all others are linked with it.
LOADER  := xapian-c/load.c
SOURCES := $(ONE_ALGORITHM) $(filter-out $(LISTS) $(LOADER) stemmers/make_tables.c stemmers/snowball.c, \
	$(sort $(foreach f,$(FOLDERS),$(wildcard $(f)/*.c $(f)/*.cc))))
MAIN    := cli/main.c
OBJECTS := $(patsubst %,$(BUILD)/%.o,$(filter-out $(MAIN),$(SOURCES))) $(BUILD)/stemmers/tables.o
TESTS   := $(sort $(wildcard tests/unit/*/test_*.c) $(wildcard tests/unit/*.c))
TEST_OBJECTS := $(patsubst %,$(BUILD)/%.o,$(TESTS))

Q := $(if $(V),,@)
say = @printf '%-8s %s\n'

.PHONY: all check check-built golden lint quickstart deps clean install uninstall help
.PHONY: bench bench-deps quality citations ancestors oracle hostile fuzz fuzz-programs fuzz-programs-afl fuzz-seeds reliability coverage mutants
.DELETE_ON_ERROR:

all: $(BUILD)/clausula ## build the program (the default)

$(BUILD)/clausula: $(BUILD)/$(MAIN).o $(BUILD)/$(LOADER).o $(BUILD)/libclausula.a $(BUILD)/clausula-xapian.so \
		$(BUILD)/flags
	$(say) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) $(foreach s,$(EXPORTED),-Wl,-u,$(s) -Wl,--export-dynamic-symbol=$(s)) -o $@ \
		$(BUILD)/$(MAIN).o $(BUILD)/$(LOADER).o $(BUILD)/libclausula.a $(PKG_LIBS) -ldl -lm

$(BUILD)/clausula-xapian.so: $(patsubst %,$(BUILD)/%.o,$(wildcard xapian-c/*.cc)) $(BUILD)/flags
	$(say) LINK $@
	$(Q)$(CXX) $(filter-out -pie,$(ALL_LDFLAGS)) -shared -o $@ $(filter %.o,$^) $(XAPIAN_LIBS)

$(BUILD)/libclausula.a: $(OBJECTS)
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $(OBJECTS)

$(BUILD)/%.c.o: %.c $(BUILD)/flags
	$(say) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.cc.o: %.cc $(BUILD)/flags
	$(say) CXX $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CXX) $(ALL_CXXFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/make_tables: $(patsubst %,$(BUILD)/%.o,$(LISTS) stemmers/make_tables.c stemmers/characters.c \
		stemmers/stem.c $(wildcard base/*.c))
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/stemmers/tables.c: $(BUILD)/make_tables
	$(say) TABLES $@
	$(Q)$< > $@

$(BUILD)/stemmers/tables.o: $(BUILD)/stemmers/tables.c
	$(say) CC $<
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Everything is built anew when the flags change.
$(BUILD)/flags: FORCE
	$(Q)mkdir -p $(@D)
	$(Q)echo '$(subst ','\'',$(CC) $(ALL_CFLAGS) | $(CXX) $(ALL_CXXFLAGS) $(ALL_LDFLAGS) $(LIBS))' > $@.new
	$(Q)cmp -s $@.new $@ && rm -f $@.new || mv $@.new $@
.PHONY: FORCE
FORCE:

# One runner of all tests; unit-FOLDER runs the tests of one folder.
# tests/unit/threads.c says whether a thread can be started.
WRAP := -Wl,--wrap=pthread_create -Wl,--wrap=fork
$(BUILD)/tests-all: $(TEST_OBJECTS) $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) $(WRAP) -o $@ $(TEST_OBJECTS) $(BUILD)/libclausula.a $(LIBS) -lcriterion

unit-%: FORCE ## run the unit tests of one folder: make unit-corpus
	$(Q)$(MAKE) --no-print-directory $(BUILD)/tests-$*-only FOLDER=$*
	$(Q)$(BUILD)/tests-$*-only

ifneq ($(FOLDER),)
FOLDER_TESTS := $(patsubst %,$(BUILD)/%.o,$(sort $(wildcard tests/unit/$(FOLDER)/test_*.c) $(wildcard tests/unit/*.c)))
$(BUILD)/tests-$(FOLDER)-only: $(FOLDER_TESTS) $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) $(WRAP) -o $@ $(FOLDER_TESTS) $(BUILD)/libclausula.a $(LIBS) -lcriterion
endif

# ---- For users ----

quickstart: ## install what is needed, build, index samples (or CORPUS=DIR), search
	@tools/packages.sh build
	$(Q)$(MAKE) --no-print-directory all
	@tools/quickstart.sh $(BUILD)/clausula '$(CORPUS)'

deps: ## install what building and testing need (Debian packages)
	@tools/packages.sh check

SHARE = $(DESTDIR)$(PREFIX)/share
COMPLETIONS := bash-completion/completions/clausula zsh/site-functions/_clausula \
	fish/vendor_completions.d/clausula.fish

install: all ## install under $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(PREFIX)/bin $(addprefix $(DESTDIR)$(PREFIX)/share/man/man,1 5 7)
	install -m 755 $(BUILD)/clausula $(DESTDIR)$(PREFIX)/bin/clausula
	install -d $(DESTDIR)$(PREFIX)/lib/clausula
	install -m 644 $(BUILD)/clausula-xapian.so $(DESTDIR)$(PREFIX)/lib/clausula/clausula-xapian.so
	for page in man/*.[157]; do \
		install -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/; done
	install -d $(addprefix $(SHARE)/,clausula $(dir $(COMPLETIONS)))
	install -m 644 man/clausula-*.schema.json $(SHARE)/clausula/
	for shell in bash zsh fish; do $(BUILD)/clausula completion $$shell > $(BUILD)/completion.$$shell; done
	install -m 644 $(BUILD)/completion.bash $(SHARE)/bash-completion/completions/clausula
	install -m 644 $(BUILD)/completion.zsh $(SHARE)/zsh/site-functions/_clausula
	install -m 644 $(BUILD)/completion.fish $(SHARE)/fish/vendor_completions.d/clausula.fish

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/clausula $(DESTDIR)$(PREFIX)/lib/clausula/clausula-xapian.so
	for page in man/*.[157]; do \
		rm -f $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}; done
	rm -f $(addprefix $(SHARE)/,$(COMPLETIONS)) $(SHARE)/clausula/clausula-*.schema.json

# ---- For developers ----

check: ## install what tests need, build, run every test
	@tools/packages.sh check
	$(Q)$(MAKE) --no-print-directory check-built

check-built: $(BUILD)/clausula $(BUILD)/ancestors $(BUILD)/tests-all $(BUILD)/xapian-c-alloc $(BUILD)/oracle \
		$(BUILD)/diff-pairs $(BUILD)/readers $(REAL_UNPACKED)
	@tests/xapian-c-symbols.sh xapian-c/xapian-c.h $(filter $(BUILD)/xapian-c/%.cc.o,$(OBJECTS))
	@tests/xapian-c-symbols.sh xapian-c/xapian-c.h $(BUILD)/$(LOADER).o
	@tests/xapian-c-symbols.sh xapian-c/reads.h $(BUILD)/xapian-c/reads.c.o
	@$(BUILD)/xapian-c-alloc
	@tools/lint-includes.sh
	@$(MAKE) --no-print-directory -s fuzz-seeds
	@python3 tests/json-schema.py --self-test man/clausula-hit.schema.json
	@tests/json-output.sh $(BUILD)/clausula
	@rm -rf $(BUILD)/oracle-index && $(BUILD)/clausula index --quiet --index $(BUILD)/oracle-index samples && \
		$(BUILD)/oracle $(BUILD)/oracle-index all 300
	@$(BUILD)/diff-pairs $(BUILD)/oracle-index 300
	@tests/readers/readers.sh $(BUILD)/readers $(if $(REAL_UNPACKED),$(BUILD)/corpus)
	@if [ -n "$(REAL_UNPACKED)" ]; then tests/real-corpus.sh $(BUILD)/clausula $(REAL_CORPUS); \
	else echo "SKIPPED: tests on real resolutions: no archives in $(REAL_CORPUS)"; fi
	@CLAUSULA=$(BUILD)/clausula $(if $(REAL_UNPACKED),CLAUSULA_CORPUS=$(BUILD)/corpus) \
		$(BUILD)/tests-all

$(BUILD)/corpus/unpacked: $(wildcard $(REAL_CORPUS)/akn4un-*.tar.xz)
	$(Q)mkdir -p $(@D)
	$(Q)for archive in $^; do tar -C $(@D) -xf $$archive || exit 1; done
	$(Q)touch $@

golden: $(BUILD)/clausula $(BUILD)/tests-all $(BUILD)/readers $(REAL_UNPACKED) ## write the expected outputs of the command line, the readers and the broad tests anew
	@tests/cli/golden.sh $(BUILD)/clausula
	@RENEW=1 tests/readers/readers.sh $(BUILD)/readers $(if $(REAL_UNPACKED),$(BUILD)/corpus)
	@python3 -B tests/broad/broad.py $(BUILD)/clausula --renew
	@RENEW=1 $(BUILD)/tests-all --filter 'forged/*'

$(BUILD)/xapian-c-alloc: $(BUILD)/tests/xapian-c-alloc.cc.o $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libclausula.a $(LIBS)

# ---- Reliability ----

# Fuzz targets: with libFuzzer, and as runners over saved inputs for `make check`.
FUZZ_TARGETS := text akn archive query record

$(BUILD)/fuzz-runner-%: $(BUILD)/tests/fuzz/%.c.o $(BUILD)/tests/fuzz/runner.c.o $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

fuzz-seeds: $(patsubst %,$(BUILD)/fuzz-runner-%,$(FUZZ_TARGETS)) ## run the fuzz targets on the saved inputs
	@$(BUILD)/fuzz-runner-text 300 tests/fuzz/seeds/text
	@$(BUILD)/fuzz-runner-akn 300 tests/fuzz/seeds/akn
	@$(BUILD)/fuzz-runner-archive 100 tests/fuzz/seeds/archive
	@$(BUILD)/fuzz-runner-query 2000 tests/fuzz/seeds/query
	@$(BUILD)/fuzz-runner-record 2000 tests/fuzz/seeds/record

# A build of its own by clang; its programs are put beside the others. Comparisons are not traced: that
# takes longer than the program itself, and tests/fuzz/words/ has what they would tell.
fuzz-programs: ## build the fuzz targets with libFuzzer (needs clang): build/fuzz-TARGET
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzzing CC=clang CXX=clang++ SAN=address,undefined \
		CFLAGS='-fsanitize-coverage=inline-8bit-counters,pc-table' \
		$(patsubst %,$(BUILD)/fuzzing/libfuzzer-%,$(FUZZ_TARGETS))
	$(Q)for target in $(FUZZ_TARGETS); do cp $(BUILD)/fuzzing/libfuzzer-$$target $(BUILD)/fuzz-$$target; done

# The same by AFL++, in a build of its own. AFL++ would turn up the optimization, and take longer for it.
fuzz-programs-afl: ## build the fuzz targets with AFL++ (needs afl++): build/fuzz-afl-TARGET
	@command -v afl-clang-fast afl-fuzz >/dev/null || \
		{ echo "AFL++ is not here; on Debian: apt-get install afl++ libclang-rt-14-dev" >&2; exit 2; }
	$(Q)AFL_QUIET=1 AFL_DONT_OPTIMIZE=1 $(MAKE) --no-print-directory BUILD=$(BUILD)/fuzzing-afl CC=afl-clang-fast \
		CXX=afl-clang-fast++ SAN=address,undefined $(patsubst %,$(BUILD)/fuzzing-afl/libfuzzer-%,$(FUZZ_TARGETS))
	$(Q)for target in $(FUZZ_TARGETS); do cp $(BUILD)/fuzzing-afl/libfuzzer-$$target $(BUILD)/fuzz-afl-$$target; done

FUZZER ?= libfuzzer
fuzz: $(if $(filter afl,$(FUZZER)),fuzz-programs-afl,fuzz-programs) ## fuzz each target for a minute (FUZZER=afl: by AFL++), or: make fuzz RUNS=10000000 FUZZ_TARGETS="text akn"
	@FUZZER=$(FUZZER) RUNS=$(RUNS) SECONDS=$(SECONDS) python3 tests/fuzz/fuzz.py $(BUILD) $(FUZZ_TARGETS)

$(BUILD)/libfuzzer-%: $(BUILD)/tests/fuzz/%.c.o $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

$(BUILD)/reliability-shim.so: tests/reliability/shim.c $(BUILD)/flags
	$(say) LINK $@
	$(Q)$(CC) -std=c17 -O2 $(WARN) -D_GNU_SOURCE -shared -fPIC -o $@ $< -ldl

reliability: $(BUILD)/clausula $(BUILD)/reliability-shim.so $(BUILD)/hostile ## faults, damage, fuzzing: a table; FULL=1 for the full counts (hours), ROWS="calls disk" for some
	@if command -v clang >/dev/null; then $(MAKE) --no-print-directory -s fuzz-programs; \
	else echo "SKIPPED: fuzzing: no clang" >&2; fi
	@if command -v afl-clang-fast >/dev/null; then $(MAKE) --no-print-directory -s fuzz-programs-afl; \
	else echo "SKIPPED: fuzzing by AFL++: no afl++" >&2; fi
	@FULL=$(FULL) python3 tests/reliability/run.py $(BUILD) $(ROWS)

coverage: ## lines and branches that the tests run, by gcov
	@tests/reliability/coverage.sh $(BUILD)/coverage

mutants: $(BUILD)/clausula $(REAL_UNPACKED) ## seeded faults that the tests must notice, in a copy of the sources: make mutants COUNT=20 SEED=2
	@python3 tests/reliability/mutants.py $(BUILD)/mutants $(or $(COUNT),10)

# ---- Measurements ----

$(BUILD)/quality: $(BUILD)/bench/quality.c.o $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libclausula.a $(LIBS)

$(BUILD)/citations: $(BUILD)/bench/citations.c.o $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libclausula.a $(LIBS)

citations: $(BUILD)/citations $(BUILD)/corpus/unpacked ## links of real files against citations found in their words
	$(BUILD)/citations $(BUILD)/corpus $(or $(LANGUAGES),all) $(SHOW)

$(BUILD)/oracle: $(BUILD)/tests/oracle.c.o $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libclausula.a $(LIBS)

.PHONY: diff-pairs alignment
-include $(BUILD)/tests/diff-pairs.c.d
$(BUILD)/diff-pairs: $(BUILD)/tests/diff-pairs.c.o $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libclausula.a $(LIBS)

alignment: all ## clauses that compare brings together, against another method: make alignment INDEX=DIR
	python3 bench/alignment.py $(BUILD)/clausula '$(INDEX)' $(or $(PAIRS),200)

diff-pairs: $(BUILD)/diff-pairs ## word diffs applied and taken back: make diff-pairs INDEX=DIR PAIRS=10000
	$(BUILD)/diff-pairs '$(INDEX)' $(or $(PAIRS),10000)

oracle: $(BUILD)/oracle ## random queries against a naive reading: make oracle INDEX=DIR QUERIES=10000
	$(BUILD)/oracle '$(INDEX)' $(or $(LANGUAGES),all) $(or $(QUERIES),200)

READERS := $(patsubst %.c,$(BUILD)/%.c.o,$(wildcard tests/readers/*.c))
$(BUILD)/readers: $(READERS) $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/hostile: $(BUILD)/tests/hostile.c.o $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libclausula.a $(LIBS)

hostile: $(BUILD)/hostile ## hostile queries, the slowest and the memory: make hostile INDEX=DIR QUERIES=10000
	$(BUILD)/hostile '$(INDEX)' $(or $(QUERIES),1000)

quality: $(BUILD)/quality $(BUILD)/clausula ## how well half-remembered wording is found: make quality INDEX=DIR
	@test -n "$(INDEX)" || { echo "make quality INDEX=DIR: the index to draw topics from" >&2; exit 2; }
	$(BUILD)/quality '$(INDEX)' $(or $(LANGUAGES),all) $(or $(TOPICS),100)

$(BUILD)/ancestors: $(BUILD)/bench/ancestors.c.o $(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libclausula.a $(LIBS)

ancestors: $(BUILD)/ancestors ## how many ancestors of clauses are found, how quickly: make ancestors INDEX=DIR
	@test -n "$(INDEX)" || { echo "make ancestors INDEX=DIR: the index to look in" >&2; exit 2; }
	@for language in $(or $(LANGUAGES),ar en es fr ru zh); do \
		$(BUILD)/ancestors '$(INDEX)' $$language $(or $(EVERY),20) || exit 1; done

# Peers that are not installed are left out, and said to be.
BENCH := $(patsubst %,$(BUILD)/bench/%,measure clauses warm sqlite Lucene.class)
bench: $(BUILD)/clausula $(BENCH) ## index and search beside SQLite, Lucene, Omega and Groonga: make bench BENCH_QUICK=1
	@BUILD=$(BUILD) PYTHONDONTWRITEBYTECODE=1 python3 bench/run.py \
		'$(if $(wildcard $(REAL_CORPUS)/akn4un-*.tar.xz),$(REAL_CORPUS),samples)' $(BUILD)/bench/results.md

bench-deps: ## install what is measured beside clausula (Debian packages)
	@tools/packages.sh bench

$(BUILD)/bench/measure $(BUILD)/bench/clauses $(BUILD)/bench/warm: $(BUILD)/bench/%: $(BUILD)/bench/%.c.o \
		$(BUILD)/libclausula.a
	$(say) LINK $@
	$(Q)$(CXX) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libclausula.a $(LIBS)

$(BUILD)/bench/sqlite: bench/sqlite.c $(BUILD)/flags
	$(Q)mkdir -p $(@D)
	$(Q)pkg-config --exists sqlite3 || { echo "bench: without SQLite (libsqlite3-dev)"; rm -f $@; exit 0; }; \
		$(CC) $(ALL_CFLAGS) -o $@ $< $$(pkg-config --libs sqlite3)

LUCENE := $(subst $() ,:,$(wildcard $(patsubst %,/usr/share/java/lucene-%-8.7.0.jar,core analyzers-common queryparser highlighter queries memory)))
$(BUILD)/bench/Lucene.class: bench/Lucene.java
	$(Q)mkdir -p $(@D)
	$(Q)command -v javac >/dev/null && [ -n '$(LUCENE)' ] || \
		{ echo "bench: without Lucene (openjdk-17-jdk-headless liblucene8-java)"; exit 0; }; \
		javac -cp '$(LUCENE)' -d $(@D) $<

lint: ## compile with gcc -fanalyzer and clang without a warning, cppcheck, clang-tidy, include rules, man pages; FULL=1: clang's analyzer
	@tools/packages.sh lint
	@tools/lint.sh

clean: ## remove what was built
	rm -rf $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z%-]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | column -t -s@

-include $(OBJECTS:.o=.d) $(patsubst %,$(BUILD)/%.d,$(LISTS) stemmers/make_tables.c) $(TEST_OBJECTS:.o=.d) $(BUILD)/$(MAIN).d \
	$(patsubst %,$(BUILD)/%.d,$(wildcard tests/*.c tests/readers/*.c bench/*.c))
