#!/usr/bin/env bash
# See that there is an nginx (and envsubst) for the tests: the machine's, or Debian's by apt-get.
set -euo pipefail
cd "$(dirname "$0")/.."
if PATH="$PATH:/usr/sbin" command -v nginx >/dev/null && command -v envsubst >/dev/null; then exit; fi
echo "Installing nginx for the tests …" >&2
scripts/debian.sh nginx-light gettext-base
