"""How every command speaks: plain errors, progress, rows as a table, JSON or CSV."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

P = ParamSpec("P")
R = TypeVar("R")
Command = Callable[..., Any]


def speaks_plainly(command: Callable[P, R]) -> Callable[P, R]:
    """The house's errors become messages with exit code 2; nothing else is caught."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        from territoria.errors import TerritoriaError

        try:
            return command(*args, **kwargs)
        except TerritoriaError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            raise SystemExit(2) from None

    return wrapped


def check_folder(*files: Path | None) -> None:
    """DataError where a file is to be written into a folder that is not there; said before computing."""
    from territoria.errors import DataError, Problem

    missing = [file for file in files if file is not None and not file.parent.is_dir()]
    if missing:
        what, mend = "there is no such folder.", "Make it first, or name another one."
        raise DataError([Problem(str(file.parent), what, mend) for file in missing])


@contextmanager
def progress(steps: Sequence[str]) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error, where someone is looking; call it after each step."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(steps[0], total=len(steps))
        done = 0

        def advance() -> None:
            nonlocal done
            done += 1
            words = steps[done] if done < len(steps) else "done"
            bar.update(task, advance=1, description=words)

        yield advance


def option_library(command: Command) -> Command:
    """A second folder of texts, laid over the bundled library."""
    return click.option(
        "--library",
        "overlay",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of your own texts, laid over the bundled library.",
    )(command)


def options_of_output(command: Command) -> Command:
    """--json and --csv."""
    as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    as_csv = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
    return as_json(as_csv(command))


def emit(rows: list[dict[str, Any]], as_json: bool, as_csv: bool, extra: dict[str, Any]) -> bool:
    """Rows as JSON (with what they belong to) or CSV; False where neither was asked."""
    if as_json:
        click.echo(json.dumps({**extra, "rows": rows}, indent=2, ensure_ascii=False))
    elif as_csv:
        import csv

        writer = csv.DictWriter(
            sys.stdout, fieldnames=list(rows[0]) if rows else [], lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)
    return as_json or as_csv


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A plain table on the terminal, columns as wide as their words."""
    widths = [max(len(str(r[n])) for r in (header, *rows)) for n in range(len(header))]
    for row in (header, *rows):
        click.echo("  ".join(str(c).ljust(w) for c, w in zip(row, widths, strict=True)).rstrip())
