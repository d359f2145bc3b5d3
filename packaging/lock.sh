#!/bin/sh
# Write the lock files anew: versions and hashes for every Python and processor, no address.
# Arguments go to uv, e.g. --upgrade. Needs uv, as nothing else in the project does.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null || {
  echo "error: uv is not installed; install it to change the locked packages" >&2
  exit 1
}
lock() {
  uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file "$@"
}
lock requirements.txt "$@"
lock requirements-dev.txt --group dev --constraint requirements.txt "$@"
lock requirements-package.txt --group package --constraint requirements-dev.txt "$@"
