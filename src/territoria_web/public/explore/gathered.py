"""The facts that a question needs, gathered through the rooms: a handful of queries for any view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from django.utils.translation import gettext as _

from territoria_web.compare.queries.side_by_side import sound_peers
from territoria_web.measure.queries.apart import word_of
from territoria_web.measure.queries.explored import (
    COUNTRIES,
    REGIONS,
    Cell,
    Cells,
    Opened,
    Variable,
    cells_of,
    opened,
)
from territoria_web.public.derivation_links import explain_url
from territoria_web.public.explore.asked import Asked, Refused
from territoria_web.public.explore.choosing import chosen_of
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name


@dataclass(frozen=True)
class Gathered:
    """A question with its facts. ``shown``: whom the view is about; ``chosen``: who is marked.

    ``level_all``: every territory of the level; ``notes``: what the reader should know of the
    answer, as whole sentences.
    """

    asked: Asked
    here: Opened
    figures: tuple[Variable, ...]
    level: int
    level_all: Sequence[Territory]
    chosen: Sequence[Territory]
    shown: Sequence[Territory]
    cells: Mapping[str, Cells]
    peers: Sequence[Territory]
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def names(self) -> Mapping[int, str]:
        """By key of the row: what a territory is called."""
        return {t.pk: territory_name(t) for t in self.level_all}

    @cached_property
    def explain(self) -> str:
        """What the address of a number is put behind."""
        return explain_url()

    @property
    def own(self) -> Territory | None:
        """The first one chosen: the reader's own."""
        return self.chosen[0] if self.chosen else None

    def cell(self, variable: Variable, territory: Territory) -> Cell | None:
        """One value; None is unknown."""
        return self.cells[variable.id].get(territory.pk)

    def address(self, variable: Variable, territory: Territory) -> str:
        """The address of a value."""
        return self.here.address(variable, territory)

    def link(self, variable: Variable, territory: Territory) -> str:
        """The page that derives a value."""
        return self.explain + quote(self.address(variable, territory), safe=":@")

    @staticmethod
    def ranged(variable: Variable, cell: Cell) -> str:
        """``2.03 (1.91–2.15)``; without a range only the value."""
        said, between = variable.said(cell.value), variable.between(cell.low, cell.high)
        return f"{said} ({between})" if between else said

    @cached_property
    def _alike(self) -> Mapping[str, frozenset[int]]:
        """By figure: the keys of those shown that are about the same as the reader's own."""
        if self.own is None:
            return {}
        return {v.id: frozenset(self._alike_in(v, self.own)) for v in self.figures}

    def _alike_in(self, variable: Variable, own: Territory) -> Iterator[int]:
        one = self.cell(variable, own)
        for place, other in self.cells[variable.id].items():
            if word_of(other, one, variable.direction) == "level":
                yield place

    def same(self, variable: Variable, territory: Territory) -> bool:
        """Whether it is about the same as the reader's own."""
        return territory.pk in self._alike.get(variable.id, ())

    def known(self, variable: Variable) -> list[Territory]:
        """Those shown that have a value."""
        held = self.cells[variable.id]
        return [t for t in self.shown if t.pk in held]


def gather(asked: Asked) -> Gathered:
    """The facts of a question; Refused where it asks for what there is not."""
    here = opened()
    figures = tuple(here.variable(i) for i in asked.figures)
    level = _level(asked, figures)
    everyone = here.territories(level)
    chosen = chosen_of(asked.chosen, everyone)
    peers, known = _peers(here, chosen, everyone)
    notes = list(_notes(asked, known))
    return Gathered(
        asked=asked,
        here=here,
        figures=figures,
        level=level,
        level_all=everyone,
        chosen=chosen,
        shown=_shown(asked, everyone, chosen, peers),
        cells=cells_of(here, figures, level, asked.years if asked.view != "line" else None),
        peers=peers,
        notes=tuple(notes),
    )


def _level(asked: Asked, figures: Sequence[Variable]) -> int:
    """The level that all figures have: regions before countries."""
    common = {REGIONS, COUNTRIES}.intersection(*(v.levels for v in figures))
    wanted = {asked.level} if asked.level is not None else {REGIONS, COUNTRIES}
    if common & wanted:
        return max(common & wanted)
    names = ", ".join(f"{v.short} ({_level_words(v.levels)})" for v in figures)
    raise Refused(
        _("These figures do not exist for the same kind of territory: %(names)s.")
        % {"names": names},
        _("Take one of them out, or choose another level."),
    )


def _level_words(levels: frozenset[int]) -> str:
    if levels >= {COUNTRIES, REGIONS}:
        return _("countries and regions")
    return _("countries only") if COUNTRIES in levels else _("regions only")


def _peers(
    here: Opened, chosen: Sequence[Territory], everyone: Sequence[Territory]
) -> tuple[list[Territory], bool]:
    """The reader's own peers, and whether they have been worked out."""
    if not chosen or chosen[0].level == COUNTRIES:
        return [], False
    held = {t.code: t for t in everyone}
    found = sound_peers(here, chosen[:1])
    codes = found.get(chosen[0].code, [])
    return [held[code] for code in codes if code in held], chosen[0].code in found


def _shown(
    asked: Asked,
    everyone: Sequence[Territory],
    chosen: Sequence[Territory],
    peers: Sequence[Territory],
) -> Sequence[Territory]:
    if asked.among == "all":
        return everyone
    if asked.among in ("chosen", "peers"):
        if not chosen:
            raise Refused(
                _("No territory is chosen yet."),
                _("Add one by name, then its peers can be shown."),
            )
        both = [*chosen, *peers] if asked.among == "peers" else chosen
        return list({t.pk: t for t in both}.values())
    found = [t for t in everyone if t.country == asked.among]
    if not found:
        known = sorted({t.country for t in everyone})
        raise Refused(
            _("There is no country “%(code)s” here.") % {"code": asked.among},
            _("Known: %(known)s.") % {"known": ", ".join(known)},
            404,
        )
    return list({t.pk: t for t in (*found, *chosen)}.values())


def _notes(asked: Asked, peers_known: bool) -> list[str]:
    notes = []
    if asked.among == "peers" and not peers_known:
        notes.append(_("The peers of this territory are not worked out here."))
    if asked.years and asked.view not in ("line", "what-if"):
        notes.append(
            _("Figures of earlier years are shown without a range: ranges are worked out for the "
              "latest figures. Scores do not change with the years: they are those of the edition.")
        )  # fmt: skip
    return notes
