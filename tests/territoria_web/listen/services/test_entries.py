"""Paper, interviews and files: entered once, by whom is recorded."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from a_survey import an_open_survey, asked, begun
from territoria_web.listen.models import Response, Survey
from territoria_web.listen.queries.given import Kept
from territoria_web.listen.queries.xlsforms import form_in, sheets_in, workbook_of
from territoria_web.listen.rules import response_key, token_of
from territoria_web.listen.services.answers import SurveyClosed
from territoria_web.listen.services.entries import enter_sheet, take_sheets
from territoria_web.people.models import Entry, User

pytestmark = pytest.mark.django_db
ROWS = (
    "role,first/strategy,second/wish,_uuid\n"
    "MAY,L3,More fibre,aaa\n"
    "SME,dont_know,,bbb\n"
    "SME,dont_know,,bbb\n"
)


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


def test_a_sheet_is_entered_once_with_channel_and_who_entered_it(lead: User):
    survey, number = an_open_survey(), uuid4()
    told = {
        **{"by": lead, "survey": survey, "number": number, "role": "MAY", "channel": "paper"},
        **{"language": "en", "consent": True, "kept": {"strategy": Kept(level=1)}},
    }
    response = enter_sheet(**told)
    assert enter_sheet(**told) is None
    assert response is not None
    assert (response.channel, response.entered_by, response.answers.get().level) == (
        "paper",
        lead,
        1,
    )
    assert Entry.objects.get().after == {"figures": 1}
    with pytest.raises(ValidationError):
        enter_sheet(**told | {"number": uuid4(), "kept": {"strategy": Kept()}})


def test_whoever_filled_a_sheet_is_not_reminded_and_answers_once(lead: User):
    survey = an_open_survey()
    person = asked(survey, "MAY", name="Ada")
    told = {
        **{"by": lead, "survey": survey, "role": "MAY", "channel": "paper", "language": "en"},
        **{"consent": False, "kept": {"strategy": Kept(level=1)}, "person": person.public_id},
    }
    response = enter_sheet(**told, number=uuid4())
    person.refresh_from_db()
    assert response is not None
    assert person.answered is not None
    assert response.key != response_key(person)  # that they answered is kept, not what
    page = Client().get(f"/en/survey/{token_of(person)}/")
    assert "You need not do anything more." in page.content.decode()
    with pytest.raises(ValidationError, match="has answered"):
        enter_sheet(**told, number=uuid4())
    assert survey.responses.count() == 1


def test_whoever_began_by_their_link_is_not_entered_from_paper(lead: User):
    survey = an_open_survey()
    person = asked(survey, "MAY", name="Ada")
    begun(Client(), token_of(person))
    with pytest.raises(ValidationError, match="begun to answer"):
        enter_sheet(
            by=lead,
            survey=survey,
            number=uuid4(),
            role="MAY",
            channel="paper",
            language="en",
            consent=False,
            kept={"strategy": Kept(level=1)},
            person=person.public_id,
        )


def test_a_file_of_filled_forms_is_taken_once(lead: User):
    survey = an_open_survey()
    read = sheets_in(survey, ROWS.encode(), "export.csv")
    assert ([s.role for s in read.sheets], read.doubles) == (["MAY", "SME"], 1)
    assert take_sheets(by=lead, survey=survey, sheets=read.sheets, language="en") == 2
    answers = {
        r.role: {a.item: (a.said, a.level, a.text) for a in r.answers.all()}
        for r in survey.responses.all()
    }
    assert answers == {
        "MAY": {"strategy": ("value", 3, ""), "wish": ("value", None, "More fibre")},
        "SME": {"strategy": ("dont-know", None, "")},
    }
    again = sheets_in(survey, ROWS.encode(), "export.csv")
    assert (again.sheets, again.known) == ((), 2)
    assert take_sheets(by=lead, survey=survey, sheets=read.sheets, language="en") == 0


def test_nothing_is_taken_where_a_cell_does_not_hold():
    bad = ROWS + "MAY,L9,,ccc\n"
    read = sheets_in(an_open_survey(), bad.encode(), "export.csv")
    assert (read.sheets, len(read.problems)) == ((), 1)


def test_a_survey_goes_out_as_xlsform_and_comes_back():
    survey = an_open_survey()
    read = form_in(workbook_of(survey), "form.xlsx", "en")
    assert read.form is not None
    names = [item.id for item in read.form.items]
    assert names == ["strategy", "only_mayors", "net", "blocks", "age", "wish"]


def test_a_file_that_is_no_questionnaire_says_why():
    read = form_in(b"nothing", "form.xlsx", "en")
    assert (read.form, len(read.problems)) == (None, 1)


def test_a_sheet_that_comes_after_a_colleague_closed_the_survey_is_refused(lead: User):
    survey = an_open_survey()
    Survey.objects.filter(pk=survey.pk).update(state=Survey.State.CLOSED)
    with pytest.raises(SurveyClosed):
        enter_sheet(
            by=lead, survey=survey, number=uuid4(), role="MAY", channel="paper", language="en",
            consent=True, kept={"strategy": Kept(level=1)},
        )  # fmt: skip
    assert Response.objects.count() == 0
