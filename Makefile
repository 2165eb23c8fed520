# Regulars. `make run` and `make test` install what they need (scripts/setup.sh) and do the rest.
PORT ?= 8080

.NOTPARALLEL:
.PHONY: help run test check build serve setup bench dist screenshots watch fmt clean distclean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build serve ## install what is missing, build the release, serve it at http://localhost:8080

test: setup ## install what is missing, run every check and test
	@scripts/test.sh

check: ## the fast inner loop: format, types on both targets, native tests
	@cargo fmt --all
	@cargo check --workspace --all-targets
	@cargo check --target wasm32-unknown-unknown --lib --bins
	@cargo test --workspace --quiet

build: ## the release build in dist/
	@scripts/setup.sh build
	@scripts/build.sh

serve: ## serve dist/ as it is
	@node scripts/serve.mjs --port $(PORT)

watch: ## rebuild on every change, unoptimised; run `make serve` beside it
	@scripts/setup.sh build
	@cargo fetch --locked --quiet
	@unset NO_COLOR; PATH="$(CURDIR)/.tools/bin:$$PATH" trunk watch

setup: ## only install what is missing
	@scripts/setup.sh test

bench: setup build ## measure the budgets in the release beside the alternatives (BENCH_SIZE=20000 for a quick look)
	@node bench/bench.mjs $(BENCH)

screenshots: setup build ## pictures of every page into screenshots/
	@node --test tests/e2e/screenshots.mjs

dist: build ## release/regulars-VERSION.zip and SHA256SUMS
	@node scripts/dist.mjs

clean: ## remove what was built, keep the tools
	rm -rf target dist release screenshots test-results

distclean: clean ## and the tools
	rm -rf .tools tests/e2e/node_modules
