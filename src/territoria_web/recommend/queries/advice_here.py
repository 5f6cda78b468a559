"""The advice of the library as it was judged for one territory: tier, place, reasons, refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.briefing.phrases import listed, lower_first
from territoria.documents.numerals import numeral, on_scale, span
from territoria.speech import gettext as spoken
from territoria.speech import with_unit
from territoria_web.compare.queries.comparisons import comparison_of
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Figure, Score
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.figures import figures_in
from territoria_web.measure.queries.scores import scores_in
from territoria_web.recommend.queries.advice_texts import AdviceEntry
from territoria_web.recommend.queries.advised import advice_to
from territoria_web.recommend.queries.nodes import all_nodes
from territoria_web.recommend.queries.similar_places import Relation, Similar
from territoria_web.recommend.queries.why_here import first_needs, is_gap, reason_of
from territoria_web.recommend.queries.wording import relation_said, said, state_said, tier_said

GIVEN, REFUSED, OUTSIDE = "given", "refused", "outside"
TIERS = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Reason:
    """Why here: a figure beside those of the peers. ``chance``: of a gap to their better quarter,
    empty where it is not firm. ``address``: its derivation. ``sentence``: where there is no figure.
    """

    name: str
    value: str = ""
    range: str = ""
    unit: str = ""
    year: str = ""
    peers: str = ""
    chance: str = ""
    address: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class State:
    """The state of a prerequisite here."""

    word: str
    words: str
    value: str


@dataclass(frozen=True)
class Here:
    """One advice as judged for the territory. ``standing``: given, refused or outside. ``why``: the
    rule that decided; ``reason``: the gap, the way opened, or the unknown. ``first``: what it still
    needs.
    """

    standing: str
    why: str
    tier: str = ""
    tier_words: str = ""
    place: int | None = None
    order: int = 9999
    robust: str = ""
    shown: bool = False
    grade: str = ""
    grade_reason: str = ""
    opens: tuple[str, ...] = ()
    states: Mapping[str, State] = field(default_factory=dict)
    reason: str = ""
    first: tuple[str, ...] = ()


@dataclass(frozen=True)
class TerritoryAdvice:
    """All that was judged for a territory, ready to be asked about one advice."""

    similar: Similar
    assessment: Assessment
    advised: Mapping[str, Any] | None
    gaps: Mapping[str, Any]
    targets: Mapping[str, Any]
    scores: Mapping[str, Score]

    @property
    def known(self) -> bool:
        """Whether the advice is worked out."""
        return self.advised is not None

    @property
    def first(self) -> Sequence[str]:
        """The ids of the first five."""
        return list(self.advised["first"]) if self.advised else []

    def counts(self) -> Sequence[tuple[str, str, int]]:
        """By tier: what it means, and how much advice stands in it."""
        given = [a["tier"] for a in self.advised["advice"]] if self.advised else []
        return [(t, tier_said(t), given.count(t)) for t in TIERS]

    def judged(self, entry: AdviceEntry) -> Here:
        """How one advice was judged here."""
        if self.advised is None:
            return Here(OUTSIDE, _("The advice to this territory is not worked out yet."))
        if entry.id in self._given_ids:
            return self._given(*self._given_ids[entry.id], entry)
        if entry.id in self._refused_ids:
            return Here(REFUSED, self._refusal(self._refused_ids[entry.id]))
        return Here(
            OUTSIDE,
            _(
                "Not judged here: regions are advised by the main framework, which lacks its factors."
            ),
        )

    @cached_property
    def _given_ids(self) -> Mapping[str, tuple[Mapping[str, Any], int]]:
        given = self.advised["advice"] if self.advised else ()
        return {found["id"]: (found, order) for order, found in enumerate(given)}

    @cached_property
    def _refused_ids(self) -> Mapping[str, Mapping[str, Any]]:
        return {found["id"]: found for found in (self.advised["rejected"] if self.advised else ())}

    def relations(self, entry: AdviceEntry) -> Mapping[str, Relation]:
        """How the places stand to this territory where the advice was tried, by practice."""
        if entry.id not in self._given_ids:
            return {}
        return {f["practice"]: self._relation(f) for f in self._given_ids[entry.id][0]["fits"]}

    def _given(self, found: Mapping[str, Any], order: int, entry: AdviceEntry) -> Here:
        draws = self.advised["draws"] if self.advised else 0
        return Here(
            standing=GIVEN,
            why=spoken(found["why_tier"]),
            tier=found["tier"],
            tier_words=tier_said(found["tier"]),
            place=found["place"],
            order=found["place"] or 100 + order,
            robust=spoken("{part} of {whole}").format(
                part=numeral(round(found["robust"] * draws)), whole=draws
            ),
            shown=found["shown"],
            grade=found["grade"],
            grade_reason=spoken(found["grade_reason"]) if found["grade_reason"] else "",
            opens=tuple(found["opens"]),
            states={c["id"]: self._state(c, entry) for c in found["conditions"]},
            reason=reason_of(found, self.gaps, _name, _without_figures),
            first=first_needs(found),
        )

    def _state(self, condition: Mapping[str, Any], entry: AdviceEntry) -> State:
        need = next((n for n in entry.needs if n.id == condition["id"]), None)
        value = ""
        if need and need.indicator and condition["value"] is not None:
            value = _figure(need.indicator, condition["value"])
        words = state_said(condition["state"], need.advice if need else "")
        return State(condition["state"], words, value)

    def _relation(self, fit: Mapping[str, Any]) -> Relation:
        codes = [t.partition("@")[0] for t in library().practices[fit["practice"]].territories]
        found = self.similar.to(codes)
        return found if found.word == fit["relation"] else _plain(fit["relation"])

    def _refusal(self, found: Mapping[str, Any]) -> str:
        """Why it is not given, in the words of the briefing."""
        names = [lower_first(_name(n.strip())) for n in found["detail"].split(",")]
        if found["why"] == "excluded":
            return _("Excluded here because of {name}.").format(name=listed(names))
        if found["why"] == "no gap":
            return _("There is no gap to close here on {names}.").format(names=listed(names))
        return _("It cannot be told whether there is a gap here on {names}.").format(
            names=listed(names)
        )

    def reasons(self, entry: AdviceEntry) -> Sequence[Reason]:
        """Factors it raises with a gap or unknown, then the single figure with the widest gap in each."""
        known = [f for f in entry.factors if f in self.gaps]
        mine = [f for f in known if self.gaps[f]["size"] is None or is_gap(self.gaps[f])]
        found = [self._gap(f) for f in mine]
        found += [self._indicator(i) for f in mine for i in self._widest(f)]
        return found[:6]

    def _gap(self, node: str) -> Reason:
        gap, score = self.gaps[node], self.scores.get(node)
        if score is None or score.value is None:
            return Reason(_name(node), sentence=self._silent(node))
        return Reason(
            name=_name(node),
            value=numeral(on_scale(score.value)),
            range=span(on_scale(score.low), on_scale(score.high)),
            unit=_("points"),
            year=score.period,
            peers=_half(gap, 0),
            chance=_chance(gap) if gap["firm"] else "",
            address=self._address("score", node),
        )

    def _silent(self, node: str) -> str:
        held = all_nodes().get(node)
        if held and not held.indicators:
            return _("No figure exists for regions; only people here can tell.")
        return _("The score is unknown here: too few of its figures are published.")

    def _widest(self, node: str) -> list[str]:
        below = all_nodes()[node].indicators
        firm = [i for i in below if i in self.gaps and self.gaps[i]["firm"]]
        firm = [i for i in firm if (self.gaps[i]["size"] or 0) > 0]
        return [max(firm, key=lambda i: (self.gaps[i]["size"], i))] if firm else []

    def _indicator(self, indicator: str) -> Reason:
        held, gap = library().indicators[indicator], self.gaps[indicator]
        figure = self._figures.get(indicator)
        return Reason(
            name=said(held.short),
            value=numeral(gap["value"], held.decimals),
            range=_range(figure, held.decimals),
            year=str(figure.period) if figure else "",
            unit=said(held.unit_of_measure),
            peers=_half(gap, held.decimals),
            chance=_chance(gap),
            address=self._address("observation", indicator),
        )

    @cached_property
    def _figures(self) -> Mapping[str, Figure]:
        return figures_in(self.assessment.release, self.similar.territory)

    def target(self, indicator: str) -> tuple[str, str] | None:
        """Baseline and target of an indicator here, None where there is none."""
        found = self.targets.get(indicator)
        if not found:
            return None
        return _figure(indicator, found["baseline"]), _figure(indicator, found["value"])

    def _address(self, kind: str, node: str) -> str:
        return self.assessment.address(kind, self.similar.territory.key, node)


def _range(figure: Figure | None, decimals: int) -> str:
    if figure is None or figure.low is None or figure.high is None:
        return ""
    return span(figure.low, figure.high, decimals)


def _half(gap: Mapping[str, Any], decimals: int) -> str:
    if gap["peer_low"] is None or gap["peer_high"] is None:
        return ""
    return span(gap["peer_low"], gap["peer_high"], decimals)


def _chance(gap: Mapping[str, Any]) -> str:
    return f"{numeral(100 * gap['chance'])} %" if gap["chance"] is not None else ""


def _figure(indicator: str, value: float) -> str:
    held = library().indicators[indicator]
    return with_unit(numeral(value, held.decimals), said(held.unit_of_measure))


def _name(node: str) -> str:
    held = all_nodes().get(node)
    if held:
        return held.short
    indicator = library().indicators.get(node)
    return said(indicator.short) if indicator else node


def _without_figures(node: str) -> bool:
    """Whether no figure exists for a node in any region."""
    held = all_nodes().get(node)
    return held is not None and not held.indicators


def _plain(word: str) -> Relation:
    return Relation(word, relation_said(word))


def advice_here(similar: Similar) -> TerritoryAdvice:
    """Everything that was judged for a territory by the main framework."""
    assessment = current()
    row = advice_to(assessment, similar.territory)
    comparison = similar.comparison or comparison_of(assessment, similar.territory)
    body = comparison.body if comparison else {}
    return TerritoryAdvice(
        similar=similar,
        assessment=assessment,
        advised=row.body if row else None,
        gaps=body.get("gaps") or {},
        targets=body.get("targets") or {},
        scores=scores_in(assessment, similar.territory),
    )
