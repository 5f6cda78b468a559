"""What readings and findings suggest for a SWOT, each point with the address of its source.

A strength is a factor or figure clearly ahead of the peers, a weakness one that is clearly behind
with a firm gap. An opportunity is a target that similar places have reached at the pace it needs,
a threat a figure that clearly worsens. Findings of the pre-assessment bring what experts saw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext as _

from territoria.documents.briefing.phrases import short_unit
from territoria.documents.numerals import numeral, on_scale
from territoria.model import Words
from territoria.speech import LANGUAGES
from territoria_web.compare.models import Comparison, SwotPoint
from territoria_web.compare.queries.chosen_peers import assessment_of
from territoria_web.compare.queries.comparisons import comparison_of
from territoria_web.library.queries import library
from territoria_web.library.saying import percent, ranged, said_in
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.observed import observing_survey
from territoria_web.measure.models import Assessment, Figure, Finding, Score
from territoria_web.measure.queries.assessments import framework_of
from territoria_web.measure.queries.findings import findings_of
from territoria_web.territories.models import Cycle, Territory

Quadrant = SwotPoint.Quadrant
MOST_NODES, MOST_FIGURES, MOST_AHEAD, MOST_OBSTACLES = 4, 4, 5, 3
AS_WRITTEN: Final = "as written"  # in place of a language: a finding is in one only
FINDING: Final = "finding "
OBSTACLE: Final = "obstacle "

OF_FINDINGS: Final[Mapping[str, str]] = {
    Finding.Weight.STRENGTH: Quadrant.STRENGTH,
    Finding.Weight.WEAKNESS: Quadrant.WEAKNESS,
    Finding.Weight.OPPORTUNITY: Quadrant.OPPORTUNITY,
    Finding.Weight.THREAT: Quadrant.THREAT,
}


@dataclass(frozen=True)
class Draft:
    """A point that a reading or a finding suggests. ``said``: language → sentence."""

    quadrant: str
    drawn_from: str
    node: str
    said: Mapping[str, str]

    @property
    def source(self) -> str:
        """Names the source whatever the edition of the figures: a reading's kind and node."""
        return source_of(self.drawn_from)


def source_of(drawn_from: str) -> str:
    """What a point is drawn from, whatever the edition; empty for people's own."""
    parts = drawn_from.split(":")
    return f"{parts[0]}:{parts[3]}" if len(parts) == 6 else drawn_from


def drafts_of(cycle: Cycle) -> list[Draft]:
    """What the readings and findings suggest as of now."""
    return [*_from_readings(cycle), *_from_answers(cycle), *_from_findings(cycle)]


def _from_answers(cycle: Cycle) -> Iterator[Draft]:
    """Threats: the obstacles that weigh most in the survey of key actors."""
    survey = observing_survey(cycle)
    look = survey.looks.first() if survey else None
    if survey is None or look is None:
        return
    for ranking in look.body["rankings"]:
        if ranking["kind"] == "severity":
            options = {o.id: o.text for o in form_of(survey).item(ranking["item"]).options}
            for row in ranking["rows"][:MOST_OBSTACLES]:
                words = options.get(row["option"])
                said = _in_each(lambda r=row, w=words: _obstacle_said(r, w)) if words else None
                if said is not None and row["share"]:
                    yield Draft(Quadrant.THREAT, f"{OBSTACLE}{row['option']}", "", said)


def _obstacle_said(row: Mapping[str, Any], words: Words) -> str:
    return _("%(obstacle)s: met by %(share)s of the key actors who answered.") % {
        "obstacle": words.say(),
        "share": percent(row["share"]),
    }


def _from_findings(cycle: Cycle) -> Iterator[Draft]:
    for finding in findings_of(cycle).order_by("made"):
        if finding.weight in OF_FINDINGS:
            yield Draft(
                OF_FINDINGS[finding.weight],
                f"{FINDING}{finding.public_id}",
                finding.node,
                {AS_WRITTEN: finding.statement},
            )


@dataclass(frozen=True)
class _Here:
    """What stands around the readings of a territory."""

    place: Territory
    assessment: Assessment
    body: Mapping[str, Any]
    scores: Mapping[str, Score]
    figures: Mapping[str, Figure]

    def address(self, kind: str, node: str) -> str:
        """The address of a reading."""
        return self.assessment.address(kind, self.place.key, node)


def _from_readings(cycle: Cycle) -> Sequence[Draft]:
    assessment = assessment_of(cycle)
    comparison = comparison_of(assessment, cycle.territory)
    if comparison is None:
        return ()
    return _readings(str(assessment.public_id), cycle.territory_id, comparison.pk)


@lru_cache(maxsize=64)
def _readings(assessment_id: str, place_id: int, comparison_id: int) -> Sequence[Draft]:
    """Of a territory in an assessment, which never changes: drafted once a process."""
    opened = Assessment.objects.select_related("text", "release", "own")
    assessment, place = opened.get(public_id=assessment_id), Territory.objects.get(pk=place_id)
    here = _Here(
        place,
        assessment,
        Comparison.objects.get(pk=comparison_id).body,
        {s.node: s for s in assessment.scores.filter(territory=place)},
        _figures(assessment, place),
    )
    return (*_standing(here), *_ahead(here))


def _figures(assessment: Assessment, place: Territory) -> dict[str, Figure]:
    """The latest figures, the team's own in place of the published ones."""
    releases = [r for r in (assessment.release_id, assessment.own_id) if r]
    rows = Figure.objects.filter(territory=place, release__in=releases)
    ordered = sorted(rows, key=lambda f: f.release_id == assessment.own_id)
    return {f.indicator: f for f in ordered}


def _standing(here: _Here) -> Iterator[Draft]:
    """Strengths and weaknesses: factors first, then figures, the widest gaps first."""
    gaps, framework = here.body.get("gaps", {}), framework_of(here.assessment)
    nodes = {n.id: n for n in framework.walk() if not n.nodes}
    figures = list(dict.fromkeys(b.indicator for b in framework.bindings()))
    for quadrant, word in ((Quadrant.STRENGTH, "above"), (Quadrant.WEAKNESS, "below")):
        for ids, most in ((list(nodes), MOST_NODES), (figures, MOST_FIGURES)):
            for node in _clearest(gaps, ids, word)[:most]:
                said = _in_each(lambda n=node, w=word: _gap_said(here, n, w))
                if said is not None:
                    yield Draft(quadrant, here.address("gap", node), node, said)


def _clearest(gaps: Mapping[str, Any], ids: Sequence[str], word: str) -> list[str]:
    kept = [i for i in ids if gaps.get(i, {}).get("word") == word]
    if word == "below":
        kept = [i for i in kept if gaps[i]["firm"]]
    sign = -1 if word == "below" else 1
    return sorted(kept, key=lambda i: (sign * (gaps[i]["size"] or 0.0), i))


def _gap_said(here: _Here, node: str, word: str) -> str:
    score, figure = here.scores.get(node), here.figures.get(node)
    median = here.body["gaps"][node]["peer_median"]
    if score is not None:
        return _score_said(here, score, median, word)
    return _figure_said(figure, median, word) if figure is not None else ""


def _score_said(here: _Here, score: Score, median: float, word: str) -> str:
    said = {
        "above": _(
            "%(name)s: a score of %(score)s points of 100 in the edition of %(year)s, clearly "
            "ahead of the peers with %(median)s."
        ),
        "below": _(
            "%(name)s: a score of %(score)s points of 100 in the edition of %(year)s, clearly "
            "behind the peers with %(median)s."
        ),
    }
    return said[word] % {
        "name": _title(here, score.node),
        "score": ranged(on_scale(score.value), on_scale(score.low), on_scale(score.high)),
        "median": numeral(on_scale(median)),
        "year": framework_of(here.assessment).reference_year,
    }


def _figure_said(figure: Figure, median: float, word: str) -> str:
    text = library().indicators[figure.indicator]
    said = {
        "above": _(
            "%(name)s: %(value)s %(unit)s in %(year)s, clearly better than the peers with %(median)s."
        ),
        "below": _(
            "%(name)s: %(value)s %(unit)s in %(year)s, clearly worse than the peers with %(median)s."
        ),
    }
    return said[word] % {
        "name": text.short.say(),
        "value": ranged(figure.value, figure.low, figure.high, text.decimals),
        "median": numeral(median, text.decimals),
        "unit": short_unit(text.unit_of_measure.say()),
        "year": figure.period,
    }


def _ahead(here: _Here) -> Iterator[Draft]:
    """Opportunities: targets that peers kept the pace for; threats: what clearly worsens."""
    gaps = here.body.get("gaps", {})
    done = [
        (i, t)
        for i, t in here.body.get("targets", {}).items()
        if t["label"] == "done before" and gaps.get(i, {}).get("firm")
    ]
    done.sort(key=lambda pair: (-(gaps[pair[0]]["size"] or 0.0), pair[0]))
    for node, target in done[:MOST_AHEAD]:
        said = _in_each(lambda n=node, t=target: _target_said(n, t))
        if said is not None:
            yield Draft(Quadrant.OPPORTUNITY, here.address("target", node), node, said)
    trends = here.body.get("trends", {})
    worse = sorted(i for i, t in trends.items() if t["word"] == "worsening")
    for node in worse[:MOST_AHEAD]:
        said = _in_each(lambda n=node, t=trends[node]: _trend_said(n, t))
        if said is not None:
            yield Draft(Quadrant.THREAT, here.address("trend", node), node, said)


def _target_said(node: str, target: Mapping[str, Any]) -> str:
    text = library().indicators.get(node)
    if text is None:
        return ""
    return _(
        "%(name)s: from %(baseline)s to %(target)s %(unit)s in %(horizon)s years is a pace that "
        "%(done)s of %(of)s similar places kept."
    ) % {
        "name": text.short.say(),
        "baseline": numeral(target["baseline"], text.decimals),
        "target": ranged(target["value"], target["low"], target["high"], text.decimals),
        "unit": short_unit(text.unit_of_measure.say()),
        "horizon": target["horizon"],
        "done": target["done_by"],
        "of": target["of"],
    }


def _trend_said(node: str, trend: Mapping[str, Any]) -> str:
    text = library().indicators.get(node)
    if text is None:
        return ""
    return _(
        "%(name)s: it worsened from %(first)s to %(last)s %(unit)s between %(begin)s and %(end)s."
    ) % {
        "name": text.short.say(),
        "first": numeral(trend["values"][0], text.decimals),
        "last": numeral(trend["values"][-1], text.decimals),
        "unit": short_unit(text.unit_of_measure.say()),
        "begin": trend["periods"][0],
        "end": trend["periods"][-1],
    }


def _title(here: _Here, node: str) -> str:
    return str(framework_of(here.assessment).node(node).title.say())


def _in_each(say: Any) -> dict[str, str] | None:
    """A sentence in each language; None where there is nothing to say."""
    found = {}
    for language in LANGUAGES:
        with said_in(language):
            found[language] = str(say())
    return found if all(found.values()) else None
