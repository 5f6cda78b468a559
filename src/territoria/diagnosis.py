"""A diagnosis: everything the engine can say of one territory, computed on demand.

It only joins the stages: measure, compare, recommend, plan. The same inputs give the same
diagnosis, so any number can be computed again from its address (``readings``, ``explain``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from territoria.compare.distance import Space
from territoria.compare.gaps import (
    Gap,
    among,
    indicator_gap,
    node_gap,
    said_gap,
    sound_in_draws,
    unknown_gap,
)
from territoria.compare.peers import PeerSet, Where, peers_of
from territoria.compare.search import structural_space
from territoria.compare.space_draws import SpaceDraws, draw_space
from territoria.compare.targets import Target, set_target
from territoria.compare.trends import Trend, find_trend
from territoria.content import Library
from territoria.errors import MethodError, Problem
from territoria.measure.assessment import Assessment, assess
from territoria.measure.frame import Floats
from territoria.measure.surveyed import surveyed, with_questions
from territoria.measure.tree import OVERALL
from territoria.measure.uncertainty import FACTORS, replace_spec, replicate, without
from territoria.model import (
    Binding,
    Framework,
    Indicator,
    Node,
    PeerPreset,
    Recommendation,
    Status,
    Territory,
    Words,
)
from territoria.observations import Observations
from territoria.plan.waves import DEFAULT_CAPACITY, Roadmap, pack_waves
from territoria.recommend.fit import Fit, fits_of, grade_here
from territoria.recommend.match import Facts
from territoria.recommend.rank import Advised, advise
from territoria.speech import gettext

DOUBT_RUNS = 125
SEED_OF_VALUES = 11


@dataclass(frozen=True, eq=False)
class Universe:
    """What all diagnoses of one framework on one release share."""

    library: Library
    assessment: Assessment

    @property
    def observations(self) -> Observations:
        return self.assessment.observations

    @property
    def framework(self) -> Framework:
        return self.assessment.framework

    @property
    def preset(self) -> PeerPreset:
        """How peers are found; MethodError where the framework does not say."""
        if self.framework.peers is None:
            raise MethodError(
                Problem(
                    f"framework {self.framework.id}",
                    gettext("it compares no peers, so there are no gaps, advice or briefing."),
                    gettext(
                        "See its scores: territoria measure --framework {framework}. Or add peers "
                        "to a framework of your own."
                    ).format(framework=self.framework.id),
                )
            )
        return self.framework.peers

    @cached_property
    def answered(self) -> Universe | None:
        """The same framework with the answers that the release holds to its questions; None where
        it holds none. Scores in it are of a place's own people, and are not compared with others.
        """
        held = set(self.observations.indicators)
        asked = {q for node in self.framework.walk() for q in node.questions if q in held}
        if not asked or any(b.indicator in asked for b in self.framework.bindings()):
            return None
        return open_universe(self.library, self.observations, surveyed(self.framework, asked))

    @cached_property
    def _structure(self) -> tuple[Space, Floats]:
        return structural_space(
            self.preset, self.observations, self.library.indicators, self.framework.reference_year
        )

    @property
    def space(self) -> Space:
        """The structural space."""
        return self._structure[0]

    @property
    def structural_errors(self) -> Floats:
        """Standard errors of the structural figures."""
        return self._structure[1]

    @cached_property
    def space_draws(self) -> SpaceDraws:
        """The structural space drawn again, with weights and figures of every draw."""
        return draw_space(self.space, self.structural_errors)

    @cached_property
    def dimension_of(self) -> Mapping[str, str]:
        """By factor: its dimension."""
        return {f.id: self.framework.dimension_of(f.id).id for f in self.framework.factors()}

    @cached_property
    def recommendations(self) -> Mapping[str, Recommendation]:
        """The advice that this framework can give, each with the factors that it has."""
        return {
            i: text.model_copy(update={"factors": served})
            for i, text in self.library.recommendations.items()
            if (served := tuple(f for f in text.factors if f in self.dimension_of))
        }

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Indicators that a condition of some advice asks for, by id."""
        asked = {
            threshold.indicator
            for text in self.library.recommendations.values()
            for threshold in (*text.excluded_when, *(p.data for p in text.prerequisites))
            if threshold is not None
        }
        return tuple(sorted(asked))

    @cached_property
    def drawn_values(self) -> Floats:
        """Figures within their errors, ``(draw, indicator, territory)``, for gaps in own units."""
        cut, errors = self.assessment.cut, np.nan_to_num(self.assessment.errors)
        random = np.random.default_rng(
            np.random.SeedSequence((self.framework.uncertainty.seed, SEED_OF_VALUES))
        )
        noise = random.standard_normal((self.preset.draws, *cut.values.shape))
        low, high = self.assessment.tree.natural_bounds
        values: Floats = np.clip(cut.values + noise * errors, low[:, None], high[:, None])
        return values

    @cached_property
    def narrowing(self) -> Mapping[str, Floats]:
        """By factor of uncertainty: how much narrower ranges are without it, ``(node, territory)``."""
        scores, errors = self.assessment.scores, self.assessment.errors
        spec = replace_spec(self.framework.uncertainty, runs=DOUBT_RUNS)
        full = _widths(replicate(scores, errors, spec).score_ranges)
        return {
            factor: full - _widths(replicate(scores, errors, without(spec, factor)).score_ranges)
            for factor in FACTORS
        }


def _questions(universe: Universe) -> list[Binding]:
    """What a framework binds that is no indicator of the library but a question."""
    ids = universe.library.question_ids()
    return [b for b in universe.framework.bindings() if b.indicator in ids]


def _widths(ranges: tuple[Floats, Floats]) -> Floats:
    low, high = ranges
    widths: Floats = np.nan_to_num(high - low)
    return widths


def open_universe(library: Library, observations: Observations, framework: Framework) -> Universe:
    """Open a framework on a release; answers to its questions are read like figures."""
    library = with_questions(library, framework, observations.indicators)
    return Universe(library, assess(framework, observations, library.indicators))


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """One territory in a universe. ``capacity``: person-months per half-year for the plan."""

    universe: Universe
    territory: Territory
    capacity: float = DEFAULT_CAPACITY

    # ── what it stands on ─────────────────────────────────────────────────────────────────────

    @property
    def library(self) -> Library:
        return self.universe.library

    @property
    def assessment(self) -> Assessment:
        return self.universe.assessment

    @property
    def framework(self) -> Framework:
        return self.universe.framework

    @property
    def observations(self) -> Observations:
        return self.universe.observations

    @cached_property
    def column(self) -> int:
        """Place of the territory in the cut; MethodError where it is of another level."""
        try:
            return self.assessment.cut.column(self.territory.key)
        except KeyError:
            what, mend = (
                (
                    gettext("it is no country, and this framework scores countries."),
                    gettext("Name its country."),
                )
                if self.framework.level == "country"
                else (
                    gettext(
                        "it is a country or a larger region; the framework scores the finest level."
                    ),
                    gettext("Name one of its regions."),
                )
            )
            where = f"{self.territory.code} ({self.territory.name})"
            raise MethodError(Problem(where, what, mend)) from None

    def indicator(self, indicator: str) -> Indicator:
        """The text of an indicator."""
        return self.library.indicators[indicator]

    def row(self, indicator: str) -> int:
        """Row of a bound indicator."""
        return self.assessment.tree.indicators.index(indicator)

    # ── measure ───────────────────────────────────────────────────────────────────────────────

    def value(self, indicator: str) -> float | None:
        """Latest figure of a bound indicator, None where missing."""
        value = self.assessment.cut.values[self.row(indicator), self.column]
        return float(value) if np.isfinite(value) else None

    def score(self, node: str) -> float | None:
        """Score of a node; None where it is unknown or too little of it is known."""
        if not self.in_tree(node):
            return None
        value = self.assessment.scores.of(node)[self.column]
        return float(value) if np.isfinite(value) else None

    def in_tree(self, node: str) -> bool:
        """Whether any indicator is bound below a node."""
        return node in self.assessment.tree.ids

    def bound(self, node: str) -> tuple[str, ...]:
        """Indicators bound below a node."""
        tree = self.assessment.tree
        if not self.in_tree(node):
            return ()
        leaves = tree.nodes[tree.index(node)].leaves
        return tuple(i for i, share in zip(tree.indicators, leaves, strict=True) if share > 0)

    def known(self, node: str) -> tuple[str, ...]:
        """Bound indicators of a node that have a figure here."""
        return tuple(i for i in self.bound(node) if self.value(i) is not None)

    def status(self, indicator: str) -> Status:
        """Status of the latest figure."""
        return Status(int(self.assessment.cut.status[self.row(indicator), self.column]))

    def period(self, indicator: str) -> int:
        """Year of the latest figure (0 where missing)."""
        return int(self.assessment.cut.period[self.row(indicator), self.column])

    def badge(self, indicator: str) -> str:
        """A official and current · B official, older than three years · E carried over by us."""
        match self.status(indicator):
            case Status.MISSING | Status.SUPPRESSED:
                return ""
            case Status.OBSERVED:
                age = self.framework.reference_year - self.period(indicator)
                return "A" if age <= 3 else "B"
            case _:
                return "E"

    # ── compare ───────────────────────────────────────────────────────────────────────────────

    @property
    def comparable(self) -> bool:
        """Whether the territory has enough structural figures to have peers."""
        return self.universe.space.position(self.territory.key) is not None

    @cached_property
    def peers(self) -> PeerSet:
        """Structural peers everywhere. DataError where the territory is not comparable."""
        return self._peers("all")

    @cached_property
    def peers_abroad(self) -> PeerSet:
        """Structural peers outside the own country."""
        return self._peers("abroad")

    @cached_property
    def peers_home(self) -> PeerSet:
        """Structural peers in the own country."""
        return self._peers("home")

    def _peers(self, where: Where) -> PeerSet:
        shared = self.universe
        return peers_of(shared.space, self.territory, shared.space_draws, where=where)

    @cached_property
    def peer_columns(self) -> list[int]:
        """Columns of the firm and likely peers in the cut."""
        cut = self.assessment.cut
        return [cut.column(p.territory.key) for p in self.peers.sound] if self.comparable else []

    @cached_property
    def trends(self) -> Mapping[str, Trend]:
        """Trends of the bound indicators that have at least three periods."""
        found = {}
        for indicator in dict.fromkeys(self.assessment.tree.indicators):
            periods, values = self.observations.series(self.territory.key, indicator)
            trend = find_trend(
                periods,
                values,
                direction=float(self.indicator(indicator).direction),
                seed=f"{self.territory.key}:{indicator}",
            )
            if trend is not None:
                found[indicator] = trend
        return found

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """Targets of the bound indicators that have a figure here and among the peers."""
        cut = self.assessment.cut
        found = {}
        for indicator in dict.fromkeys(self.assessment.tree.indicators):
            baseline = self.value(indicator)
            peers = cut.values[self.row(indicator), self.peer_columns]
            if baseline is None or not np.isfinite(peers).any():
                continue
            found[indicator] = set_target(
                self.indicator(indicator),
                baseline,
                peers,
                [self._series(column, indicator) for column in self.peer_columns],
                self.trends.get(indicator),
            )
        return found

    def _series(self, column: int, indicator: str) -> tuple[Floats, Floats]:
        key = self.assessment.cut.territories[column].key
        periods, values = self.observations.series(key, indicator)
        return periods.astype(float), values

    @cached_property
    def answered(self) -> Diagnosis | None:
        """The same place with the answers of its people; None where nobody was asked."""
        lens = self.universe.answered
        if lens is None:
            return None
        d = Diagnosis(lens, self.territory, self.capacity)
        return d if any(d.value(b.indicator) is not None for b in _questions(lens)) else None

    @cached_property
    def gaps(self) -> Mapping[str, Gap]:
        """Gaps of every bound indicator and every node, by id; unknown ones included. A factor that
        nothing is counted of, but that people were asked about, has a gap to the middle level.
        """
        return {**self._gaps_to_peers(), **self._said_gaps()}

    def _said_gaps(self) -> dict[str, Gap]:
        """Of factors that only people here tell something of."""
        d, found = self.answered, {}
        if d is None:
            return {}
        scores = d.assessment.replications.scores
        for factor in self.universe.dimension_of:
            value = d.score(factor)
            if value is None or self.score(factor) is not None:
                continue
            row = d.assessment.tree.index(factor)
            mine = np.resize(scores[:, row, d.column], self.universe.preset.draws)
            found[factor] = said_gap(factor, value, mine)
        return found

    def _gaps_to_peers(self) -> Mapping[str, Gap]:
        draws = self.universe.preset.draws
        found: dict[str, Gap] = {}
        for node in self.framework.walk():
            found[node.id] = unknown_gap(node.id, draws)
        for indicator in dict.fromkeys(self.assessment.tree.indicators):
            found[indicator] = unknown_gap(indicator, draws)
        if not self.peer_columns:
            return found
        chosen = sound_in_draws(self.peers.inclusion, self.peer_columns)
        figures = np.moveaxis(self.universe.drawn_values, 1, 0)
        of_peers = among(figures, chosen)
        for indicator in self.targets:
            row = self.row(indicator)
            found[indicator] = indicator_gap(
                indicator,
                self.targets[indicator].baseline,
                float(self.indicator(indicator).direction),
                self.assessment.cut.values[row, self.peer_columns],
                figures[row, :, self.column],
                of_peers[row],
            )
        scores = np.moveaxis(self.assessment.replications.scores, 1, 0)
        of_peers = among(scores, chosen)
        for row, node_id in enumerate(self.assessment.tree.ids):
            value = self.score(node_id)
            if value is None:
                continue
            found[node_id] = node_gap(
                node_id,
                value,
                self.assessment.scores.of(node_id)[self.peer_columns],
                np.resize(scores[row, :, self.column], draws),
                of_peers[row],
            )
        return found

    @cached_property
    def largest_doubt(self) -> Mapping[str, str]:
        """By scored node: the factor of uncertainty whose absence narrows the range most."""
        narrowed = self.universe.narrowing
        return {
            node: max(FACTORS, key=lambda f: (narrowed[f][n, self.column], f))
            for n, node in enumerate(self.assessment.tree.ids)
            if self.score(node) is not None
        }

    # ── recommend and plan ────────────────────────────────────────────────────────────────────

    @cached_property
    def facts(self) -> Facts:
        """Latest figures by indicator, for conditions, also of indicators that are not scored."""
        bound = self.assessment.tree.indicators
        values = {i: self.value(i) for i in dict.fromkeys(bound)}
        values |= {i: self._latest(i) for i in self.universe.asked if i not in values}
        return Facts({i: v for i, v in values.items() if v is not None})

    def _latest(self, indicator: str) -> float | None:
        """The latest figure of an indicator that is not bound; None where there is none."""
        if indicator not in self.observations.indicators:
            return None
        periods, values = self.observations.series(self.territory.key, indicator)
        until = self.assessment.wanted
        kept = values if until is None else values[periods <= until]
        return float(kept[-1]) if len(kept) else None

    @cached_property
    def advised(self) -> Advised:
        """Advice for all roles; of each text, the factors that this framework has."""
        texts, dimension_of = self.universe.recommendations, self.universe.dimension_of
        return advise(
            list(texts.values()),
            {f: self.gaps[f] for f in dimension_of},
            self.facts,
            dimension_of,
            capacity=self.capacity,
            grades={i: grade_here(t, self.fits[i])[0] for i, t in texts.items()},
        )

    @cached_property
    def fits(self) -> Mapping[str, tuple[Fit, ...]]:
        """By recommendation: how like this territory the places of its practices are."""
        peers = self.peers if self.comparable else None
        return {
            i: fits_of(text, self.library.practices, peers)
            for i, text in self.library.recommendations.items()
        }

    @cached_property
    def roadmap(self) -> Roadmap:
        """The first five pieces of advice and what they wait for, packed into waves."""
        given = {a.text.id: a for a in self.advised.advice}
        planned = [a.text.id for a in self.advised.first]
        for text_id in planned:  # grows while it runs: what is waited for may wait itself
            for p in given[text_id].text.prerequisites:
                if p.recommendation in given and p.recommendation not in planned:
                    planned.append(p.recommendation)
        return pack_waves([given[i] for i in planned], self.library.recommendations, self.capacity)

    # ── words ─────────────────────────────────────────────────────────────────────────────────

    def title(self, node: str) -> str:
        """Short title of a node, an indicator, or the whole, in the language spoken."""
        words = self.titled(node)
        return gettext("all dimensions together") if words is None else words.say()

    def titled(self, node: str) -> Words | None:
        """The words of a title; None for the whole, which no text names."""
        if node == OVERALL:
            return None
        if node in self.library.indicators:
            return self.library.indicators[node].short
        found: Node = self.framework.node(node)
        return found.short or found.title

    def as_facts(self) -> dict[str, Any]:
        """Territory, framework and release by name, for exports."""
        return {
            "territory": self.territory.key,
            "name": self.territory.name,
            "framework": f"{self.framework.id}@{self.framework.edition}",
            "release": self.observations.name,
            "release_digest": self.observations.digest,
            "plan": self.assessment.tree.digest,
        }
