#!/usr/bin/env bash
# See that there is a redis-server for the tests: the machine's, or Debian's by apt-get.
set -euo pipefail
cd "$(dirname "$0")/.."
if command -v redis-server >/dev/null; then exit; fi
echo "Installing redis-server for the tests …" >&2
scripts/debian.sh redis-server
