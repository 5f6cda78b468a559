"""What was measured and compared, as plain data: scores, figures, peers, how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from territoria_web.compare.models import Comparison
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Figure
from territoria_web.measure.queries.assessments import framework_of
from territoria_web.territories.models import Territory


def measured(
    assessment: Assessment, place: Territory, comparison: Comparison | None
) -> Mapping[str, Any]:
    """Of a territory in an assessment, which never changes: read once a process."""
    return _measured(str(assessment.public_id), place.pk, comparison.pk if comparison else 0)


@lru_cache(maxsize=64)
def _measured(assessment_id: str, place_id: int, comparison_id: int) -> Mapping[str, Any]:
    opened = Assessment.objects.select_related("text", "release")
    assessment, place = opened.get(public_id=assessment_id), Territory.objects.get(pk=place_id)
    comparison = Comparison.objects.filter(pk=comparison_id).first()
    body = comparison.body if comparison else {}
    return {
        "dimensions": _dimensions(assessment, place, body),
        "figures": _figures(assessment, place, body),
        "peers": _peers(assessment, place, body),
        "said": _said(comparison),
    }


def _reading(address: str, value: float | None, **told: Any) -> dict[str, Any]:
    return {"address": address, "value": value, **told}


def _dimensions(assessment: Assessment, place: Territory, body: Mapping[str, Any]) -> list[Any]:
    """The whole and its dimensions, with what a score and a place rest on."""
    key, framework = place.key, framework_of(assessment)
    scores = {s.node: s for s in assessment.scores.filter(territory=place)}
    titles = {"overall": None, **{n.id: n.title.root for n in framework.nodes}}
    found = []
    for node, title in titles.items():
        score, gap = scores.get(node), body.get("gaps", {}).get(node) or {}
        if score is None:
            continue
        year = {"period": str(framework.reference_year)}
        found.append(
            {
                "node": node,
                "title": title,
                "word": gap.get("word", "unknown"),
                "score": _reading(
                    assessment.address("score", key, node),
                    score.value,
                    low=score.low,
                    high=score.high,
                    **year,
                ),
                "rank": _reading(
                    assessment.address("rank", key, node),
                    score.rank,
                    low=score.rank_low,
                    high=score.rank_high,
                    **year,
                ),
                "of": score.of,
                "known": _reading(assessment.address("known", key, node), score.known, **year),
                "bound": score.bound,
                "inherited": score.inherited,
            }
        )
    return found


def _figures(assessment: Assessment, place: Territory, body: Mapping[str, Any]) -> list[Any]:
    """Every indicator of the framework; those without a figure too, as unknown."""
    texts = library().indicators
    wanted = list(dict.fromkeys(b.indicator for b in framework_of(assessment).bindings()))
    held = _latest(assessment, place)
    others = _of_peers(assessment, body, wanted)
    return [
        _figure(assessment, place, texts[i], held.get(i), body, others.get(i, []))
        for i in wanted
        if i in texts
    ]


def _latest(assessment: Assessment, place: Territory) -> dict[str, Figure]:
    releases = [r for r in (assessment.release_id, assessment.own_id) if r]
    rows = Figure.objects.filter(territory=place, release__in=releases)
    ordered = sorted(rows, key=lambda f: f.release_id == assessment.own_id)
    return {f.indicator: f for f in ordered}


def _of_peers(
    assessment: Assessment, body: Mapping[str, Any], wanted: list[str]
) -> dict[str, list[float]]:
    members = (body.get("peers") or {}).get("members", [])
    sound = [m["code"] for m in members if m["firmness"] != "arguable"]
    if not sound:
        return {}
    rows = Figure.objects.filter(
        release=assessment.release_id, territory__code__in=sound, indicator__in=wanted
    )
    found: dict[str, list[float]] = {}
    for indicator, value in rows.order_by("indicator", "value").values_list("indicator", "value"):
        found.setdefault(indicator, []).append(value)
    return found


def _figure(
    assessment: Assessment,
    place: Territory,
    text: Any,
    figure: Figure | None,
    body: Mapping[str, Any],
    others: list[float],
) -> dict[str, Any]:
    gap = body.get("gaps", {}).get(text.id) or {}
    told = {"period": str(figure.period) if figure else "", "badge": _badge(body, text.id)}
    return {
        "indicator": text.id,
        "title": text.short.root,
        "unit": text.unit_of_measure.root,
        "decimals": text.decimals,
        "direction": text.direction,
        "publisher": text.source.publisher,
        "observation": _reading(
            assessment.address("observation", place.key, text.id),
            figure.value if figure else None,
            low=figure.low if figure else None,
            high=figure.high if figure else None,
            **told,
        ),
        "inherited": bool(figure and figure.status == "inherited"),
        "median": _reading(
            assessment.address("peer-median", place.key, text.id),
            gap.get("peer_median"),
            low=gap.get("peer_low"),
            high=gap.get("peer_high"),
            period=told["period"],
        ),
        "word": gap.get("word", "unknown"),
        "size": gap.get("size"),
        "firm": bool(gap.get("firm")),
        "kind": gap.get("kind", "cannot-tell"),
        "peers": others,
    }


def _badge(body: Mapping[str, Any], indicator: str) -> str:
    return str(body.get("badges", {}).get(indicator, ""))


def _peers(
    assessment: Assessment, place: Territory, body: Mapping[str, Any]
) -> dict[str, Any] | None:
    held = body.get("peers")
    if not held:
        return None
    members = sorted(held["members"], key=lambda m: m["distance"])
    codes = [m["code"] for m in members]
    places = {t.key: t for t in Territory.objects.filter(code__in=codes)}
    return {
        "isolated": held["isolated"],
        "draws": body["draws"],
        "members": [
            _peer(assessment, place, m, places[m["key"]]) for m in members if m["key"] in places
        ],
    }


def _peer(
    assessment: Assessment, here: Territory, member: Mapping[str, Any], place: Territory
) -> dict[str, Any]:
    texts = library().indicators
    address = assessment.address("peer", here.key, member["code"])
    return {
        "name": place.name,
        "names": dict(place.names),
        "country": place.country,
        "firmness": member["firmness"],
        "drawn": _reading(address, member["inclusion"]),
        "alike": [texts[i].short.root for i in member["alike"][:3] if i in texts],
        "hub": member["hub"],
    }


def _said(comparison: Comparison | None) -> dict[str, Any]:
    """How sure we are, in whole sentences, each in all languages."""
    said = comparison.said if comparison else {}
    return {name: said[name] for name in ("sure",) if name in said}
