#!/bin/sh
# The browser tests need Debian's Chromium: install it where we may, say so where we may not.
command -v chromium >/dev/null 2>&1 && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "No chromium and no apt-get here: the browser tests will be skipped."
    exit 0
fi
as_root=
[ "$(id -u)" = 0 ] || as_root="sudo -n"
echo "Installing chromium for the browser tests (once) ..."
$as_root apt-get update -qq >/dev/null 2>&1
$as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null 2>&1 \
    || echo "chromium could not be installed: the browser tests will be skipped."
exit 0
