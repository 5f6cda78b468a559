"""What is published of each territory of a network: gaps, badges, peers, targets; two queries.

Only the public assessment is read: a team's own figures stay on its desk until it signs them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from territoria.compare.distance import Space
from territoria.compare.reciprocal import Likeness, Profile, likeness_of, profile_of
from territoria.compare.search import structural_space
from territoria.model import Framework
from territoria_web.compare.models import Comparison
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.assessments import public_assessments
from territoria_web.measure.queries.universes import data_of
from territoria_web.measure.queries.variables import framework_at
from territoria_web.territories.models import Territory

Opened = Mapping[str, Assessment]
"""By framework: what is public now; asked for where it is not given."""
PARTS = ("gaps", "badges", "peers", "targets", "trends")


@dataclass(frozen=True)
class HeldOf:
    """What is known of one territory; ``known`` False: it is in no published comparison."""

    territory: Territory
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def known(self) -> bool:
        """It was compared, even if it is not comparable."""
        return bool(self.body)

    def gap(self, node: str) -> Mapping[str, Any]:
        """The gap of a node or an indicator; empty where there is none."""
        return (self.body.get("gaps") or {}).get(node) or {}

    def word(self, node: str) -> str:
        """Where it stands against its own peers: above, level, below, unknown."""
        return str(self.gap(node).get("word", "unknown"))

    def badge(self, indicator: str) -> str:
        """A, B or E; empty where nothing is known."""
        return str((self.body.get("badges") or {}).get(indicator, ""))

    def target(self, indicator: str) -> Mapping[str, Any]:
        """The target band; empty where there is none."""
        return (self.body.get("targets") or {}).get(indicator) or {}

    @property
    def members(self) -> Sequence[Mapping[str, Any]]:
        """Its structural peers, nearest first."""
        return (self.body.get("peers") or {}).get("members") or ()

    def profile(self, factors: Sequence[str], *, inside: bool = True) -> Profile:
        """Where it is firmly ahead, and where it has a firm gap."""
        gaps = {f: self.gap(f) for f in factors}
        chances = {f: (g.get("better"), g.get("chance")) for f, g in gaps.items()}
        return profile_of(self.territory.key, chances, inside=inside)


@dataclass(frozen=True)
class Published:
    """A network's territories in a framework, in the order given."""

    assessment: Assessment
    framework: Framework
    territories: tuple[HeldOf, ...]

    @property
    def factors(self) -> list[str]:
        """The factors by id, in the order of the text."""
        return [f.id for f in self.framework.factors()]

    @property
    def dimensions(self) -> list[str]:
        """The top nodes by id."""
        return [n.id for n in self.framework.nodes]

    @property
    def indicators(self) -> list[str]:
        """Every indicator bound, once, in the order of the text."""
        return list(dict.fromkeys(b.indicator for b in self.framework.bindings()))


def compared_frameworks(assessments: Opened | None = None) -> list[Framework]:
    """Those that compare with peers and are opened, the main one first."""
    opened = public_assessments() if assessments is None else assessments
    held = [framework_at(a.text_id) for a in opened.values()]
    found = {f.id: f for f in held if f.peers is not None}
    return sorted(found.values(), key=lambda f: (f.id != "blueprint", f.id))


def published_of(
    framework: str, territories: Sequence[Territory], assessments: Opened | None = None
) -> Published | None:
    """What is published of these territories; None where nothing is opened in the framework."""
    opened = public_assessments() if assessments is None else assessments
    made = opened.get(framework)
    if made is None:
        return None
    bodies = bodies_of(made, territories)
    rows = tuple(HeldOf(t, bodies.get(t.pk, {})) for t in territories)
    return Published(made, framework_at(made.text_id), rows)


def bodies_of(
    assessment: Assessment, territories: Sequence[Territory]
) -> dict[int, dict[str, Any]]:
    """By key of the territory's row: the parts of its comparison that a network reads."""
    rows = Comparison.objects.filter(assessment=assessment, territory__in=territories)
    read = rows.values_list("territory_id", *(f"body__{part}" for part in PARTS))
    return {row[0]: dict(zip(PARTS, row[1:], strict=True)) for row in read}


# ── structure ─────────────────────────────────────────────────────────────────────────────────


def space_of(assessment: Assessment) -> Space:
    """The structural space of an assessment; a second once a process, then at once."""
    return _space(assessment.text_id, assessment.release.name)


@lru_cache(maxsize=4)
def _space(text: int, release: str) -> Space:
    framework = framework_at(text)
    assert framework.peers is not None  # only such frameworks are asked for
    return structural_space(
        framework.peers, data_of(release), library().indicators, framework.reference_year
    )[0]


def likeness_among(assessment: Assessment, held: Sequence[HeldOf]) -> Likeness:
    """How alike all places are, with the firmness that the peer lists of these give."""
    inclusion = {
        (one.territory.key, str(m["key"])): float(m["inclusion"])
        for one in held
        for m in one.members
    }
    known = _all_alike(assessment.text_id, assessment.release.name)
    return replace(known, inclusion=inclusion)


@lru_cache(maxsize=4)
def _all_alike(text: int, release: str) -> Likeness:
    """The distances of all places, once a process."""
    return likeness_of(_space(text, release), {})
