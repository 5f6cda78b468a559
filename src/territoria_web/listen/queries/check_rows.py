"""The finished sittings of a self-check as the engine counts them; who took part, for the team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from territoria.listen.self_check.counted import Seated, counted
from territoria.listen.self_check.sitting import NO
from territoria.listen.self_check.told_figures import Asked
from territoria_web.library.saying import numeral_of, percent
from territoria_web.listen.models import SelfCheck, Sitting
from territoria_web.listen.queries.check_texts import CheckTexts, read_frozen
from territoria_web.listen.queries.sitting_turns import OBSTACLES
from territoria_web.listen.sitting_rules import sectors_for, sizes_for

ROUNDING: Final = 0.01  # of all firms: lists of an office are rounded, and each on its own


@dataclass(frozen=True)
class Part:
    """One size or sector: firms that took part this year, and how many there are (None: not known)."""

    name: str
    took: int
    firms: float | None

    @property
    def share(self) -> float | None:
        """The share of those there are, 0 to 1."""
        return self.took / self.firms if self.firms else None

    @property
    def share_said(self) -> str:
        """Whole percent; a little is not nothing."""
        little = self.share is not None and 0 < self.share < 0.01
        return _("under %(share)s") % {"share": percent(0.01)} if little else percent(self.share)


@dataclass(frozen=True)
class TookPart:
    """Of the newest year. ``odd``: sittings of all years that look like a machine's."""

    year: str
    firms: int
    odd: int
    sizes: tuple[Part, ...]
    sectors: tuple[Part, ...]


def asked_in(texts: CheckTexts) -> Asked:
    """The ids of what a check asks."""
    return Asked(
        tuple(node.id for node in texts.framework.nodes),
        tuple(band.id for band in texts.framework.bands),
        tuple(obstacle.id for obstacle in texts.obstacles),
    )


def seated_in(check: SelfCheck) -> list[Seated]:
    """All that were finished, as they were then."""
    texts = read_frozen(check)
    names = [obstacle.id for obstacle in texts.obstacles]
    rows = Sitting.objects.filter(
        taker__check_of=check, finished__isnull=False, counted__isnull=False
    )
    return [_seated(row, names) for row in rows.select_related("taker").order_by("pk")]


def _seated(row: Sitting, names: list[str]) -> Seated:
    assert row.finished is not None
    assert row.counted is not None
    return Seated(
        firm=row.taker.key,  # digests of it stay in a look: nobody finds a firm by counting
        day=row.finished,
        number=row.number,
        size=row.taker.size,
        sector=row.taker.sector,
        is_unusual=row.unusual,
        result=row.counted["result"] if row.part == Sitting.Part.WHOLE else None,
        obstacles=_obstacles(row.counted["answers"], names),
    )


def _obstacles(answers: Mapping[str, Any], names: list[str]) -> dict[str, float | None] | None:
    """What was not chosen from the list is no obstacle; a severity may be left open."""
    if OBSTACLES not in answers:
        return None
    if answers[OBSTACLES] == NO:
        return dict.fromkeys(names, 0)
    return {name: _severity(answers[name]) if name in answers else 0 for name in names}


def _severity(given: Any) -> float | None:
    return float(given) if isinstance(given, int) else None


def who_took_part(check: SelfCheck) -> TookPart:
    """For the team: counts may be small, and nobody is named."""
    held = counted(seated_in(check))
    year = max(held.years, default="")
    firms = held.years.get(year, ())
    known = check.margins
    return TookPart(
        year,
        len(firms),
        held.unusual,
        _parts(Counter(f.size for f in firms), sizes_for(check.audience), known.get("size", {})),
        _parts(
            Counter(f.sector for f in firms), sectors_for(check.audience), known.get("sector", {})
        ),
    )


def numbers_apart(check: SelfCheck) -> str:
    """That sizes and sectors add up to different numbers of firms; "" where they do not but for rounding,
    or where one of the lists is empty.
    """
    sizes, sectors = (sum(check.margins.get(name, {}).values()) for name in ("size", "sector"))
    if not sizes or not sectors or abs(sizes - sectors) <= ROUNDING * max(sizes, sectors):
        return ""
    said = _(
        "By size there are %(sizes)s, by sector %(sectors)s: look whether both lists count the same firms."
    )
    return said % {"sizes": numeral_of(sizes), "sectors": numeral_of(sectors)}


def _parts(
    took: Mapping[str, int], names: Mapping[str, str], known: Mapping[str, float]
) -> tuple[Part, ...]:
    """In the order of the list; labels without firms, here or there, are left out."""
    rows = [Part(_(name), took[code], known.get(code)) for code, name in names.items()]
    silent = [Part(_("not told"), took[""], None)] if took[""] else []
    return tuple(row for row in [*rows, *silent] if row.took or row.firms)
