# The commands of the README. Everything installs what it lacks by itself; see tools/bootstrap.
SHELL := /bin/bash
PRESET ?= release
BUILD := build/$(PRESET)
export JOBS ?= $(shell nproc)
DATA ?= build/data

.PHONY: build package demo run test test-full bench lint fuzz trace format clean
.DEFAULT_GOAL := build

build: ## build/release/shomei and build/release/shomei-signer
	@tools/bootstrap build library run
	@tools/build $(PRESET) shomei shomei-signer

demo: ## the main job from an empty directory; leaves the portal open
	@tools/bootstrap
	@tools/build $(PRESET) shomei shomei-signer
	@$(BUILD)/shomei demo --data build/demo --fresh $(DEMO_FLAGS)

package: build ## build/release/shomei_VERSION_ARCHITECTURE.deb
	@cd $(BUILD) && cpack -G DEB >cpack.log 2>&1 || { cat cpack.log >&2; exit 1; }
	@ls $(BUILD)/*.deb

run: build ## a server on a kept data directory (DATA=...)
	@[ -f $(DATA)/shomei.toml ] || $(BUILD)/shomei init --data $(DATA)
	@$(BUILD)/shomei serve --data $(DATA)

test: ## every test: unit, API, scenario, interop, browser, short fuzzing
	@tools/bootstrap
	@tools/run_tests

test-full: ## test, and the API tests on PostgreSQL, GCC 12, sanitizers, long fuzzing, large sizes, all of clang-tidy
	@tools/bootstrap build library run test lint
	@tools/run_tests --full

bench: ## one line a measurement; BENCH=NAME runs one
	@tools/bootstrap
	@tools/run_bench $(BENCH)

lint: ## layers, formatting, clang-tidy on what changed, the web's linter
	@tools/bootstrap build library lint
	@tools/run_lint

fuzz: ## each fuzz target for FUZZ_SECONDS (30)
	@tools/bootstrap
	@tools/run_fuzz $(or $(FUZZ_SECONDS),30)

trace: ## which requirement is proven by which tests, from the last run
	@tools/check_traceability

clean:
	@rm -rf build
