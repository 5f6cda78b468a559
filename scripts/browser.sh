#!/bin/sh
# The browser tests need Debian's Chromium, and are quicker in the one that draws no windows: install it
# where we may, take the other where there is no such package, say so where we may not.
has() { command -v "$1" >/dev/null 2>&1; }

has chromium-headless-shell && exit 0
as_root=
[ "$(id -u)" = 0 ] || as_root="sudo -n"
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends --no-remove "$@" fonts-dejavu-core >/dev/null 2>&1
}
if has apt-get; then
    echo "Installing chromium-headless-shell for the browser tests (once) ..."
    install chromium-headless-shell && exit 0
    $as_root apt-get update -qq >/dev/null 2>&1
    install chromium-headless-shell && exit 0
    has chromium || install chromium
fi
if has chromium; then
    echo "chromium-headless-shell could not be installed: the browser tests take chromium, and longer."
else
    echo "Neither chromium-headless-shell nor chromium could be installed: the browser tests will be skipped."
fi
exit 0
