#!/usr/bin/env bash
# Make .venv and install Gen Studio into it, with the versions of constraints.txt.
# Usage: scripts/python.sh [extra]     (extra: dev for the tools of the tests)
set -euo pipefail
cd "$(dirname "$0")/.."
extra=${1:-}

# python3, or a newer one beside an old python3
interpreter() {
  local name
  for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  echo "Python 3.11 or newer is needed, and none was found (on Debian: apt install python3 python3-venv)." >&2
  return 1
}

if [ ! -x .venv/bin/python ]; then
  python=$(interpreter)
  if ! "$python" -m venv .venv; then
    rm -rf .venv
    echo "$python can't make a virtual environment (on Debian: apt install python3-venv)." >&2
    exit 1
  fi
fi
echo "Installing Python packages${extra:+ (with $extra)}; the first time this takes some minutes …"
# pyspark comes as a source archive of 456 MB: a wheel that is unpacked at once need not be compressed first
export DIST_EXTRA_CONFIG=$PWD/scripts/wheels.cfg
# --no-compile: Python compiles what is imported, when it is; of 12,000 files most never are
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-compile --constraint constraints.txt --editable ".${extra:+[$extra]}"
