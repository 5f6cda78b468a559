"""`territoria timetable`: topics of a BarCamp in slots and rooms, so that they serve the most interest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from territoria.cli.speak import check_folder, progress, speaks_plainly, table

if TYPE_CHECKING:
    from territoria.convene.timetable.conflicts import Conflict
    from territoria.convene.timetable.event import Event, Timetable
    from territoria.convene.timetable.seated import Seating

MOST_CONFLICTS = 5
"""Shown in words; JSON holds all."""
MOST_SLOTS = 100
MOST_ROOMS = 500


@click.command()
@click.argument("topics", type=click.Path(path_type=Path))
@click.argument("interests", type=click.Path(path_type=Path))
@click.option("--slots", required=True, help="How many slots, or their names parted by commas.")
@click.option("--rooms", required=True, help="How many rooms, or a CSV file of rooms.")
@click.option("--people", type=click.Path(path_type=Path), help="A CSV file of people.")
@click.option("--pins", type=click.Path(path_type=Path), help="A CSV file of topics set by hand.")
@click.option("--skip", default="", help="Topics left out by hand, parted by commas.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Of everything that is drawn.",
)
@click.option("--quick", is_flag=True, help="A good answer in about a second, without the proof.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the timetable as CSV.")
@click.option("--groups", type=click.Path(path_type=Path), help="Write who sits where as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@speaks_plainly
def timetable(
    topics: Path,
    interests: Path,
    slots: str,
    rooms: str,
    people: Path | None,
    pins: Path | None,
    skip: str,
    seed: int,
    quick: bool,
    out: Path | None,
    groups: Path | None,
    as_json: bool,
) -> None:
    """Place the TOPICS of a BarCamp by the INTERESTS that people said (CSV files).

    Prints what is held when and where, how good that is and can be, and what is held at the same time
    although many want both. With --groups it seats everybody in every slot.
    """
    from territoria.convene.timetable import conflicts_of, groups_csv, make_timetable, seat_people
    from territoria.convene.timetable.barcamp import read_barcamp, write_timetable_csv

    check_folder(out, groups)
    named, halls = _how_many(slots, MOST_SLOTS), _how_many(rooms, MOST_ROOMS, is_list=False)
    steps = ["reading the files", "trying timetables", *(["seating everybody"] if groups else [])]
    with progress(steps) as advance:
        event = read_barcamp(
            topics,
            interests,
            slots=_parts(slots) if named is None else named,
            rooms=Path(rooms) if halls is None else halls,
            people=people,
            pins=pins,
            skipped=_parts(skip),
        )
        advance()
        found = make_timetable(event, seed=seed, effort="quick" if quick else "full")
        advance()
        seating = None if groups is None else seat_people(event, found, seed=seed)
    conflicts = conflicts_of(event, found)
    if out is not None:
        out.write_text(write_timetable_csv(event, found), encoding="utf-8", newline="")
    if groups is not None and seating is not None:
        groups.write_text(groups_csv(event, found, seating), encoding="utf-8", newline="")
    if as_json:
        click.echo(json.dumps(_as_data(found, conflicts), indent=2, ensure_ascii=False))
        return
    _print(event, found, conflicts)
    if seating is not None:
        _print_groups(seating)


def _how_many(text: str, most: int, *, is_list: bool = True) -> int | None:
    """The number that was given, None where names or a file were; a plain error beyond ``most``."""
    count = len(_parts(text)) if is_list else 0
    if text.isdecimal():
        count = int(text) if len(text) <= len(str(most)) else most + 1
    if count > most:
        said = f"more than {most} cannot be planned."
        raise click.BadParameter(said, param_hint="--slots" if is_list else "--rooms")
    return count if text.isdecimal() else None


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _print(event: Event, found: Timetable, conflicts: tuple[Conflict, ...]) -> None:
    titles = {topic.id: topic.title for topic in event.topics}
    rows = [(p.slot, p.room, p.topic, titles[p.topic]) for p in found.placements]
    table(("slot", "room", "topic", "title"), rows)
    for name, why in found.left_out.items():
        click.echo(f"Not held: {name}. {why}")
    click.echo("")
    click.echo(_how_good(found))
    for conflict in conflicts[:MOST_CONFLICTS]:
        one, other = conflict.topics
        click.echo(
            f"{conflict.slot}: {one} and {other} are both wanted by {conflict.people:,} "
            f"(interest missed: {conflict.lost:,})."
        )
    if len(conflicts) > MOST_CONFLICTS:
        click.echo(f"Pairs wanted by fewer: {len(conflicts) - MOST_CONFLICTS:,}.")


def _print_groups(seating: Seating) -> None:
    """The floor of all groups, and what gave way."""
    click.echo(f"In groups everybody gets at least {seating.floor:.0%} of the interest they can.")
    for note in seating.notes:
        click.echo(note.text)


def _how_good(found: Timetable) -> str:
    """Value and bound in words; how much better it can be, of the value, rounded up."""
    served = f"Interest served: {found.value:,}"
    if found.proven:
        return f"{served}. This is proven the best: no timetable serves more."
    better = -(1000 * (found.value - found.bound) // max(found.value, 1)) / 10
    return (
        f"{served}. None serves more than {found.bound:,}: "
        f"the best is at most {better:.1f} % better. Found by {found.method}."
    )


def _as_data(found: Timetable, conflicts: tuple[Conflict, ...]) -> dict[str, Any]:
    return {
        "value": found.value,
        "bound": found.bound,
        "proven": found.proven,
        "gap": found.gap,
        "method": found.method,
        "placements": [
            {"slot": p.slot, "room": p.room, "topic": p.topic} for p in found.placements
        ],
        "left_out": dict(found.left_out),
        "conflicts": [
            {"slot": c.slot, "topics": list(c.topics), "people": c.people, "lost": c.lost}
            for c in conflicts
        ],
    }
