from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from papers_team import a_paper_team, noted
from territoria_web.invite.models import Step
from territoria_web.library.queries import library
from territoria_web.measure.models import Finding
from territoria_web.measure.queries.findings import covered, finding_rows
from territoria_web.measure.services.findings import (
    add_finding,
    change_finding,
    take_back_finding,
)
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def test_a_finding_is_noted_on_the_framework_of_its_cycle():
    team = a_paper_team()
    made = add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    assert (made.framework, made.node, made.group) == ("blueprint", "A1.1", "authority")
    entry = Entry.objects.latest("pk")
    assert (entry.what, entry.after) == (
        "note finding",
        {"node": "A1.1", "weight": "weakness", "confidence": "medium"},
    )


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"node": "Z9"}, "node"),
        ({"statement": "No."}, "statement"),
        ({"statement": "Ask jane.doe@region.example for the budget."}, "statement"),
        ({"source": " "}, "source"),
        ({"group": ""}, "group"),
        ({"group": "Jane Doe"}, "group"),
        ({"weight": "x"}, "weight"),
        ({"evidence": "x"}, "evidence"),
        ({"confidence": "x"}, "confidence"),
        ({"noted_on": date(1999, 1, 1)}, "noted_on"),
        ({"noted_on": timezone.localdate() + timedelta(days=2)}, "noted_on"),
    ],
)
def test_what_is_wrong_with_a_finding_is_said_by_field(told, field):
    team = a_paper_team()
    with pytest.raises(ValidationError) as refused:
        add_finding(by=team.expert, cycle=team.cycle, noted=noted(**told))
    assert list(refused.value.message_dict) == [field]


def test_of_two_who_change_a_finding_the_second_is_told():
    team = a_paper_team()
    made = add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    told = noted(confidence="high")
    assert change_finding(by=team.lead, finding=made, noted=told, seen=0).edit == 1
    with pytest.raises(ChangedMeanwhile):
        change_finding(by=team.expert, finding=made, noted=noted(), seen=0)
    assert Finding.objects.get().confidence == "high"


def test_a_finding_that_was_taken_back_no_longer_counts():
    team = a_paper_team()
    made = add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    take_back_finding(by=team.expert, finding=made)
    take_back_finding(by=team.expert, finding=made)
    assert covered(team.cycle).count == 0
    assert Entry.objects.filter(what="take finding back").count() == 1
    with pytest.raises(ValidationError, match="taken back"):
        change_finding(by=team.expert, finding=made, noted=noted(), seen=0)


def test_a_step_that_is_not_open_takes_no_finding():
    team = a_paper_team()
    Step.objects.create(cycle=team.cycle, kind="pre-assessment", state="done")
    with pytest.raises(ValidationError, match="is done"):
        add_finding(by=team.expert, cycle=team.cycle, noted=noted())


def test_coverage_names_bare_factors_and_groups_that_nobody_heard():
    team = a_paper_team()
    add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    found = covered(team.cycle)
    assert (found.count, len(found.factors) - len(found.bare)) == (1, 1)
    assert found.heard == {"authority"}
    assert found.unheard == ("Business", "Education and research", "Civil society")


def test_findings_on_another_framework_stand_apart(django_assert_num_queries):
    team = a_paper_team()
    add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    team.cycle.framework = next(f for f in sorted(library().frameworks) if f != "blueprint")
    with django_assert_num_queries(1):
        found = covered(team.cycle)
    assert (found.count, len(found.elsewhere)) == (1, 1)


def test_the_table_names_nobody():
    team = a_paper_team()
    add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    assert finding_rows(team.cycle) == [
        (
            *("blueprint", "A1.1", "A forward-looking strategy with a shared vision"),
            *("The strategy has no budget of its own.", "weakness", "interview"),
            *("Meeting of 2 November 2026", "authority", "medium", "2026-11-02"),
        )
    ]
