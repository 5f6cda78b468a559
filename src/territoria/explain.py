"""Explain and recompute: from a printed number back to its source cells, and forward again.

``explain`` tells a number's derivation as lines, each with the address of what it rests on where
that is a number too. ``recompute`` computes it from the frozen release and says what differs.

Every line is a sentence in the language spoken. Numbers keep all their digits, so that they can be
copied and checked; names of files, ids, digests and addresses stay as they are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from territoria.compare.targets import Target
from territoria.content import Library
from territoria.diagnosis import Diagnosis
from territoria.errors import AddressError, Problem
from territoria.measure.method_names import method_name
from territoria.measure.surveyed import COUNTED, SAID
from territoria.model import Address, PeerVariable, Reading
from territoria.observations import Cell
from territoria.readings import STATUSES, Opener, Readings, member_of, open_address
from territoria.speech import (
    LANGUAGES,
    copied_number,
    gettext,
    gettext_noop,
    language,
    pgettext,
    speaking,
)
from territoria.territories import say_name

AGREES = 1e-9


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a derivation; ``depth`` indents it, ``address`` names the number it states."""

    depth: int
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A number computed again. ``stored`` is what a document printed, where one is at hand."""

    reading: Reading
    stored: dict[str, Any] | None
    differences: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Nothing differs from what was printed."""
        return not self.differences


def parse_address(text: str) -> Address:
    """An address from text; AddressError says which part is wrong."""
    try:
        return Address.parse(text)
    except ValueError as error:
        raise AddressError(
            Problem(
                text,
                gettext("this is not an address: {why}.").format(why=error),
                gettext("Copy one from readings.json."),
            )
        ) from None


def explain(address: Address, library: Library, *, opened: Opener | None = None) -> list[Line]:
    """The derivation of a number, from its sentence down to the source cells.

    ``opened`` hands over the universe of an address, as in ``open_address``.
    """
    diagnosis = open_address(address, library, opened=opened)
    reading = Readings(diagnosis).read(address.kind, address.node)
    lines = [Line(0, reading.sentence, str(address))]
    if reading.value is not None:
        lines.append(Line(1, _value_and_range(reading, reading.value)))
    if reading.method:
        lines.append(Line(1, gettext("how: {method}").format(method=gettext(reading.method))))
    lines += EXPLAINERS.get(address.kind, _nothing_more)(diagnosis, address.node, reading)
    release = gettext("release {name}, digest {digest}").format(
        name=diagnosis.observations.name, digest=diagnosis.observations.digest
    )
    plan = gettext("plan {digest}").format(digest=diagnosis.assessment.tree.digest)
    return [*lines, Line(1, release), Line(1, plan)]


def _value_and_range(reading: Reading, value: float) -> str:
    said, unit = copied_number(value, ".10g"), reading.unit_of_measure
    if reading.low is None or reading.high is None:
        return gettext("value {value} {unit}").format(value=said, unit=unit).rstrip()
    text = gettext("value {value} (from {low} to {high}) {unit}").format(
        value=said,
        low=copied_number(reading.low, ".6g"),
        high=copied_number(reading.high, ".6g"),
        unit=unit,
    )
    return text.rstrip()


def recompute(
    address: Address,
    library: Library,
    stored: dict[str, Any] | None = None,
    *,
    opened: Opener | None = None,
) -> Recomputed:
    """Compute a number from the frozen release and compare it with what was printed.

    Units and periods are words, so it is said again in the language of the document. ``opened``
    hands over the universe of an address, as in ``open_address``.
    """
    diagnosis = open_address(address, library, opened=opened)
    with speaking(_language_of(stored)):
        reading = Readings(diagnosis).read(address.kind, address.node)
    fresh = reading.as_dict()
    differences = [
        f"{name}: printed {stored[name]!r}, computed {fresh[name]!r}"
        for name in ("value", "low", "high", "unit_of_measure", "period", "inputs")
        if stored is not None and name in stored and not _same(stored[name], fresh[name])
    ]
    return Recomputed(reading, stored, tuple(differences))


def stored_reading(address: Address, path: Path) -> dict[str, Any] | None:
    """What ``readings.json`` says of an address, with the document's language, or None.

    AddressError where it is no such file.
    """
    if not path.is_file():
        return None
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        found: dict[str, Any] | None = held["readings"].get(str(address))
    except (ValueError, LookupError, TypeError, AttributeError):
        raise AddressError(
            Problem(
                str(path),
                gettext("this is not the readings.json of a document."),
                gettext("Write it anew."),
            )
        ) from None
    return None if found is None else {"language": held.get("language", "en"), **found}


def _language_of(stored: dict[str, Any] | None) -> str:
    """The language that a number was printed in; the one spoken where it was not printed."""
    printed = str(stored.get("language", "en")) if stored else language()
    return printed if printed in LANGUAGES else "en"


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, int | float) and isinstance(b, int | float):
        return math.isclose(a, b, rel_tol=AGREES, abs_tol=AGREES)
    return bool(a == b)


# ── derivations by kind ───────────────────────────────────────────────────────────────────────

Explainer = Callable[[Diagnosis, str, Reading], list[Line]]


def _nothing_more(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    return []


def cell_lines(d: Diagnosis, indicator: str, depth: int, period: int | None = None) -> list[Line]:
    """The source cell of a figure: table row, publisher, dataset, licence, parent, flag."""
    code = d.territory.code
    if period is None:
        years, _ = d.observations.series(d.territory.key, indicator)
        if not len(years):
            text = gettext("no cell: {indicator} is missing for {code}")
            return [Line(depth, text.format(indicator=indicator, code=code))]
        period = int(years[-1])
    cell = d.observations.cell(code, indicator, period)
    if cell is None:
        text = gettext("no cell for {indicator} {period} in {code}")
        return [Line(depth, text.format(indicator=indicator, period=period, code=code))]
    lines = [_cell(d, cell, depth), _credit(d, cell, depth + 1)]
    source = d.observations.sources.get(cell.source)
    if source is not None and source.retrieved_from:
        text = gettext("retrieved from {place} {path} at {commit}").format(
            place=source.retrieved_from, path=source.path, commit=source.commit[:12]
        )
        lines.append(Line(depth + 1, text))
    if cell.inherited_from:
        text = gettext("inherited from the larger region {place}")
        lines.append(Line(depth + 1, text.format(place=cell.inherited_from)))
    return lines


def _cell(d: Diagnosis, cell: Cell, depth: int) -> Line:
    plain = gettext(
        "cell: {table} line {line}: {code}, {indicator}, {period}, {value} {unit}, {status}"
    )
    flagged = gettext(
        "cell: {table} line {line}: {code}, {indicator}, {period}, {value} {unit}, {status}, "
        "flag {flag}"
    )
    text = (flagged if cell.flag else plain).format(
        table=cell.table,
        line=cell.row,
        code=cell.territory,
        indicator=cell.indicator,
        period=cell.period,
        value=copied_number(cell.value, ".15g"),
        unit=d.indicator(cell.indicator).unit_of_measure,
        status=gettext(STATUSES[cell.status.name.lower()]),
        flag=cell.flag,
    )
    return Line(depth, text)


def _credit(d: Diagnosis, cell: Cell, depth: int) -> Line:
    credit = d.observations.credit(cell, d.indicator(cell.indicator).source)
    licensed = gettext("source: {publisher}, {dataset}, licence {licence}")
    unstated = gettext("source: {publisher}, {dataset}, licence not stated")
    text = (licensed if credit.licence else unstated).format(
        publisher=gettext(credit.publisher),
        dataset=gettext(credit.dataset),
        licence=gettext(credit.licence),
    )
    return Line(depth, text)


def _explain_observation(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    indicator, _, year = node.partition(".")
    return cell_lines(d, indicator, 1, int(year) if year else None)


def _explain_score(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    if not d.bound(node):
        return [Line(1, gettext("no figure is bound to this part of the framework"))]
    lines = [Line(1, _recipe(d))]
    for part in d.assessment.scores.trace(d.territory.key, node):
        depth, kind = part["depth"] + 1, "observation" if part["indicator"] else "score"
        address = str(Readings(d).address(kind, part["node"]))
        lines.append(Line(depth, _part(d, part), address))
        if not part["indicator"]:
            continue
        if part["raw"] is not None:
            binding = d.assessment.tree.bindings[part["row"]]
            text = _normalisation(d, part["row"], part["raw"], binding.minimum, binding.maximum)
            lines.append(Line(depth + 1, text))
        lines += cell_lines(d, part["node"], depth + 1)
    return lines


def _explain_said(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    return _explain_score(d.answered, f"{node}{SAID}", reading) if d.answered else []


def _explain_together(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    """As a score, with the sides that were counted and said; both sides lead on as they are shown."""
    if d.answered is None:
        return []
    return [
        replace(line, address=_plain_address(d, line.address))
        for line in _explain_score(d.answered, node, reading)
    ]


def _plain_address(d: Diagnosis, address: str) -> str:
    """What a part of the tree with answers is called outside of it; empty where it has no name."""
    if not address:
        return ""
    parsed = parse_address(address)
    factor, _, side = parsed.node.rpartition(".")
    if parsed.kind == "score" and f".{side}" == SAID:
        return str(Readings(d).address("said", factor))
    if parsed.kind == "score" and f".{side}" == COUNTED:
        return str(Readings(d).address("score", factor))
    kind = "together" if parsed.kind == "score" else parsed.kind
    return str(Readings(d).address(kind, parsed.node))


def _recipe(d: Diagnosis) -> str:
    recipe = d.framework.recipe
    steps = ("impute", "treat", "normalise", "weight", "aggregate")
    return gettext(
        "recipe: impute {impute}, treat {treat}, normalise {normalise}, weight {weight}, "
        "aggregate {aggregate}"
    ).format(**{step: method_name(step, getattr(recipe, step).method) for step in steps})


def _part(d: Diagnosis, part: dict[str, Any]) -> str:
    """A child of a score: a figure by its title, a part of the framework also by its id."""
    node, missing = part["node"], part["score"] is None
    if part["indicator"]:
        known = gettext("{title}: {score}, weight {weight}")
        unknown = gettext("{title}: missing, left out, weight {weight}")
    else:
        known = gettext("{node} {title}: {score}, weight {weight}")
        unknown = gettext("{node} {title}: missing, left out, weight {weight}")
    return (unknown if missing else known).format(
        node=node,
        title=d.title(node),
        score="" if missing else copied_number(part["score"], ".6g"),
        weight=copied_number(part["weight"], ".4g"),
    )


def _normalisation(
    d: Diagnosis, row: int, raw: float, low: float | None, high: float | None
) -> str:
    """The normalisation of one figure in words and numbers."""
    step = d.framework.recipe.normalise
    score = copied_number(float(d.assessment.scores.normalised[row, d.column]), ".6g")
    if step.method in ("fixed-bounds", "goalposts") and low is not None and high is not None:
        scale = float(step.parameters.get("scale", 100 if step.method == "fixed-bounds" else 1))
        rest = f"/ ({_signed(high)} − {_signed(low)}) × {copied_number(scale)} = {score}"
        if d.assessment.tree.direction[row] < 0:
            sum_ = f"({_signed(high)} − {_signed(raw)}) {rest}"
            return gettext("{sum} (lower is better)").format(sum=sum_)
        return f"({_signed(raw)} − {_signed(low)}) {rest}"
    return gettext("{method} of {raw} = {score}").format(
        method=method_name("normalise", step.method), raw=copied_number(raw), score=score
    )


def _signed(value: float) -> str:
    return copied_number(value) if value >= 0 else f"(−{copied_number(-value)})"


# What one replication ran, step by step, as ``Replications.explain`` names the steps.
SPREAD = {
    "impute": gettext_noop("impute: e.g. {words}"),
    "treat": gettext_noop("treat: e.g. {words}"),
    "normalise": gettext_noop("normalise: e.g. {words}"),
    "weight": gettext_noop("weight: e.g. {words}"),
    "aggregate": gettext_noop("aggregate: e.g. {words}"),
    "weights": gettext_noop("weights: e.g. {words}"),
    "left out": gettext_noop("left out: e.g. {words}"),
    "values": gettext_noop("values: e.g. {words}"),
    "excluded": gettext_noop("excluded: e.g. {words}"),
}


def _explain_rank(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    if reading.value is None:
        return []
    low, high = reading.low or 0.0, reading.high or 0.0
    better = gettext("{count} regions score higher with the edition's own recipe").format(
        count=int(reading.value) - 1
    )
    places = gettext("places {low} to {high} hold 90 % of the replications; their spread:").format(
        low=copied_number(low, ".0f"), high=copied_number(high, ".0f")
    )
    lines = [Line(1, better), Line(1, places)]
    spread = d.assessment.replications.explain(0)
    lines += [Line(2, gettext(SPREAD[n]).format(words=words)) for n, words in spread.items()]
    ranked = str(Readings(d).address("score", node))
    lines.append(Line(1, gettext("the score it ranks"), ranked))
    return lines + _explain_score(d, node, reading)


def _explain_peer(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    peer = member_of(d, node)
    space = d.universe.space
    text = gettext("distance {distance} = sum over the elements of weight × mean (x − y)²")
    lines = [Line(1, text.format(distance=copied_number(peer.distance, ".6g")))]
    for e, element in enumerate(space.preset.elements):
        text = gettext("{element}: {share} of the distance, weight {weight}").format(
            element=element.title,
            share=copied_number(peer.shares[e], ".0%"),
            weight=copied_number(space.element_weights[e], ".4g"),
        )
        lines.append(Line(2, text))
        lines += [_side_by_side(d, peer.territory.key, v) for v in element.variables]
    return lines


def _side_by_side(d: Diagnosis, other: str, variable: PeerVariable) -> Line:
    text = gettext("{title} ({transform}): {mine} here, {theirs} there").format(
        title=d.title(variable.indicator),
        transform=_transform(variable.transform),
        mine=_latest(d, d.territory.key, variable.indicator),
        theirs=_latest(d, other, variable.indicator),
    )
    return Line(3, text, str(Readings(d).address("observation", variable.indicator)))


def _transform(name: str) -> str:
    """How a figure is bent before it is compared; what is no word in any language stays."""
    words = {"none": pgettext("transform", "none"), "sqrt": pgettext("transform", "sqrt")}
    return words.get(name, name)


def _latest(d: Diagnosis, key: str, indicator: str) -> str:
    years, values = d.observations.series(key, indicator)
    if not len(years):
        return gettext("unknown")
    return f"{copied_number(values[-1], '.15g')} ({years[-1]})"


def _explain_gap(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    gap = d.gaps[node]
    if gap.said:
        text = gettext("value {value}, middle level {target}; chance of being below it {chance}")
        said = text.format(
            value=_known(gap.value, ".6g"),
            target=_known(gap.target, ".6g"),
            chance=_known(gap.chance, ".3f"),
        )
        return [Line(1, said), *_explain_together(d, node, reading)]
    raw = gettext(
        "value {value}, target {target}, peers' middle half {low} to {high}; size in raw units"
    )
    spread = gettext(
        "value {value}, target {target}, peers' middle half {low} to {high}; size in middle half "
        "of the peers"
    )
    size = (raw if gap.raw else spread).format(
        value=_known(gap.value, ".6g"),
        target=_known(gap.target, ".6g"),
        low=_known(gap.peer_low, ".6g"),
        high=_known(gap.peer_high, ".6g"),
    )
    chances = gettext(
        "chance of a gap {chance}; chance of being better than the median {better}"
    ).format(chance=_known(gap.chance, ".3f"), better=_known(gap.better, ".3f"))
    lines = [Line(1, size), Line(1, chances), *_peer_values(d, node)]
    if node in d.library.indicators:
        return lines + cell_lines(d, node, 1)
    return lines + _explain_score(d, node, reading)


def _known(value: float | None, spec: str) -> str:
    return gettext("unknown") if value is None else copied_number(value, spec)


def _peer_values(d: Diagnosis, node: str) -> list[Line]:
    """The firm and likely peers with their own figure or score."""
    lines = [Line(1, gettext("firm and likely peers:"))]
    cut = d.assessment.cut
    table = (
        cut.values[d.row(node)] if node in d.library.indicators else d.assessment.scores.of(node)
    )
    kind = "observation" if node in d.library.indicators else "score"
    for peer, column in zip(d.peers.sound, d.peer_columns, strict=True):
        value = float(table[column])
        text = gettext("{code} {name}: {value}").format(
            code=peer.territory.code,
            name=say_name(peer.territory),
            value=_known(value if math.isfinite(value) else None, ".6g"),
        )
        other = Diagnosis(d.universe, peer.territory, d.capacity)
        lines.append(Line(2, text, str(Readings(other).address(kind, node))))
    return lines


def _explain_target(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    t = d.targets[node]
    baseline = gettext("baseline {value}").format(value=copied_number(t.baseline, ".6g"))
    levels = gettext("T1 peers: median {median}, 75th percentile {quartile}").format(
        median=copied_number(t.median, ".6g"), quartile=copied_number(t.quartile, ".6g")
    )
    lines = [
        Line(1, baseline, str(Readings(d).address("observation", node))),
        Line(1, levels),
        Line(1, _own_trend(t)),
        Line(1, _proven_pace(t)),
        Line(1, _obligation(t)),
    ]
    return lines + _peer_values(d, node) + cell_lines(d, node, 1)


def _own_trend(t: Target) -> str:
    if t.trend is None:
        return gettext("T3 own trend in {years} years: none").format(years=t.horizon)
    text = gettext("T3 own trend in {years} years: {value}")
    return text.format(years=t.horizon, value=copied_number(t.trend, ".6g"))


def _proven_pace(t: Target) -> str:
    if t.pace is None or t.yearly_pace is None:
        text = gettext("T4 pace proven by peers: none; {done} of {all} kept the pace needed")
        return text.format(done=t.done_by, all=t.of)
    return gettext(
        "T4 pace proven by peers: {value} ({yearly} a year); {done} of {all} kept the pace needed"
    ).format(
        value=copied_number(t.pace, ".6g"),
        yearly=copied_number(t.yearly_pace, ".4g"),
        done=t.done_by,
        all=t.of,
    )


def _obligation(t: Target) -> str:
    if t.obligation is None:
        return gettext("T5 obligation: none for regions")
    return gettext("T5 obligation: {basis}").format(basis=t.obligation.basis)


def _explain_trend(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    lines = [Line(1, gettext("median of the slopes between all pairs of years"))]
    for period in d.trends[node].periods:
        lines += cell_lines(d, node, 1, period)
    return lines


STATES = {
    "met": gettext_noop("met: {prerequisite}"),
    "unmet": gettext_noop("unmet: {prerequisite}"),
    "unknown": gettext_noop("unknown: {prerequisite}"),
}


def _explain_robust(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    advice = d.advised.of(node)
    tier = gettext("tier {tier}: {why}").format(tier=advice.tier, why=gettext(advice.why_tier))
    stays = gettext(
        "stays in its tier in {tier} of the draws, and also among the first five in {top}"
    ).format(
        tier=copied_number(advice.stays_in_tier, ".0%"),
        top=copied_number(advice.stays_on_top, ".0%"),
    )
    need = gettext("need × breadth {need} with {share} of the people affected").format(
        need=copied_number(advice.need, ".4g"), share=copied_number(advice.text.share_of_people)
    )
    lines = [Line(1, tier), Line(1, stays), Line(1, need)]
    for c in advice.conditions:
        lines.append(Line(2, gettext(STATES[c.state]).format(prerequisite=c.prerequisite.text)))
    for gap in advice.gaps:
        if gap.size is not None:
            text = gettext("gap {node} {title}: {size}").format(
                node=gap.node, title=d.title(gap.node), size=copied_number(gap.size, ".4g")
            )
            lines.append(Line(2, text, str(Readings(d).address("gap", gap.node))))
    return lines


def _explain_load(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    lines = []
    for item in d.roadmap.waves[int(node) - 1].items:
        advice = item.advice.text
        effort = _known(item.effort, "g")
        text = gettext("{what}: {effort}").format(what=advice.what, effort=effort)
        quoted = f"recommendations/{advice.id}/effort.person_months"
        lines.append(Line(2, text, str(Readings(d).address("text", quoted))))
    return lines


def _explain_counted(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    return [
        Line(2, f"{d.title(i)}", str(Readings(d).address("observation", i))) for i in d.bound(node)
    ]


def _explain_text(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    return [Line(1, gettext("it says: {words}").format(words=reading.detail["words"]))]


EXPLAINERS: dict[str, Explainer] = {
    "observation": _explain_observation,
    "score": _explain_score,
    "said": _explain_said,
    "together": _explain_together,
    "rank": _explain_rank,
    "known": _explain_counted,
    "inherited": _explain_counted,
    "coverage": _explain_counted,
    "peer": _explain_peer,
    "distance": _explain_peer,
    "gap": _explain_gap,
    "chance": _explain_gap,
    "peer-median": _explain_gap,
    "target": _explain_target,
    "pace": _explain_target,
    "trend": _explain_trend,
    "robust": _explain_robust,
    "load": _explain_load,
    "text": _explain_text,
}
