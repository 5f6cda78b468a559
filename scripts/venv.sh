#!/bin/sh
# Make a virtual environment; where Debian's python3 lacks the venv module, install it if we may.
set -e
python=$1
folder=$2
if "$python" -m venv "$folder" >/dev/null 2>&1 && [ -x "$folder/bin/pip" ]; then
    exit 0
fi
rm -rf "$folder"
as_root=
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if command -v apt-get >/dev/null 2>&1; then
    echo "python3 -m venv does not work yet: installing the package python3-venv ..."
    $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends python3-venv >/dev/null || true
fi
if ! "$python" -m venv "$folder"; then
    rm -rf "$folder"
    echo "Cannot make a virtual environment. Install python3 with its venv module" >&2
    echo "(on Debian: apt-get install python3-venv), then run make again." >&2
    exit 1
fi
