"""`territoria mentors`: who advises whom, by the best total or stable, each pair explained."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from territoria.cli.speak import check_folder, speaks_plainly, table

if TYPE_CHECKING:
    from territoria.act.mentoring import Mentoring, Method


@click.command()
@click.argument("mentors_file", metavar="MENTORS", type=click.Path(path_type=Path))
@click.argument("mentees", type=click.Path(path_type=Path))
@click.option(
    "--method",
    type=click.Choice(["total", "stable"]),
    default="total",
    show_default=True,
    help="The most points in all, or that no two would rather have each other.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Of the lot between equals.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Write the pairs as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@speaks_plainly
def mentors(
    mentors_file: Path, mentees: Path, method: str, seed: int, out: Path | None, as_json: bool
) -> None:
    """Give MENTEES a mentor each, of the MENTORS with their capacity (CSV files).

    Prints the pairs with the reasons, who has no mentor and why, and whom the other method would pair
    otherwise.
    """
    from territoria.act.files import read_mentoring, write_mentoring
    from territoria.act.mentoring import assign_mentors

    check_folder(out)
    giving, seeking = read_mentoring(mentors_file, mentees)
    found = assign_mentors(giving, seeking, method=cast("Method", method), seed=seed)
    if out is not None:
        out.write_text(write_mentoring(found, seeking), encoding="utf-8", newline="")
    if as_json:
        click.echo(json.dumps(_as_data(found), indent=2, ensure_ascii=False))
        return
    _print(found, {mentee.id: mentee.called for mentee in seeking})


def _print(found: Mentoring, called: dict[str, str]) -> None:
    rows = [(p.mentee.called, p.mentor.called, str(p.points), p.sentence) for p in found.pairs]
    table(("mentee", "mentor", "points", "because"), rows)
    click.echo("")
    for one in found.unmatched:
        click.echo(f"Without a mentor: {called[one.mentee]}. {one.reason}")
    click.echo(found.sentence)
    for change in found.changes:
        click.echo(change.sentence)


def _as_data(found: Mentoring) -> dict[str, Any]:
    """Everything that was found."""
    return {
        "method": found.method,
        "sentence": found.sentence,
        "total": found.total,
        "other_total": found.other_total,
        "proven": found.proven,
        "seed": found.seed,
        "pairs": [
            {
                "mentee": p.mentee.id,
                "mentor": p.mentor.id,
                "points": p.points,
                "wish": p.wish,
                "themes": list(p.themes),
                "languages": list(p.languages),
                "reason": p.sentence,
            }
            for p in found.pairs
        ],
        "unmatched": [{"mentee": u.mentee, "reason": u.reason} for u in found.unmatched],
        "changes": [
            {"mentee": c.mentee, "here": c.here, "there": c.there, "sentence": c.sentence}
            for c in found.changes
        ],
        "blocking": [{"mentee": a, "mentor": b} for a, b in found.blocking],
    }
