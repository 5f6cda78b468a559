"""Who is on the list counts once, and whoever is invited may still come."""

from __future__ import annotations

import pytest

from meeting_room import a_workshop
from territoria_web.convene.models import Participant
from territoria_web.convene.queries.pasted import read_people
from territoria_web.convene.queries.people import mix_of
from territoria_web.convene.services.people import invite_people
from territoria_web.convene.services.room import come_in
from territoria_web.library.saying import said_in

pytestmark = pytest.mark.django_db

LIST = (
    "Name; Organisation; E-mail; Role; Language\n"
    "Anne Petit; City; anne@example.org; OFF; fr\n"
    "Bo Berg; Berg Ltd; ; SME; EN\n"
    "Cy Clay; Clay Ltd; ; SME;\n"
    "Cy  clay; Works; ; SME;\n"
)


def invited() -> list[Participant]:
    workshop = a_workshop()
    found = read_people(LIST, tasks={"chair": ["Chair"]}, known=frozenset())
    assert found.problems == ()
    return list(invite_people(by=workshop.lead, meeting=workshop.meeting, people=found.people))


def test_a_list_of_the_survey_is_taken_with_its_languages_passed_over():
    assert [person.task for person in invited()] == ["", "", "", ""]


def test_roles_and_tasks_are_known_by_every_name_that_is_shown_in_any_language():
    tasks = {"chair": ["Chair", "Présidence"]}
    lines = "A;;;Bürgermeisterämter;PRÉSIDENCE\nB;;;maires;chair\nC;;;Mayors;Chair\nD;;;may;"
    found = read_people(lines, tasks=tasks, known=frozenset())
    assert found.problems == ()
    assert [(one.role, one.task) for one in found.people] == [("MAY", "chair")] * 3 + [("MAY", "")]


def test_a_refused_role_or_task_is_answered_with_the_names_that_may_be_written():
    with said_in("de"):
        found = read_people("A;;;King;Cook", tasks={"chair": ["Leitung"]}, known=frozenset())
    role, task = found.problems
    assert "Bürgermeisterämter; " in role
    assert "MAY" not in role
    assert "Leitung" in task
    assert "chair" not in task


def test_who_comes_in_under_the_name_of_an_invitation_takes_its_place():
    people = invited()
    meeting = people[0].meeting
    came, _token = come_in(meeting=meeting, role="OFF", name=" anne  PETIT ")
    assert (came.pk, came.state, came.organisation) == (people[0].pk, "present", "City")
    again, _token = come_in(meeting=meeting, role="OFF", name="Anne Petit")
    assert again.pk != came.pk  # there already: somebody else
    for role, name in (("UNI", "Bo Berg"), ("SME", "Cy Clay"), ("SME", "")):
        other, _token = come_in(meeting=meeting, role=role, name=name)
        assert other.pk not in {person.pk for person in people}


def test_the_invited_are_told_apart_and_nobody_is_asked_to_invite_them_again():
    people = invited()
    hoped = mix_of(people, hoping=True)
    assert (hoped.total, [count for _name, count in hoped.invited]) == (0, [1, 3])
    assert len(mix_of(people).reasons) == 4  # nobody comes from any group
    assert hoped.reasons[2] == (
        "Too few of this group are invited or come: Public authorities, 1 of at least 3."
    )
    assert [reason for reason in hoped.reasons if "Business" in reason] == [
        "More than half of those who are invited or come are of one group: Business, 3 of 4."
    ]
