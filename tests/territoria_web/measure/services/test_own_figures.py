"""Own figures: nothing is written before it is asked, all of it or nothing, and it can be undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from desk_team import HEAD, Team, a_team, work_all
from territoria_web.jobs.models import Job
from territoria_web.measure.models import Assessment, Figure, Observation, Release, Score
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.team_releases import figures_in_force, own_assessment
from territoria_web.measure.services.own_assessments import assess_own_figures, lay_together
from territoria_web.measure.services.own_figures import (
    Receipt,
    receive_own_figures,
    take_back_release,
    withdraw_release,
)
from territoria_web.people.models import Entry
from territoria_web.recommend.models import Advised

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

ONE = HEAD + "FRE1,hrst,2022,38.5\n"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def give(team: Team, text: str = ONE, **how: bool) -> Receipt:
    return receive_own_figures(
        by=team.lead, cycle=team.cycle, content=text.encode(), file_name="own.csv", **how
    )


def rows() -> tuple[int, ...]:
    kinds = (Release, Observation, Figure, Entry, Job)
    return tuple(kind.objects.count() for kind in kinds)


def test_a_dry_run_writes_nothing_and_tells_old_and_new_scores():
    team = a_team()
    before = rows()
    receipt = give(team, dry_run=True, effect=True)
    assert rows() == before
    assert [e.node for e in receipt.effects if e.changes] == ["A2"]
    assert (receipt.release, receipt.new, receipt.replacing) == (None, 1, 0)


def test_taking_writes_release_observations_figures_journal_and_a_job():
    team = a_team()
    receipt = give(team)
    release = Release.objects.get(pk=receipt.release.pk)  # type: ignore[union-attr]
    assert (release.cycle, release.made_by, release.file_name) == (team.cycle, team.lead, "own.csv")
    assert [(o.indicator, o.value) for o in release.observations.all()] == [("hrst", 38.5)]
    assert {f.territory.code for f in release.figures.select_related("territory")} == {"FRE1"}
    assert release.figures.get(indicator="hrst").value == 38.5
    assert Entry.objects.first().what == "take own figures"  # type: ignore[union-attr]
    assert receipt.job.kind == "assess-own"  # type: ignore[union-attr]


def test_a_published_figure_is_shown_beside_the_one_that_replaces_it():
    receipt = give(a_team(), HEAD + "FRE1,hrst,2018,40\n", dry_run=True)
    assert [(r.published, r.figure.value) for r in receipt.received] == [(32.3, 40.0)]


def test_a_figure_beyond_all_regions_is_taken_with_a_caution():
    receipt = give(a_team(), HEAD + "FRE1,hrst,2022,99\n", dry_run=True)
    said = "Higher than in every region with a published figure. Check the unit."
    assert [r.caution for r in receipt.received] == [said]


def test_refused_rows_do_not_hold_up_the_others_unless_asked():
    text = ONE + "DED5,hrst,2022,40\n"
    team = a_team()
    assert give(team, text, all_or_nothing=True).release is None
    taken = give(team, text)
    assert (len(taken.received), taken.refused) == (1, 1)


def test_the_job_makes_an_assessment_that_only_the_team_has():
    team = a_team()
    public = current("blueprint")
    give(team)
    work_all()
    own = own_assessment(team.cycle)
    assert own is not None
    assert (own.cycle, own.current, current("blueprint")) == (team.cycle, True, public)
    assert Advised.objects.filter(assessment=own, territory=team.cycle.territory).count() == 1
    theirs, ours = (
        Score.objects.get(assessment=a, node="A2", territory=team.cycle.territory)
        for a in (public, own)
    )
    assert theirs.value != ours.value


def test_working_it_out_again_adds_nothing():
    team = a_team()
    give(team)
    first = assess_own_figures(cycle=team.cycle)
    assert assess_own_figures(cycle=team.cycle) == first
    assert Assessment.objects.filter(cycle=team.cycle).count() == 1


def test_several_releases_are_laid_together_the_later_one_above():
    team = a_team()
    give(team)
    give(team, HEAD + "FRE1,hrst,2022,39\nFRE1,broadband_households,2022,91\n")
    together = lay_together(cycle=team.cycle)
    assert lay_together(cycle=team.cycle) == together
    held = {o.indicator: o.value for o in together.observations.all()}  # type: ignore[union-attr]
    assert held == {"hrst": 39.0, "broadband_households": 91.0}


def test_undoing_and_taking_back_change_what_is_used_and_keep_the_rows():
    team = a_team()
    release = give(team).release
    assert release is not None
    work_all()
    withdraw_release(by=team.lead, cycle=team.cycle, release=release)
    assert (figures_in_force(team.cycle), own_assessment(team.cycle)) == ({}, None)
    assert release.observations.count() == 1
    take_back_release(by=team.lead, cycle=team.cycle, release=release)
    work_all()
    assert own_assessment(team.cycle) is not None
    what = list(Entry.objects.values_list("what", flat=True)[:3])
    assert what == ["take own figures back", "undo own figures", "take own figures"]


def test_undoing_twice_is_written_once():
    team = a_team()
    release = give(team).release
    assert release is not None
    for _ in range(2):
        withdraw_release(by=team.lead, cycle=team.cycle, release=release)
    assert Entry.objects.filter(what="undo own figures").count() == 1


def test_figures_given_while_the_job_runs_are_in_what_it_leaves(monkeypatch: pytest.MonkeyPatch):
    from territoria_web.recommend import tasks

    team = a_team()
    job = give(team).job
    real, late = tasks.diagnose_once, [HEAD + "FRE1,broadband_households,2022,91\n"]

    def meanwhile(**told: object) -> None:
        if late:
            give(team, late.pop())
        real(**told)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "diagnose_once", meanwhile)
    assert job is not None
    work_all()
    own = own_assessment(team.cycle)
    assert own is not None
    assert own.own is not None
    assert own.own.observations.count() == 2


def test_the_same_file_sent_twice_is_taken_once():
    team = a_team()
    first, again = give(team), give(team)
    assert (again.release, again.job) == (first.release, None)
    assert Release.objects.filter(cycle=team.cycle).count() == 1
