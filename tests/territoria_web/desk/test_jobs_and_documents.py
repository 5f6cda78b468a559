"""Long work at the desk: its progress, stopping it, the documents that come of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk_team import a_member, a_team, give, signed_in, work_all
from territoria_web.desk.workspace import kind_name
from territoria_web.invite.services.steps import open_steps
from territoria_web.jobs.models import Job
from territoria_web.measure.services.own_figures import withdraw_release
from territoria_web.people.models import Role
from territoria_web.reports.briefing.editions import FORMATS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data", "own_documents")]


@pytest.fixture
def own_documents(settings, tmp_path: Path) -> None:
    """Documents of one test are none of another's."""
    settings.MEDIA_ROOT = tmp_path


def test_a_running_job_is_followed_with_and_without_script():
    team = a_team()
    job = Job.objects.create(kind="assess-own", cycle=team.cycle, state="running", done=1, of=2)
    client = signed_in(team.lead)
    page = client.get(team.at(f"jobs/{job.public_id}/")).content.decode()
    fragment = team.at(f"jobs/{job.public_id}/progress/")
    assert f'data-progress="{fragment}"' in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    Job.objects.update(state="done")
    part = client.get(fragment).content.decode()
    assert "data-progress" not in part
    assert f'href="{team.at("measure/")}"' in part


def test_a_job_of_another_day_says_when_it_begins():
    team = a_team()
    later = datetime(2031, 5, 4, 7, 30, tzinfo=UTC)
    job = Job.objects.create(kind="count-budget", cycle=team.cycle, not_before=later)
    page = signed_in(team.lead).get(team.at(f"jobs/{job.public_id}/")).content.decode()
    assert "It begins on 4 May 2031 at " in page


def test_every_kind_of_job_has_a_name(settings):
    assert [kind for kind in settings.JOBS if kind_name(kind) == kind] == []


def test_a_failed_job_says_why():
    team = a_team()
    problem = {"where": "own.csv", "what": "it broke.", "mend": "Try again."}
    job = Job.objects.create(
        kind="assess-own", cycle=team.cycle, state="failed", problems=[problem]
    )
    page = signed_in(team.lead).get(team.at(f"jobs/{job.public_id}/")).content.decode()
    assert "<b>own.csv</b>: it broke. Try again." in page


def test_who_may_assess_may_stop_it_and_a_viewer_may_not():
    team = a_team()
    job = Job.objects.create(kind="assess-own", cycle=team.cycle, state="running")
    stop = team.at(f"jobs/{job.public_id}/stop/")
    assert signed_in(a_member("FRE1", Role.VIEWER)).post(stop).status_code == 403
    assert signed_in(team.lead).post(stop).status_code == 302
    assert Job.objects.get().cancel_asked is True


@pytest.mark.parametrize("kind", ["assess-own", "diagnose-one", "briefing"])
def test_an_editor_may_stop_what_an_editor_may_start(kind: str):
    team = a_team()
    job = Job.objects.create(kind=kind, cycle=team.cycle, state="running")
    client, where = signed_in(a_member("FRE1", Role.EDITOR)), team.at(f"jobs/{job.public_id}/")
    assert client.get(where).context["may_stop"] is True
    assert client.post(f"{where}stop/").status_code == 302


def test_a_viewer_reads_documents_and_is_offered_neither_writing_nor_stopping():
    team = a_team()
    job = Job.objects.create(kind="briefing", cycle=team.cycle, state="running")
    client, where = signed_in(a_member("FRE1", Role.VIEWER)), team.at(f"jobs/{job.public_id}/")
    assert client.post(f"{where}stop/").status_code == 403
    for page in (where, team.at("documents/")):
        main = client.get(page).content.decode().partition("<main")[2].partition("</main>")[0]
        assert main.count('<form method="post"') == 0
    asked = {"of": "public", "language": "fr"}
    assert client.post(team.at("documents/"), asked).status_code == 403
    assert list(Job.objects.all()) == [job]


def test_a_job_of_another_team_is_not_there():
    mine, theirs = a_team(), a_team("DED5")
    job = Job.objects.create(kind="assess-own", cycle=theirs.cycle)
    assert signed_in(mine.lead).get(mine.at(f"jobs/{job.public_id}/")).status_code == 404


def test_a_briefing_is_asked_for_once_and_its_files_are_the_teams(
    monkeypatch: pytest.MonkeyPatch,
):
    from territoria_web.reports import tasks

    def written(*, edition, day, progress) -> None:  # the writing itself is tested elsewhere
        edition.folder.mkdir(parents=True)
        for name in FORMATS:
            Path(edition.folder / name).write_bytes(b"<style>p{}</style>")

    monkeypatch.setattr(tasks, "write_briefing", written)
    team = a_team()
    client = signed_in(team.lead)
    asked = {"of": "public", "language": "fr"}
    first = client.post(team.at("documents/"), asked)["Location"]
    assert client.post(team.at("documents/"), asked)["Location"] == first
    work_all()
    made = client.get(team.at("documents/")).context["made"]
    assert [row["language"] for row in made] == ["Français"]
    stranger = signed_in(a_member("FI20", Role.LEAD))
    for _label, url in made[0]["files"]:
        assert (client.get(url).status_code, stranger.get(url).status_code) == (200, 404)
    assert client.get(made[0]["files"][0][1] + "x").status_code == 404


def test_a_briefing_with_own_figures_needs_some():
    team = a_team()
    answer = signed_in(team.lead).post(team.at("documents/"), {"of": "own", "language": "en"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["of"])


def test_the_home_of_the_desk_shows_my_teams_and_begins_others():
    user = a_member("FRE1", Role.LEAD)
    client = signed_in(user)
    assert client.get("/en/desk/").context["waiting"] == [
        ("Nord-Pas de Calais", "/en/desk/start/FRE1/")
    ]
    assert client.post("/en/desk/start/FRE1/", {"title": ""}).status_code == 422
    answer = client.post("/en/desk/start/FRE1/", {"title": "Strategy"})
    page = client.get(answer["Location"])
    assert page.context["page"]["finding"] == (
        "Under way: Survey of key actors. 0 of 4 steps are done."
    )


def test_a_briefing_is_written_from_own_figures():
    team = a_team()
    give(team)
    work_all()
    client = signed_in(team.lead)
    client.post(team.at("documents/"), {"of": "own", "language": "en"})
    work_all()
    assert Job.objects.get(kind="briefing").problems == []
    made = client.get(team.at("documents/")).context["made"]
    assert [(row["own"], row["current"]) for row in made] == [(True, True)]
    document = client.get(made[0]["files"][0][1])
    assert "38.5" in document.content.decode()


def test_only_figures_that_are_there_are_offered_for_a_briefing():
    team = a_team()
    client = signed_in(team.lead)
    release = give(team)
    work_all()

    def offered() -> list[str]:
        form = client.get(team.at("documents/")).context["form"]
        return [value for value, _words in form.fields["of"].choices]

    assert offered() == ["own", "public"]
    withdraw_release(by=team.lead, cycle=team.cycle, release=release)
    assert offered() == ["public"]
    page = client.get(team.at("documents/")).content.decode()
    assert page.count('name="of"') == 1
    assert 'type="radio"' not in page
    stale = client.post(team.at("documents/"), {"of": "own", "language": "en"})
    assert stale.context["form"].errors["of"] == [
        "There is no assessment with your own figures yet."
    ]


def test_the_overview_of_a_cycle_leads_to_each_stage_once_beside_the_menu():
    team = a_team()
    open_steps(cycle=team.cycle, today=date(2026, 11, 2))
    page = signed_in(team.lead).get(team.at())
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    for stage in ("listen", "measure", "compare", "findings", "convene", "recommend", "plan"):
        assert main.count(f'href="{team.at(stage)}/"') == 2
    assert [step["mark"] for step in page.context["steps"]] == ["current", *["ahead"] * 3]
    assert main.count('aria-current="step"') == 1
