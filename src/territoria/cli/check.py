"""`territoria check`: all problems of a folder of texts at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from territoria.cli.speak import (
    speaks_plainly,
)

if TYPE_CHECKING:
    pass


@click.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=("en",),
    show_default=True,
    help="A language that must be complete (may be repeated).",
)
@speaks_plainly
def check(folder: Path | None, languages: tuple[str, ...]) -> None:
    """Check a library of texts; print every problem as file:line, what, and how to mend it.

    FOLDER defaults to the bundled library. Another folder is checked as laid over the bundled one,
    unless it is a whole library of its own (it has frameworks/ and indicators/).
    """
    from territoria.content import content_root
    from territoria.content_check import check_library
    from territoria.measure.methods import check_step

    own = folder or content_root()
    whole = (own / "frameworks").is_dir() and (own / "indicators").is_dir()
    roots = (own,) if whole else (content_root(), own)
    library, problems = check_library(*roots, check_step=check_step, languages=languages)
    for problem in problems:
        click.echo(str(problem))
    texts = len(library.files)
    if problems:
        click.echo(f"{len(problems)} problems in {texts} texts.", err=True)
        raise SystemExit(1)
    click.echo(
        f"{texts} texts hold: schema, references, methods, languages and sentences.", err=True
    )
