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

playwrights() {
  cd frontend
  npx playwright install chromium >&2
  node -p 'require("@playwright/test").chromium.executablePath()'
}

installed && exit
echo "Installing Chromium for the browser tests …" >&2
if scripts/debian.sh chromium && installed; then exit; fi
playwrights
