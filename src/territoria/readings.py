"""Readings: the one place where an address becomes a number, with its range and its sentence.

A document prints a number only by asking here, and ``recompute`` asks here again; that the two agree
is therefore a matter of the release and the plan alone. Kinds are functions in a dictionary.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from territoria.compare.gaps import Gap
from territoria.compare.peers import Peer
from territoria.content import Library
from territoria.diagnosis import Diagnosis, Universe, open_universe
from territoria.errors import AddressError, Problem, did_you_mean
from territoria.measure.tree import OVERALL
from territoria.model import Address, Reading, Status
from territoria.observations import bundled
from territoria.plan.waves import DEFAULT_CAPACITY

Reader = Callable[[Diagnosis, str], Reading]

RANGE = "5–95 % of {} variations"


class Readings:
    """The readings of one diagnosis, each computed once. ``read("score", "A2")``."""

    def __init__(self, diagnosis: Diagnosis) -> None:
        self.diagnosis = diagnosis
        self._held: dict[str, Reading] = {}

    def address(self, kind: str, node: str) -> Address:
        """The address of a number of this diagnosis."""
        return address_of(self.diagnosis, kind, node)

    def read(self, kind: str, node: str) -> Reading:
        """The reading of a kind for a node; AddressError where there is none."""
        address = self.address(kind, node)
        key = str(address)
        if key not in self._held:
            self._held[key] = _read(self.diagnosis, kind, node)
        return self._held[key]

    def of(self, other: Diagnosis, kind: str, node: str) -> Reading:
        """The reading of another territory of the same universe (its country, a peer)."""
        reading = _read(other, kind, node)
        self._held.setdefault(str(reading.address), reading)
        return reading

    def all(self) -> dict[str, Reading]:
        """Every reading asked for so far, by address."""
        return dict(self._held)


def address_of(d: Diagnosis, kind: str, node: str) -> Address:
    """The address of one number."""
    return Address(
        kind=kind,
        framework=f"{d.framework.id}@{d.framework.edition}",
        territory=d.territory.key,
        node=node,
        release=d.observations.name,
        plan=plan_of(d),
    )


def plan_of(d: Diagnosis) -> str:
    """Six hex digits of the plan's digest; a capacity of one's own stands behind them."""
    plan = d.assessment.tree.plan
    if d.capacity == DEFAULT_CAPACITY:
        return plan
    return f"{plan}+{float(d.capacity)!r}".removesuffix(".0")


def _read(d: Diagnosis, kind: str, node: str) -> Reading:
    if kind not in KINDS:
        raise AddressError(Problem(kind, "no number has this kind.", did_you_mean(kind, KINDS)))
    try:
        return KINDS[kind](d, node)
    except (LookupError, ValueError, StopIteration):
        raise AddressError(
            Problem(
                f"{kind}:{node}",
                "this territory has no such number.",
                "See readings.json beside the document for those it printed.",
            )
        ) from None


def open_address(address: Address, library: Library, universe: Universe | None = None) -> Diagnosis:
    """The diagnosis an address belongs to, from nothing but the address and the release.

    AddressError where framework, edition, release or plan are not those of this library.
    """
    framework, _, edition = address.framework.partition("@")
    if framework not in library.frameworks:
        raise AddressError(
            Problem(framework, "no such framework.", did_you_mean(framework, library.frameworks))
        )
    text = library.frameworks[framework]
    if text.edition != edition:
        raise AddressError(
            Problem(
                address.framework,
                f"this library holds edition {text.edition}.",
                "Compute with the library of that edition.",
            )
        )
    if universe is None:
        universe = open_universe(library, bundled(address.release), text)
    plan, plus, capacity = address.plan.partition("+")
    if plan != universe.assessment.tree.plan:
        raise AddressError(
            Problem(
                f"plan {plan}",
                f"the framework now computes with plan {universe.assessment.tree.plan}: "
                "weights, bounds, methods or seeds have changed since.",
                "Recompute with the library that printed it.",
            )
        )
    territory = universe.observations.territory(address.territory)
    return Diagnosis(universe, territory, _capacity(capacity) if plus else DEFAULT_CAPACITY)


def _capacity(text: str) -> float:
    """Person-months of a half-year behind a plan; AddressError where the text says none."""
    try:
        capacity = float(text)
    except ValueError:
        capacity = math.nan
    if not 0 < capacity < math.inf:
        raise AddressError(
            Problem(
                f"capacity {text!r}",
                "this is no number of person-months above 0.",
                "Copy the address from readings.json.",
            )
        )
    return capacity


# ── what all readings share ───────────────────────────────────────────────────────────────────


def _make(d: Diagnosis, kind: str, node: str, value: float | None, **rest: Any) -> Reading:
    inputs = f"{d.observations.digest[:16]}+{d.assessment.tree.digest[:16]}"
    return Reading(address=address_of(d, kind, node), value=value, inputs=inputs, **rest)


def _runs(d: Diagnosis) -> str:
    return RANGE.format(f"{d.framework.uncertainty.runs:,}")


def _name(d: Diagnosis, node: str) -> str:
    return d.title(node)


def _node(d: Diagnosis, node: str) -> str:
    """Title of a node of the framework; KeyError where it is none (an indicator has no score)."""
    return _name(d, node if node == OVERALL else d.framework.node(node).id)


def _period(d: Diagnosis, node: str) -> str:
    """Years of the figures below a node."""
    years = sorted({d.period(i) for i in d.known(node)})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _badge(d: Diagnosis, node: str) -> str:
    """Badges below a node with their counts, e.g. ``A 2 · B 3``."""
    badges = [d.badge(i) for i in d.known(node)]
    return " · ".join(f"{b} {badges.count(b)}" for b in "ABE" if b in badges)


def unit_of(d: Diagnosis, node: str) -> str:
    """Unit of measure of an indicator; points of 100 for a node."""
    if node in d.library.indicators:
        return str(d.indicator(node).unit_of_measure)
    return "points of 100"


# ── measure ───────────────────────────────────────────────────────────────────────────────────


def _observation(d: Diagnosis, node: str) -> Reading:
    """A figure as published. ``indicator`` is the latest one, ``indicator.2018`` that of a year."""
    indicator, _, year = node.partition(".")
    periods, values = d.observations.series(d.territory.key, indicator)
    text = d.indicator(indicator)
    unit = str(text.unit_of_measure)
    if year:
        keep = periods == int(year)
        periods, values = periods[keep], values[keep]
    if not len(periods):
        return _make(
            d,
            "observation",
            node,
            None,
            unit_of_measure=unit,
            sentence=f"{text.name}: no figure for {d.territory.name} in this release.",
        )
    period, value = int(periods[-1]), float(values[-1])
    cell = d.observations.cell(d.territory.code, indicator, period)
    status = cell.status.name.lower() if cell else "observed"
    source = d.observations.sources.get(cell.source) if cell else None
    inherited = f", taken over from {cell.inherited_from}" if cell and cell.inherited_from else ""
    return _make(
        d,
        "observation",
        node,
        value,
        unit_of_measure=unit,
        period=str(period),
        badge=_cell_badge(d, period, status),
        method=status,
        sentence=(
            f"{text.name} in {d.territory.name}: {value:.15g} {unit}, {period}, {status}{inherited}"
            f" ({text.source.publisher}, {text.source.dataset})."
        ),
        detail={"cell": cell, "source": source, "indicator": text},
    )


def _cell_badge(d: Diagnosis, period: int, status: str) -> str:
    if status != Status.OBSERVED.name.lower():
        return "E"
    return "A" if d.framework.reference_year - period <= 3 else "B"


def _score(d: Diagnosis, node: str) -> Reading:
    value = d.score(node)
    name, place = _node(d, node), d.territory.name
    known, bound = len(d.known(node)), len(d.bound(node))
    if value is None:
        return _make(
            d,
            "score",
            node,
            None,
            unit_of_measure="points of 100",
            sentence=f"{place}, {name}: not scored; {known} of {bound} figures are known.",
        )
    row = d.assessment.tree.index(node)
    low, high = d.assessment.replications.score_ranges
    return _make(
        d,
        "score",
        node,
        value,
        low=float(low[row, d.column]),
        high=float(high[row, d.column]),
        unit_of_measure="points of 100",
        period=_period(d, node),
        badge=_badge(d, node),
        method=f"score of {d.framework.id} {d.framework.edition}; range {_runs(d)}",
        sentence=(
            f"{place}, {name}: {value:.0f} of 100, between {low[row, d.column]:.0f} and "
            f"{high[row, d.column]:.0f} in the edition's reasonable variations."
        ),
    )


def _rank(d: Diagnosis, node: str) -> Reading:
    row = d.assessment.tree.index(node)
    if d.score(node) is None:
        return _make(d, "rank", node, None, sentence=f"{_name(d, node)}: no score, so no rank.")
    low, high = d.assessment.replications.rank_ranges(node)
    ranks = d.assessment.scores.ranks[row]
    of = int((ranks == ranks).sum())
    first, last = int(low[d.column]), int(high[d.column])
    return _make(
        d,
        "rank",
        node,
        float(ranks[d.column]),
        low=float(first),
        high=float(last),
        unit_of_measure="regions",
        period=_period(d, node),
        method=f"rank range {_runs(d)}",
        sentence=f"{d.territory.name}, {_name(d, node)}: between place {first} and {last} of {of}.",
        detail={"of": of},
    )


def _regions_scored(d: Diagnosis, node: str) -> Reading:
    scores = d.assessment.scores.of(node)
    count = int((scores == scores).sum())
    return _make(
        d,
        "regions-scored",
        node,
        float(count),
        unit_of_measure="regions",
        sentence=f"{count} of {len(scores)} regions have a score for {_name(d, node)}.",
    )


def _indistinct(d: Diagnosis, node: str) -> Reading:
    share = d.assessment.replications.above(node, d.column)
    count = int(((share >= 0.2) & (share <= 0.8)).sum()) - 1  # the territory itself ties
    return _make(
        d,
        "indistinct",
        node,
        float(count),
        unit_of_measure="regions",
        method="neither above nor below in four of five variations",
        sentence=f"{count} other regions cannot be told apart from {d.territory.name} on {_name(d, node)}.",
    )


def _known(d: Diagnosis, node: str) -> Reading:
    known, bound = d.known(node), d.bound(node)
    missing = [str(d.indicator(i).short) for i in bound if i not in known]
    tail = f" Missing: {', '.join(missing)}." if missing else ""
    return _make(
        d,
        "known",
        node,
        float(len(known)),
        unit_of_measure="figures",
        sentence=f"{len(known)} of the {len(bound)} figures bound to {_node(d, node)} are known.{tail}",
        detail={"of": len(bound), "missing": missing},
    )


def _inherited(d: Diagnosis, node: str) -> Reading:
    count = sum(d.status(i) is Status.INHERITED for i in d.known(node))
    return _make(
        d,
        "inherited",
        node,
        float(count),
        unit_of_measure="figures",
        sentence=f"{count} of the figures below {_node(d, node)} are taken over from a larger region.",
    )


def _coverage(d: Diagnosis, node: str) -> Reading:
    value = float(d.assessment.scores.coverage[d.assessment.tree.index(node), d.column]) * 100
    return _make(
        d,
        "coverage",
        node,
        value,
        unit_of_measure="% of the weight",
        sentence=f"{value:.0f} % of the weight of {_name(d, node)} rests on a published figure.",
    )


def _trend(d: Diagnosis, node: str) -> Reading:
    trend = d.trends[node]
    unit = f"{d.indicator(node).unit_of_measure} a year"
    first, last = trend.periods[0], trend.periods[-1]
    return _make(
        d,
        "trend",
        node,
        trend.slope,
        low=trend.low,
        high=trend.high,
        unit_of_measure=unit,
        period=f"{first}–{last}",
        method="Theil–Sen slope; range 5–95 % of 500 resamplings",
        sentence=f"{_name(d, node)}, {first}–{last}: {trend.slope:+.2g} a year, {trend.word}.",
        detail={"word": trend.word, "periods": trend.periods},
    )


# ── compare ───────────────────────────────────────────────────────────────────────────────────


def member_of(d: Diagnosis, node: str) -> Peer:
    """A peer by code. Prefix ``home.`` or ``abroad.`` asks those lists."""
    where, _, code = node.rpartition(".")
    peers = {"": "peers", "home": "peers_home", "abroad": "peers_abroad"}[where]
    members: tuple[Peer, ...] = getattr(d, peers).members
    return next(p for p in members if p.territory.code == code)


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _peer(d: Diagnosis, node: str) -> Reading:
    """How often a neighbour stays among the nearest, in draws."""
    peer = member_of(d, node)
    preset = d.universe.preset
    count = round(peer.inclusion * preset.draws)
    words = {"abroad": " outside the own country", "home": " in the own country"}
    among = words.get(node.rpartition(".")[0], "")
    return _make(
        d,
        "peer",
        node,
        float(count),
        unit_of_measure="variations",
        method="structural distance; Dirichlet weights and figures within their errors",
        sentence=(
            f"{peer.territory.name} is {_article(peer.firmness)} {peer.firmness} peer of {d.territory.name}: in {count:,} of "
            f"{preset.draws:,} variations it is among the {preset.k} nearest{among}."
        ),
        detail={"peer": peer},
    )


def _distance(d: Diagnosis, node: str) -> Reading:
    peer = member_of(d, node)
    return _make(
        d,
        "distance",
        node,
        peer.distance,
        unit_of_measure="structural distance",
        sentence=f"Structural distance of {peer.territory.name}: {peer.distance:.4f}.",
        detail={"shares": peer.shares},
    )


def _peers(d: Diagnosis, node: str) -> Reading:
    """How many peers: ``firm``, ``likely``, ``arguable``, ``sound``, ``home``, ``abroad``."""
    members = d.peers.members
    count = {
        "all": len(members),
        "sound": len(d.peers.sound),
        "home": sum(p.home for p in d.peers.sound),
        "abroad": sum(not p.home for p in d.peers.sound),
        **{f: len(d.peers.chosen(f)) for f in ("firm", "likely", "arguable")},
    }[node]
    words = {"sound": "firm or likely", "all": "in any degree"}.get(node, node)
    return _make(
        d,
        "peers",
        node,
        float(count),
        unit_of_measure="regions",
        sentence=f"{d.territory.name} has {count} peers ({words}).",
    )


def _isolation(d: Diagnosis, node: str) -> Reading:
    if node != "nearest":
        raise KeyError(node)
    ratio = d.peers.ratio
    return _make(
        d,
        "isolation",
        node,
        ratio,
        unit_of_measure="times the usual distance",
        sentence=f"The nearest region is {ratio:.1f} times as far as a nearest region usually is.",
    )


def _comparable(d: Diagnosis, node: str) -> Reading:
    count = len(d.universe.space.members)
    if node != "universe":
        raise KeyError(node)
    return _make(
        d,
        "comparable",
        node,
        float(count),
        unit_of_measure="regions",
        sentence=f"{count} regions have enough structural figures to be compared.",
    )


def _gap_of(d: Diagnosis, node: str) -> Gap:
    gap = d.gaps[node]
    if gap.size is None:
        raise KeyError(node)
    return gap


def _peer_median(d: Diagnosis, node: str) -> Reading:
    gap = _gap_of(d, node)
    return _make(
        d,
        "peer-median",
        node,
        gap.peer_median,
        low=gap.peer_low,
        high=gap.peer_high,
        unit_of_measure=unit_of(d, node),
        method=f"median of {gap.peers_known} firm and likely peers; range: their middle half",
        sentence=(
            f"{_name(d, node)}: the median of {gap.peers_known} firm and likely peers is "
            f"{gap.peer_median:.4g}, their middle half {gap.peer_low:.4g} to {gap.peer_high:.4g}."
        ),
    )


def _gap(d: Diagnosis, node: str) -> Reading:
    gap = _gap_of(d, node)
    unit = unit_of(d, node) if gap.raw else "peer spreads"
    return _make(
        d,
        "gap",
        node,
        gap.size,
        low=gap.low,
        high=gap.high,
        unit_of_measure=unit,
        method="direction · (target − value) / middle half of the peers; range 5–95 % of the variations",
        sentence=(
            f"{_name(d, node)}: {gap.size:.1f} {unit} from the target, between {gap.low:.1f} and "
            f"{gap.high:.1f}; with a chance of {gap.chance:.0%} there is a gap."
        ),
        detail={"gap": gap},
    )


def _chance(d: Diagnosis, node: str) -> Reading:
    gap = _gap_of(d, node)
    value = float(gap.chance or 0.0) * 100
    return _make(
        d,
        "chance",
        node,
        value,
        unit_of_measure="% of the variations",
        sentence=f"{_name(d, node)}: in {value:.0f} % of the variations there is a gap to the target.",
    )


def _target(d: Diagnosis, node: str) -> Reading:
    target = d.targets[node]
    rule = {
        "T1": "the level that a quarter of the peers reach",
        "T4": "the pace that peers kept up",
    }
    return _make(
        d,
        "target",
        node,
        target.value,
        low=target.low,
        high=target.high,
        unit_of_measure=unit_of(d, node),
        period=f"+{target.horizon} years",
        method=f"less ambitious of T1 (75th percentile of the peers) and T4 (proven pace): {target.rule}",
        sentence=(
            f"{_name(d, node)}: from {target.baseline:.4g} to {target.value:.4g} in {target.horizon} "
            f"years ({rule[target.rule]}); band from trend to peers {target.low:.4g} to {target.high:.4g}."
        ),
        detail={"target": target},
    )


def _pace(d: Diagnosis, node: str) -> Reading:
    """How many of the peers kept the pace that the target needs."""
    target = d.targets[node]
    alike = " that began from a similar level" if target.similar_start else ""
    return _make(
        d,
        "pace",
        node,
        float(target.done_by),
        unit_of_measure="peers",
        sentence=(
            f"{_name(d, node)}: {target.done_by} of {target.of} peers{alike} "
            "kept the pace that the target needs."
        ),
        detail={"of": target.of},
    )


# ── recommend and plan ────────────────────────────────────────────────────────────────────────


def _robust(d: Diagnosis, node: str) -> Reading:
    advice = d.advised.of(node)
    draws = d.advised.draws
    count = round(advice.robust * draws)
    where = "its tier and the first five" if advice.shown else "its tier"
    return _make(
        d,
        "robust",
        node,
        float(count),
        unit_of_measure="variations",
        method="weights, methods, peers and figures drawn again",
        sentence=f"In {count} of {draws} reasonable variations this advice stays in {where}.",
        detail={"advice": advice},
    )


def _load(d: Diagnosis, node: str) -> Reading:
    """Person-months of a wave (1, 2, 3) of the roadmap."""
    wave = {str(n): wave for n, wave in enumerate(d.roadmap.waves, start=1)}[node]
    return _make(
        d,
        "load",
        node,
        wave.used,
        unit_of_measure="person-months",
        sentence=f"{wave.title}: {wave.used:g} of {wave.capacity:g} person-months are used.",
        detail={"wave": wave},
    )


def _setting(d: Diagnosis, node: str) -> Reading:
    """A number that someone chose: capacity, runs, draws, bounds of the edition."""
    preset = d.universe.preset
    chosen: dict[str, tuple[float, str, str]] = {
        "capacity": (d.capacity, "person-months per half-year", "Capacity assumed for the plan"),
        "runs": (d.framework.uncertainty.runs, "variations", "Variations of every score"),
        "draws": (preset.draws, "variations", "Variations of the peers"),
        "advice-draws": (d.advised.draws, "variations", "Variations of the advice"),
        "k": (preset.k, "nearest regions", "Length of a list of peers"),
        "regions": (len(d.assessment.cut.territories), "regions", "Regions of this release"),
        "indicators": (len(d.assessment.tree.indicators), "figures", "Figures scored"),
        "minimum-coverage": (
            d.framework.minimum_coverage * 100,
            "% of the weight",
            "Least coverage for a score",
        ),
    }
    value, unit, words = chosen[node]
    return _make(
        d,
        "setting",
        node,
        float(value),
        unit_of_measure=unit,
        method="chosen, not computed",
        sentence=f"{words}: {value:,.10g} {unit}.",
    )


def _text(d: Diagnosis, node: str) -> Reading:
    """Figures quoted from a reviewed text: ``kind/id/field``."""
    kind, text_id, field = node.split("/", 2)
    source = d.library.files[kind, text_id]
    value = _field(source.data, field)
    words = value.get("en", value) if isinstance(value, dict) else value
    where = f"content/{kind}/{'/'.join(source.path.parts[source.path.parts.index(kind) + 1 :])}"
    path: tuple[str | int, ...] = tuple(int(p) if p.isdigit() else p for p in field.split("."))
    return _make(
        d,
        "text",
        node,
        None,
        method=f"reviewed text, {where}:{source.line(path)}",
        sentence=f"Quoted from {where}, line {source.line(path)}.",
        detail={"file": where, "line": source.line(path), "words": _spell(words)},
    )


def _field(value: Any, field: str) -> Any:
    """The value at a dotted path; KeyError where there is none."""
    for part in field.split("."):
        if isinstance(value, list) and part.isdigit():
            value = value[int(part)]
        elif isinstance(value, dict):
            value = value[part]
        else:
            raise KeyError(field)
    return value


def _spell(words: Any) -> str:
    if isinstance(words, dict) and set(words) == {"low", "high"}:
        return f"{words['low']} to {words['high']}"
    return "unknown" if words is None else str(words)


KINDS: dict[str, Reader] = {
    "observation": _observation,
    "score": _score,
    "rank": _rank,
    "regions-scored": _regions_scored,
    "indistinct": _indistinct,
    "known": _known,
    "inherited": _inherited,
    "coverage": _coverage,
    "trend": _trend,
    "peer": _peer,
    "distance": _distance,
    "peers": _peers,
    "isolation": _isolation,
    "comparable": _comparable,
    "peer-median": _peer_median,
    "gap": _gap,
    "chance": _chance,
    "target": _target,
    "pace": _pace,
    "robust": _robust,
    "load": _load,
    "setting": _setting,
    "text": _text,
}

__all__ = ["KINDS", "Readings", "address_of", "open_address", "plan_of"]
