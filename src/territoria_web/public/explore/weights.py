"""What if: a framework with the reader's own weights, for all territories, against the edition's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.pictures.picture import Label, Picture
from territoria.pictures.ranking import RankedRow, ranking
from territoria_web.measure.queries.explored import Opened, Variable, opened
from territoria_web.measure.queries.what_if import Lever, Outcome, Reweighed, reweigh
from territoria_web.public.drawn import SLIM
from territoria_web.public.explore.asked import Asked
from territoria_web.public.explore.choosing import chosen_of, place_url
from territoria_web.public.explore.view import View
from territoria_web.public.explore.weights_words import headline
from territoria_web.public.page import Table
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

MAIN = "blueprint"
FIRST = 30
AROUND = 4
HEAD = (
    "territory",
    "name",
    "country",
    "score_before",
    "score_after",
    "place_before",
    "place_low",
    "place_high",
    "place_after",
    "beyond_doubt",
)


@dataclass(frozen=True)
class Weighed:
    """The question with everyone's outcome."""

    asked: Asked
    here: Opened
    framework: str
    whole: Variable
    found: Reweighed
    rows: Mapping[int, Territory]
    everyone: Sequence[Territory]
    chosen: Sequence[Territory]

    def name(self, outcome: Outcome) -> str:
        """What its territory is called."""
        return territory_name(self.rows[outcome.territory])

    @property
    def own(self) -> Outcome | None:
        """The outcome of the first one chosen."""
        keys = [t.pk for t in self.chosen[:1]]
        return next((o for o in self.found.outcomes if o.territory in keys), None)

    @property
    def moved(self) -> bool:
        """Whether any weight is not the edition's."""
        return any(lever.moved for lever in self.found.levers)


def weigh(asked: Asked) -> Weighed:
    """Everyone's outcome with the weights asked for."""
    here = opened()
    framework = asked.framework or MAIN
    here.framework(framework)  # says what is known, where it is not
    whole = here.variable(f"{framework}:overall")
    everyone = here.territories(max(whole.levels))
    return Weighed(
        asked=asked,
        here=here,
        framework=framework,
        whole=whole,
        found=reweigh(here.assessments[framework], asked.weights),
        rows={t.pk: t for t in everyone},
        everyone=everyone,
        chosen=chosen_of(asked.chosen, everyone),
    )


def show_weights(held: Weighed) -> View:
    """The new order, with the change against the edition's own weights."""
    finding = _finding(held)
    name = held.name(held.own) if held.own else ""
    title = headline(held.found, held.whole.title, held.moved, held.own, name)
    rows = _ranked(held)

    def drawn(key: str, width: int) -> Picture:
        around = AROUND if held.chosen else None
        return ranking(key, title, finding, rows, held.whole.unit, around=around, width=width)

    known = held.found.known > 0
    return View(
        finding=finding,
        title=title,
        shown=_("%(framework)s with your weights") % {"framework": held.whole.title},
        table=Table("explore-what-if", HEAD, [_plain(held, o) for o in held.found.outcomes]),
        broad=drawn("what-if", 640) if known else None,
        slim=drawn("what-if-slim", SLIM) if known else None,
        sure=_(
            "The edition's range of places holds 90 % of the variations of figures, weights and "
            "methods. For weights of your own no range is worked out."
        ),
        facts={"moves": _moves(held), "beyond": held.found.beyond, "moved": held.moved},
    )


def sliders(held: Weighed) -> list[dict[str, Any]]:
    """The levers in groups: the dimensions, then the factors of each."""
    groups: dict[str, list[Lever]] = {}
    for lever in held.found.levers:
        groups.setdefault(lever.of, []).append(lever)
    names = {lever.node: lever.name for lever in groups.get("", [])}
    return [
        {
            "of": of,
            "name": names.get(of, ""),
            "open": any(lever.moved for lever in levers),
            "levers": levers,
        }
        for of, levers in groups.items()
    ]


def _ranked(held: Weighed) -> list[RankedRow]:
    marked = {t.pk for t in held.chosen}
    shown = [o for o in held.found.outcomes if o.after is not None or o.territory in marked]
    return [_row(held, o, o.territory in marked) for o in (shown if marked else shown[:FIRST])]


def _row(held: Weighed, o: Outcome, marked: bool) -> RankedRow:
    return RankedRow(
        name=held.name(o),
        value=o.after,
        low=None,
        high=None,
        label=Label(held.whole.said(o.after) if o.after is not None else ""),
        place=Label(str(round(o.rank_after)) if o.rank_after else ""),
        chosen=marked,
    )


def _moves(held: Weighed) -> list[dict[str, Any]]:
    """The reader's own, and those that move furthest beyond the doubt, as rows of a small table."""
    marked = {t.pk for t in held.chosen}
    beyond = [o for o in held.found.outcomes if o.beyond and o.territory not in marked]
    beyond.sort(key=lambda o: -abs(o.moved or 0))
    own = [o for o in held.found.outcomes if o.territory in marked]
    return [_move(held, o, o.territory in marked) for o in [*own, *beyond[:20]]]


def _move(held: Weighed, o: Outcome, marked: bool) -> dict[str, Any]:
    t = held.rows[o.territory]
    return {
        "name": territory_name(t),
        "url": place_url(t.code),
        "here": marked,
        "before": "" if o.rank_before is None else round(o.rank_before),
        "low": o.rank_low,
        "high": o.rank_high,
        "after": "" if o.rank_after is None else round(o.rank_after),
        "beyond": o.beyond,
        "standing": "unknown" if not o.moved else "above" if o.moved > 0 else "below",
    }


def _plain(held: Weighed, o: Outcome) -> tuple[Any, ...]:
    t = held.rows[o.territory]
    return (t.key, territory_name(t), t.country, o.before, o.after, o.rank_before, o.rank_low,
            o.rank_high, o.rank_after, o.beyond)  # fmt: skip


def _finding(held: Weighed) -> str:
    words: dict[str, Any] = {
        "framework": held.whole.title,
        "count": held.found.beyond,
        "all": held.found.known,
    }
    if not held.found.known:
        return _("%(framework)s: the whole is unknown everywhere, as too few of its figures are published; other weights do not change that.") % words  # fmt: skip
    own = held.own
    if own is not None:
        return _of_own(held, own)
    if not held.moved:
        return _("These are the edition's own weights. Move a weight to see who would stand elsewhere.")  # fmt: skip
    if not held.found.beyond:
        return _("For none of %(all)s territories do your weights change the place more than the doubt of the edition does.") % words  # fmt: skip
    return (
        ngettext(
            "For one of %(all)s territories your weights change the place more than the doubt of "
            "the edition does.",
            "For %(count)s of %(all)s territories your weights change the place more than the "
            "doubt of the edition does.",
            held.found.beyond,
        )
        % words
    )


def _of_own(held: Weighed, o: Outcome) -> str:
    words = {
        "name": held.name(o),
        "before": "" if o.rank_before is None else round(o.rank_before),
        "after": "" if o.rank_after is None else round(o.rank_after),
        "low": o.rank_low,
        "high": o.rank_high,
        "all": held.found.known,
    }
    if o.rank_after is None:
        return _("With your weights, too little is known of %(name)s for a place.") % words
    if o.rank_before is None or o.rank_low is None:
        return _("With your weights, %(name)s would stand at place %(after)s of %(all)s; in the edition it has none.") % words  # fmt: skip
    if not held.moved:
        return _("With the edition's weights, %(name)s stands at place %(before)s of %(all)s, anywhere from %(low)s to %(high)s. Move a weight to see what changes.") % words  # fmt: skip
    if o.beyond:
        return _("With your weights, %(name)s would stand at place %(after)s of %(all)s instead of %(before)s: beyond the places %(low)s to %(high)s that the doubt of the edition allows.") % words  # fmt: skip
    return _("With your weights, %(name)s would stand at place %(after)s of %(all)s instead of %(before)s: inside the doubt, which allows places %(low)s to %(high)s anyway.") % words  # fmt: skip
