"""The result page of one firm: where it stands, beside whom, what to do next, what changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from territoria_web.library.saying import numeral_of, ranged, say
from territoria_web.listen.models import SelfCheck, Sitting, Taker
from territoria_web.listen.queries.check_texts import CheckTexts
from territoria_web.listen.queries.quoted_levels import level_quoted
from territoria_web.listen.sitting_rules import sectors_for, sizes_for


@dataclass(frozen=True)
class Score:
    """0 to 100. ``value`` None where too few answers are known; of a group ``n`` firms stand behind it."""

    value: float | None
    low: float
    high: float
    n: int = 0

    @property
    def said(self) -> str:
        """``46 (42–50)``; without doubt the number alone, without value the range alone."""
        if self.value is None:
            return f"{numeral_of(self.low)}–{numeral_of(self.high)}"
        if self.low == self.high:
            return numeral_of(self.value)
        return ranged(self.value, self.low, self.high)


@dataclass(frozen=True)
class Group:
    """Others of the same check, as the last look shows them. ``name`` in the language spoken."""

    name: str
    n: int
    overall: Score
    dimensions: Mapping[str, Score | None]


@dataclass(frozen=True)
class Bar:
    """A dimension. ``others``: the same of each group; ``standing`` against the first of them: *above*,
    *level*, *below*, or *unknown*.
    """

    id: str
    name: str
    score: Score
    others: tuple[Score | None, ...]
    standing: str

    @property
    def beside(self) -> str:
        """The mean of the first group, with its range and how many it is of; "" where it is hidden."""
        if not self.others or self.others[0] is None:
            return ""
        told = {"count": numeral_of(self.others[0].n), "value": self.others[0].said}
        return _("Mean of %(count)s like you: %(value)s") % told


@dataclass(frozen=True)
class Step:
    """What to do next: the level of now, how to reach the next one, and how that looks."""

    dimension: str
    question: str
    here: str
    how: str
    then: str


@dataclass(frozen=True)
class Intensity:
    """Points of twelve; ``level`` "" and ``basic`` None where unknown answers leave them open."""

    low: int
    high: int
    level: str
    basic: bool | None
    edition: str


@dataclass(frozen=True)
class Band:
    """The band that a firm is in: number ``number`` of ``of``, the lowest first."""

    name: str
    meaning: str
    number: int
    of: int


@dataclass(frozen=True)
class SittingResult:
    """All that the page of a whole sitting says. ``band`` None where unknown answers leave it open."""

    overall: Score
    band: Band | None
    bars: tuple[Bar, ...]
    groups: tuple[Group, ...]
    year: str
    intensity: Intensity | None
    steps: tuple[Step, ...]

    @property
    def ends(self) -> tuple[Bar, Bar] | None:
        """The strongest and the weakest dimension, where they are apart and known."""
        known = [bar for bar in self.bars if bar.score.value is not None]
        if not known:
            return None
        high = max(known, key=lambda bar: bar.score.value or 0)
        low = min(known, key=lambda bar: bar.score.value or 0)
        return (high, low) if high.score.low > low.score.high else None


@dataclass(frozen=True)
class Changed:
    """A dimension, or the whole, in two sittings. ``way``: *up*, *down*, *same*, or *unknown*."""

    name: str
    before: Score
    now: Score
    way: str


@dataclass(frozen=True)
class Change:
    """Two whole sittings beside one another."""

    since: date
    overall: Changed
    dimensions: tuple[Changed, ...]


def result_shown(taker: Taker, texts: CheckTexts, sitting: Sitting) -> SittingResult:
    """The words and figures of a finished whole sitting."""
    held: Mapping[str, Any] = sitting.result or {}
    year, groups = groups_like(taker)
    return SittingResult(
        _score(held["overall"]),
        _band(texts, held["band"]),
        tuple(_bars(texts, held["dimensions"], groups)),
        groups,
        year,
        _intensity(held["intensity"]),
        tuple(_step(texts, one) for one in held["steps"]),
    )


def change_shown(texts: CheckTexts, before: Sitting, now: Sitting) -> Change:
    """What changed between two finished whole sittings."""
    one: Mapping[str, Any] = before.result or {}
    two: Mapping[str, Any] = now.result or {}
    rows = tuple(
        _changed(_title(texts, top.id), one["dimensions"][top.id], two["dimensions"][top.id])
        for top in texts.framework.nodes
    )
    whole = _changed(_("Overall"), one["overall"], two["overall"])
    return Change(before.finished or before.begun, whole, rows)


def _changed(name: str, one: Mapping[str, Any], two: Mapping[str, Any]) -> Changed:
    before, now = _score(one), _score(two)
    exact = before.low == before.high and now.low == now.high
    if exact and before.low == now.low:
        way = "same"
    else:
        way = "up" if now.low > before.high else "down" if now.high < before.low else "unknown"
    return Changed(name, before, now, way)


# ── others ────────────────────────────────────────────────────────────────────────────────────


def groups_like(taker: Taker) -> tuple[str, tuple[Group, ...]]:
    """The year, and those of the same size and of the same sector; all together where neither may be
    shown; nobody where fewer than ten answered.
    """
    check = taker.check_of
    year, figures = newest_of(check)
    held = figures.get("by", {})
    found = [
        _group(name, (held.get(margin) or {}).get(label))
        for margin, label, name in _labels(check, taker)
    ]
    groups = [group for group in found if group is not None]
    if not groups:
        everybody = _group(_("All that answered"), figures)
        groups = [everybody] if everybody else []
    return year, tuple(groups)


def newest_of(check: SelfCheck) -> tuple[str, Mapping[str, Any]]:
    """The newest year that is shown, with its figures; "" and nothing before the first look."""
    look = check.looks.first()
    body: Mapping[str, Any] = look.body if look else {}
    year = str(body.get("year", ""))
    return year, body.get("years", {}).get(year) or {}


def _labels(check: SelfCheck, taker: Taker) -> list[tuple[str, str, str]]:
    size, sector = sizes_for(check.audience), sectors_for(check.audience)
    return [
        ("size", taker.size, _(size.get(taker.size, taker.size))),
        ("sector", taker.sector, _(sector.get(taker.sector, taker.sector or "-"))),
    ]


def _group(name: str, figures: Mapping[str, Any] | None) -> Group | None:
    if not figures or not figures.get("overall"):
        return None
    return Group(
        name,
        int(figures["overall"]["n"]),
        _score(figures["overall"]),
        {key: _score(one) if one else None for key, one in figures["dimensions"].items()},
    )


# ── parts ─────────────────────────────────────────────────────────────────────────────────────


def _score(held: Mapping[str, Any]) -> Score:
    return Score(held["value"], held["low"], held["high"], held.get("n", 0))


def _band(texts: CheckTexts, band: str) -> Band | None:
    every = sorted(texts.framework.bands, key=lambda one: one.begins)
    found = next((n for n, one in enumerate(every) if one.id == band), None)
    if found is None:
        return None
    return Band(say(every[found].title), say(every[found].meaning), found + 1, len(every))


def _bars(texts: CheckTexts, held: Mapping[str, Any], groups: Sequence[Group]) -> list[Bar]:
    found = []
    for top in texts.framework.nodes:
        score = _score(held[top.id])
        others = tuple(group.dimensions.get(top.id) for group in groups)
        standing = _standing(score, others[0] if others else None)
        found.append(Bar(top.id, _title(texts, top.id), score, others, standing))
    return found


def _standing(score: Score, other: Score | None) -> str:
    """Against the range of a group's mean; an open range that touches it cannot be told."""
    if other is None:
        return "unknown"
    if score.low > other.high:
        return "above"
    if score.high < other.low:
        return "below"
    return "level" if score.low == score.high else "unknown"


def _title(texts: CheckTexts, node: str) -> str:
    found = texts.framework.node(node)
    return say(found.short or found.title)


def _intensity(held: Mapping[str, Any] | None) -> Intensity | None:
    if held is None:
        return None
    return Intensity(held["low"], held["high"], held["level"], held["basic"], held["edition"])


def _step(texts: CheckTexts, held: Mapping[str, Any]) -> Step:
    question, level = texts.questions[held["question"]], held["from"]
    framework = texts.framework
    node = next(n for n in framework.walk() if question.id in n.questions)
    return Step(
        _title(texts, framework.dimension_of(node.id).id),
        say(node.title),
        level_quoted(question, level),
        say(question.next_steps[level]) if question.next_steps else "",
        level_quoted(question, level + 1),
    )
