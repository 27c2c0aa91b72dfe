# A door to CMake and ctest; `make help` lists what is behind it.
MAKEFLAGS += --no-print-directory
# Names of files are UTF-8, also where no locale is installed.
export LC_ALL = C.UTF-8
JOBS ?= $(shell nproc)
DEMO = build/demo
.DEFAULT_GOAL = build

.PHONY: build
build: setup ## build the release program as build/release/qingnuan
	@test -e build/release/build.ninja || cmake --preset release -DBUILD_TESTING=OFF
	@cmake --build --preset release -j $(JOBS) --target qingnuan

.PHONY: mpi
mpi: setup ## the same with what it takes to run under mpirun (docs/cluster.md)
	@tools/setup.sh mpi
	@cmake --preset release
	@cmake --build --preset release -j $(JOBS) --target qingnuan

.PHONY: demo
demo: build ## plan Tongliao (20 s) and write its report to build/demo/
	@build/release/qingnuan plan examples/tongliao-2025 --time-limit 20 -o $(DEMO)

.PHONY: test
test: setup-test ## build everything and run the tests
	@cmake --preset release -DBUILD_TESTING=ON
	@cmake --build --preset release -j $(JOBS)
	@ctest --preset release -j $(JOBS) -LE long

.PHONY: test-long
test-long: test ## the long tests too
	@ctest --preset release -j $(JOBS) -L long

.PHONY: test-debug
test-debug: setup-test ## the tests under the address and undefined-behaviour sanitizers
	@cmake --preset debug
	@cmake --build --preset debug -j $(JOBS)
	@ctest --preset debug -j $(JOBS) -LE long

.PHONY: bench
bench: test ## run the benchmarks
	@for b in build/release/bench/bench_*; do test ! -x $$b || $$b; done

.PHONY: fuzz
FUZZ_SECONDS ?= 60
fuzz: setup ## run every fuzz target for FUZZ_SECONDS (60), or for FUZZ_RUNS inputs
	@tools/setup.sh fuzz
	@tools/fuzz.sh $(FUZZ_SECONDS) $(FUZZ_RUNS)

.PHONY: format format-check
C_FILES = $(shell git ls-files '*.c' '*.h')
format: setup-test ## format the C files
	@clang-format-16 -i $(C_FILES)
format-check: setup-test ## tell which C files are not formatted
	@clang-format-16 --dry-run -Werror $(C_FILES)

.PHONY: messages
messages: setup ## bring po/*.po up to the message ids of the sources
	@tools/messages.sh update

.PHONY: docs
docs: build ## print the pages of docs/ that come from declarations
	@tools/docs.sh build/release docs

.PHONY: install
install: build ## install to PREFIX (/usr/local), below DESTDIR
	@cmake --build --preset release -j $(JOBS)
	@cmake --install build/release --prefix $(or $(PREFIX),/usr/local)

.PHONY: setup setup-test
setup: ## install what building needs
	@tools/setup.sh build
setup-test: ## install what the tests need besides
	@tools/setup.sh build test mpi

.PHONY: clean
clean: ## remove what was built; what setup fetched stays
	@find build -mindepth 1 -maxdepth 1 ! -name deps -exec rm -rf {} + 2>/dev/null || true

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14
