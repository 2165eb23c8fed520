#!/bin/sh
# Prints the path of the system's Chromium or of its driver: scripts/find.sh chrome|chromedriver
first() { for each in "$@"; do [ -n "$each" ] && [ -x "$each" ] && echo "$each" && exit 0; done; exit 1; }
case ${1:-} in
  chrome) first "${CHROME:-}" /usr/bin/chromium /usr/bin/google-chrome /usr/bin/google-chrome-stable /usr/bin/chromium-browser ;;
  chromedriver) first "${CHROMEDRIVER:-}" "${CHROMEWEBDRIVER:+$CHROMEWEBDRIVER/chromedriver}" "$(command -v chromedriver)" /usr/lib/chromium-browser/chromedriver ;;
  *) exit 2 ;;
esac
