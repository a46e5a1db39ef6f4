#!/usr/bin/env bash
# See that there is Azurite, the emulator of Azure Blob Storage, for the tests: in build/azurite, by npm.
set -euo pipefail
cd "$(dirname "$0")/.."
version=3.35.0
if [ -f build/azurite/node_modules/azurite/dist/src/blob/main.js ]; then exit; fi
scripts/node.sh
echo "Installing Azurite for the tests …" >&2
mkdir -p build/azurite
PATH="$PWD/.venv/bin:$PATH" npm --prefix build/azurite install --no-audit --no-fund --no-save --loglevel=error "azurite@$version" >/dev/null
