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
from territoria.measure.surveyed import SAID
from territoria.measure.tree import OVERALL
from territoria.model import Address, Framework, Reading, Status
from territoria.observations import bundled
from territoria.plan.waves import DEFAULT_CAPACITY
from territoria.speech import gettext, gettext_noop, language, number
from territoria.territories import say_name

Reader = Callable[[Diagnosis, str], Reading]
Opener = Callable[[Address], Universe]

STATUSES = {
    "missing": gettext_noop("missing"),
    "observed": gettext_noop("observed"),
    "inherited": gettext_noop("inherited"),
    "imputed": gettext_noop("imputed"),
    "treated": gettext_noop("treated"),
    "suppressed": gettext_noop("suppressed"),
    "estimated": gettext_noop("estimated"),
}
TREND_WORDS = {
    "improving": gettext_noop("improving"),
    "worsening": gettext_noop("worsening"),
    "no clear direction": gettext_noop("no clear direction"),
}
FIRMNESS = {
    "firm": gettext_noop("a firm peer"),
    "likely": gettext_noop("a likely peer"),
    "arguable": gettext_noop("an arguable peer"),
}
AMONG = {
    "abroad": gettext_noop(" outside the own country"),
    "home": gettext_noop(" in the own country"),
}
WHICH_PEERS = {
    "all": gettext_noop("in any degree"),
    "sound": gettext_noop("firm or likely"),
    "home": gettext_noop("firm or likely, at home"),
    "abroad": gettext_noop("firm or likely, abroad"),
    "firm": gettext_noop("firm"),
    "likely": gettext_noop("likely"),
    "arguable": gettext_noop("arguable"),
}
TARGET_RULES = {
    "T1": gettext_noop("the level that a quarter of the peers reach"),
    "T4": gettext_noop("the pace that peers kept up"),
}
PACE = gettext_noop("{name}: {count} of {all} peers kept the pace that the target needs.")
PACE_OF_SIMILAR = gettext_noop(
    "{name}: {count} of {all} peers that began from a similar level kept the pace that the target needs."
)
STAYS_ON_TOP = gettext_noop(
    "In {count} of {draws} reasonable variations this advice stays in its tier and the first five."
)
STAYS_IN_TIER = gettext_noop(
    "In {count} of {draws} reasonable variations this advice stays in its tier."
)

# What the territory counts itself has no publisher but the territory.
OWN_COUNTS = (
    gettext_noop("The territory's own count"),
    gettext_noop("Own records"),
    gettext_noop("Set by the territory"),
)
# Where an address names another framework or release than the one that was opened for it.
FRAMEWORK = gettext_noop("framework {name}")
RELEASE = gettext_noop("release {name}")
ANOTHER_FRAMEWORK = gettext_noop("what was opened for this address is framework {name}.")
ANOTHER_RELEASE = gettext_noop("what was opened for this address is release {name}.")
RANGE = gettext_noop("5–95 % of {runs} variations")


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
        what = gettext("no number has this kind.")
        raise AddressError(Problem(kind, what, did_you_mean(kind, KINDS)))
    try:
        return KINDS[kind](d, node)
    except (LookupError, ValueError, StopIteration):
        raise AddressError(
            Problem(
                f"{kind}:{node}",
                gettext("this territory has no such number."),
                gettext("See readings.json beside the document for those it printed."),
            )
        ) from None


def open_address(address: Address, library: Library, *, opened: Opener | None = None) -> Diagnosis:
    """The diagnosis an address belongs to, from nothing but the address and the release.

    ``opened`` hands over the universe of an address: of a release that does not ship with the
    library, or one that is open already. By default the bundled release of that name is opened.
    AddressError where framework, edition, release or plan are not those of this library.
    """
    text = _framework_of(address, library)
    if opened is None:
        universe = open_universe(library, bundled(address.release), text)
    else:
        universe = opened(address)
    _refuse_another(universe, address)
    territory = universe.observations.territory(address.territory)
    _, plus, capacity = address.plan.partition("+")
    return Diagnosis(universe, territory, _capacity(capacity) if plus else DEFAULT_CAPACITY)


def _framework_of(address: Address, library: Library) -> Framework:
    """The framework of an address; AddressError where the library has not that edition of it."""
    framework, _, edition = address.framework.partition("@")
    if framework not in library.frameworks:
        what = gettext("no such framework.")
        raise AddressError(Problem(framework, what, did_you_mean(framework, library.frameworks)))
    text = library.frameworks[framework]
    if text.edition != edition:
        raise AddressError(
            Problem(
                address.framework,
                gettext("this library holds edition {edition}.").format(edition=text.edition),
                gettext("Compute with the library of that edition."),
            )
        )
    return text


def _refuse_another(universe: Universe, address: Address) -> None:
    """AddressError where a universe has another framework, release or plan than an address."""
    framework = f"{universe.framework.id}@{universe.framework.edition}"
    release = universe.observations.name
    for where, what, asked, given in (
        (FRAMEWORK, ANOTHER_FRAMEWORK, address.framework, framework),
        (RELEASE, ANOTHER_RELEASE, address.release, release),
    ):
        if asked != given:
            raise AddressError(
                Problem(
                    gettext(where).format(name=asked),
                    gettext(what).format(name=given),
                    gettext("Open the one that the address names."),
                )
            )
    plan, _, _ = address.plan.partition("+")
    if plan != universe.assessment.tree.plan:
        raise AddressError(
            Problem(
                gettext("plan {digest}").format(digest=plan),
                gettext(
                    "the framework now computes with plan {digest}: weights, bounds, methods or "
                    "seeds have changed since."
                ).format(digest=universe.assessment.tree.plan),
                gettext("Recompute with the library that printed it."),
            )
        )


def _capacity(text: str) -> float:
    """Person-months of a half-year behind a plan; AddressError where the text says none."""
    try:
        capacity = float(text)
    except ValueError:
        capacity = math.nan
    if not 0 < capacity < math.inf:
        raise AddressError(
            Problem(
                gettext("capacity {text}").format(text=repr(text)),
                gettext("this is no number of person-months above 0."),
                gettext("Copy the address from readings.json."),
            )
        )
    return capacity


# ── what all readings share ───────────────────────────────────────────────────────────────────


def _make(d: Diagnosis, kind: str, node: str, value: float | None, **rest: Any) -> Reading:
    inputs = f"{d.observations.digest[:16]}+{d.assessment.tree.digest[:16]}"
    return Reading(address=address_of(d, kind, node), value=value, inputs=inputs, **rest)


def _runs(d: Diagnosis) -> str:
    return gettext(RANGE).format(runs=number(d.framework.uncertainty.runs, ","))


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


def _short(value: float | None) -> str:
    """A number in four digits."""
    return gettext("unknown") if value is None else number(value, ".4g")


def unit_of(d: Diagnosis, node: str) -> str:
    """Unit of measure of an indicator; points of 100 for a node."""
    if node in d.library.indicators:
        return str(d.indicator(node).unit_of_measure)
    return gettext("points of 100")


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
            sentence=gettext("{name}: no figure for {place} in this release.").format(
                name=text.name, place=say_name(d.territory)
            ),
        )
    period, value = int(periods[-1]), float(values[-1])
    cell = d.observations.cell(d.territory.code, indicator, period)
    status = cell.status.name.lower() if cell else "observed"
    source = d.observations.sources.get(cell.source) if cell else None
    credit = d.observations.credit(cell, text.source) if cell else text.source
    said = gettext(STATUSES[status])
    if cell and cell.inherited_from:
        said = gettext("{status}, taken over from {place}").format(
            status=said, place=cell.inherited_from
        )
    return _make(
        d,
        "observation",
        node,
        value,
        unit_of_measure=unit,
        period=str(period),
        badge=_cell_badge(d, period, status),
        method=status,
        sentence=gettext(
            "{name} in {place}: {value} {unit}, {year}, {status} ({publisher}, {dataset})."
        ).format(
            name=text.name,
            place=say_name(d.territory),
            value=number(value, ".15g"),
            unit=unit,
            year=period,
            status=said,
            publisher=gettext(credit.publisher),
            dataset=gettext(credit.dataset),
        ),
        detail={"cell": cell, "source": source, "indicator": text},
    )


def _cell_badge(d: Diagnosis, period: int, status: str) -> str:
    if status != Status.OBSERVED.name.lower():
        return "E"
    return "A" if d.framework.reference_year - period <= 3 else "B"


def _score(d: Diagnosis, node: str) -> Reading:
    value = d.score(node)
    name, place = _node(d, node), say_name(d.territory)
    known, bound = len(d.known(node)), len(d.bound(node))
    if value is None:
        return _make(
            d,
            "score",
            node,
            None,
            unit_of_measure=gettext("points of 100"),
            sentence=gettext(
                "{place}, {name}: not scored; {known} of {bound} figures are known."
            ).format(place=place, name=name, known=known, bound=bound),
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
        unit_of_measure=gettext("points of 100"),
        period=_period(d, node),
        badge=_badge(d, node),
        method=gettext("score of {framework} {edition}; range {range}").format(
            framework=d.framework.id, edition=d.framework.edition, range=_runs(d)
        ),
        sentence=gettext(
            "{place}, {name}: {value} of 100, between {low} and {high} in the edition's reasonable "
            "variations."
        ).format(
            place=place,
            name=name,
            value=number(value, ".0f"),
            low=number(low[row, d.column], ".0f"),
            high=number(high[row, d.column], ".0f"),
        ),
    )


def _said(d: Diagnosis, node: str) -> Reading:
    """What key actors say of a factor, by the levels they chose."""
    return _of_answers(
        d,
        "said",
        node,
        f"{node}{SAID}",
        gettext("{place}, {name}: key actors put it at {value} of 100, between {low} and {high}."),
    )


def _together(d: Diagnosis, node: str) -> Reading:
    """The score of a node with what is counted and what is said."""
    return _of_answers(
        d,
        "together",
        node,
        node,
        gettext(
            "{place}, {name}: {value} of 100 with what key actors say, between {low} and {high}."
        ),
    )


def _of_answers(d: Diagnosis, kind: str, node: str, inner: str, sentence: str) -> Reading:
    """A score in the tree that holds the answers; KeyError where nobody was asked about it."""
    held = d.answered
    if held is None or not held.in_tree(inner):
        raise KeyError(node)
    value, row = held.score(inner), held.assessment.tree.index(inner)
    low, high = held.assessment.replications.score_ranges
    if value is None:
        said = gettext("{place}, {name}: not scored with the answers; too little is known.")
        return _make(
            d,
            kind,
            node,
            None,
            unit_of_measure=gettext("points of 100"),
            sentence=said.format(place=say_name(d.territory), name=_node(d, node)),
        )
    ends = float(low[row, held.column]), float(high[row, held.column])
    return _make(
        d,
        kind,
        node,
        value,
        low=ends[0],
        high=ends[1],
        unit_of_measure=gettext("points of 100"),
        period=_period(held, inner),
        method=gettext("mean of what is counted and what is said; range {range}").format(
            range=_runs(held)
        ),
        sentence=sentence.format(
            place=say_name(d.territory),
            name=_node(d, node),
            value=number(value, ".0f"),
            low=number(ends[0], ".0f"),
            high=number(ends[1], ".0f"),
        ),
    )


def _rank(d: Diagnosis, node: str) -> Reading:
    row = d.assessment.tree.index(node)
    if d.score(node) is None:
        return _make(
            d,
            "rank",
            node,
            None,
            sentence=gettext("{name}: no score, so no rank.").format(name=_name(d, node)),
        )
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
        unit_of_measure=gettext("regions"),
        period=_period(d, node),
        method=gettext("rank range {range}").format(range=_runs(d)),
        sentence=gettext("{place}, {name}: between place {first} and {last} of {of}.").format(
            place=say_name(d.territory), name=_name(d, node), first=first, last=last, of=of
        ),
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
        unit_of_measure=gettext("regions"),
        sentence=gettext("{count} of {all} regions have a score for {name}.").format(
            count=count, all=len(scores), name=_name(d, node)
        ),
    )


def _indistinct(d: Diagnosis, node: str) -> Reading:
    share = d.assessment.replications.above(node, d.column)
    count = int(((share >= 0.2) & (share <= 0.8)).sum()) - 1  # the territory itself ties
    return _make(
        d,
        "indistinct",
        node,
        float(count),
        unit_of_measure=gettext("regions"),
        method=gettext("neither above nor below in four of five variations"),
        sentence=gettext(
            "{count} other regions cannot be told apart from {place} on {name}."
        ).format(count=count, place=say_name(d.territory), name=_name(d, node)),
    )


def _known(d: Diagnosis, node: str) -> Reading:
    known, bound = d.known(node), d.bound(node)
    missing = [str(d.indicator(i).short) for i in bound if i not in known]
    sentence = gettext("{count} of the {all} figures bound to {name} are known.").format(
        count=len(known), all=len(bound), name=_node(d, node)
    )
    if missing:
        sentence += " " + gettext("Missing: {names}.").format(names=", ".join(missing))
    return _make(
        d,
        "known",
        node,
        float(len(known)),
        unit_of_measure=gettext("figures"),
        sentence=sentence,
        detail={"of": len(bound), "missing": missing},
    )


def _inherited(d: Diagnosis, node: str) -> Reading:
    count = sum(d.status(i) is Status.INHERITED for i in d.known(node))
    return _make(
        d,
        "inherited",
        node,
        float(count),
        unit_of_measure=gettext("figures"),
        sentence=gettext(
            "{count} of the figures below {name} are taken over from a larger region."
        ).format(count=count, name=_node(d, node)),
    )


def _coverage(d: Diagnosis, node: str) -> Reading:
    value = float(d.assessment.scores.coverage[d.assessment.tree.index(node), d.column]) * 100
    return _make(
        d,
        "coverage",
        node,
        value,
        unit_of_measure=gettext("% of the weight"),
        sentence=gettext("{value} % of the weight of {name} rests on a published figure.").format(
            value=number(value, ".0f"), name=_name(d, node)
        ),
    )


def _trend(d: Diagnosis, node: str) -> Reading:
    trend = d.trends[node]
    unit = gettext("{unit} a year").format(unit=d.indicator(node).unit_of_measure)
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
        method=gettext("Theil–Sen slope; range 5–95 % of 500 resamplings"),
        sentence=gettext("{name}, {first}–{last}: {slope} a year, {word}.").format(
            name=_name(d, node),
            first=first,
            last=last,
            slope=number(trend.slope, "+.2g"),
            word=gettext(TREND_WORDS[trend.word]),
        ),
        detail={"word": trend.word, "periods": trend.periods},
    )


# ── compare ───────────────────────────────────────────────────────────────────────────────────


def member_of(d: Diagnosis, node: str) -> Peer:
    """A peer by code. Prefix ``home.`` or ``abroad.`` asks those lists."""
    where, _, code = node.rpartition(".")
    peers = {"": "peers", "home": "peers_home", "abroad": "peers_abroad"}[where]
    members: tuple[Peer, ...] = getattr(d, peers).members
    return next(p for p in members if p.territory.code == code)


def _peer(d: Diagnosis, node: str) -> Reading:
    """How often a neighbour stays among the nearest, in draws."""
    peer = member_of(d, node)
    preset = d.universe.preset
    count = round(peer.inclusion * preset.draws)
    among = AMONG.get(node.rpartition(".")[0], "")
    return _make(
        d,
        "peer",
        node,
        float(count),
        unit_of_measure=gettext("variations"),
        method=gettext("structural distance; Dirichlet weights and figures within their errors"),
        sentence=gettext(
            "{name} is {firmness} of {place}: in {count} of {draws} variations it is among the {k} "
            "nearest{among}."
        ).format(
            name=say_name(peer.territory),
            firmness=gettext(FIRMNESS[peer.firmness]),
            place=say_name(d.territory),
            count=number(count, ","),
            draws=number(preset.draws, ","),
            k=preset.k,
            among=gettext(among),
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
        unit_of_measure=gettext("structural distance"),
        sentence=gettext("Structural distance of {name}: {distance}.").format(
            name=say_name(peer.territory), distance=number(peer.distance, ".4f")
        ),
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
    return _make(
        d,
        "peers",
        node,
        float(count),
        unit_of_measure=gettext("regions"),
        sentence=gettext("{place} has {count} peers ({which}).").format(
            place=say_name(d.territory), count=count, which=gettext(WHICH_PEERS[node])
        ),
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
        unit_of_measure=gettext("times the usual distance"),
        sentence=gettext(
            "The nearest region is {ratio} times as far as a nearest region usually is."
        ).format(ratio=number(ratio, ".1f")),
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
        unit_of_measure=gettext("regions"),
        sentence=gettext("{count} regions have enough structural figures to be compared.").format(
            count=count
        ),
    )


def _gap_of(d: Diagnosis, node: str) -> Gap:
    gap = d.gaps[node]
    if gap.size is None:
        raise KeyError(node)
    return gap


def _peer_median(d: Diagnosis, node: str) -> Reading:
    gap = _gap_of(d, node)
    if gap.said:
        raise KeyError(node)
    return _make(
        d,
        "peer-median",
        node,
        gap.peer_median,
        low=gap.peer_low,
        high=gap.peer_high,
        unit_of_measure=unit_of(d, node),
        method=gettext("median of {count} firm and likely peers; range: their middle half").format(
            count=gap.peers_known
        ),
        sentence=gettext(
            "{name}: the median of {count} firm and likely peers is {median}, their middle half {low} "
            "to {high}."
        ).format(
            name=_name(d, node),
            count=gap.peers_known,
            median=_short(gap.peer_median),
            low=_short(gap.peer_low),
            high=_short(gap.peer_high),
        ),
    )


def _said_gap(d: Diagnosis, node: str, gap: Gap) -> Reading:
    """Of a factor that only a survey tells of."""
    return _make(
        d,
        "gap",
        node,
        gap.size,
        low=gap.low,
        high=gap.high,
        unit_of_measure=gettext("levels of the survey"),
        method=gettext("(middle level − value) / one level; range 5–95 % of the variations"),
        sentence=gettext(
            "{name}: {size} levels from the middle one, between {low} and {high}, as key actors see "
            "it; with a chance of {chance} % it is below the middle. Peers were not asked."
        ).format(
            name=_name(d, node),
            size=number(gap.size or 0.0, ".1f"),
            low=number(gap.low or 0.0, ".1f"),
            high=number(gap.high or 0.0, ".1f"),
            chance=number(100 * (gap.chance or 0.0), ".0f"),
        ),
        detail={"gap": gap},
    )


def _gap(d: Diagnosis, node: str) -> Reading:
    gap = _gap_of(d, node)
    if gap.said:
        return _said_gap(d, node, gap)
    unit = unit_of(d, node) if gap.raw else gettext("peer spreads")
    return _make(
        d,
        "gap",
        node,
        gap.size,
        low=gap.low,
        high=gap.high,
        unit_of_measure=unit,
        method=gettext(
            "direction · (target − value) / middle half of the peers; range 5–95 % of the variations"
        ),
        sentence=gettext(
            "{name}: {size} {unit} from the target, between {low} and {high}; with a chance of "
            "{chance} % there is a gap."
        ).format(
            name=_name(d, node),
            size=number(gap.size or 0.0, ".1f"),
            unit=unit,
            low=number(gap.low or 0.0, ".1f"),
            high=number(gap.high or 0.0, ".1f"),
            chance=number(100 * (gap.chance or 0.0), ".0f"),
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
        unit_of_measure=gettext("% of the variations"),
        sentence=gettext(
            "{name}: in {value} % of the variations there is a gap to the target."
        ).format(name=_name(d, node), value=number(value, ".0f")),
    )


def _target(d: Diagnosis, node: str) -> Reading:
    target = d.targets[node]
    return _make(
        d,
        "target",
        node,
        target.value,
        low=target.low,
        high=target.high,
        unit_of_measure=unit_of(d, node),
        period=gettext("+{years} years").format(years=target.horizon),
        method=gettext(
            "less ambitious of T1 (75th percentile of the peers) and T4 (proven pace): {rule}"
        ).format(rule=target.rule),
        sentence=gettext(
            "{name}: from {baseline} to {value} in {years} years ({rule}); band from trend to peers "
            "{low} to {high}."
        ).format(
            name=_name(d, node),
            baseline=_short(target.baseline),
            value=_short(target.value),
            years=target.horizon,
            rule=gettext(TARGET_RULES[target.rule]),
            low=_short(target.low),
            high=_short(target.high),
        ),
        detail={"target": target},
    )


def _pace(d: Diagnosis, node: str) -> Reading:
    """How many of the peers kept the pace that the target needs."""
    target = d.targets[node]
    sentence = gettext(PACE_OF_SIMILAR if target.similar_start else PACE)
    return _make(
        d,
        "pace",
        node,
        float(target.done_by),
        unit_of_measure=gettext("peers"),
        sentence=sentence.format(name=_name(d, node), count=target.done_by, all=target.of),
        detail={"of": target.of},
    )


# ── recommend and plan ────────────────────────────────────────────────────────────────────────


def _robust(d: Diagnosis, node: str) -> Reading:
    advice = d.advised.of(node)
    draws = d.advised.draws
    count = round(advice.robust * draws)
    sentence = gettext(STAYS_ON_TOP if advice.shown else STAYS_IN_TIER)
    return _make(
        d,
        "robust",
        node,
        float(count),
        unit_of_measure=gettext("variations"),
        method=gettext("weights, methods, peers and figures drawn again"),
        sentence=sentence.format(count=count, draws=draws),
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
        unit_of_measure=gettext("person-months"),
        sentence=gettext("{wave}: {used} of {capacity} person-months are used.").format(
            wave=gettext(wave.title), used=number(wave.used), capacity=number(wave.capacity)
        ),
        detail={"wave": wave},
    )


def _setting(d: Diagnosis, node: str) -> Reading:
    """A number that someone chose: capacity, runs, draws, bounds of the edition."""
    preset = d.universe.preset
    chosen: dict[str, tuple[float, str, str]] = {
        "capacity": (
            d.capacity,
            gettext("person-months per half-year"),
            gettext("Capacity assumed for the plan"),
        ),
        "runs": (
            d.framework.uncertainty.runs,
            gettext("variations"),
            gettext("Variations of every score"),
        ),
        "draws": (preset.draws, gettext("variations"), gettext("Variations of the peers")),
        "advice-draws": (
            d.advised.draws,
            gettext("variations"),
            gettext("Variations of the advice"),
        ),
        "k": (preset.k, gettext("nearest regions"), gettext("Length of a list of peers")),
        "regions": (
            len(d.assessment.cut.territories),
            gettext("regions"),
            gettext("Regions of this release"),
        ),
        "indicators": (
            len(d.assessment.tree.indicators),
            gettext("figures"),
            gettext("Figures scored"),
        ),
        "minimum-coverage": (
            d.framework.minimum_coverage * 100,
            gettext("% of the weight"),
            gettext("Least coverage for a score"),
        ),
    }
    value, unit, words = chosen[node]
    return _make(
        d,
        "setting",
        node,
        float(value),
        unit_of_measure=unit,
        method=gettext("chosen, not computed"),
        sentence=gettext("{what}: {value} {unit}.").format(
            what=words, value=number(value, ",.10g"), unit=unit
        ),
    )


def _text(d: Diagnosis, node: str) -> Reading:
    """Figures quoted from a reviewed text: ``kind/id/field``."""
    kind, text_id, field = node.split("/", 2)
    source = d.library.files[kind, text_id]
    value = _field(source.data, field)
    words = value.get(language(), value.get("en", value)) if isinstance(value, dict) else value
    where = f"content/{kind}/{'/'.join(source.path.parts[source.path.parts.index(kind) + 1 :])}"
    path: tuple[str | int, ...] = tuple(int(p) if p.isdigit() else p for p in field.split("."))
    return _make(
        d,
        "text",
        node,
        None,
        method=gettext("reviewed text, {file}:{line}").format(file=where, line=source.line(path)),
        sentence=gettext("Quoted from {file}, line {line}.").format(
            file=where, line=source.line(path)
        ),
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
        return gettext("{low} to {high}").format(low=words["low"], high=words["high"])
    return gettext("unknown") if words is None else str(words)


KINDS: dict[str, Reader] = {
    "observation": _observation,
    "score": _score,
    "said": _said,
    "together": _together,
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

__all__ = ["KINDS", "Opener", "Readings", "address_of", "open_address", "plan_of"]
