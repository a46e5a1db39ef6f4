#!/usr/bin/env bash
# See that there is a kubectl whose kustomize knows components (1.21 or newer): the machine's, or Debian's by apt-get.
set -euo pipefail
cd "$(dirname "$0")/.."

new_enough() {
  command -v kubectl >/dev/null || return
  local version
  version=$(kubectl version --client --output=json | sed -n 's/.*"minor": *"\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 21 ]
}

if new_enough; then exit; fi
echo "Installing kubectl for the tests …" >&2
scripts/debian.sh kubectl || scripts/debian.sh kubernetes-client || true
if new_enough; then exit; fi
echo "kubectl 1.21 or newer is needed to check k8s/: see https://kubernetes.io/docs/tasks/tools/" >&2
exit 1
