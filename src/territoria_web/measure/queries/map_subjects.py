"""What a map shows: a node of an opened framework or an indicator, found by what the address says."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from territoria.errors import AddressError, DataError, Problem, did_you_mean
from territoria.model import Framework, Indicator, Words
from territoria.speech import IN_ENGLISH, language
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Release
from territoria_web.measure.queries.assessments import MAIN, current, framework_of
from territoria_web.measure.queries.map_choices import OVERALL, shown_indicators

REGIONS, COUNTRIES = 2, 0


@dataclass(frozen=True, slots=True)
class MapSubject:
    """A node or an indicator in the language spoken.

    ``kind`` is the kind of its numbers in addresses; ``direction`` -1: less is better, 0: neither.
    ``level``: 2 regions, 0 countries. ``source``: who publishes the figures; "" for scores.
    """

    show: str
    kind: str
    node: str
    framework: str
    title: str
    short: str
    about: str
    unit_of_measure: str
    decimals: int
    direction: int
    level: int
    source: str = ""


def subject_of(show: str, framework: str = "") -> tuple[MapSubject, Assessment]:
    """The subject that an address names, and the assessment whose data it is drawn from.

    ``show``: ``framework:node``, a node of ``framework``, or an indicator; without it the overall
    score of the framework. AddressError says what there is instead.
    """
    named, colon, node = show.rpartition(":")
    if colon and framework and named != framework:
        names = {"one": named, "other": framework}
        what = _("show names the framework %(one)s, framework says %(other)s.") % names
        raise DataError(Problem("framework", what, _("Name the framework once.")))
    if not colon and show in library().indicators:
        assessment = current()
        return _indicator(library().indicators[show], assessment.release), assessment
    chosen = named or framework or MAIN
    if chosen not in library().frameworks:
        mend = did_you_mean(chosen, library().frameworks)
        raise AddressError(Problem(chosen, _("there is no framework of this id."), mend))
    assessment = current(chosen)
    return _node(assessment, node or OVERALL, bool(colon or framework)), assessment


def _node(assessment: Assessment, node: str, named: bool) -> MapSubject:
    text = framework_of(assessment)
    ids = {OVERALL, *(n.id for n in text.walk())}
    if node not in ids:
        known = ids if named else ids | set(library().indicators)
        what = _("no part of a framework and no indicator is called so.")
        where = _("The map page offers all of them in a list.")
        mend = " ".join((did_you_mean(node, known), where))
        raise AddressError(Problem(node, what, mend))
    title, short, about = _words(text, node)
    return MapSubject(
        show=f"{text.id}:{node}",
        kind="score",
        node=node,
        framework=_said(text.title),
        title=title,
        short=short,
        about=about,
        unit_of_measure=_("score, 0 to 100"),
        decimals=0,
        direction=1,
        level=COUNTRIES if text.level == "country" else REGIONS,
    )


def _words(framework: Framework, node: str) -> tuple[str, str, str]:
    if node == OVERALL:
        return _("Overall score"), _("Overall score"), _said(framework.summary)
    held = framework.node(node)
    about = _said(held.meaning) if held.meaning else ""
    return _said(held.title), _said(held.short or held.title), about


def _indicator(indicator: Indicator, release: Release) -> MapSubject:
    if indicator.id not in shown_indicators(release):
        what = _("the release %(release)s holds no figures of this indicator.") % {
            "release": release.name
        }
        mend = _("A territory counts it itself, or it is not published yet: see its own page.")
        raise AddressError(Problem(indicator.id, what, mend))
    figures = release.figures.filter(indicator=indicator.id, territory__level=REGIONS)
    source = indicator.source
    return MapSubject(
        show=indicator.id,
        kind="observation",
        node=indicator.id,
        framework="",
        title=_said(indicator.name),
        short=_said(indicator.short),
        about=_said(indicator.definition),
        unit_of_measure=_said(indicator.unit_of_measure),
        decimals=indicator.decimals,
        direction=indicator.direction,
        level=REGIONS if figures.exists() else COUNTRIES,
        source=f"{source.publisher}, {source.dataset} ({source.licence})",
    )


def _said(words: Words) -> str:
    """In the language spoken, marked where it falls back to English."""
    lang = language()
    return words.say(lang) if words.has(lang) else f"{words.say('en')}{IN_ENGLISH[lang]}"
