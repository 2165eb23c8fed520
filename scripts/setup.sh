#!/bin/sh
# Installs what is missing, at pinned versions, into .tools/ of the project.
#   scripts/setup.sh build     what `make run` needs: wasm target, Trunk, wasm-bindgen, the splitter, wasm-opt
#   scripts/setup.sh test      and what `make test` adds: npm packages, Chromium and its driver, CJK fonts, openpyxl
# Idempotent; several runs at once wait for each other. Reaches only crates.io, npm and Debian's
# mirrors. Trunk and wasm-bindgen publish prebuilt binaries, but on a host that many networks close
# and without checksums that a registry vouches for, so they are built here, once, from crates.io.
# A tool of the right version already on PATH is taken as it is.
set -eu

cd "$(dirname "$0")/.."
TOOLS=$PWD/.tools
BIN=$TOOLS/bin
TRUNK=0.21.14
SPLIT=0.2.4
BINARYEN=132.0.0
# The command-line tool and the library must be of one version.
BINDGEN=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)

say() { printf '%s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
version_of() { "$1" --version 2>/dev/null | sed -n '1s/^[^0-9]*\([0-9][0-9.]*\).*/\1/p'; }

have cargo || die "cargo is missing: install Rust from https://rustup.rs or your distribution's rustup."
have node || die "Node.js 20 or newer is missing: install the packages nodejs and npm."
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || die "Node.js $(node --version) is too old: 20 or newer is needed."
[ -n "$BINDGEN" ] || die "no wasm-bindgen in Cargo.lock"

mkdir -p "$BIN"
if have flock; then
  exec 9>"$TOOLS/lock"
  flock 9
fi

# A light profile: unoptimised tools do this project's work in the same time and build in a third.
build_tool() { # package version flags...
  package=$1; version=$2; shift 2
  say "Building $package $version (once; some minutes)..."
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
  CARGO_TARGET_DIR="$TOOLS/build" RUSTFLAGS="" \
    cargo install "$package" --version "$version" --root "$TOOLS" --force --quiet "$@"
}

# tool, wanted version, command that builds it
ensure() {
  tool=$1; wanted=$2; shift 2
  [ "$(version_of "$BIN/$tool")" = "$wanted" ] && return
  if have "$tool" && [ "$(version_of "$tool")" = "$wanted" ]; then
    ln -sf "$(command -v "$tool")" "$BIN/$tool"
  else
    "$@"
    [ "$(version_of "$BIN/$tool")" = "$wanted" ] || die "$tool $wanted did not build"
  fi
}

setup_build() {
  # What links the tools and the native tests.
  have cc || install_packages gcc libc6-dev
  # Where rustup manages the toolchain, rust-toolchain.toml names what it must have.
  if have rustup; then
    cargo --version >/dev/null 2>&1 || rustup toolchain install
    rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown
    for part in rustfmt clippy; do
      rustup component list --installed 2>/dev/null | grep -q "^$part" || rustup component add "$part"
    done
  fi
  ensure wasm-bindgen "$BINDGEN" build_tool wasm-bindgen-cli "$BINDGEN"
  ensure wasm-bindgen-test-runner "$BINDGEN" build_tool wasm-bindgen-cli "$BINDGEN"
  ensure trunk "$TRUNK" build_tool trunk "$TRUNK" --locked --no-default-features --features rustls
  # It tells no version of its own.
  if [ ! -x "$BIN/wasm-split-cli" ] || [ "$(cat "$TOOLS/wasm-split.version" 2>/dev/null)" != "$SPLIT" ]; then
    build_tool wasm_split_cli_support "$SPLIT" --features build-binary
    echo "$SPLIT" >"$TOOLS/wasm-split.version"
  fi
  rm -rf "$TOOLS/build"
  if [ "$(version_of "$BIN/wasm-opt")" != "${BINARYEN%%.*}" ]; then
    say "Installing wasm-opt (binaryen $BINARYEN)..."
    npm install --prefix "$TOOLS/npm" --no-save --no-audit --no-fund --silent "binaryen@$BINARYEN"
    ln -sf ../npm/node_modules/.bin/wasm-opt "$BIN/wasm-opt"
  fi
}

install_packages() {
  say "Installing from the distribution: $*"
  if [ "$(id -u)" = 0 ]; then as_root=""
  elif have sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then as_root="sudo"
  else die "missing: $*. Install them as root: apt-get install $*"
  fi
  have apt-get || die "missing: $*. Install them with your package manager."
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null 2>&1 || true
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >"$TOOLS/apt.log" 2>&1 ||
    { tail -5 "$TOOLS/apt.log" >&2; die "apt-get could not install: $* (whole log: .tools/apt.log)"; }
}

reads_workbooks() { "$1" -c "import openpyxl" >/dev/null 2>&1; }

setup_test() {
  stamp=tests/e2e/node_modules/.stamp
  if ! cmp -s tests/e2e/package-lock.json "$stamp"; then
    say "Installing the test packages from npm..."
    npm ci --prefix tests/e2e --no-audit --no-fund --silent
    cp tests/e2e/package-lock.json "$stamp"
  fi
  browser=$(scripts/find.sh chrome) || browser=""
  driver=$(scripts/find.sh chromedriver) || driver=""
  if [ -z "$browser" ] || [ -z "$driver" ]; then
    # Ubuntu's chromium is only a pointer to a snap, which many machines cannot start.
    if grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; then
      install_packages chromium-browser chromium-chromedriver
    else
      install_packages chromium chromium-driver
    fi
    scripts/find.sh chrome >/dev/null && scripts/find.sh chromedriver >/dev/null ||
      die "Chromium or its driver is still missing: install Google Chrome and chromedriver, or set CHROME and CHROMEDRIVER."
  fi
  # Debian's headless shell makes the end-to-end tests quicker; without it they take the whole browser.
  if grep -q '^ID=debian' /etc/os-release 2>/dev/null && [ ! -x /usr/bin/chromium-headless-shell ]; then
    (install_packages chromium-headless-shell) || say "The end-to-end tests go on without the headless shell."
  fi
  if ! { have fc-list && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; }; then
    install_packages fontconfig fonts-noto-cjk
  fi
  # A reader of workbooks that we did not write.
  if ! { reads_workbooks python3 || reads_workbooks /usr/bin/python3; }; then
    install_packages python3-openpyxl
  fi
}

case ${1:-} in
  build) setup_build ;;
  test) setup_build; setup_test ;;
  *) die "say which: build or test" ;;
esac
