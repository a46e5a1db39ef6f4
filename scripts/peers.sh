#!/usr/bin/env bash
# Make build/peers-venv with the servers that `make bench-gan` compares ours with. They take torch from .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=services/benchmarks/peers/requirements.txt
stamp=build/peers-venv/.installed
if [ -e "$stamp" ] && [ ! "$wanted" -nt "$stamp" ]; then exit 0; fi
echo "Installing the servers to compare with into build/peers-venv …"
.venv/bin/python -m venv build/peers-venv
build/peers-venv/bin/python -m pip install -qq --disable-pip-version-check --requirement "$wanted"
touch "$stamp"
