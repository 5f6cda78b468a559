"""Explain and recompute: from a printed number back to its source cells, and forward again.

``explain`` tells a number's derivation as lines, each with the address of what it rests on where
that is a number too. ``recompute`` computes it from the frozen release and says what differs.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from territoria.content import Library
from territoria.diagnosis import Diagnosis
from territoria.errors import AddressError, Problem
from territoria.model import Address, Reading
from territoria.readings import Opener, Readings, member_of, open_address
from territoria.speech import LANGUAGES, language, speaking

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
            Problem(text, f"this is not an address: {error}.", "Copy one from readings.json.")
        ) from None


def explain(address: Address, library: Library, *, opened: Opener | None = None) -> list[Line]:
    """The derivation of a number, from its sentence down to the source cells.

    ``opened`` hands over the universe of an address, as in ``open_address``.
    """
    diagnosis = open_address(address, library, opened=opened)
    reading = Readings(diagnosis).read(address.kind, address.node)
    lines = [Line(0, reading.sentence, str(address))]
    if reading.value is not None:
        between = ""
        if reading.low is not None and reading.high is not None:
            between = f" (from {reading.low:.6g} to {reading.high:.6g})"
        lines.append(
            Line(1, f"value {reading.value:.10g}{between} {reading.unit_of_measure}".rstrip())
        )
    if reading.method:
        lines.append(Line(1, f"how: {reading.method}"))
    lines += EXPLAINERS.get(address.kind, _nothing_more)(diagnosis, address.node, reading)
    lines.append(
        Line(1, f"release {diagnosis.observations.name}, digest {diagnosis.observations.digest}")
    )
    lines.append(Line(1, f"plan {diagnosis.assessment.tree.digest}"))
    return lines


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
            Problem(str(path), "this is not the readings.json of a document.", "Write it anew.")
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
            return [Line(depth, f"no cell: {indicator} is missing for {code}")]
        period = int(years[-1])
    cell = d.observations.cell(code, indicator, period)
    if cell is None:
        return [Line(depth, f"no cell for {indicator} {period} in {code}")]
    text = d.indicator(indicator)
    source = d.observations.sources.get(cell.source)
    credit = d.observations.credit(cell, text.source)
    lines = [
        Line(
            depth,
            f"cell: {cell.table} line {cell.row}: {code}, {indicator}, {period}, "
            f"{cell.value:.15g} {text.unit_of_measure}, {cell.status.name.lower()}"
            + (f", flag {cell.flag}" if cell.flag else ""),
        ),
        Line(
            depth + 1,
            f"source: {credit.publisher}, {credit.dataset}, licence {credit.licence or 'not stated'}",
        ),
    ]
    if source is not None and source.retrieved_from:
        lines.append(
            Line(
                depth + 1,
                f"retrieved from {source.retrieved_from} {source.path} at {source.commit[:12]}",
            )
        )
    if cell.inherited_from:
        lines.append(Line(depth + 1, f"inherited from the larger region {cell.inherited_from}"))
    return lines


def _explain_observation(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    indicator, _, year = node.partition(".")
    return cell_lines(d, indicator, 1, int(year) if year else None)


def _explain_score(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    tree = d.assessment.tree
    recipe = d.framework.recipe
    steps = ", ".join(
        f"{name} {getattr(recipe, name).method}"
        for name in ("impute", "treat", "normalise", "weight", "aggregate")
    )
    lines = [Line(1, f"recipe: {steps}")]
    for part in d.assessment.scores.trace(d.territory.key, node):
        depth = part["depth"] + 1
        score = "missing, left out" if part["score"] is None else f"{part['score']:.6g}"
        share = f"weight {part['weight']:.4g}"
        if not part["indicator"]:
            lines.append(
                Line(
                    depth,
                    f"{part['node']} {d.title(part['node'])}: {score}, {share}",
                    str(Readings(d).address("score", part["node"])),
                )
            )
            continue
        row = part["row"]
        binding = tree.bindings[row]
        address = str(Readings(d).address("observation", part["node"]))
        lines.append(Line(depth, f"{d.title(part['node'])}: {score}, {share}", address))
        if part["raw"] is not None:
            lines.append(
                Line(
                    depth + 1, _normalisation(d, row, part["raw"], binding.minimum, binding.maximum)
                )
            )
        lines += cell_lines(d, part["node"], depth + 1)
    return lines


def _normalisation(
    d: Diagnosis, row: int, raw: float, low: float | None, high: float | None
) -> str:
    """The normalisation of one figure in words and numbers."""
    step = d.framework.recipe.normalise
    score = float(d.assessment.scores.normalised[row, d.column])
    if step.method in ("fixed-bounds", "goalposts") and low is not None and high is not None:
        scale = float(step.parameters.get("scale", 100 if step.method == "fixed-bounds" else 1))
        width = f"({_signed(high)} − {_signed(low)})"
        if d.assessment.tree.direction[row] < 0:
            return f"({_signed(high)} − {_signed(raw)}) / {width} × {scale:g} = {score:.6g} (lower is better)"
        return f"({_signed(raw)} − {_signed(low)}) / {width} × {scale:g} = {score:.6g}"
    return f"{step.method} of {raw:g} = {score:.6g}"


def _signed(value: float) -> str:
    return f"{value:g}" if value >= 0 else f"(−{-value:g})"


def _explain_rank(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    if reading.value is None:
        return []
    better = int(reading.value) - 1
    low, high = reading.low or 0.0, reading.high or 0.0
    lines = [
        Line(1, f"{better} regions score higher with the edition's own recipe"),
        Line(1, f"places {low:.0f} to {high:.0f} hold 90 % of the replications; their spread:"),
    ]
    spread = d.assessment.replications.explain(0)
    lines += [Line(2, f"{name}: e.g. {words}") for name, words in spread.items()]
    lines.append(Line(1, "the score it ranks", str(Readings(d).address("score", node))))
    return lines + _explain_score(d, node, reading)


def _explain_peer(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    peer = member_of(d, node)
    space = d.universe.space
    me, other = d.territory, peer.territory
    lines = [
        Line(1, f"distance {peer.distance:.6g} = sum over the elements of weight × mean (x − y)²")
    ]
    for e, element in enumerate(space.preset.elements):
        lines.append(
            Line(
                2,
                f"{element.title}: {peer.shares[e]:.0%} of the distance, weight {space.element_weights[e]:.4g}",
            )
        )
        for variable in element.variables:
            mine = _latest(d, me.key, variable.indicator)
            theirs = _latest(d, other.key, variable.indicator)
            lines.append(
                Line(
                    3,
                    f"{d.title(variable.indicator)} ({variable.transform}): {mine} here, {theirs} there",
                    str(Readings(d).address("observation", variable.indicator)),
                )
            )
    return lines


def _latest(d: Diagnosis, key: str, indicator: str) -> str:
    years, values = d.observations.series(key, indicator)
    return f"{values[-1]:.15g} ({years[-1]})" if len(years) else "unknown"


def _explain_gap(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    gap = d.gaps[node]
    unit = "raw units" if gap.raw else "middle half of the peers"
    lines = [
        Line(
            1,
            f"value {gap.value:.6g}, target {gap.target:.6g}, peers' middle half "
            f"{gap.peer_low:.6g} to {gap.peer_high:.6g}; size in {unit}",
        ),
        Line(
            1,
            f"chance of a gap {gap.chance:.3f}; chance of being better than the median {gap.better:.3f}",
        ),
    ]
    lines += _peer_values(d, node)
    if node in d.library.indicators:
        return lines + cell_lines(d, node, 1)
    return lines + _explain_score(d, node, reading)


def _peer_values(d: Diagnosis, node: str) -> list[Line]:
    """The firm and likely peers with their own figure or score."""
    lines = [Line(1, "firm and likely peers:")]
    cut = d.assessment.cut
    table = (
        cut.values[d.row(node)] if node in d.library.indicators else d.assessment.scores.of(node)
    )
    kind = "observation" if node in d.library.indicators else "score"
    for peer, column in zip(d.peers.sound, d.peer_columns, strict=True):
        value = table[column]
        words = f"{value:.6g}" if math.isfinite(value) else "unknown"
        other = Diagnosis(d.universe, peer.territory, d.capacity)
        lines.append(
            Line(
                2,
                f"{peer.territory.code} {peer.territory.name}: {words}",
                str(Readings(other).address(kind, node)),
            )
        )
    return lines


def _explain_target(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    t = d.targets[node]
    trend = "none" if t.trend is None else f"{t.trend:.6g}"
    pace = "none" if t.pace is None else f"{t.pace:.6g} ({t.yearly_pace:.4g} a year)"
    lines = [
        Line(1, f"baseline {t.baseline:.6g}", str(Readings(d).address("observation", node))),
        Line(1, f"T1 peers: median {t.median:.6g}, 75th percentile {t.quartile:.6g}"),
        Line(1, f"T3 own trend in {t.horizon} years: {trend}"),
        Line(1, f"T4 pace proven by peers: {pace}; {t.done_by} of {t.of} kept the pace needed"),
        Line(1, f"T5 obligation: {t.obligation.basis if t.obligation else 'none for regions'}"),
    ]
    return lines + _peer_values(d, node) + cell_lines(d, node, 1)


def _explain_trend(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    lines = [Line(1, "median of the slopes between all pairs of years")]
    for period in d.trends[node].periods:
        lines += cell_lines(d, node, 1, period)
    return lines


def _explain_robust(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    advice = d.advised.of(node)
    lines = [
        Line(1, f"tier {advice.tier}: {advice.why_tier}"),
        Line(
            1,
            f"stays in its tier in {advice.stays_in_tier:.0%} of the draws, "
            f"and also among the first five in {advice.stays_on_top:.0%}",
        ),
        Line(
            1,
            f"need × breadth {advice.need:.4g} with {advice.text.share_of_people:g} of the people affected",
        ),
    ]
    for condition in advice.conditions:
        lines.append(Line(2, f"{condition.state}: {condition.prerequisite.text}"))
    for gap in advice.gaps:
        if gap.size is not None:
            lines.append(
                Line(
                    2,
                    f"gap {gap.node} {d.title(gap.node)}: {gap.size:.4g}",
                    str(Readings(d).address("gap", gap.node)),
                )
            )
    return lines


def _explain_load(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    wave = d.roadmap.waves[int(node) - 1]
    return [
        Line(
            2,
            f"{item.advice.text.what}: {'unknown' if item.effort is None else f'{item.effort:g}'}",
            str(
                Readings(d).address(
                    "text", f"recommendations/{item.advice.text.id}/effort.person_months"
                )
            ),
        )
        for item in wave.items
    ]


def _explain_counted(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    return [
        Line(2, f"{d.title(i)}", str(Readings(d).address("observation", i))) for i in d.bound(node)
    ]


def _explain_text(d: Diagnosis, node: str, reading: Reading) -> list[Line]:
    return [Line(1, f"it says: {reading.detail['words']}")]


EXPLAINERS: dict[str, Explainer] = {
    "observation": _explain_observation,
    "score": _explain_score,
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
