"""`territoria benchmark`: profiles of initiatives from the scores of assessors, never a rank."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from territoria.cli.speak import check_folder, speaks_plainly, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from territoria.compare.benchmark.judging import Cell, Profile, Settlement, Sheet

TEMPLATE = "initiative-benchmark"
"""Of the library: its ten criteria are taken where none are given."""


@click.command()
@click.argument("scores", type=click.Path(path_type=Path))
@click.option(
    "--criteria",
    type=click.Path(path_type=Path),
    help="A CSV file with a column criterion. Default: the ten of the library.",
)
@click.option(
    "--without-baseline",
    default="",
    help="Initiatives without a baseline, parted by commas: at most 2 on clear-target.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Write the profiles as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@speaks_plainly
def benchmark(
    scores: Path, criteria: Path | None, without_baseline: str, out: Path | None, as_json: bool
) -> None:
    """Judge initiatives by the SCORES of their assessors (a CSV file).

    Columns: initiative, criterion, assessor, role (owner, assessor or settled), value (0 to 4; empty:
    cannot be told). Prints a value with its range for every criterion, how much is known, and which
    differences are to be talked over. There is no sum, and no order but that of the file.
    """
    from territoria.compare.benchmark.files import read_scores, sheets_in, write_profiles

    check_folder(out)
    names = _library_criteria() if criteria is None else _criteria(criteria)
    held = sheets_in(read_scores(_read(scores), label=str(scores), criteria=names))
    without = _known({part.strip() for part in without_baseline.split(",")} - {""}, held)
    profiles = _profiles(held, names, without)
    if out is not None:
        out.write_text(write_profiles(profiles), encoding="utf-8", newline="")
    if as_json:
        click.echo(json.dumps(_as_data(profiles), indent=2, ensure_ascii=False))
        return
    for id, profile in profiles.items():
        _print(id, profile)


def _profiles(
    held: Mapping[str, tuple[list[Sheet], dict[str, Settlement]]],
    names: list[str],
    without: set[str],
) -> dict[str, Profile]:
    """Of each initiative; what is refused, of all of them at once and with their names."""
    from territoria.compare.benchmark.judging import caps_of, judge
    from territoria.errors import DataError, Problem

    profiles: dict[str, Profile] = {}
    problems: list[Problem] = []
    for id, (sheets, settled) in held.items():
        caps = caps_of(has_baseline=id not in without)
        try:
            profiles[id] = judge(sheets, names, settled=settled, caps=caps)
        except DataError as refused:
            problems += [Problem(f"{id}, {p.where}", p.what, p.mend) for p in refused.problems]
    if problems:
        raise DataError(problems)
    return profiles


def _print(id: str, profile: Profile) -> None:
    count = len(profile.cells)
    click.echo(f"{id}: {profile.known} of {count} criteria known.")
    if not profile.shown:
        click.echo("Too little is known for a profile.")
    else:
        table(
            ("criterion", "value", "range", "assessors"),
            [_line(cell) for cell in profile.cells.values()],
        )
    for cell in profile.cells.values():
        if cell.state == "disputed":
            click.echo(f"To talk over: {cell.criterion}, from {cell.low:g} to {cell.high:g}.")
    click.echo("")


def _line(cell: Cell) -> tuple[str, str, str, str]:
    value = cell.state if cell.value is None else f"{cell.value:.1f}"
    if cell.value is None and cell.state == "settled":
        value = "unknown"
    span = "" if cell.low is None else f"{cell.low:g}–{cell.high:g}"
    return cell.criterion, value, span, f"{cell.known} of {cell.of}"


def _as_data(profiles: Mapping[str, Profile]) -> dict[str, Any]:
    return {
        id: {
            "known": profile.known,
            "coverage": profile.coverage,
            "shown": profile.shown,
            "cells": {name: asdict(cell) for name, cell in profile.cells.items()},
        }
        for id, profile in profiles.items()
    }


def _library_criteria() -> list[str]:
    from territoria.content import content_root, parse_text
    from territoria.model import DocumentTemplate
    from territoria.yaml_source import read_yaml

    text = read_yaml(content_root() / "templates" / f"{TEMPLATE}.yaml")
    return [c.id for c in parse_text(DocumentTemplate, text).criteria]


def _criteria(path: Path) -> list[str]:
    from territoria.errors import DataError
    from territoria.sources.polis.tables import Faults, rows_of

    faults = Faults()
    _header, rows = rows_of(str(path), _read(path), ("criterion",), faults)
    names = list(dict.fromkeys(row.cells["criterion"].strip() for row in rows))
    if problems := faults.all():
        raise DataError(problems)
    return names


def _read(path: Path) -> bytes:
    from territoria.errors import DataError, Problem

    if not path.is_file():
        raise DataError(Problem(str(path), "there is no such file.", "Check the path."))
    return path.read_bytes()


def _known(named: set[str], held: Mapping[str, object]) -> set[str]:
    from territoria.errors import DataError, Problem, did_you_mean

    if strange := sorted(named - set(held)):
        what = "no such initiative: {name}."
        problems = [
            Problem("--without-baseline", what.format(name=n), did_you_mean(n, held))
            for n in strange
        ]
        raise DataError(problems)
    return named
