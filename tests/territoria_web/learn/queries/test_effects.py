"""What was measured: told by its owner or published, beside its peers, frozen when handed in."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from lesson_world import handed_in
from planned import Planning, a_plan
from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.effect_words import effect_rows
from territoria_web.learn.queries.effects import as_data, effect_of_action, from_data
from territoria_web.learn.queries.practices import effect_in
from territoria_web.track.services.updates import News, tell_news_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

OWN: dict[str, Any] = {
    "indicator": "Visitors a week",
    "unit_of_measure": "visitors",
    "baseline": 10.0,
    "baseline_period": "2025",
    "target_low": 40.0,
    "target_high": 50.0,
    "target_year": 2028,
    "nodes": ("A2.1",),
    "what": "Two librarians help.",
}


def ended(figure: float | None, **fields: Any) -> Planning:
    p = a_plan("FRE1")
    p.add("Help desk for forms", **{**OWN, **fields})
    p.adopt()
    period = "2026" if figure is not None else ""
    news = News(
        says="done", done="The desk is open twice a week.", figure=figure, figure_period=period
    )
    tell_news_of(action=p.one(1), news=news, office="The library", by=p.lead)
    return p


def test_what_those_who_acted_counted_is_graded_so():
    effect = effect_of_action(ended(31.0).one(1), "en")
    assert effect is not None
    assert (effect.grade, effect.change, effect.peers) == ("E1", 21.0, None)
    assert effect.sentence == (
        "Visitors a week: 10 visitors in 2025, 31 visitors in 2026, a change of +21 visitors."
    )
    assert effect_rows(effect) == [
        ("Indicator", "Visitors a week"),
        ("Before", "10 visitors in 2025"),
        ("After", "31 visitors in 2026"),
        ("Change", "+21 visitors (its error is not known)"),
        ("Against the target", "part of the way (70 %)"),
    ]


def test_a_published_figure_stands_beside_those_of_peers():
    told: dict[str, Any] = {
        "indicator": "hrst",
        "unit_of_measure": "",
        "baseline": 30.0,
        "baseline_period": "2015",
    }
    told["begins"] = date(2016, 5, 1)
    effect = effect_of_action(ended(None, **told).one(1), "en")
    assert effect is not None
    assert effect.grade == "E2"
    assert effect.indicator != "hrst"
    assert effect.peers is not None
    names = [name for name, _value in effect_rows(effect)]
    assert names[4:7] == [
        f"Change of {effect.peers.known} similar places",
        "Difference",
        "Beside similar places",
    ]


def test_a_figure_from_before_it_began_says_nothing_of_it():
    told = {"indicator": "hrst", "unit_of_measure": "", "baseline": 30.0, "baseline_period": "2015"}
    assert effect_of_action(ended(None, **told).one(1), "en") is None


def test_without_a_later_figure_nothing_is_measured():
    assert effect_of_action(ended(None).one(1), "en") is None


def test_it_is_kept_whole_as_plain_data():
    effect = effect_of_action(ended(31.0).one(1), "en")
    assert from_data(json.loads(json.dumps(as_data(effect)))) == effect
    assert as_data(None) is from_data(None) is None


def test_it_is_frozen_when_the_lesson_is_handed_in():
    p = ended(31.0)
    _p, lesson = handed_in(p)
    later = News(
        says="done", done="We counted the visitors anew.", figure=12.0, figure_period="2026"
    )
    tell_news_of(action=p.one(1), news=later, office="The library", by=p.lead)
    kept = effect_in(Lesson.objects.get(pk=lesson.pk))
    now = effect_of_action(p.one(1), "en")
    assert (kept and kept.change, now and now.change) == (21.0, 2.0)
    assert "a change of +21 visitors" in lesson.text["en.md"]
