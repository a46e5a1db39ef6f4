#!/usr/bin/env bash
# All checks, with the time of each: format, lint, types, import contracts, front-end, browser, tests.
# A check that fails does not stop the others. What is read only, and what needs one core, goes on beside the rest.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
export PATH="$PWD/.venv/bin:$PATH"
unset PYTHONDONTWRITEBYTECODE # where it is set, each of some hundred Pythons compiles anew what it imports
export OMP_WAIT_POLICY=PASSIVE # threads that spin for each other slow down whatever else runs
notes=$(mktemp -d)
trap 'rm -r "$notes"' EXIT

check() {
  local name=$1 began=$SECONDS
  shift
  printf '\n── %s\n' "$name"
  if "$@"; then
    printf '── %s: good, %d s\n' "$name" $((SECONDS - began))
  else
    printf '── %s: FAILED, %d s\n' "$name" $((SECONDS - began))
    echo "$name" >>"$notes/failed"
  fi
}

python_as_it_stands() {
  check 'ruff check' ruff check --quiet .
  check 'ruff format' ruff format --check --quiet .
  check 'import contracts' lint-imports --no-logo
  check 'mypy --strict' mypy
}

frontend() { npm --prefix frontend run --silent "$@"; }

# the types that the front-end takes from the two openapi.yaml are those that stand in them now
api_types() {
  local kept file same=0
  kept=$(mktemp -d)
  cp frontend/src/lib/api/*.gen.ts "$kept"
  frontend types >/dev/null || same=1
  for file in "$kept"/*; do
    cmp "$file" "frontend/src/lib/api/${file##*/}" || same=1
    cp "$file" frontend/src/lib/api/
  done
  rm -r "$kept"
  [ $same = 0 ] || echo 'Run "npm run types" in frontend and look at what it changes.'
  return $same
}

in_a_browser() {
  CHROMIUM=$(scripts/chromium.sh) || return
  # a free port, so that two checkouts can be checked at once
  E2E_PORT=$(python -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
  export CHROMIUM E2E_PORT
  (cd frontend && npx --no-install playwright test) # of the pages that make has just built
}

# what the tests try things with is fetched while nothing else needs the network; one after another, as apt-get wants it
what_tests_need() {
  scripts/chromium.sh >/dev/null                       # the journeys' browser
  command -v curl >/dev/null || scripts/debian.sh curl # the README's commands are tried out
  scripts/redis.sh                                     # jobs, caches and limits are tried with a real Redis
  scripts/azurite.sh                                   # and releases with a real emulator of Azure Blob Storage
  scripts/nginx.sh                                     # and the containers' nginx
  scripts/kubectl.sh                                   # and the manifests as kubectl builds them
  scripts/java.sh                                      # and Spark
}

what_tests_need >"$notes/fetched" 2>&1 &
python_as_it_stands >"$notes/python" 2>&1 &
check 'front-end: lint' frontend lint
check 'front-end: types' frontend typecheck
check 'front-end: types of the APIs' api_types
check 'front-end: tests' frontend test
wait
cat "$notes/python" "$notes/fetched"
check 'front-end in a browser' in_a_browser
# two at a time: much of a test's time is waiting for servers to start and end
check 'pytest' pytest --quiet --numprocesses 2 --dist loadfile --no-loadscope-reorder
if [ -e "$notes/failed" ]; then
  printf '\nFailed:\n%s\n' "$(cat "$notes/failed")"
  exit 1
fi
printf '\nAll good, after %d s.\n' "$SECONDS"
