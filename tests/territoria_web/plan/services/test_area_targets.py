"""Targets are voluntary until they are set; from then on nothing of them is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from planned import Planning, a_plan
from targeted import BECAUSE, a_draft, begun, set_up
from territoria_web.people.models import Entry
from territoria_web.plan.models import AreaTarget
from territoria_web.plan.queries.area_targets import figures_stamp
from territoria_web.plan.services.area_targets import (
    YearFigure,
    begin_target,
    drop_target,
    move_target,
    set_target,
    tell_figure,
    write_target,
)
from territoria_web.plan.target_rules import TargetDraft, draft_in
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> Planning:
    return a_plan()


def refused(deed, *args, **told) -> dict[str, list[str]] | list[str]:
    with pytest.raises(ValidationError) as found:
        deed(*args, **told)
    return getattr(found.value, "message_dict", None) or found.value.messages


def test_what_is_lacking_is_named_and_nothing_is_set(p):
    held = begin_target(by=p.lead, cycle=p.cycle, draft=TargetDraft(area="finance"))
    said = refused(set_target, by=p.lead, target=held, seen=held.edit)
    assert said == [
        "Still missing before it can be set: what is counted, unit, baseline, year of the baseline, "
        "source of the baseline, smaller end of the band, larger end of the band, year of the "
        "target, owner."
    ]
    held.refresh_from_db()
    assert (held.state, held.set_on) == (AreaTarget.State.DRAFT, None)


def test_faults_stand_at_their_fields(p):
    draft = a_draft(area="x", low=65.0, high=60.0, year=2020, indicator="nothing")
    said = refused(begin_target, by=p.lead, cycle=p.cycle, draft=draft)
    assert set(said) == {"area", "indicator", "high", "year"}


def test_a_form_that_is_sent_twice_makes_one_target(p):
    first = begin_target(by=p.lead, cycle=p.cycle, draft=a_draft(), key=p.plan.public_id)
    assert begin_target(by=p.lead, cycle=p.cycle, draft=a_draft(), key=p.plan.public_id) == first


def test_of_two_who_write_the_second_is_told(p):
    held = begun(p)
    write_target(by=p.lead, target=held, draft=a_draft(owner="City"), seen=held.edit)
    with pytest.raises(ChangedMeanwhile):
        write_target(by=p.lead, target=held, draft=a_draft(owner="Region"), seen=held.edit)


def test_a_target_that_is_set_is_moved_with_a_reason_and_keeps_what_it_was(p):
    held = set_up(p)
    said = refused(write_target, by=p.lead, target=held, draft=a_draft(), seen=held.edit)
    assert said == ["This target is set: it is only moved, with a reason."]
    lower = replace(draft_in(held), low=50.0, high=55.0, figure="Something else")
    assert "reason" in refused(
        move_target, by=p.lead, target=held, draft=lower, reason="So.", seen=held.edit
    )
    move_target(by=p.lead, target=held, draft=lower, reason=BECAUSE, seen=held.edit)
    held.refresh_from_db()
    was = held.versions.get()
    assert (held.low, held.high, held.figure) == (50.0, 55.0, "Firms that sell online")
    assert (was.number, was.body["low"], was.body["high"], was.reason) == (1, 60.0, 65.0, BECAUSE)
    entry = Entry.objects.filter(what="move area target").get()
    assert entry.before == {"low": 60.0, "high": 65.0}
    again = refused(
        move_target, by=p.lead, target=held, draft=draft_in(held), reason=BECAUSE, seen=held.edit
    )
    assert again == ["Nothing was moved. Change a figure, a year or the owner."]


def test_a_year_that_is_over_is_no_target(p):
    held = begun(p, year=2024)
    told = {"year": ["This year is over. Give the current year or a later one."]}
    assert refused(set_target, by=p.lead, target=held, seen=held.edit) == told
    held = set_up(p)
    past = replace(draft_in(held), year=2024)
    assert (
        refused(move_target, by=p.lead, target=held, draft=past, reason=BECAUSE, seen=held.edit)
        == told
    )


def test_the_latest_word_of_a_year_holds_and_the_former_is_in_the_journal(p):
    held = set_up(p)
    for value in (48.0, 52.0):
        tell_figure(by=p.lead, target=held, figure=YearFigure(2022, value, "Survey"))
    assert list(held.figures.values_list("year", "value")) == [(2022, 52.0)]
    told = Entry.objects.filter(what="tell figure of area target").order_by("pk")
    assert [(e.before or {}).get("value") for e in told] == [None, 48.0]


def test_a_figure_that_a_colleague_told_meanwhile_is_not_overwritten(p):
    held = set_up(p)
    seen = figures_stamp(held)
    first, second = (YearFigure(2022, value, "Survey") for value in (48.0, 52.0))
    tell_figure(by=p.lead, target=held, figure=first, seen=seen)
    tell_figure(by=p.lead, target=held, figure=first, seen=seen)  # pressed twice
    tell_figure(by=p.lead, target=held, figure=replace(first, year=2023), seen=seen)
    with pytest.raises(ChangedMeanwhile):
        tell_figure(by=p.lead, target=held, figure=second, seen=seen)
    tell_figure(by=p.lead, target=held, figure=second, seen=figures_stamp(held))
    assert list(held.figures.values_list("year", "value")) == [(2022, 52.0), (2023, 48.0)]


def test_the_day_to_look_at_it_again_lies_ahead_when_it_is_written(p):
    over = date(2025, 1, 1)
    told = {"review_on": ["The day to look at it again must lie ahead."]}
    assert refused(begin_target, by=p.lead, cycle=p.cycle, draft=a_draft(review_on=over)) == told
    held = begun(p)
    draft = a_draft(review_on=over)
    assert refused(write_target, by=p.lead, target=held, draft=draft, seen=held.edit) == told
    AreaTarget.objects.filter(pk=held.pk).update(review_on=over)
    assert refused(set_target, by=p.lead, target=held, seen=held.edit) == told
    kept = replace(draft, owner="City")  # the day that stood there already may stay
    assert write_target(by=p.lead, target=held, draft=kept, seen=held.edit).owner == "City"


def test_a_closed_cycle_is_still_followed_and_nothing_else(p):
    held = set_up(p)
    Cycle.objects.filter(pk=p.cycle.pk).update(state=Cycle.State.CLOSED)
    tell_figure(by=p.lead, target=held, figure=YearFigure(2022, 48.0, "Survey"))
    assert held.figures.count() == 1
    said = refused(drop_target, by=p.lead, target=held, reason=BECAUSE, seen=held.edit)
    assert said == ["This cycle is closed. What it holds stays as it is."]


def test_a_figure_needs_a_year_that_can_be_and_a_source(p):
    held = set_up(p)
    figure = YearFigure(2020, 50.0, " ", low=51.0, high=52.0)
    said = refused(tell_figure, by=p.lead, target=held, figure=figure)
    assert set(said) == {"year", "low", "source"}


def test_a_dropped_target_keeps_its_reason_and_takes_nothing(p):
    held = set_up(p)
    drop_target(by=p.lead, target=held, reason=BECAUSE, seen=held.edit)
    held.refresh_from_db()
    assert (held.state, held.reason) == (AreaTarget.State.DROPPED, BECAUSE)
    said = refused(tell_figure, by=p.lead, target=held, figure=YearFigure(2022, 5.0, "x"))
    assert said == ["This target was dropped. Begin another."]
