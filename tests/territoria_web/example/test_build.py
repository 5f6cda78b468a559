"""The invented region goes all the way by the services of real use, and the public sees it so marked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from filling import DATABASE, furnished
from territoria_web.act.models import (
    Card,
    Company,
    CompanyDay,
    MentoringPerson,
    MentoringRound,
    Mentorship,
    Partner,
    Project,
)
from territoria_web.act.queries.company_funnel import funnel_of
from territoria_web.act.queries.mentoring import counts_of
from territoria_web.act.queries.project_standing import standing_on
from territoria_web.act.queries.projects import public_project
from territoria_web.convene.models import Attendee, Meeting, WorkingMeeting
from territoria_web.example import build
from territoria_web.example.build import build_example, is_built
from territoria_web.invite.models import Application, Step
from territoria_web.invite.queries.steps import steps_of
from territoria_web.learn.models import Adoption, Lesson
from territoria_web.listen.models import Conversation, Forum, Need, OpinionLook, Support, Voice
from territoria_web.listen.queries.unusual_supports import unusual_in
from territoria_web.measure.models import Score
from territoria_web.papers.models import Paper
from territoria_web.people.models import Entry
from territoria_web.plan.models import Ballot, Budget, NeedLink
from territoria_web.plan.queries.progress import progress_of
from territoria_web.recommend.models import Recommendation
from territoria_web.reports.citizens.build import numerals_in
from territoria_web.reports.papers import document_for, flaws_of
from territoria_web.territories.models import Cycle
from territoria_web.track.models import Gauge, GaugeValue, Update
from territoria_web.track.queries.accounts import account_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("furnished_site", "site_data")]


@pytest.fixture(scope="module")
def furnished_site(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The example as a worker made it for the whole run; on PostgreSQL the test makes it itself."""
    if connection.vendor != "sqlite":
        yield
        return
    own = tmp_path_factory.mktemp("furnished") / DATABASE
    shutil.copy(furnished() / DATABASE, own)
    with django_db_blocker.unblock():
        empty = use(own)
        yield
        use(empty)


def use(database: Path) -> Path:
    """Work on another file from here on; returns the one before."""
    connection.close()
    before = Path(connection.settings_dict["NAME"])
    connection.settings_dict["NAME"] = str(database)
    return before


def silently(done: int, of: int, said: str) -> None:
    """Nobody watches."""


def counts(cycle: Cycle) -> tuple[int, ...]:
    far = progress_of(cycle)
    return far.answered, far.findings, far.policies, far.held, far.decided, far.actions


PEOPLE = (
    *(Forum, Voice, Need, Support, Conversation, OpinionLook, Budget, Ballot),
    *(NeedLink, Update, Gauge, GaugeValue, Lesson, Adoption),
    *(WorkingMeeting, Project, CompanyDay, MentoringPerson, Mentorship),
)


def heard() -> list[int]:
    """How much there is of all that people said and of what became of it."""
    return [model.objects.count() for model in PEOPLE]


def test_it_goes_from_the_call_to_the_signed_briefing_and_is_made_once():
    cycle = build_example(progress=silently)
    assert is_built()
    before = counts(cycle), Entry.objects.count(), Paper.objects.count()
    assert build_example(progress=silently) == cycle
    assert (counts(cycle), Entry.objects.count(), Paper.objects.count()) == before

    # the call: four applied, two were chosen, everybody has a standing
    states = Application.objects.order_by("territory__code").values_list("state", flat=True)
    assert list(states) == ["selected", "selected", "reserve", "declined"]
    assert cycle.application.standing["score"] > 75

    # the four steps, one after the other; the briefing's stays open for what comes
    assert [s.state for s in steps_of(cycle)] == ["done", "done", "done", "open"]
    assert Step.objects.filter(cycle=cycle).count() == 4
    assert counts(cycle)[:4] == (43, 12, 5, 1)

    # what people said reached the scores, also of factors that no figure tells of
    said = Score.objects.get(territory=cycle.territory, assessment__current=True, node="A3.1")
    assert said.value is None
    assert said.answers["said"][1] <= said.answers["said"][0] <= said.answers["said"][2]

    # decisions, the workshop's promises and the plan
    assert Recommendation.objects.filter(cycle=cycle, decision="declined").count() == 2
    assert Meeting.objects.get(cycle=cycle).proceedings.state == Paper.State.PUBLISHED
    assert cycle.plan.versions.count() == 1
    assert cycle.plan.actions.exclude(contribution=None).count() == 3

    # the papers: signed by two, published, and nothing in them breaks a rule
    papers = {p.kind: p for p in Paper.objects.filter(cycle=cycle).select_related("template")}
    assert {p.state for p in papers.values()} == {"published"}
    assert {p.signatures.count() for p in papers.values()} == {2}
    briefing, page = papers["policy-briefing"], papers["citizen-one-pager"]
    assert flaws_of(briefing, briefing.facts) == []
    printed = [numerals_in(document_for(p, p.facts, "en")) for p in (page, briefing)]
    assert printed[0] <= printed[1]
    for paper in papers.values():
        assert sorted(f.name.rsplit(".")[-1] for f in paper.files.all()) == ["docx", "html", "pdf"]

    # what the public sees says that it is invented
    client = Client()
    for address in (f"journeys/{cycle.public_id}/", f"plans/{cycle.plan.public_id}/"):
        answer = client.get(f"/en/{address}")
        assert answer.status_code == 200
        assert "invented" in answer.content.decode()
    assert client.get("/en/journeys/").context["rows"][0]["cycle"] == cycle


def test_people_are_heard_in_it_and_every_state_of_a_need_and_of_an_action_stands_there_once():
    cycle = build_example(progress=silently)
    needs = {need.number: need for need in cycle.forum.needs.all()}
    assert [needs[number].state for number in sorted(needs)] == [
        *("confirmed", "partly", "accepted", "accepted", "not-ours", "duplicate", "declined"),
        *("accepted", "under-review", "published", "held", "under-review", "rejected"),
        *("published", "delivered", "under-review"),
    ]
    assert {need.channel for need in needs.values()} == {
        "web",
        "counter",
        "phone",
        "paper",
        "import",
    }
    assert {need.language for need in needs.values()} == {"en", "fr", "de"}

    # from the need to the author's word, on days that follow each other; another one went to the workshop
    told = list(needs[1].events.order_by("when", "pk"))
    assert [line.state or line.kind for line in told] == [
        *("received", "published", "under-review", "committed", "news"),
        *("delivered", "confirmed", "author"),
    ]
    assert len({line.when.date() for line in told}) == 6
    assert cycle.meetings.get().contributions.get(need__isnull=False).need == needs[2]

    # nothing in it looks like a machine's
    assert unusual_in(cycle.forum).unusual == 0
    counts = [
        service.ratings.filter(unusual=False).count() for service in cycle.forum.services.all()
    ]
    assert counts == [46, 7, 3]
    assert set(cycle.forum.rating_looks.first().counts.values()) == {46, 7}

    # two groups that hold, and votes that are counted
    look = cycle.forum.conversations.get().looks.get()
    assert (look.final, look.people, len(look.body["opinions"]["groups"])) == (True, 45, 2)
    votes = {vote.ranks_plan: vote for vote in cycle.forum.budgets.all()}
    assert (
        votes[False].result["equal-shares"]["winners"] != votes[False].result["greedy"]["winners"]
    )
    assert [votes[kind].ballots.count() for kind in (False, True)] == [60, 39]

    # the public account: late and silent are worked out from the days
    rows = account_at(cycle.plan.public_id).rows
    assert sorted(row.delivery.state for row in rows) == [
        *("done", "late", "on track", "on track", "paused", "planned", "planned"),
    ]
    assert [row.action.number for row in rows if row.is_silent] == [2]
    lesson = Lesson.objects.get(action__plan=cycle.plan)
    assert (lesson.state, lesson.reviews.count()) == ("published", 2)


def test_every_page_of_it_says_that_it_is_invented():
    cycle = build_example(progress=silently)
    forum, plan = cycle.forum, cycle.plan.public_id
    here = f"forum/{forum.code}/"
    pages = [
        *(here, f"{here}needs/", f"{here}needs/1/", f"{here}data/", f"{here}services/"),
        *(f"{here}services/{service.code}/" for service in forum.services.all()),
        f"{here}talks/{forum.conversations.get().public_id}/",
        *(f"{here}budgets/{budget.public_id}/" for budget in forum.budgets.all()),
        *("promises/", f"promises/{plan}/", f"promises/{plan}/6/", "operation/XA01/", "lessons/"),
        f"lessons/{Lesson.objects.get().slug}/",
    ]
    client = Client()
    said = {page: client.get(f"/en/{page}").content.decode() for page in pages}
    assert [page for page, text in said.items() if "invented" not in text.split("<main")[1]] == []
    # what is not published is its author's and the team's alone
    hidden = [client.get(f"/en/{here}needs/{number}/").status_code for number in (11, 13)]
    assert hidden == [404, 404]


def test_what_its_regions_do_together_goes_from_a_meeting_to_what_came_of_it():
    cycle = build_example(progress=silently)
    camp, ahead = WorkingMeeting.objects.order_by("opened")
    assert (camp.state, ahead.state) == ("reported", "open")
    states = camp.attendees.values_list("state", flat=True)
    assert sorted(states) == ["absent", *["present"] * 16]
    version = camp.timetables.get()
    assert (len(version.placements), version.value) == (6, version.bound)
    project = public_project(camp.topics.get(project__isnull=False).project.public_id)
    held = standing_on(project, timezone.localdate())
    assert [one.name for one in held.partners] == [
        *("Norrholm", "Aldermark", "Valdoro", "Lidvik Joinery")
    ]
    assert (project.state, held.held, held.next is not None) == ("running", 1, True)
    assert (held.is_overdue, held.is_silent) == (False, False)
    assert project.actions.get().plan == cycle.plan
    assert list(project.cards.values_list("state", flat=True)) == ["published", "submitted"]
    assert cycle.territory.sector_list.sectors.count() == 4

    # how far talks came, and that enough said so for everybody to read it
    assert list(funnel_of(CompanyDay.objects.get()).shown.values()) == [14, 12, 12, 11, 4, 2]
    counts = counts_of(MentoringRound.objects.get()).shown
    assert list(counts.values()) == [5, 7, 6, 11]


def test_what_its_regions_do_together_is_marked_as_invented_and_names_nobody_who_did_not_agree():
    build_example(progress=silently)
    (project,), (day,), (held,) = (m.objects.all() for m in (Project, CompanyDay, MentoringRound))
    card = project.cards.get(state=Card.State.PUBLISHED)
    own = f"projects/{project.public_id}"
    pages = [
        *(f"meetings/{one.public_id}" for one in WorkingMeeting.objects.all()),
        *(own, f"{own}/compendium", f"{own}/compendium/{card.public_id}"),
        *(f"company-days/{day.public_id}", f"mentoring/{held.public_id}"),
        *("meetings", "projects", "sectors", "company-days", "mentoring"),
    ]
    client = Client()
    said = {page: client.get(f"/en/{page}/").content.decode() for page in pages}
    marks = ("invented", '<span class="tag">Example</span>')
    unmarked = [page for page, text in said.items() if not any(mark in text for mark in marks)]
    assert unmarked == []
    data = {f"{page}.json": client.get(f"/en/{page}.json").content.decode() for page in pages}
    named = set(Attendee.objects.filter(may_be_named=True).values_list("name", flat=True))
    people = {name for name in _people() if name} - named
    words = [*people, "@aldermark.", "meet.aldermark."]
    assert len(people) == 27
    assert [(p, w) for p, text in (said | data).items() for w in words if w in text] == []


def _people() -> set[str]:
    """Everybody who has a name in it."""
    return {
        *Attendee.objects.values_list("name", flat=True),
        *Partner.objects.values_list("person", flat=True),
        *Company.objects.values_list("person", flat=True),
        *MentoringPerson.objects.values_list("name", flat=True),
    }


def test_an_example_of_an_earlier_release_gets_what_it_lacks_and_what_breaks_off_goes_on(
    monkeypatch,
):
    cycle = build_example(progress=silently)
    before = heard()
    Need.objects.update(retired_into=None)
    for model in (Adoption, Lesson, Update, Gauge, NeedLink, Forum, MentoringRound):
        model.objects.all().delete()
    assert not is_built()

    def breaks(**told: object) -> None:
        raise RuntimeError("the machine was switched off")

    with monkeypatch.context() as broken:
        broken.setattr("territoria_web.example.telling.add_gauge", breaks)
        with pytest.raises(RuntimeError, match="switched off"):
            build_example(progress=silently)
    assert not is_built()
    steps = []
    build_example(progress=lambda done, of, said: steps.append((done, of)))
    assert is_built()
    assert steps == [(n, build.PARTS) for n in range(build.PARTS + 1)]
    assert heard() == before
    assert cycle.plan.versions.count() == 2  # the needs that it answers came later


def test_one_that_was_closed_is_left_as_it_is():
    cycle = build_example(progress=silently)
    Adoption.objects.all().delete()
    assert not is_built()
    Cycle.objects.filter(pk=cycle.pk).update(state=Cycle.State.CLOSED)
    assert is_built()
