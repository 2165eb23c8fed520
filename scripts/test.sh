#!/bin/bash
# Runs the checks, each with a heading and its time; stops at the first that fails.
#   scripts/test.sh             everything
#   scripts/test.sh fmt lint    only these (fmt lint native web build size e2e)
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH=$PWD/.tools/bin:$PATH
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}
# Debug information makes each of forty test programs slower to build and to link, and nobody reads it:
# a panic names its line without.
export CARGO_PROFILE_DEV_DEBUG=${CARGO_PROFILE_DEV_DEBUG:-0}
WASM=wasm32-unknown-unknown
summary=""
unsteady=""

section() { # name command...
  local name=$1 started=$SECONDS
  shift
  printf '\n==> %s\n' "$name"
  "$@"
  local code=$? took=$((SECONDS - started))
  summary+=$(printf '%-34s %4d s  %s' "$name" "$took" "$([ $code = 0 ] && echo ok || echo FAILED)")$'\n'
  if [ $code != 0 ]; then
    printf '\n%s\nFailed: %s\n' "$summary" "$name" >&2
    exit 1
  fi
  printf '    (%d s)\n' "$took"
}

# Browser tests are the integration tests named web_*.
web_tests() { for file in tests/web_*.rs tests/web_*/main.rs; do [ -e "$file" ] && file=${file%/main.rs} && file=${file%.rs} && echo "--test=${file#tests/}"; done; }

fmt() { cargo fmt --all --check; }
lint_host() { cargo clippy --locked --workspace --all-targets -- -D warnings; }
lint_wasm() { cargo clippy --locked --target $WASM --lib --bins $(web_tests) -- -D warnings; }
native() { cargo test --locked --workspace; }
web() {
  local tests
  tests=$(web_tests)
  [ -n "$tests" ] || { echo "no browser tests yet"; return 0; }
  CHROMEDRIVER=$(scripts/find.sh chromedriver) || { echo "chromedriver is missing: make setup"; return 1; }
  CHROMEDRIVER=$CHROMEDRIVER WASM_BINDGEN_TEST_TIMEOUT=${WASM_BINDGEN_TEST_TIMEOUT:-300} \
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
    cargo test --locked --target $WASM $tests
}
build() {
  [ -n "$building" ] || { scripts/build.sh; return; }
  wait "$building"
  local code=$?
  cat "$build_log"
  rm "$build_log"
  building=""
  return $code
}

# The long steps of a release, compiling one crate and linking one program, use one core each. Where everything
# is asked for it is built beside the lints and tests that come first, in its own part of target/, and waited
# for when its turn comes.
building=""
build_beside() {
  build_log=$(mktemp)
  set -m # a process group of its own, so that all of it ends with us
  scripts/build.sh >"$build_log" 2>&1 &
  building=$!
  set +m
  trap '[ -z "$building" ] || kill -- -"$building"' EXIT
}
size() { node scripts/size.mjs; }

# Two files at once, because a browser test waits more than it works; each with its own browser and server. That
# of the faults waits longest (half a minute each time that a browser is to notice how much room is left): beside them.
# A file that fails runs once more, alone: a real browser on a busy machine can miss a moment that has
# nothing to do with Regulars. What passes only then is named in the summary, so that it is seen and mended.
e2e_file() { node --test --test-concurrency=1 --test-timeout=900000 --test-reporter=spec "$1"; }
e2e() {
  local logs code=0
  logs=$(mktemp -d)
  export logs
  export -f e2e_file
  e2e_logged() {
    local log
    log=$logs/$(basename "$1")
    e2e_file "$1" >"$log" 2>&1 || echo "$1" >>"$logs/failed"
    cat "$log"
  }
  export -f e2e_logged
  e2e_logged tests/e2e/faults.test.mjs &
  # The longest first, so that none is left to run alone.
  printf '%s\n' tests/e2e/{import,kill,data,boot}.test.mjs tests/e2e/*.test.mjs | grep -v /faults | awk '!seen[$0]++' |
    xargs -P 2 -I{} bash -c 'e2e_logged {}'
  wait
  while read -r file; do
    printf '\n%s failed; once more\n' "$file"
    if e2e_file "$file"; then unsteady+="passed only at the second try: $file"$'\n'; else code=1; fi
  done < <(cat "$logs/failed" 2>/dev/null)
  rm -r "$logs"
  return $code
}

[ $# -gt 0 ] || build_beside
for step in ${*:-fmt lint native web build size e2e}; do
  case $step in
    fmt) section "Formatting" fmt ;;
    lint)
      section "Lints, host" lint_host
      section "Lints, wasm32" lint_wasm ;;
    native) section "Native tests" native ;;
    web) section "Browser tests of storage and parts" web ;;
    build) section "Release build" build ;;
    size) section "Size of the first load" size ;;
    e2e) section "End-to-end tests" e2e ;;
    *) echo "unknown step: $step" >&2; exit 2 ;;
  esac
done
printf '\n%s%s' "$summary" "$unsteady"
