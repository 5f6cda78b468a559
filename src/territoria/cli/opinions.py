"""`territoria opinions`: what a conversation came to, from a Polis export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from territoria.cli.speak import progress, speaks_plainly, table

if TYPE_CHECKING:
    from territoria.listen.opinion.disclosed import PublicGroup, PublicOpinions, PublicStatement


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Of everything that is drawn.",
)
@click.option("--turn-signs", is_flag=True, help="An agreement is -1 in this (old) export.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@speaks_plainly
def opinions(folder: Path, seed: int, turn_signs: bool, as_json: bool) -> None:
    """Consensus, division and stable groups in a Polis export: a folder or a zip file.

    Only what may be published is printed: no count about fewer than five people.
    """
    from territoria.listen.opinion.disclosed import publishable
    from territoria.listen.opinion.finding import finding
    from territoria.listen.opinion.opinions import opinions as compute
    from territoria.listen.opinion.polis_votes import votes_of
    from territoria.sources.polis.reading import read_polis

    with progress(["reading the export", "looking for groups"]) as step:
        export = read_polis(folder, turn_signs=turn_signs)
        step()
        found = publishable(compute(votes_of(export), seed=seed))
        step()
    for note in export.notes:
        click.echo(f"{folder}: {note}", err=True)
    shown = {row.statement for row in found.statements}
    texts = {str(c.id): c.text for c in export.comments if str(c.id) in shown}
    if as_json:
        plain = {"finding": finding(found), **found.to_plain(), "texts": texts}
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    click.echo(finding(found))
    _statements(found, texts)
    _groups(found, texts)


def _statements(found: PublicOpinions, texts: dict[str, str]) -> None:
    rows = {row.statement: row for row in found.statements}
    for title, names in (
        ("Most agree:", found.consensus),
        ("Most disagree:", found.refused),
        ("Divided:", found.divided),
        ("Shared by every group:", found.bridging),
    ):
        if names:
            click.echo(f"\n{title}")
            table(
                ("id", "seen by", "agree", "pass", "disagree", "statement"),
                [_cells(rows[name], texts) for name in names],
            )


def _cells(row: PublicStatement, texts: dict[str, str]) -> tuple[str, ...]:
    counts = (row.seen, row.agree, row.passed, row.disagree)
    return (row.statement, *("–" if n is None else str(n) for n in counts), texts[row.statement])


def _groups(found: PublicOpinions, texts: dict[str, str]) -> None:
    click.echo(f"\nTwo axes explain {sum(found.explained):.0%} of how votes differ.")
    if found.groups is None:
        click.echo(f"{found.why_no_groups} Seed {found.seed}.")
        return
    if found.rand is not None:
        again = f"{found.rand:.2f} of 1 (seed {found.seed})"
        click.echo(f"Drawn again, the groups agree with themselves: {again}.")
    for group in found.groups:
        click.echo(f"\nGroup {group.name}, {group.size} people:")
        table(("id", "side", "votes", "of", "statement"), _told(group, texts))


def _told(group: PublicGroup, texts: dict[str, str]) -> list[tuple[str, ...]]:
    return [
        (
            one.statement,
            one.side,
            *("–" if n is None else str(n) for n in (one.votes, one.seen)),
            texts[one.statement],
        )
        for one in group.representative
    ]
