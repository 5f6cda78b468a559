"""The portrait of a territory: everything its page says, but the advice.

A portrait is read from what was written down when the territory was diagnosed; nothing is computed
here. It is also there for territories that cannot be compared, with what is known of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from territoria.documents.briefing.doubt import DOUBTS
from territoria.errors import AddressError, MethodError, Problem, UnknownTerritory, did_you_mean
from territoria.model import Framework, Words
from territoria.speech import gettext, language
from territoria_web.compare.models import Comparison
from territoria_web.compare.queries.comparisons import comparison_of
from territoria_web.compare.queries.portrait_figures import courses, figures
from territoria_web.compare.queries.portrait_parts import Course, Measured, Peers, Standing
from territoria_web.compare.queries.portrait_peers import peers_of
from territoria_web.compare.queries.portrait_scores import standing_of
from territoria_web.library.models import FrozenText
from territoria_web.measure.models import Assessment, Score
from territoria_web.measure.queries.assessments import MAIN, public_assessments
from territoria_web.measure.queries.figures import figures_in
from territoria_web.measure.queries.scores import scores_in
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import search_territories, territory_at, territory_name

LEVELS = {"country": 0, "region": 2}
OVERALL = "overall"


@dataclass(frozen=True)
class Opened:
    """A framework that scores territories of this kind."""

    id: str
    title: Words
    diagnoses: bool


@dataclass(frozen=True)
class Portrait:
    """What is known of a territory in one framework. ``assessment`` None: none scores its level, or
    none scores it: ``unpublished`` then, as it stands in no published release.

    ``said``: whole sentences in the language spoken, by name. ``compared``: peers were looked for.
    """

    territory: Territory
    name: str
    parents: tuple[Territory, ...]
    parts: tuple[Territory, ...]
    frameworks: tuple[Opened, ...]
    assessment: Assessment | None
    unpublished: bool
    framework: Framework | None
    compared: bool
    comparable: bool
    said: Mapping[str, Any]
    overall: Standing | None
    dimensions: tuple[Standing, ...]
    factors: tuple[Standing, ...]
    figures: tuple[Measured, ...]
    courses: tuple[Course, ...]
    peers: Peers | None
    gaps: Mapping[str, Any]
    targets: Mapping[str, Any]
    doubts: Mapping[str, str]
    comparable_regions: int

    @property
    def missing(self) -> tuple[Measured, ...]:
        """Indicators of the framework without a figure here."""
        return tuple(f for f in self.figures if f.value is None)

    @property
    def behind(self) -> tuple[Measured, ...]:
        """Figures below the peers, the widest gap first."""
        found = [f for f in self.figures if f.word == "below"]
        return tuple(sorted(found, key=lambda f: -(f.size or 0.0)))

    @property
    def ahead(self) -> tuple[Measured, ...]:
        """Figures above the peers, the furthest first."""
        found = [f for f in self.figures if f.word == "above"]
        return tuple(sorted(found, key=lambda f: f.size or 0.0))


def place_at(code: str) -> Territory:
    """The territory of a code; UnknownTerritory says which ones may have been meant."""
    try:
        return territory_at(code)
    except Http404:
        names = [f"{m.territory.code} ({m.matched_name})" for m in search_territories(code, 3)]
        mend = (
            _("Did you mean %(names)s?") % {"names": ", ".join(names)}
            if names
            else _("Search for it by its name.")
        )
        raise UnknownTerritory(Problem(code, _("no territory has this code."), mend)) from None


def portrait_of(territory: Territory, framework: str = "") -> Portrait:
    """The portrait of a territory in a framework, by default in the first that scores its level."""
    opened = public_assessments()
    ordered = sorted(opened, key=lambda k: (k != MAIN, k))
    fitting = {k: opened[k] for k in ordered if LEVELS[text_of(opened[k]).level] == territory.level}
    assessment = _asked(territory, framework, opened, fitting)
    nodes = scores_in(assessment, territory) if assessment else {}
    unpublished = assessment is not None and not (
        nodes or figures_in(assessment.release, territory)
    )
    if unpublished:
        assessment, fitting = None, {}
    held = comparison_of(assessment, territory) if assessment else None
    body = _body(held)
    figured = figures(territory, assessment, text_of(assessment) if assessment else None, body)
    places = _places(territory, body)
    overall, dimensions, factors = _standings(assessment, territory, nodes, body)
    return Portrait(
        territory=territory,
        name=territory_name(territory),
        parents=_parents(territory, places),
        parts=tuple(p for p in places.values() if p.parent == territory.code),
        frameworks=tuple(
            Opened(a.framework, text_of(a).title, text_of(a).peers is not None)
            for a in fitting.values()
        ),
        assessment=assessment,
        unpublished=unpublished,
        framework=text_of(assessment) if assessment else None,
        compared=held is not None,
        comparable=bool(held and held.comparable),
        said=_said(held),
        overall=overall,
        dimensions=dimensions,
        factors=factors,
        figures=figured.rows,
        courses=courses(territory, assessment, body, figured) if assessment else (),
        peers=peers_of(territory, assessment, body, places) if assessment else None,
        gaps=body.get("gaps", {}),
        targets=body.get("targets", {}),
        doubts={n: gettext(DOUBTS[d]) for n, d in body.get("doubts", {}).items()},
        comparable_regions=body.get("comparable_regions", 0),
    )


def text_of(assessment: Assessment) -> Framework:
    """The framework's text as it was frozen, read once a process."""
    return _text(assessment.text_id)


@lru_cache(maxsize=32)
def _text(frozen: int) -> Framework:
    return Framework.model_validate(FrozenText.objects.get(pk=frozen).body)


def _asked(
    territory: Territory,
    framework: str,
    opened: Mapping[str, Assessment],
    fitting: Mapping[str, Assessment],
) -> Assessment | None:
    """The assessment asked for; errors say which frameworks there are."""
    if not framework:
        return next(iter(fitting.values()), None)
    if framework not in opened:
        raise AddressError(
            Problem(framework, _("no such framework."), did_you_mean(framework, opened))
        )
    if framework not in fitting:
        raise MethodError(
            Problem(
                f"framework={framework}",
                _("this framework does not score %(code)s: it is for territories of another level.")
                % {"code": territory.code},
                _("For this territory: %(frameworks)s.")
                % {"frameworks": ", ".join(fitting) or _("none")},
            )
        )
    return fitting[framework]


def _body(held: Comparison | None) -> Mapping[str, Any]:
    return held.body if held is not None else {}


def _said(held: Comparison | None) -> Mapping[str, Any]:
    """The sentences in the language spoken."""
    said = held.said if held is not None else {}
    return {name: texts.get(language(), texts.get("en")) for name, texts in said.items()}


def _places(territory: Territory, body: Mapping[str, Any]) -> dict[str, Territory]:
    """Every territory that the page names: peers, their countries, what it is part of, its parts."""
    members = [
        p for where in ("peers", "abroad") if body.get(where) for p in body[where]["members"]
    ]
    codes = {p["code"] for p in members} | {p["code"][:2] for p in members}
    codes |= {territory.parent, territory.country} - {"", territory.code}
    found = Territory.objects.filter(code__in=codes, version=territory.version)
    parts = Territory.objects.filter(parent=territory.code, version=territory.version)
    return {t.code: t for t in (found | parts if territory.level < 2 else found)}


def _parents(territory: Territory, places: Mapping[str, Territory]) -> tuple[Territory, ...]:
    """Country and larger region, the largest first."""
    codes = dict.fromkeys((territory.country, territory.parent))
    return tuple(places[c] for c in codes if c in places and c != territory.code)


def _standings(
    assessment: Assessment | None,
    territory: Territory,
    scores: Mapping[str, Score],
    body: Mapping[str, Any],
) -> tuple[Standing | None, tuple[Standing, ...], tuple[Standing, ...]]:
    """The whole, the dimensions, the factors."""
    if assessment is None:
        return None, (), ()
    text = text_of(assessment)
    gaps: Mapping[str, Any] = body.get("gaps", {})

    def told(node: str, title: Words | None) -> Standing:
        return standing_of(assessment, territory, node, title, scores.get(node), gaps.get(node))

    tops: Sequence[str] = [n.id for n in text.nodes]
    return (
        told(OVERALL, None),
        tuple(told(n.id, n.short or n.title) for n in text.nodes),
        tuple(told(n.id, n.short or n.title) for n in text.walk() if n.id not in tops),
    )


def title_of(standing: Standing) -> str:
    """What a node is called in the language spoken."""
    return gettext("all dimensions together") if standing.title is None else standing.title.say()
