"""A survey from draft to close."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_survey import a_cycle, a_draft, an_open_survey, heard_from
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.forms import (
    form_of,
    lengths,
    missing_languages,
    pages_of,
)
from territoria_web.listen.services.surveys import (
    ChangedMeanwhile,
    close_survey,
    draft_survey,
    drop_question,
    extend_survey,
    move_question,
    open_survey,
    put_question,
)
from territoria_web.people.models import Entry, User
from territoria_web.territories.models import Cycle

pytestmark = pytest.mark.django_db
WHY = "Enough people have answered."


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


def later(days: int = 9):
    return timezone.now() + timedelta(days=days)


@pytest.mark.parametrize("framework", ["blueprint", "small-cities", "smart-city", "sme-go-digital"])
def test_each_framework_can_be_asked_with_at_most_twenty_questions_a_role(
    lead: User, framework: str
):
    survey = draft_survey(by=lead, cycle=a_cycle(), framework=framework, languages=["en", "de"])
    form = form_of(survey)
    assert (form.languages, form.framework) == (("en", "de"), framework)
    assert [one.role.id for one in lengths(form) if one.too_long] == []
    assert all(pages_of(form, role.id) for role in form.roles)
    assert Entry.objects.get().what == "draft survey"


def test_blocks_can_be_left_out(lead: User):
    survey = draft_survey(
        by=lead, cycle=a_cycle(), framework="blueprint", languages=["en"], blocks=[]
    )
    assert {i.kind for i in form_of(survey).items} == {"levels", "one"}


def test_questions_are_moved_taken_out_and_written(lead: User):
    survey = a_draft()
    names = [item.id for item in form_of(survey).items]
    move_question(by=lead, survey=survey, item="only_mayors", steps=-1, seen=0)
    assert [i.id for i in form_of(survey).items][:2] == ["only_mayors", "strategy"]
    drop_question(by=lead, survey=survey, item="strategy", seen=1)
    item = form_of(survey).items[0].model_copy(update={"id": "own_1", "roles": ()})
    put_question(by=lead, survey=survey, item=item, seen=2, after="only_mayors")
    assert [i.id for i in form_of(survey).items] == ["only_mayors", "own_1", *names[2:]]


def test_at_the_end_of_a_theme_a_question_goes_into_the_next(lead: User):
    survey = a_draft()
    move_question(by=lead, survey=survey, item="only_mayors", steps=1, seen=0)
    assert form_of(survey).item("only_mayors").section == "second"


def test_of_two_who_change_at_once_the_second_is_told(lead: User):
    survey = a_draft()
    other = Survey.objects.get(pk=survey.pk)
    drop_question(by=lead, survey=survey, item="wish", seen=0)
    with pytest.raises(ChangedMeanwhile):
        drop_question(by=lead, survey=other, item="net", seen=0)


def test_what_is_open_is_frozen(lead: User):
    survey = a_draft()
    open_survey(by=lead, survey=survey, closes=later(), seen=0)
    assert survey.frozen is not None
    with pytest.raises(ChangedMeanwhile):
        drop_question(by=lead, survey=survey, item="wish", seen=survey.edit)
    with pytest.raises(ChangedMeanwhile):
        open_survey(by=lead, survey=survey, closes=later(), seen=survey.edit)


def test_it_is_extended_and_closed_with_a_reason_and_never_opened_again(lead: User):
    survey = an_open_survey()
    heard_from(survey, {"MAY": 5}, strategy=1)
    with pytest.raises(ValidationError):
        extend_survey(by=lead, survey=survey, closes=later(20), reason="no")
    extend_survey(by=lead, survey=survey, closes=later(20), reason=WHY)
    close_survey(by=lead, survey=survey, reason=WHY)
    assert (survey.state, survey.looks.get().final) == ("closed", True)
    for again in (
        lambda: close_survey(by=lead, survey=survey, reason=WHY),
        lambda: extend_survey(by=lead, survey=survey, closes=later(30), reason=WHY),
    ):
        with pytest.raises(ValidationError):
            again()
    assert list(Entry.objects.values_list("what", flat=True)) == ["close survey", "extend survey"]


def test_a_last_day_in_the_past_is_refused(lead: User):
    with pytest.raises(ValidationError):
        open_survey(by=lead, survey=a_draft(), closes=later(-1), seen=0)


def test_words_that_lack_a_language_are_named():
    lacking = {item.id: codes for item, codes in missing_languages(form_of(a_draft()))}
    assert lacking == {
        "strategy": ("fr",),
        "only_mayors": ("fr",),
        "net": ("fr",),
        "blocks": ("fr",),
    }


def test_a_survey_does_not_open_in_a_cycle_that_was_closed_meanwhile(lead: User):
    survey = a_draft()
    Cycle.objects.filter(pk=survey.cycle.pk).update(state=Cycle.State.CLOSED)
    with pytest.raises(ValidationError, match="This cycle is closed"):
        open_survey(by=lead, survey=survey, closes=later(), seen=0)
    assert Survey.objects.get(pk=survey.pk).state == Survey.State.DRAFT
