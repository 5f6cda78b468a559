"""How a project stands, in sentences; its story names no person, its dates keep their numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from a_project import S, a_project
from territoria_web.act.models import Project, ProjectEntry
from territoria_web.act.queries.project_events import events_of_project
from territoria_web.act.queries.project_standing import finding_of, standing_on
from territoria_web.act.queries.project_story import SENTENCES, sentence_of
from territoria_web.act.queries.projects import project_with_all, territory_named
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
DAY = date(2027, 5, 10)
FACTS = {
    **{"meeting": "M", "indicator": "I", "was": "2027-05-10", "now": "2027-05-11", "title": "T"},
    **{"day": "2027-05-10", "product": "P", "name": "N", "role": "lead", "number": 1},
}


def test_the_finding_says_what_is_late_and_since_when_it_is_silent():
    d = a_project(S.RUNNING, due=DAY)
    said = datetime(2027, 1, 10, 12, tzinfo=UTC)
    Project.objects.filter(pk=d.row.pk).update(said=said)
    d.row.exchanges.update(day=date(2027, 5, 1))
    held = standing_on(project_with_all(d.row), date(2027, 7, 10))
    assert finding_of(held) == (
        "In progress: 2 cities are in it. It is led by Bordeaux. The product was due on 10 May 2027 "
        "and is not there yet. No exchange is planned. It is silent: nobody has told anything since "
        "10 January 2027."
    )
    assert (held.next, held.unsaid) == (None, d.exchange())


@pytest.mark.parametrize(
    ("state", "finding"),
    [
        (S.PROPOSED, "Proposed by Bordeaux. The network’s office has not published it yet."),
        (S.PARKED, "The project is parked; the reason stands below."),
        (S.DONE, "Done since 23 November 2026. It was led by Bordeaux."),
    ],
)
def test_a_project_that_rests_says_so(state: str, finding: str):
    ended = datetime(2026, 11, 23, 12, tzinfo=UTC)
    d = a_project(state, ended=ended)
    assert finding_of(standing_on(project_with_all(d.row), DAY)) == finding


def test_every_sentence_of_a_story_can_be_said():
    for what in SENTENCES:
        said = sentence_of(ProjectEntry(what=what, facts=FACTS))
        assert (said != "", "%(" in said, "2027-05" in said) == (True, False, False)
    assert sentence_of(ProjectEntry(what="made", facts={"meeting": ""})) == "The project began."
    led = ProjectEntry(what="handed over", facts={"was": "Pau", "name": "Bilbao"})
    assert sentence_of(led) == "Pau handed the lead over to Bilbao."


def test_a_city_that_nobody_stands_for_is_marked_and_not_counted():
    d = a_project()
    d.row.partners.filter(name="Bordeaux").update(vouched=False)
    said = finding_of(standing_on(project_with_all(d.row), timezone.localdate()))
    assert said.startswith(
        "Open to others: 1 city is in it. It is led by Bordeaux (not confirmed by the city yet). "
        "1 city is named and not confirmed yet."
    )


def test_dates_keep_their_numbers_and_fall_away_with_what_they_are_of():
    d = a_project()
    before = list(events_of_project(project_with_all(d.row), "https://town.example/p"))
    assert [e.uid for e in before] == [
        f"exchange-{d.exchange().public_id}",
        f"project-{d.row.public_id}-due",
    ]
    d.row.exchanges.update(day=timezone.localdate() + timedelta(days=60), edit=1)
    d.row.state = S.PARKED
    d.row.save()
    (after,) = events_of_project(project_with_all(d.row), "https://town.example/p")
    assert (after.uid, after.sequence, after.status) == (before[0].uid, 1, "CANCELLED")


def test_a_name_is_a_territory_only_where_it_is_that_very_name_of_the_network():
    d = a_project()
    names = ("FRE1", "Leipzig", "Xyz", "", "ES21")  # the last is of another network

    def found() -> list[str | None]:
        return [getattr(territory_named(name, d.row), "code", None) for name in names]

    assert found() == ["FRE1", "DED5", None, None, None]
    d.row.partners.filter(name="Bilbao").update(territory=Territory.objects.get(code="FRE1"))
    assert found() == [None, "DED5", None, None, None]  # somebody is in it for that one already
