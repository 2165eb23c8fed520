#!/bin/sh
# Builds dist/ with the tools of .tools/.
set -eu
cd "$(dirname "$0")/.."
# Trunk runs offline, so that it never fetches a tool; Cargo's part of the network comes first.
cargo fetch --locked --quiet
# Trunk links the page and its worker one after the other, each on one core; asked for together they are
# linked side by side, and Trunk finds them made.
cargo build --locked --release --target wasm32-unknown-unknown --bins
# NO_COLOR=1, as some machines set it, is no value that Trunk knows.
unset NO_COLOR
PATH=$PWD/.tools/bin:$PATH exec trunk build --release --locked "$@"
