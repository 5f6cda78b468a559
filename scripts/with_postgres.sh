#!/bin/sh
# Run a command against a PostgreSQL server of its own, started for it and thrown away after:
#   sh scripts/with_postgres.sh COMMAND ...
# The server listens on a socket in a temporary folder only. As root (PostgreSQL refuses root) it
# runs as the user postgres.
set -eu

find_tool() {
    for place in "$(command -v "$1" 2>/dev/null || true)" /usr/lib/postgresql/*/bin/"$1"; do
        if [ -n "$place" ] && [ -x "$place" ]; then echo "$place"; return; fi
    done
}

if [ -z "$(find_tool initdb)" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing PostgreSQL (once) ..." >&2
        apt-get install -y --no-install-recommends postgresql >/dev/null
    else
        echo "PostgreSQL is missing: apt-get install postgresql" >&2
        exit 1
    fi
fi
INITDB=$(find_tool initdb)
CTL=$(find_tool pg_ctl)

FOLDER=$(mktemp -d)
AS=""
if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || useradd --system --no-create-home postgres
    chown postgres "$FOLDER"
    AS="runuser -u postgres --"
fi
stop() {
    $AS "$CTL" -D "$FOLDER/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$FOLDER"
}
trap stop EXIT INT TERM

cd "$FOLDER"
$AS "$INITDB" -D "$FOLDER/data" -U territoria -A trust -E UTF8 --locale=C >/dev/null
$AS "$CTL" -D "$FOLDER/data" -w -l "$FOLDER/log" -o \
    "-c listen_addresses='' -c unix_socket_directories='$FOLDER' -c fsync=off -c max_connections=60" \
    start >/dev/null
cd - >/dev/null
SOCKET=$(printf "%s" "$FOLDER" | sed "s|/|%2F|g")
export DATABASE_URL="postgres://territoria@$SOCKET/postgres"
"$@"
