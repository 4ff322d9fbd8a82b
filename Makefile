# What a person types. `make demo` and `make test` do all the set-up on a fresh machine.

SWIFT   ?= swift
PREFIX  ?= /usr/local
DESTDIR ?=

ASSAY   := .build/release/assay
VECTORS := .build/release/assay-vectors
STATIC  := .build-static/release/assay

# C libraries behind module maps; every one of them is Debian's.
PACKAGES := libsqlite3-dev libxml2-dev libre2-dev libyaml-dev libicu-dev liblzma-dev \
            zlib1g-dev pkg-config

# What libxml2 needs of others when nothing is loaded at run time.
STATIC_FLAGS := -Xswiftc -static-executable \
                -Xlinker -licuuc -Xlinker -licudata -Xlinker -llzma -Xlinker -lz

SOURCES := Package.swift Sources Tests

.PHONY: help setup build demo test format lint diff-cel diff-iam diff-versions fuzz-cel fuzz-iam bench-gate bench-cel bench-iam bench-documents bench-fleet catalogue static install dist clean

help:
	@echo "make demo        gate the four examples, show both verdicts, leave reports in .assay/demo/"
	@echo "make test        build and run every test"
	@echo "make build       release binaries in .build/release"
	@echo "make lint        check the format of the sources; make format repairs it"
	@echo "make diff-cel    compare the rule language with cel-cpp and RE2 on fresh expressions; SEED=, COUNT="
	@echo "make diff-iam    compare ways to more rights with cloudsplaining and parliament on the same policies"
	@echo "make diff-versions  compare the order of versions with dpkg and rpm on fresh texts; SEED="
	@echo "make fuzz-cel    look for expressions that crash, hang or are told differently; SEED=, SECONDS="
	@echo "make fuzz-iam    hold what is proved of random policies against brute force; SEED=, COUNT="
	@echo "make bench-gate  measure a gate beside Checkov"
	@echo "make bench-cel   measure the rule language beside two other implementations"
	@echo "make bench-iam   measure containment of policies beside a solver"
	@echo "make bench-documents  measure how folders of JSON are listed, read and split; FOLDER="
	@echo "make bench-fleet  measure an audit beside DuckDB, orjson and simdjson; INSTANCES=, ROUNDS="
	@echo "make catalogue   write the AWS actions and managed policies that are carried anew"
	@echo "make static      one executable that needs no library, in .build-static/release"
	@echo "make install     executable and packs below PREFIX (now $(PREFIX))"
	@echo "make dist        both as a tarball for machines without Swift, in dist/"
	@echo "make clean       remove what these targets made"

# Installs only what dpkg says is missing, so that it asks for nothing on a ready machine.
setup:
	@set -e; \
	missing=""; \
	for package in $(PACKAGES); do \
	  dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing:$$missing"; \
	  if [ "$$(id -u)" = 0 ]; then as=""; else as="sudo"; fi; \
	  $$as apt-get update -q; \
	  DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -q --no-install-recommends $$missing; \
	fi

build: setup
	$(SWIFT) build -c release --product assay

demo: build
	@Examples/demo.sh $(ASSAY)

test: setup
	$(SWIFT) test --disable-xctest --explicit-target-dependency-import-check error

format:
	$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

SEED    ?=
COUNT   ?= 20000
SECONDS ?= 60

diff-cel: setup
	$(SWIFT) build -c release --product assay-vectors
	@Tests/differential/run.sh $(VECTORS) "$(SEED)" $(COUNT)

diff-iam: build
	@Tests/differential/iam.sh $(ASSAY)

diff-versions: setup
	@mkdir -p .build-bench
	python3 Tests/differential/versions.py $(or $(SEED),$(shell od -An -N4 -tu4 /dev/urandom)) 5000 \
	  > .build-bench/version-pairs.txt
	ASSAY_VERSION_PAIRS=.build-bench/version-pairs.txt $(SWIFT) test --disable-xctest \
	  --filter VersionOracleTests

fuzz-cel: setup
	$(SWIFT) build -c release --product assay-vectors
	$(VECTORS) fuzz --seconds $(SECONDS) --seed $(or $(SEED),$(shell od -An -N4 -tu4 /dev/urandom))

fuzz-iam: setup
	$(SWIFT) build -c release --product assay-vectors
	$(VECTORS) fuzz-iam --seed $(or $(SEED),$(shell od -An -N4 -tu4 /dev/urandom)) \
	  --pairs $(if $(filter file,$(origin COUNT)),100000,$(COUNT))

catalogue: build
	python3 packaging/catalogue/refresh.py $(ASSAY)

bench-gate: static
	@Benchmarks/gate/run.sh $(STATIC)

bench-cel: build
	$(SWIFT) build -c release --product assay-vectors
	@Benchmarks/cel/run.sh $(ASSAY) $(VECTORS)

bench-iam: setup
	$(SWIFT) build -c release --product assay-vectors
	@Benchmarks/iam/run.sh $(VECTORS)

bench-documents: setup
	$(SWIFT) build -c release --product assay-vectors
	@$(VECTORS) bench-documents "$(FOLDER)"

INSTANCES ?= 1000
ROUNDS    ?= 5

bench-fleet: static
	@Benchmarks/fleet/run.sh $(STATIC) $(INSTANCES) $(ROUNDS)

static: setup
	$(SWIFT) build -c release --product assay --scratch-path .build-static $(STATIC_FLAGS)

install: static
	@packaging/install.sh $(STATIC) "$(DESTDIR)$(PREFIX)"

dist: static
	@packaging/dist.sh $(STATIC) dist

clean:
	rm -rf .build .build-static .build-bench .assay/demo dist
