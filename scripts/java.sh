#!/usr/bin/env bash
# See that there is Java 17 or newer for the tests of Spark: the machine's, or Debian's by apt-get.
set -euo pipefail
cd "$(dirname "$0")/.."
if command -v java >/dev/null; then exit; fi
echo "Installing Java for the tests …" >&2
scripts/debian.sh openjdk-17-jre-headless || scripts/debian.sh default-jre-headless
