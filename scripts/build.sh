#!/bin/sh
# Builds dist/ with the tools of .tools/. NO_COLOR=1, as some machines set it, is no value Trunk knows.
set -eu
cd "$(dirname "$0")/.."
unset NO_COLOR
PATH=$PWD/.tools/bin:$PATH exec trunk build --release --locked "$@"
