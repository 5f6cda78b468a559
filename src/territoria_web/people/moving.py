"""Everything a site holds, moved from the database in use into an empty one.

Table by table in the order of their keys, in one transaction of the new database. Rows are written
as they stand: with their numbers, and with the times at which they were made, which ``save`` and
``bulk_create`` would set to now. The database in use is only read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any

import dj_database_url
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS as SOURCE
from django.db import DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field, JSONField, Model
from django.db.models.sql import InsertQuery
from django.db.utils import load_backend

Progress = Callable[[str, int, int], None]
Table = type[Model]
TARGET = "moved-to"
AT_ONCE = 500
LEFT = {"sessions.Session", "usersessions.UserSession"}  # people sign in again
# migrate fills them; what stands there makes way for the rows of the source, whose numbers count
FILLED_BY_MIGRATE = ("auth_permission", "django_content_type")
KNOWN = {"sqlite3": "SQLite", "postgresql": "PostgreSQL"}
ADDRESSES = "postgres://user:password@host/name or sqlite:////folder/name.sqlite3"


class CannotMove(Exception):
    """What stands in the way, where, and how to mend it."""


def move(*, to: str, progress: Progress) -> dict[str, int]:
    """Copy all rows into the empty database at the address ``to``: table → how many were moved.

    ``progress`` is told the table, and how many of all rows are done. All or nothing.
    """
    with _opened(to) as place:
        _need_current_source()
        _need_empty(place)
        with _saying(place):
            call_command("migrate", database=TARGET, interactive=False, verbosity=0)
            with transaction.atomic(SOURCE), transaction.atomic(TARGET):
                _make_way()
                moved = _copy_all(progress)
                _continue_numbers()
    return moved


def tables() -> list[Table]:
    """All tables that are moved, each after those that its keys point to."""
    held = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in LEFT
    ]
    return list(TopologicalSorter({model: _pointed_to(model) for model in held}).static_order())


def _pointed_to(model: Table) -> set[Table]:
    keys = (field.remote_field for field in model._meta.local_concrete_fields)
    return {key.model for key in keys if key is not None} - {model}


# ── the two databases ─────────────────────────────────────────────────────────────────────────


@contextmanager
def _opened(to: str) -> Iterator[str]:
    """The new database as a second connection while the block lasts; yields how to name it."""
    described, place = _described(to)
    held = connections.configure_settings({SOURCE: {}, TARGET: described})[TARGET]
    with _saying(place):
        target = load_backend(held["ENGINE"]).DatabaseWrapper(held, TARGET)
        target.ensure_connection()
    connections[TARGET] = target
    try:
        yield place
    finally:
        target.close()
        del connections[TARGET]


def _described(to: str) -> tuple[dict[str, object], str]:
    """A database's settings and its name for messages, which never tells the password."""
    try:
        described = dict(dj_database_url.parse(to))
    except ValueError:
        raise CannotMove(f"This is no address of a database. Write {ADDRESSES}.") from None
    kind = KNOWN.get(str(described["ENGINE"]).rpartition(".")[2])
    if kind is None or described["NAME"] in ("", ":memory:"):
        raise CannotMove(f"A site lives in PostgreSQL or in a file of SQLite. Write {ADDRESSES}.")
    if kind == "SQLite":
        described["OPTIONS"] = settings.SQLITE_OPTIONS
    host = f" on {described['HOST']}" if described.get("HOST") else ""
    return described, f"{kind} {described['NAME']}{host}"


@contextmanager
def _saying(place: str) -> Iterator[None]:
    """What a database or its driver refuses, said with its place."""
    try:
        yield
    except ImproperlyConfigured as error:
        mend = "PostgreSQL needs: pip install 'territoria[postgres]'."
        raise CannotMove(f"{place}: {_first_line(error)} {mend}") from error
    except DatabaseError as error:
        mend = "No row was moved. Is the site stopped? Mend this and move again."
        raise CannotMove(f"{place}: {_first_line(error)}. {mend}") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def _need_current_source() -> None:
    """Rows are read by the tables of this version; CannotMove where they stand otherwise."""
    executor = MigrationExecutor(connections[SOURCE])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotMove(
            f"The database in use ({connections[SOURCE].settings_dict['NAME']}) is empty or of an "
            "older version. Does DATABASE_URL or TERRITORIA_HOME name the site that you mean? "
            "Bring it up to date with: territoria site --prepare-only"
        )


def _need_empty(place: str) -> None:
    """CannotMove where the new database holds rows of a site, or tables of something else."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    found = set(connections[TARGET].introspection.table_names()) - {"django_migrations"}
    strange = sorted(found - ours)
    filled = sorted(name for name in found & ours - set(FILLED_BY_MIGRATE) if _rows(TARGET, name))
    if not (strange or filled):
        return
    names = [f"{name} ({_rows(TARGET, name)} rows)" for name in filled] + strange
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    raise CannotMove(
        f"{place} is not empty: it has {', '.join(names[:3])}{more}. Nothing was changed. "
        "Name a database that is new and empty (createdb territoria)."
    )


def _rows(alias: str, table: str) -> int:
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
        return int(cursor.fetchone()[0])


# ── the rows ──────────────────────────────────────────────────────────────────────────────────


def _make_way() -> None:
    connection = connections[TARGET]
    with connection.cursor() as cursor:
        for table in FILLED_BY_MIGRATE:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def _copy_all(progress: Progress) -> dict[str, int]:
    """Copy table after table, and count both sides."""
    held = {model: _rows(SOURCE, model._meta.db_table) for model in tables()}
    done, of = 0, sum(held.values())
    for model, rows in held.items():
        name = model._meta.db_table
        for written in _copied(model):
            done += written
            progress(name, done, of)
        arrived = _rows(TARGET, name)
        if arrived != rows:
            raise CannotMove(
                f"{name}: {rows} rows here, {arrived} arrived; somebody wrote meanwhile. No row was "
                "moved. Stop the site and its worker, then move again."
            )
    return {model._meta.db_table: rows for model, rows in held.items()}


def _copied(model: Table) -> Iterator[int]:
    """Copy a table in chunks; yields how many rows each had."""
    fields = model._meta.local_concrete_fields
    chunk = _at_once(fields)
    rows = model._base_manager.using(SOURCE).order_by("pk").iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, chunk)):
        query = InsertQuery(model)
        query.insert_values(fields, some, raw=True)  # raw: times of making stay as they are
        query.get_compiler(using=TARGET).execute_sql()
        yield len(some)


def _at_once(fields: Sequence[Field[Any, Any]]) -> int:
    """How many rows are written by one line. PostgreSQL takes many rows as arrays, in which each
    quotation mark of a JSON text is escaped with great effort: such rows go one by one.
    """
    if any(isinstance(field, JSONField) for field in fields):
        return 1
    return min(AT_ONCE, connections[TARGET].ops.bulk_batch_size(fields, range(AT_ONCE)))


def _continue_numbers() -> None:
    """New rows are numbered after those that were moved."""
    connection = connections[TARGET]
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(line)
