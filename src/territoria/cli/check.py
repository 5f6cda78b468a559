"""`territoria check`: all problems of a folder of texts at once."""

from __future__ import annotations

from pathlib import Path

import click

from territoria.cli.speak import (
    speaks_plainly,
)
from territoria.speech import LANGUAGES


@click.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(LANGUAGES),
    help="A language that must be complete (may be repeated). Default: all, for a library that "
    "keeps a register of its ids; English for another.",
)
@speaks_plainly
def check(folder: Path | None, languages: tuple[str, ...]) -> None:
    """Check a library of texts; print every problem as file:line, what, and how to mend it.

    FOLDER defaults to the bundled library. Another folder is checked as laid over the bundled one,
    unless it is a whole library of its own, which keeps a register of its ids (register.csv).
    """
    from territoria.content import content_root
    from territoria.content_check import check_library, counts_of, keeps_register
    from territoria.content_check.register import REGISTER
    from territoria.errors import ContentError, Problem
    from territoria.measure.methods import check_step

    own = folder or content_root()
    whole = keeps_register(own)
    roots = (own,) if whole else (content_root(), own)
    wanted = languages or (LANGUAGES if whole else ("en",))
    if own == content_root() and not whole:
        raise ContentError(
            Problem(
                str(own / REGISTER),
                "the register of ids is missing.",
                "Restore it from the history: without it half of the rules are silent.",
            )
        )
    library, problems = check_library(*roots, check_step=check_step, languages=wanted)
    for problem in problems:
        click.echo(str(problem))
    click.echo(_table(counts_of(library)), err=True)
    texts = len(library.files)
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        click.echo(f"{count} in {texts} texts.", err=True)
        raise SystemExit(1)
    click.echo(f"{texts} texts hold, 0 problems.", err=True)


def _table(counts: dict[str, dict[str, int]]) -> str:
    """Texts by kind, and how many of them are complete in each language."""
    rows: list[tuple[str, ...]] = [("kind", "texts", *LANGUAGES)]
    rows += [(kind, *map(str, found.values())) for kind, found in counts.items() if found["texts"]]
    return "\n".join(f"{row[0]:<16}" + "".join(f"{cell:>7}" for cell in row[1:]) for row in rows)
