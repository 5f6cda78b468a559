"""What firms name as obstacles, and who addresses it: the gaps, and who could show whom how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.document import Block, Heading, Line, Plain, Table
from territoria.documents.numerals import numeral
from territoria.pictures.mark_grid import GridCell, GridRow, mark_grid
from territoria.pictures.picture import Label
from territoria_web.compare.queries.unmet_needs import STATE_MARKS, STATE_WORDS, State, state_of
from territoria_web.library.saying import percent, semicolon
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.small_firms.policies import (
    benchmark_of,
    grade_of,
    title_of,
)
from territoria_web.reports.synthesis.small_firms.take_up import year_of

MOST_SHOWN = 24


def shares_of(told: Among, key: str) -> Mapping[str, Mapping[str, Any]]:
    """Obstacle → share of a territory's firms that names it, with its range; shown ones only."""
    year = year_of(told, key)
    return {o: s for o, s in (year["obstacles"] if year else {}).items() if s}


def help_of(told: Among, key: str, *, of: str = "here") -> list[str]:
    """Obstacles that something under way addresses: of the territory itself (``here``), or from larger
    ones that hold it too (``any``). The whole register counts, judged or not.
    """
    return list(told.facts["small_firms"]["help"].get(key, {}).get(of, ()))


def unmet(told: Among) -> dict[str, list[str]]:
    """Obstacle → territories in which many firms name it for sure and no initiative addresses it."""
    found: dict[str, list[str]] = {}
    for place in told.territories:
        for obstacle in shares_of(told, place["key"]):
            if state_at(told, place["key"], obstacle) == "unmet":
                found.setdefault(obstacle, []).append(place["key"])
    return found


def state_at(told: Among, key: str, obstacle: str) -> State:
    """Of an obstacle in a territory."""
    share = shares_of(told, key).get(obstacle)
    addressed = obstacle in help_of(told, key, of="any")
    return state_of(share["low"] if share else None, is_addressed=addressed)


def gaps(told: Among) -> list[Block]:
    """Territory × obstacle: named by many and addressed, or by nobody."""
    if not any(shares_of(told, p["key"]) for p in told.territories):
        return []
    return [Heading(2, _("What firms name, and who addresses it")), *_grid(told), _unmet(told)]


def _grid(told: Among) -> list[Block]:
    names = told.facts["small_firms"]["obstacles"]

    def cell(key: str, obstacle: str) -> GridCell:
        share = shares_of(told, key).get(obstacle)
        state = state_at(told, key, obstacle)
        said = str(STATE_WORDS[state])
        if share is not None:
            said = f"{percent(share['share'])}{semicolon()}{said}"
        return GridCell(STATE_MARKS[state], Label(said))

    rows = [
        GridRow(told.said(title), tuple(cell(p["key"], o) for p in told.territories))
        for o, title in names.items()
    ]
    count = sum(len(keys) for keys in unmet(told).values())
    said = _(
        "Obstacles that many firms of a territory name and nobody there addresses, all territories "
        "together: %(count)s."
    )
    caption = told.say("needs/caption", said % {"count": numeral(count)})
    heads = [told.named(p) for p in told.territories]
    title = _("Obstacles that many firms name, by territory")
    legend = [(STATE_MARKS[state], str(said)) for state, said in STATE_WORDS.items()]
    return [
        *told.figures(
            partial(mark_grid, first=_("Obstacle")),
            title,
            caption,
            rows,
            lambda part: (heads, part, legend),
            sure=_("Many: the range of the share begins at a quarter of firms or more."),
        )
    ]


def _unmet(told: Among) -> Table:
    rows = []
    for obstacle, keys in sorted(unmet(told).items(), key=lambda pair: (-len(pair[1]), pair[0])):
        node = f"needs/{obstacle}"
        rows.append(
            (
                told.text(told.facts["small_firms"]["obstacles"][obstacle], node),
                told.cell(f"{node}/where", told.names(keys)),
                told.cell(f"{node}/elsewhere", _elsewhere(told, obstacle, keys)),
            )
        )
    return Table(
        caption=(Plain(_("Named by many, addressed by nobody there; and what others do.")),),
        header=(_("Obstacle"), _("Not addressed in"), _("Addressed elsewhere by")),
        rows=tuple(rows),
        wide=True,
        small=True,
    )


def best_against(told: Among, obstacle: str) -> list[Mapping[str, Any]]:
    """Initiatives of the network that address it and did not go wrong; the best supported first."""
    held = benchmark_of(told)
    found = [
        e
        for e in (held["entrants"] if held else ())
        if obstacle in e["obstacles"] and not e["went_wrong"] and not e["withdrawn"]
    ]
    return sorted(found, key=lambda e: (e["grade"] or "", title_of(told, e)), reverse=True)


def _elsewhere(told: Among, obstacle: str, keys: Sequence[str]) -> str:
    """Judged initiatives by name; else the territories whose initiatives nobody judged. ``keys``: where
    nothing is under way any more.
    """
    best = [e for e in best_against(told, obstacle) if e["territory"] not in keys][:3]
    if best:
        return semicolon().join(f"{title_of(told, e)} ({grade_of(e)})" for e in best)
    others = [p["key"] for p in told.territories if obstacle in help_of(told, p["key"])]
    return told.names(others) if others else _("nobody in the network")


# ── who should talk to whom ───────────────────────────────────────────────────────────────────


def talks(told: Among) -> list[Block]:
    """Who addresses what firms elsewhere name in vain: both ways first, then one way."""
    held = ways(told)
    if not held:
        return []
    both, single = parted(held)
    shown = [*both, *single[: max(0, MOST_SHOWN - len(both))]]
    said = _(
        "A territory can show another how it addresses an obstacle that many firms name there and "
        "nobody there addresses. Pairs that can do so both ways: %(both)s."
    )
    return [
        Heading(2, _("Who could show whom how")),
        told.paragraph("shows/said", said % {"both": len(both)}),
        Table(
            caption=(Plain(_("Both ways first; then one way, by name.")),),
            header=(_("One"), _("Can show"), _("The other"), _("Can show")),
            rows=tuple(_pair(told, held, one, other) for one, other in shown),
            wide=True,
            small=True,
        ),
    ]


Ways = Mapping[tuple[str, str], Sequence[str]]


def parted(held: Ways) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Pairs that go both ways, each once, and those that go one way; by code."""
    both = sorted({(min(p), max(p)) for p in held if p[::-1] in held})
    return both, sorted(p for p in held if p[::-1] not in held)


def ways(told: Among) -> dict[tuple[str, str], list[str]]:
    """(who shows, who needs) → obstacles."""
    open_in = unmet(told)
    found: dict[tuple[str, str], list[str]] = {}
    for place in told.territories:
        for obstacle in help_of(told, place["key"]):
            for needs in open_in.get(obstacle, ()):
                if needs != place["key"]:
                    found.setdefault((place["key"], needs), []).append(obstacle)
    return found


def _pair(told: Among, held: Ways, one: str, other: str) -> tuple[Line, ...]:
    node = f"shows/{one}/{other}"
    return (
        told.cites.words(told.name(one), f"{node}/one"),
        told.cell(f"{node}/there", _shown(told, held.get((one, other), ()))),
        told.cites.words(told.name(other), f"{node}/other"),
        told.cell(f"{node}/back", _shown(told, held.get((other, one), ()))),
    )


def _shown(told: Among, obstacles: Sequence[str]) -> str:
    names = told.facts["small_firms"]["obstacles"]
    return semicolon().join(told.said(names[o]) for o in sorted(obstacles))
