#!/usr/bin/env bash
# Print the path of a Chromium for the browser tests: $CHROMIUM, the machine's, Debian's by apt-get, or Playwright's own.
set -euo pipefail
cd "$(dirname "$0")/.."

installed() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name"; then return; fi
  done
  return 1
}

# apt-get as root, or by a sudo that asks for no password
apt_get() {
  local by=()
  [ "$(id -u)" = 0 ] || by=(sudo -n)
  command -v apt-get >/dev/null && "${by[@]}" true 2>/dev/null || return 1
  DEBIAN_FRONTEND=noninteractive "${by[@]}" apt-get "$@" -qq >&2
}

playwright() {
  (cd frontend && npx playwright install chromium >&2 && node -p 'require("@playwright/test").chromium.executablePath()')
}

installed && exit 0
echo "Installing Chromium for the browser tests …" >&2
if apt_get update && apt_get install --yes --no-install-recommends chromium; then
  installed && exit 0
fi
playwright
