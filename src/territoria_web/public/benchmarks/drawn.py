"""The pictures of a benchmark, each for wide screens and for phones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from territoria.pictures.criterion_matrix import JudgedRow, criterion_matrix
from territoria.pictures.instrument_matrix import ObstacleRow, instrument_matrix
from territoria.pictures.mark_grid import GridCell, GridRow, mark_grid
from territoria.pictures.picture import Label, Picture
from territoria.pictures.profile_bars import ProfileRow, profile_bars
from territoria_web.compare.queries.benchmark_groups import Group, by_area, by_size
from territoria_web.compare.queries.benchmark_obstacles import ObstacleLine
from territoria_web.compare.queries.benchmark_pages import Entry, ReadBenchmark
from territoria_web.compare.queries.named_obstacles import Named
from territoria_web.compare.queries.unmet_needs import JUDGED_WORDS, STATE_MARKS
from territoria_web.library.initiative_names import AREAS, INSTRUMENTS, SIZES
from territoria_web.library.saying import semicolon
from territoria_web.public.benchmarks.cells import judged, known_said, share_said
from territoria_web.public.drawn import SLIM, drawn_once
from territoria_web.territories.queries import territory_name

Pair = tuple[Picture, Picture]


def _pair(draw: Callable[..., Picture], key: str, *inputs: Any, **options: Any) -> Pair:
    wide = drawn_once(draw, key, *inputs, **options)
    return wide, drawn_once(draw, f"{key}-slim", *inputs, **options, width=SLIM)


def matrix_pictures(read: ReadBenchmark, entries: Sequence[Entry], said: str) -> Pair | None:
    """Initiative × criterion; None where no initiative is left."""
    if not entries:
        return None
    rows = tuple(
        JudgedRow(e.title.text, tuple(judged(e.cells[c.id]) for c in read.criteria))
        for e in entries
    )
    title = _("Initiatives by criteria, 0 to 4")
    return _pair(criterion_matrix, "matrix", title, said, titles_of(read), rows)


def titles_of(read: ReadBenchmark) -> tuple[str, ...]:
    """What the criteria are called."""
    return tuple(c.title.text for c in read.criteria)


def group_pictures(read: ReadBenchmark) -> list[dict[str, Any]]:
    """By area and by size: the middle initiative on each criterion, with lowest and highest."""
    return [
        _grouped(read, "areas", _("By area"), by_area(read), AREAS, _("Kind of help")),
        _grouped(
            read,
            "sizes",
            _("By size of firms"),
            by_size(read),
            SIZES,
            _("Size of firms"),
        ),
    ]


def _grouped(
    read: ReadBenchmark,
    key: str,
    heading: str,
    groups: Sequence[Group],
    names: Mapping[str, str],
    first: str,
) -> dict[str, Any]:
    rows = tuple(
        JudgedRow(
            f"{_(names[g.code])} ({len(g.entries)})",
            tuple(judged(g.spreads[c.id]) for c in read.criteria),
        )
        for g in groups
    )
    said = _(
        "Behind each name stands how many initiatives it has. A cell shows the middle one of them; the "
        "data behind the figure add the lowest and the highest."
    )
    wide, slim = _pair(criterion_matrix, key, heading, said, titles_of(read), rows, first=first)
    return {"key": key, "heading": heading, "wide": wide, "slim": slim, "said": said}


def profile_pictures(read: ReadBenchmark, entry: Entry) -> Pair:
    """One initiative on every criterion, with its owner's own score."""
    rows = tuple(
        ProfileRow(
            c.title.text,
            judged(entry.cells[c.id]),
            entry.cells[c.id].owner,
            _("at most 2: no baseline") if entry.cells[c.id].capped else "",
        )
        for c in read.criteria
    )
    said = known_said(entry)
    return _pair(profile_bars, "profile", entry.title.text, said, rows, said)


def need_pictures(lines: Sequence[ObstacleLine], said: str) -> Pair | None:
    """Obstacle × territory: named by many and addressed, or by nobody; None where nobody was asked."""
    found = {n.territory.code: n for line in lines for n, _share in line.named}
    asked = sorted(found.values(), key=lambda n: territory_name(n.territory).casefold())
    if not asked:
        return None
    names = tuple(territory_name(n.territory) for n in asked)
    rows = tuple(GridRow(line.title, tuple(_need(line, n) for n in asked)) for line in lines)
    legend = tuple((STATE_MARKS[state], str(words)) for state, words in JUDGED_WORDS.items())
    title = _("Obstacles that many firms name, by territory")
    return _pair(mark_grid, "needs", title, said, names, rows, legend, first=_("Obstacle"))


def _need(line: ObstacleLine, named: Named) -> GridCell:
    share, state = line.share_in(named), line.state_in(named)
    said = str(JUDGED_WORDS[state])
    if share is not None:
        said = f"{share_said(share)}{semicolon()}{said}"
    return GridCell(STATE_MARKS[state], Label(said))


def obstacle_pictures(lines: Sequence[ObstacleLine], said: str) -> Pair:
    """Obstacle × instrument, with what nobody addresses."""
    kinds = list(dict.fromkeys([*INSTRUMENTS, *(i for line in lines for i in line.by)]))
    rows = tuple(
        ObstacleRow(line.title, tuple(len(line.by.get(i, ())) for i in kinds), len(line.entries))
        for line in lines
    )
    names = tuple(_(INSTRUMENTS[i]) if i in INSTRUMENTS else i for i in kinds)
    title = _("Initiatives by obstacle and instrument")
    return _pair(instrument_matrix, "obstacles", title, said, names, rows)
