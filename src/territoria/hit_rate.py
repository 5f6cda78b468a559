"""Leave one case out: would the recommender have advised what a place then did?

A place of the case library gets the profile it had the year before it began, its case is hidden, and
the recommender ranks all advice. It is a *hit* at K when advice that cites the case in the library
is among the first K; a *hit of the class* when advice about a factor that the case is about is.
Beside it stand chance (K pieces of advice drawn without regard to the place) and the most popular
(advice on what most other cases are about), the two that a recommender must beat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import comb, sqrt

from territoria.content import Library
from territoria.diagnosis import Diagnosis, Universe
from territoria.errors import MethodError, Problem, UnknownTerritory
from territoria.measure.assessment import assess
from territoria.measure.tree import build_tree
from territoria.model import Framework, Practice, Recommendation
from territoria.observations import Observations


@dataclass(frozen=True)
class Trial:
    """One case left out, told in ids of advice.

    ``ranked``: best first; ``popular``: what most other cases are about first; ``did``: those that
    cite the case; ``about``: those about a factor that the case is about.
    """

    practice: str
    territory: str
    year: int
    ranked: tuple[str, ...]
    popular: tuple[str, ...]
    did: frozenset[str]
    about: frozenset[str]


@dataclass(frozen=True)
class HitRate:
    """Shares of the trials with a hit among the first ``k``."""

    k: int
    trials: int
    recommender: float
    chance: float
    popular: float

    @property
    def interval(self) -> tuple[float, float]:
        """90 % range of the recommender's share: the score interval of a binomial share (Wilson,
        1927), as if trials were drawn one by one.
        """
        n, p, z = self.trials, self.recommender, 1.6448536269514722
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(middle - half, 0.0), min(middle + half, 1.0)


def digest_of(library: Library, observations: Observations, framework: Framework) -> str:
    """Twelve hex digits of all that decides the hit rates: advice, cases, framework and figures.

    Wording and translations do not.
    """
    served = _served(library, framework)
    advice = [(i, *_rules_of(served[i])) for i in sorted(served)]
    cases = [
        (p.id, p.territories, p.years, p.went_wrong, p.central)
        for p in (library.practices[i] for i in sorted(library.practices))
    ]
    plan = build_tree(framework, library.indicators).digest
    return sha256(repr((observations.digest, plan, advice, cases)).encode()).hexdigest()[:12]


def _rules_of(text: Recommendation) -> tuple[object, ...]:
    """What the rules of the recommender read of a text."""
    effort = text.effort.person_months
    return (
        text.factors,
        text.share_of_people,
        text.practices,
        text.evidence.grade,
        None if effort is None else (effort.low, effort.high),
        text.effort.reversible,
        text.losers is None,
        [(t.indicator, t.at_least, t.at_most) for t in text.excluded_when],
        [(p.id, p.recommendation, p.data and p.data.model_dump()) for p in text.prerequisites],
    )


def leave_one_out(
    library: Library, observations: Observations, framework: Framework
) -> tuple[Trial, ...]:
    """A trial for every case that went well, lies in a scored territory and is cited by advice.

    ``year`` is the year before the case began, or the first of the release; figures are the latest
    up to it. Structure (peers) is that of the framework's reference year.
    """
    first = min(observations.periods)
    universes: dict[int, Universe] = {}
    trials = []
    for practice in _usable(library, framework):
        year = max(_begun(practice) - 1, first)
        if year not in universes:
            assessment = assess(framework, observations, library.indicators, wanted=year)
            universes[year] = Universe(library, assessment)
        trial = _trial(library, universes[year], practice, year)
        if trial is not None:
            trials.append(trial)
    return tuple(trials)


def hit_rate(trials: Sequence[Trial], k: int, *, by_class: bool = False) -> HitRate:
    """Hit rates at ``k`` over trials; ``by_class``: a factor of the case is enough.

    MethodError where there is no trial.
    """
    if not trials:
        raise MethodError(
            Problem(
                "hit rate",
                "no case could be left out.",
                "Name a framework whose advice cites cases of the release.",
            )
        )
    sought = [t.about if by_class else t.did for t in trials]
    count = len(trials)
    return HitRate(
        k=k,
        trials=count,
        recommender=sum(bool(s & set(t.ranked[:k])) for t, s in zip(trials, sought, strict=True))
        / count,
        chance=sum(
            _by_chance(len(t.popular), len(s), k) for t, s in zip(trials, sought, strict=True)
        )
        / count,
        popular=sum(bool(s & set(t.popular[:k])) for t, s in zip(trials, sought, strict=True))
        / count,
    )


def _usable(library: Library, framework: Framework) -> Iterator[Practice]:
    """Cases that could be a hit: not gone wrong, somewhere, and cited by advice of the framework."""
    cited = {p for t in _served(library, framework).values() for p in t.practices}
    for practice in library.practices.values():
        if practice.territories and not practice.went_wrong and practice.id in cited:
            yield practice


def _served(library: Library, framework: Framework) -> Mapping[str, Recommendation]:
    """Advice that raises a factor of the framework."""
    factors = {f.id for f in framework.factors()}
    return {i: t for i, t in library.recommendations.items() if factors & set(t.factors)}


def _begun(practice: Practice) -> int:
    """The first year that stands in its years, e.g. 2009 of ``2009–18``."""
    found = re.search(r"(19|20)\d{2}", practice.years)
    return int(found.group()) if found else 0


def _trial(library: Library, universe: Universe, practice: Practice, year: int) -> Trial | None:
    """The trial of one case; None where its territory is not of this release."""
    hidden = replace(universe, library=_without(library, practice.id))
    for key in practice.territories:
        try:
            diagnosis = Diagnosis(hidden, universe.observations.territory(key))
            diagnosis.column  # noqa: B018 - raises where the territory is not scored
        except (UnknownTerritory, MethodError):
            continue
        return _judged(library, diagnosis, practice, year)
    return None


def _judged(library: Library, diagnosis: Diagnosis, practice: Practice, year: int) -> Trial:
    served = _served(library, diagnosis.framework)
    central = _central(diagnosis.framework, practice)
    first = [a.text.id for a in diagnosis.advised.first]
    rest = [a.text.id for a in diagnosis.advised.advice if a.text.id not in first]
    return Trial(
        practice=practice.id,
        territory=diagnosis.territory.key,
        year=year,
        ranked=(*first, *rest),
        popular=_popular(diagnosis.library, diagnosis.framework, served),
        did=frozenset(i for i, t in served.items() if practice.id in t.practices),
        about=frozenset(i for i, t in served.items() if central & set(t.factors)),
    )


def _central(framework: Framework, practice: Practice) -> set[str]:
    """Factors that a case is about: those it names, and those of the dimensions it names."""
    return {
        f.id
        for f in framework.factors()
        if {f.id, framework.dimension_of(f.id).id} & set(practice.central)
    }


def _without(library: Library, practice_id: str) -> Library:
    """The library as if a case had never been told."""
    practices = {i: p for i, p in library.practices.items() if i != practice_id}
    texts = {i: _uncited(t, practice_id) for i, t in library.recommendations.items()}
    return replace(library, practices=practices, recommendations=texts)


def _uncited(text: Recommendation, practice_id: str) -> Recommendation:
    """An advice that neither cites a case nor expects what was measured there."""
    kept = tuple(e for e in text.evidence.expected if e.practice != practice_id)
    return text.model_copy(
        update={
            "practices": tuple(p for p in text.practices if p != practice_id),
            "evidence": text.evidence.model_copy(update={"expected": kept}),
        }
    )


def _popular(
    library: Library, framework: Framework, served: Mapping[str, Recommendation]
) -> tuple[str, ...]:
    """Advice ids by how many cases are about one of their factors, most first, ties by id."""
    central = [_central(framework, p) for p in library.practices.values()]
    done = {i: sum(bool(c & set(t.factors)) for c in central) for i, t in served.items()}
    return tuple(sorted(done, key=lambda i: (-done[i], i)))


def _by_chance(count: int, wanted: int, k: int) -> float:
    """Chance that ``k`` of ``count`` drawn blindly hold at least one of ``wanted``."""
    drawn = min(k, count)
    return 1.0 - comb(count - wanted, drawn) / comb(count, drawn)
