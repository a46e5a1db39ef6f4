#!/usr/bin/env bash
# Install Debian packages, where that is permitted: as root, or by a sudo that asks for no password.
# Usage: scripts/debian.sh PACKAGE…
set -euo pipefail
by=()
[ "$(id -u)" = 0 ] || by=(sudo -n)
if ! command -v apt-get >/dev/null || ! "${by[@]}" true 2>/dev/null; then
  echo "Can't install $* here; it takes apt-get, and root or a sudo without a password." >&2
  exit 1
fi
"${by[@]}" apt-get update -qq >&2
"${by[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "$@" >&2
