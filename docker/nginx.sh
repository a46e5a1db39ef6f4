#!/bin/sh
# nginx in the foreground: addresses from the environment in, its configuration in /tmp out. Asked to stop, it drains.
set -eu
here=$(dirname "$0")
: "${PORT:=8080}" "${GAN_API:=gan-api:8000}" "${SEARCH_API:=search-api:8000}" "${PAGES:=$here/pages}" "${SCRATCH:=/tmp}"
: "${FORWARDED_PROTO:=http}" # https behind what ends TLS
: "${TRUSTED_PROXY:=unix:}"  # network of the proxies in front whose X-Forwarded-For counts; none
: "${IMAGE_HOSTS:=https:}"   # where pages may show pictures from; the museums' hosts, to be strict
: "${DRAIN_S:=2}"
# names are looked up again and again, so that a service may move
: "${RESOLVER:=$(awk '/^nameserver/ { print ($2 ~ /:/) ? "[" $2 "]" : $2; exit }' /etc/resolv.conf)}"
# what stands in the page itself, as its build tells
script='' style=''
if [ -f "$PAGES/inline.txt" ]; then { read -r script && read -r style; } <"$PAGES/inline.txt"; fi
INLINE_SCRIPT=${script:+" '$script'"} INLINE_STYLE=${style:+" '$style'"}
export PORT GAN_API SEARCH_API PAGES SCRATCH FORWARDED_PROTO TRUSTED_PROXY IMAGE_HOSTS RESOLVER INLINE_SCRIPT INLINE_STYLE

for name in nginx page_headers; do
  # shellcheck disable=SC2016 # the names, not their values
  envsubst '$PORT $GAN_API $SEARCH_API $PAGES $SCRATCH $FORWARDED_PROTO $TRUSTED_PROXY $IMAGE_HOSTS $RESOLVER $INLINE_SCRIPT $INLINE_STYLE' \
    <"$here/$name.conf.template" >"$SCRATCH/$name.conf"
done
nginx -c "$SCRATCH/nginx.conf" -e /dev/stderr -g 'daemon off;' &
nginx=$!
# SIGTERM: still answer while the balancer hears of it, then end what runs, then go
trap 'sleep "$DRAIN_S"; kill -QUIT "$nginx"' TERM INT
wait "$nginx" || true # ended by the signal, or by nginx' end
if kill -0 "$nginx" 2>/dev/null; then wait "$nginx"; fi
