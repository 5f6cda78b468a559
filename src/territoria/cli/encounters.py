"""`territoria encounters`: meetings of companies in slots and at tables, or whom to propose to whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from territoria.cli.speak import check_folder, progress, speaks_plainly, table

if TYPE_CHECKING:
    from territoria.act.files import Encounter
    from territoria.act.fit import Fit
    from territoria.act.matchmaking import Arrangement

MOST_DIGITS = 9
"""Of a number of a slot."""
MOST_SLOTS = 200
MOST_TABLES = 5000


@click.command()
@click.argument("companies", type=click.Path(path_type=Path))
@click.argument("wishes", type=click.Path(path_type=Path), required=False)
@click.option(
    "--slots",
    type=click.IntRange(max=MOST_SLOTS),
    default=8,
    show_default=True,
    help="How many slots.",
)
@click.option(
    "--tables",
    type=click.IntRange(max=MOST_TABLES),
    help="How many tables, booths among them; else one for all.",
)
@click.option("--pins", type=click.Path(path_type=Path), help="A CSV file of meetings that stay.")
@click.option("--apart", type=click.Path(path_type=Path), help="A CSV file of pairs ruled out.")
@click.option("--absent", default="", help="Companies that do not come, parted by commas.")
@click.option("--closed", default="", help="Slots that take pins only, parted by commas.")
@click.option("--effort", type=int, help="Rounds of search; more close the gap, and take longer.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Of everything that is drawn.",
)
@click.option(
    "--most", type=click.IntRange(min=1), help="Without WISHES: proposals of one company at most."
)
@click.option("--out", type=click.Path(path_type=Path), help="Write the meetings as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@speaks_plainly
def encounters(
    companies: Path,
    wishes: Path | None,
    slots: int,
    tables: int | None,
    pins: Path | None,
    apart: Path | None,
    absent: str,
    closed: str,
    effort: int | None,
    seed: int,
    most: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Arrange the meetings that COMPANIES want by their WISHES (CSV files).

    Prints who meets whom, when and at which table, how good that is and can be, and why a wish found
    no place. Without WISHES it prints which companies should ask each other, and why.
    """
    from territoria.act.files import read_encounter, write_meetings, write_proposals
    from territoria.act.fit import proposals_for
    from territoria.act.matchmaking import arrange_meetings
    from territoria.act.matchmaking.arranging import EFFORT

    check_folder(out)
    over = _numbers(closed)
    with progress(["reading the files", "arranging the meetings"]) as advance:
        held = read_encounter(companies, wishes, pins=pins, apart=apart)
        advance()
        if wishes is None:
            fits = proposals_for(held.companies, forbidden=held.apart, most=most)
            _write(out, write_proposals(fits))
            _print_proposals(fits, as_json)
            return
        found = arrange_meetings(
            held.companies,
            held.wishes,
            slots=slots,
            tables=max(len(held.companies), 1) if tables is None else tables,
            pins=held.pins,
            forbidden=held.apart,
            absent=_parts(absent),
            closed=over,
            effort=EFFORT if effort is None else effort,
            seed=seed,
        )
        advance()
    _write(out, write_meetings(found, held.companies))
    if as_json:
        click.echo(json.dumps(_as_data(found), indent=2, ensure_ascii=False))
        return
    _print(held, found)


def _print(held: Encounter, found: Arrangement) -> None:
    called = {company.id: company.called for company in held.companies}
    rows = [
        (str(m.slot), str(m.table), called[m.a], called[m.b], str(m.weight)) for m in found.meetings
    ]
    table(("slot", "table", "company", "meets", "weight"), rows)
    click.echo("")
    for one in found.unplaced:
        click.echo(f"Not placed: {called[one.a]} and {called[one.b]}. {one.reason}")
    click.echo(found.sentence)
    click.echo(
        f"Slots in which companies wait between meetings: {found.holes}, of {found.waiting} companies."
    )


def _print_proposals(fits: tuple[Fit, ...], as_json: bool) -> None:
    if as_json:
        rows = [{"a": f.first.id, "b": f.second.id, "reasons": list(f.reasons)} for f in fits]
        click.echo(json.dumps({"proposals": rows}, indent=2, ensure_ascii=False))
        return
    table(
        ("company", "should meet", "because"),
        [(f.first.called, f.second.called, " ".join(f.reasons)) for f in fits],
    )


def _as_data(found: Arrangement) -> dict[str, Any]:
    """Everything that was found."""
    return {
        "sentence": found.sentence,
        "value": found.value,
        "bound": found.bound,
        "gap": found.gap,
        "proven": found.proven,
        "holes_before": found.holes_before,
        "holes": found.holes,
        "waiting": found.waiting,
        "changes_of_table": found.changes,
        "seed": found.seed,
        "meetings": [
            {"slot": m.slot, "table": m.table, "a": m.a, "b": m.b, "weight": m.weight}
            for m in found.meetings
        ],
        "unplaced": [
            {"a": u.a, "b": u.b, "weight": u.weight, "cause": u.cause, "reason": u.reason}
            for u in found.unplaced
        ],
    }


def _write(out: Path | None, text: str) -> None:
    if out is not None:
        out.write_text(text, encoding="utf-8", newline="")


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _numbers(text: str) -> list[int]:
    parts = _parts(text)
    for part in parts:
        if not part.isdecimal() or len(part) > MOST_DIGITS:
            raise click.BadParameter(f"{part} is no number of a slot.", param_hint="--closed")
    return [int(part) for part in parts]
