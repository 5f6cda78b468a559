"""The invented region goes all the way by the services of real use, and the public sees it so marked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from filling import DATABASE, furnished
from territoria_web.convene.models import Meeting
from territoria_web.example.build import build_example, is_built
from territoria_web.invite.models import Application, Step
from territoria_web.invite.queries.steps import steps_of
from territoria_web.measure.models import Score
from territoria_web.papers.models import Paper
from territoria_web.people.models import Entry
from territoria_web.plan.queries.progress import progress_of
from territoria_web.recommend.models import Recommendation
from territoria_web.reports.citizens.build import numerals_in
from territoria_web.reports.papers import document_for, flaws_of
from territoria_web.territories.models import Cycle

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
