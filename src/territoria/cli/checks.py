"""`territoria checks`: what the self-checks of a place say together, from a table of sittings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from territoria.cli.speak import speaks_plainly, table


@click.command()
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--margins",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Known numbers of firms: a CSV file with margin (size or sector), label, firms.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@speaks_plainly
def checks(answers: Path, margins: Path | None, as_json: bool) -> None:
    """Put the self-checks of ANSWERS (CSV, one row a sitting) together, year by year.

    Columns: firm, day, size; also sector, part, unusual, overall, band, level, basic,
    dimension:ID, obstacle:ID. Only what may be published is printed: nothing about fewer than ten
    firms.
    """
    from territoria.listen.self_check.sittings_table import read_margins, read_sittings
    from territoria.listen.self_check.together import together

    held = read_sittings(answers)
    known = read_margins(margins) if margins else None
    body = together(held.sittings, held.asked, margins=known)
    if as_json:
        click.echo(json.dumps(body and _plain(body), indent=2, ensure_ascii=False))
        return
    if body is None:
        click.echo("Fewer than ten firms finished in each year: nothing may be shown.")
        return
    for year, record in body["years"].items():
        _print(year, record)


def _plain(body: Mapping[str, Any]) -> dict[str, Any]:
    """Without the memory that only the next look needs."""
    return {key: value for key, value in body.items() if key != "told"}


def _print(year: str, record: Mapping[str, Any]) -> None:
    if record["weighted"]:
        click.echo(f"{year}: {record['firms']} firms, weighted; worth {record['effective']:g}.")
    else:
        click.echo(f"{year}: {record['firms']} firms, not weighted ({record['why_not']}).")
    table(("figure", "value", "90 % range", "firms"), _lines(record))
    for name, cells in record["by"].items():
        shown = {label: cell for label, cell in cells.items() if cell and cell["firms"]}
        hidden = len(cells) - len(shown)
        said = "; ".join(f"{label or 'not told'} {one['firms']}" for label, one in shown.items())
        click.echo(f"By {name}: {said or 'none'}; not shown: {hidden}.")
    click.echo("")


def _lines(record: Mapping[str, Any]) -> list[tuple[str, ...]]:
    named = [
        ("overall", record["overall"]),
        *((f"dimension {name}", held) for name, held in record["dimensions"].items()),
        *((f"band {name}", held) for name, held in record["bands"].items()),
        ("basic intensity", record["basic"]),
        *((f"intensity {name}", held) for name, held in record["intensity"].items()),
        *((f"obstacle {name}", held) for name, held in record["obstacles"].items()),
    ]
    return [(name, *_cells(held)) for name, held in named]


def _cells(held: Mapping[str, Any] | None) -> tuple[str, str, str]:
    if held is None:
        return "not shown", "", ""
    if "value" in held:
        return f"{held['value']:.1f}", f"{held['low']:.1f} to {held['high']:.1f}", str(held["n"])
    heavy = f", severity {held['severity']:.1f}" if "severity" in held else ""
    return f"{held['share']:.0%}{heavy}", f"{held['low']:.0%} to {held['high']:.0%}", str(held["n"])
