#!/usr/bin/env bash
# Pin the images' bases: asks their registries for today's digests, and writes docker/bases.env.
# Then: docker build $(sed 's/^/--build-arg /' docker/bases.env) --file docker/gan_api.Dockerfile .
set -euo pipefail
cd "$(dirname "$0")"
{
  grep -hoE '^ARG (DEBIAN|NODE)=\S+' ./*.Dockerfile | sort -u | sed 's/^ARG //' | while read -r base; do
    printf '%s@%s\n' "$base" "$(docker buildx imagetools inspect "${base#*=}" --format '{{.Manifest.Digest}}')"
  done
} >bases.env.new
mv bases.env.new bases.env
cat bases.env
