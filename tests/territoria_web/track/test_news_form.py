"""The form of news: what is ticked and what is not, against what stood there when it was drawn."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from planned import Planning
from territoria_web.track.news_form import NewsForm
from tracked import promised, row, step, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
DAY = date(2027, 2, 1)


def drawn(p: Planning) -> dict[str, Any]:
    """What a browser sends of a page on which nothing was touched but the words."""
    form = NewsForm(row=row(p, DAY))
    sent: dict[str, Any] = {"key": str(uuid4()), "says": "holds", "done": "We met the builders."}
    for field in form:
        if field.field.show_hidden_initial:
            sent[field.html_initial_name] = str(field.initial or "")
        if field.name.startswith(("reached", "on")) and field.initial:
            sent[field.name] = "on" if field.initial is True else field.initial.isoformat()
    return sent


def reached(p: Planning, sent: dict[str, Any]) -> Any:
    form = NewsForm(sent, row=row(p, DAY))
    assert form.is_valid(), form.errors
    return form.news().reached


def test_a_tick_without_a_day_is_todays_and_a_day_is_a_tick():
    p = promised()
    sent = drawn(p)
    assert reached(p, sent) == {}
    assert reached(p, {**sent, "reached-0": "on"}) == {step(p): localdate()}
    assert reached(p, {**sent, "on-1": "2026-02-01"}) == {step(p, "Desk open"): date(2026, 2, 1)}


def test_a_tick_that_is_taken_away_takes_its_day_with_it():
    p = promised()
    tell(p, DAY, reached={step(p): DAY})
    sent = drawn(p)
    assert reached(p, sent) == {}
    sent.pop("reached-0")
    assert reached(p, sent) == {step(p): None}


def test_what_a_colleague_ticked_meanwhile_is_not_taken_back():
    p = promised()
    sent = drawn(p)
    tell(p, DAY, reached={step(p): DAY})
    assert reached(p, sent) == {}
