"""Who answered against those who live here: the margins of a forum, and what weights would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria.errors import TerritoriaError
from territoria.listen.reach import Z
from territoria.listen.who_answered import WhoAnswered, who_answered
from territoria_web.library.saying import numeral_of
from territoria_web.listen.models import Forum
from territoria_web.listen.rules import LEAST

MARGIN_NAMES: Final[Mapping[str, Promise]] = {
    "age": gettext_lazy("Age"),
    "district": gettext_lazy("District"),
}
NOT_TOLD: Final = "–"  # the label of those who did not say
PARTS: Final = 1_000_000  # known shares as whole people of so many
SATISFIED: Final = 4


@dataclass(frozen=True)
class Margin:
    """Something whose shares in the population are known. ``labels``: id → name; ``shares``: id →
    share, adding up to 1.
    """

    id: str
    title: str
    labels: Mapping[str, str]
    shares: Mapping[str, float]


@dataclass(frozen=True)
class Alike:
    """A margin of those who answered. ``told``: how many said it, None where that would tell of few;
    ``similarity``: 0 to 1, None below five who told; ``rows``: name, share of those who told (None:
    too few to show), known share.
    """

    title: str
    told: int | None
    similarity: float | None
    rows: tuple[tuple[str, float | None, float], ...]


@dataclass(frozen=True)
class Weighed:
    """A share as answered by all, and weighted by those who told all margins, with its range of 90 %."""

    name: str
    raw: float
    weighted: float
    low: float
    high: float


@dataclass(frozen=True)
class WhoRated:
    """``why_not``: a sentence where weights are not used; ``source``: of the known shares."""

    n: int
    margins: tuple[Alike, ...]
    weighed: tuple[Weighed, ...]
    told: int
    deff: float | None
    effective: float | None
    why_not: str
    source: str


def margins_of(forum: Forum) -> list[Margin]:
    """The margins of a forum with their known shares; its districts are one where they have shares."""
    held = {name: dict(shares) for name, shares in forum.margins.items()}
    names: dict[str, dict[str, str]] = {name: {} for name in held}
    known = {str(one["id"]): one for one in forum.districts if one.get("share")}
    if known:
        names["district"] = {key: str(one.get("name") or key) for key, one in known.items()}
        if not {name for name in held if name.casefold() == "district"}:
            held["district"] = {key: float(one["share"]) for key, one in known.items()}
    return [
        Margin(
            name,
            str(MARGIN_NAMES.get(name, name)),
            {label: str(names[name].get(label, label)) for label in shares},
            {label: share / sum(shares.values()) for label, share in shares.items()},
        )
        for name, shares in held.items()
        if len(shares) > 1 and min(shares.values()) >= 0 and sum(shares.values()) > 0
    ]


# ── worked out with a look, kept in it ────────────────────────────────────────────────────────

Answer = tuple[str, int, Mapping[str, str]]
"""Solved, satisfaction, margins."""
HITS: Final[Mapping[str, Callable[[Answer], bool]]] = {
    "satisfied": lambda one: one[1] >= SATISFIED,
    "solved": lambda one: one[0] == "yes",
}


def weigh(answers: Sequence[Answer], margins: Sequence[Margin]) -> dict[str, Any]:
    """What weights make of the answers of those who told all margins, as a look keeps it; a margin
    that nobody told is left out.
    """
    groups = {
        m.id: [a[2].get(m.id, "") if m.shares.get(a[2].get(m.id, "")) else "" for a in answers]
        for m in margins
    }
    margins = [m for m in margins if any(groups[m.id])]
    told = [i for i in range(len(answers)) if all(groups[m.id][i] for m in margins)]
    fact: dict[str, Any] = {"told": len(told)}
    counts = [Counter(groups[m.id][i] for i in told) for m in margins]
    if not told or not margins:
        return fact | {"why": "nobody"}
    if any(counts[at][label] < LEAST for at, m in enumerate(margins) for label in _wanted(m)):
        return fact | {"why": "few"}
    people = {m.id: {k: round(s * PARTS) for k, s in m.shares.items()} for m in margins}
    try:
        found = who_answered(groups, people)
    except TerritoriaError:
        return fact | {"why": "refused"}
    return fact | _with_weights(found, answers)


def _wanted(margin: Margin) -> list[str]:
    return [label for label, share in margin.shares.items() if share > 0]


def _with_weights(found: WhoAnswered, answers: Sequence[Answer]) -> dict[str, Any]:
    raked = found.raked
    if raked is None:
        return {"why": "refused"}
    spread = {"deff": raked.deff, "effective": raked.effective_n}
    if not raked.usable:
        return spread | {"why": "spread" if raked.effective_n < 0.3 * len(found.weighed) else "cap"}
    held = [answers[i] for i in found.weighed]
    shares = {}
    for name, hit in HITS.items():
        # of all as answered: of those alone who told everything, it would tell what the others say
        raw = sum(map(hit, answers)) / len(answers)
        weight = sum(w for w, one in zip(raked.weights, held, strict=True) if hit(one))
        shares[name] = [raw, weight / sum(raked.weights)]
    return spread | {"why": "", "shares": shares}


# ── read ──────────────────────────────────────────────────────────────────────────────────────


def read_who(forum: Forum, kept: Mapping[str, Any] | None) -> WhoRated | None:
    """Who answered, as a look keeps it; None where no shares are known or nothing is shown yet."""
    margins = margins_of(forum)
    if not margins or not kept:
        return None
    weighed = kept.get("weighed", {})
    return WhoRated(
        n=kept["n"],
        margins=tuple(_alike(m, kept) for m in margins if m.id in kept["alike"]),
        weighed=tuple(
            _weighed(name, raw, share, float(weighed["effective"]))
            for name, (raw, share) in _in_order(weighed.get("shares", {}))
        ),
        told=weighed.get("told", 0),
        deff=weighed.get("deff"),
        effective=weighed.get("effective"),
        why_not=_why_not(weighed),
        source=forum.margins_source,
    )


def _in_order(shares: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """By what is asked first, whichever name a database puts first."""
    return [(name, shares[name]) for name in HITS if name in shares]


def _alike(margin: Margin, kept: Mapping[str, Any]) -> Alike:
    cells: Mapping[str, int | None] = kept["tables"][margin.id]
    silent = cells.get(NOT_TOLD, 0)
    told = None if silent is None else kept["n"] - silent
    of = told if told is not None else kept["n"]
    counts = [cells.get(label, 0) for label in margin.labels]
    rows = tuple(
        (name, None if count is None or not of else count / of, share)
        for name, count, share in zip(
            margin.labels.values(), counts, margin.shares.values(), strict=True
        )
    )
    return Alike(margin.title, told, kept["alike"][margin.id], rows)


def _weighed(name: str, raw: float, share: float, effective: float) -> Weighed:
    """With Wilson's range for as many answers as the weighted ones are worth."""
    names = {"satisfied": _("Satisfied or very satisfied"), "solved": _("It was solved")}
    middle = share + Z**2 / (2 * effective)
    half = Z * (share * (1 - share) / effective + Z**2 / (4 * effective**2)) ** 0.5
    low, high = (middle - half) / (1 + Z**2 / effective), (middle + half) / (1 + Z**2 / effective)
    return Weighed(names[name], raw, share, max(low, 0.0), min(high, 1.0))


def _why_not(kept: Mapping[str, Any]) -> str:
    why = kept.get("why", "nobody")
    said = {
        "": "",
        "nobody": _("Nobody told all of this, so there are no weights."),
        "few": _("No weights: of some groups fewer than five people answered."),
        "refused": _("No weights can be worked out from these shares."),
        "cap": _("No weights: a group would have to count more than five times the average."),
    }
    if why == "spread":
        text = _(
            "No weights: with them the answers would count like %(effective)s, less than three in "
            "ten; that does more harm than good."
        )
        return text % {"effective": numeral_of(kept["effective"])}
    return said[why]
