"""Facts of a synthesis report, as plain data that is kept with the signatures.

Only what is public stands in them: published figures, and what published papers of the territories
say. A territory that left the network is not in the next report; published ones keep it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from territoria_web.compare.services.comparisons import as_json
from territoria_web.measure.queries.assessments import framework_of
from territoria_web.measure.queries.explored import opened
from territoria_web.papers.models import Paper
from territoria_web.people.models import Organisation
from territoria_web.plan.queries.cohort.held import Published, compared_frameworks, published_of
from territoria_web.plan.queries.cohort.rows import CohortRow, cohort_of
from territoria_web.plan.queries.cohort.shapes import groups_of
from territoria_web.plan.queries.cohort.talks import Talks, talks_of
from territoria_web.reports.synthesis.evidence import advice_among, blockers_among, families
from territoria_web.reports.synthesis.figures import figures_of, scores_among
from territoria_web.reports.synthesis.lessons import lessons_told
from territoria_web.reports.synthesis.levels import level_of
from territoria_web.reports.synthesis.signed import signed_of
from territoria_web.reports.synthesis.small_firms.advice import with_advice
from territoria_web.reports.synthesis.small_firms.facts import small_firms_of
from territoria_web.reports.synthesis.small_firms.targets import targets_told
from territoria_web.territories.models import Territory


def facts_of(paper: Paper) -> dict[str, Any]:
    """All that the house knows and the report says."""
    assert paper.network is not None
    return {**facts_of_network(paper.network), "lessons": lessons_told(paper)}


def facts_of_network(network: Organisation) -> dict[str, Any]:
    """The same before there is a paper: sentences are drafted from it."""
    cohort = cohort_of(network)
    places = cohort.territories
    here = opened()
    frameworks = compared_frameworks(here.assessments)
    published = published_of(frameworks[0].id, places, here.assessments) if frameworks else None
    assert published is not None  # ``opened`` has refused where nothing is open
    signed = signed_of(places)
    gaps = _gaps(published)
    found: dict[str, Any] = as_json(
        {
            "day": timezone.localdate().isoformat(),
            "network": {"id": str(network.public_id), "name": network.name},
            "edition": _edition(published),
            "dimensions": [_node(n) for n in published.framework.nodes],
            "factors": [_node(f) for f in published.framework.factors()],
            "territories": [_territory(published, t, cohort.rows, signed) for t in places],
            "scores": scores_among(here, published),
            "indicators": figures_of(here, published),
            "groups": groups_of(published),
            "gaps": gaps,
            "policies": [p for t in places for p in signed[t.pk]["policies"]],
            "obstacles": [o for t in places for o in signed[t.pk]["obstacles"]],
            "families": families(gaps),
            "advice": advice_among(published),
            "blockers": blockers_among(published),
            "talks": {
                "inside": _talks(talks_of(published)),
                "beyond": _talks(talks_of(published, beyond=True)),
            },
            "steps": [s for row in cohort.rows for s in _steps(row)],
            "small_firms": small_firms_of(network, places),
            "area_targets": targets_told(network),
        }
    )
    return with_advice(found)


def _edition(published: Published) -> dict[str, Any]:
    made, framework = published.assessment, framework_of(published.assessment)
    return {
        "framework": made.framework,
        "title": framework.title.root,
        "edition": made.edition,
        "year": framework.reference_year,
        "data": made.data,
        "digest": made.data_digest,
        "plan": made.plan,
    }


def _node(node: Any) -> dict[str, Any]:
    return {"node": node.id, "title": (node.short or node.title).root}


def _territory(
    published: Published,
    place: Territory,
    rows: Sequence[CohortRow],
    signed: Mapping[int, Mapping[str, Any]],
) -> dict[str, Any]:
    held = next(h for h in published.territories if h.territory.pk == place.pk)
    profile = held.profile(published.factors)
    mine = [row for row in rows if row.territory.pk == place.pk and row.far]
    return {
        "code": place.code,
        "key": place.key,
        "name": place.name,
        "names": dict(place.names),
        "country": place.country,
        "example": place.example,
        "level": level_of(place.level),
        "known": held.known,
        "ahead": [f for f in published.factors if f in profile.ahead],
        "behind": [f for f in published.factors if f in profile.behind],
        "words": {n: held.word(n) for n in ("overall", *published.dimensions, *published.factors)},
        "cycles": len(mine),
        "papers": signed[place.pk]["papers"],
        "people": signed[place.pk]["people"],
        "bodies": signed[place.pk]["bodies"],
        "policies_known": bool(signed[place.pk]["policies"]),
    }


def _gaps(published: Published) -> list[dict[str, Any]]:
    """By factor: who is firmly ahead, who has a firm gap, of whom nobody can tell; by key."""
    profiles = {h.territory.key: h.profile(published.factors) for h in published.territories}
    unknown = {
        f: [h.territory.key for h in published.territories if h.gap(f).get("chance") is None]
        for f in published.factors
    }
    return [
        {
            **_node(factor),
            "ahead": [key for key, p in profiles.items() if factor.id in p.ahead],
            "behind": [key for key, p in profiles.items() if factor.id in p.behind],
            "unknown": unknown[factor.id],
        }
        for factor in published.framework.factors()
    ]


def _talks(found: Talks) -> dict[str, Any]:
    held = Territory.objects.filter(code__in=[key.partition("@")[0] for key in found.names])
    names = {t.key: {"name": t.name, "names": dict(t.names)} for t in held if t.key in found.names}
    return {
        "chosen": [
            {
                "one": m.one,
                "other": m.other,
                "there": [list(pair) for pair in m.first.factors],
                "back": [list(pair) for pair in m.second.factors],
                "near": _near(m.nearness),
            }
            for m in found.chosen
        ],
        "one_way": [
            {
                "learner": w.learner,
                "teacher": w.teacher,
                "factors": [list(pair) for pair in w.factors],
                "near": _near(w.nearness),
            }
            for w in found.one_way
        ],
        "without": list(found.without),
        "uncompared": list(found.uncompared),
        "unlike": found.unlike,
        "names": names,
    }


def _near(near: Any) -> dict[str, Any]:
    return {
        "distance": near.distance,
        "farther": near.farther,
        "inclusion": near.inclusion,
        "firmness": near.firmness or "",
    }


def _steps(row: CohortRow) -> list[dict[str, Any]]:
    """Where each open cycle stands, and when its steps are due: no names, no words."""
    if row.far is None:
        return []
    return [
        {
            "territory": row.territory.key,
            "kind": step.kind,
            "state": step.state,
            "due": step.due.isoformat() if step.due else "",
            "open": row.open is not None,
        }
        for step in row.far.steps
    ]
