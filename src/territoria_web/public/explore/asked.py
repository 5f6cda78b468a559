"""What an address asks for: read once, and written again with a change.

Everything stands in the address, so that a view can be shared. What cannot be read is refused with
a sentence that names what is known; nothing is left out in silence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from territoria_web.public.strange import strange_in

VIEWS = ("table", "ranking", "scatter", "line", "map", "what-if")
LEVELS = {"country": 0, "region": 2}
MOST_FIGURES = 8
MOST_CHOSEN = 24
KNOWN = frozenset(
    {"view", "i", "t", "among", "years", "level", "framework", "sort", "page", "add", "embed"}
)
WEIGHT = "w."
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9_-]{1,32}(@[A-Za-z0-9_-]{1,16})?", re.ASCII)
_AMONG = re.compile(r"all|chosen|peers|[A-Z]{2}", re.ASCII)


class Refused(Exception):
    """An address that asks for what there is not: what, and how to mend it."""

    def __init__(self, what: str, mend: str = "", status: int = 400) -> None:
        super().__init__(what)
        self.what, self.mend, self.status = what, mend, status


@dataclass(frozen=True)
class Asked:
    """A question. ``among``: all, peers, chosen or a country; ``strange``: parameters not known."""

    view: str
    figures: tuple[str, ...]
    chosen: tuple[str, ...]
    among: str
    years: tuple[int, int] | None
    level: int | None
    framework: str
    weights: Mapping[str, float]
    sort: str
    page: int
    add: str
    strange: tuple[str, ...] = ()
    params: QueryDict = field(default_factory=lambda: QueryDict(""), compare=False)

    @property
    def nothing(self) -> bool:
        """Whether nothing is asked yet."""
        return not self.figures and self.view != "what-if"

    def without(self, names: Iterable[str]) -> Asked:
        """The same with parameters left out that say nothing new."""
        params = self.params.copy()
        for name in names:
            params.pop(name, None)
        return replace(self, params=params)

    def address(self, **changes: str | list[str] | None) -> str:
        """The question with some parameters changed (None: left out), from its first page."""
        held = self.params.copy()
        for gone in ("page", "add", "embed", *self.strange):
            held.pop(gone, None)
        for name, value in changes.items():
            if value is None:
                held.pop(name, None)
            else:
                held.setlist(name, value if isinstance(value, list) else [value])
        for name, values in list(held.lists()):
            held.setlist(name, [v for v in values if v])
        return "?" + held.urlencode(safe=":")


def read_question(params: QueryDict) -> Asked:
    """The question of an address; Refused where a part of it cannot be read."""
    weights = _weights(params)
    view = params.get("view", "").strip() or ("what-if" if weights else "table")
    if view not in VIEWS:
        raise Refused(
            _("There is no view “%(view)s”.") % {"view": view[:40]},
            _("Known: %(known)s.") % {"known": ", ".join(VIEWS)},
        )
    return Asked(
        view=view,
        figures=_several(params, "i", MOST_FIGURES),
        chosen=codes(params),
        among=_among(params),
        years=_years(params),
        level=_level(params),
        framework=params.get("framework", "").strip()[:80],
        weights=weights,
        sort=params.get("sort", "").strip()[:160],
        page=read_page(params),
        add=params.get("add", "").strip()[:80],
        strange=strange_in(params, KNOWN, WEIGHT),
        params=params,
    )


def codes(params: QueryDict, most: int = MOST_CHOSEN) -> tuple[str, ...]:
    """The territories chosen, as codes in capitals."""
    found = tuple(dict.fromkeys(t.partition("@")[0].upper() for t in _several(params, "t", most)))
    for code in found:
        if not _CODE.fullmatch(code):
            raise Refused(
                _("“%(code)s” is not the code of a territory.") % {"code": code[:40]},
                _("A code looks like FRE1. To choose by name, use the field for it."),
                404,
            )
    return found


def _several(params: QueryDict, name: str, most: int) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(v.strip()[:120] for v in params.getlist(name) if v.strip()))
    if len(found) > most:
        raise Refused(
            _("The address names %(count)s values of “%(name)s”.")
            % {"count": len(found), "name": name},
            _("At most %(most)s can be shown together: take some out.") % {"most": most},
        )
    return found


def _among(params: QueryDict) -> str:
    among = params.get("among", "").strip() or "all"
    among = among.upper() if len(among) == 2 else among
    if not _AMONG.fullmatch(among):
        raise Refused(
            _("“%(among)s” does not say which territories are meant.") % {"among": among[:40]},
            _("Known: all, peers, chosen, or a country such as FR."),
        )
    return among


def _years(params: QueryDict) -> tuple[int, int] | None:
    asked = params.get("years", "").strip()
    if asked in ("", "latest"):
        return None
    read = _YEARS.fullmatch(asked)
    first, last = (int(read[1]), int(read[2] or read[1])) if read else (1, 0)
    if first > last:
        raise Refused(
            _("The years “%(years)s” cannot be read.") % {"years": asked[:40]},
            _("Write one year (2019), a span (2015-2021), or leave it out for the latest."),
        )
    return first, last


def _level(params: QueryDict) -> int | None:
    asked = params.get("level", "").strip()
    if not asked:
        return None
    if asked not in LEVELS:
        raise Refused(
            _("There is no level “%(level)s”.") % {"level": asked[:40]},
            _("Known: %(known)s.") % {"known": ", ".join(LEVELS)},
        )
    return LEVELS[asked]


def read_page(params: QueryDict) -> int:
    """The page asked for, from 1."""
    asked = params.get("page", "").strip() or "1"
    if not (asked.isascii() and asked.isdigit() and len(asked) < 5 and int(asked)):
        raise Refused(
            _("There is no page “%(page)s”.") % {"page": asked[:40]},
            _("Pages count from 1."),
        )
    return int(asked)


def _weights(params: QueryDict) -> dict[str, float]:
    found = {}
    for name in params:
        asked = params.get(name, "").strip()
        if not name.startswith(WEIGHT) or not asked:
            continue
        try:
            weight = float(asked)
        except ValueError:
            weight = math.nan
        if not math.isfinite(weight):
            raise Refused(
                _("The weight “%(weight)s” of %(node)s is not a number.")
                % {"weight": asked[:40], "node": name[2:42]},
                _("Give a number from 0 to 4; 0 leaves it out."),
            )
        found[name[len(WEIGHT) :]] = weight
    return found
