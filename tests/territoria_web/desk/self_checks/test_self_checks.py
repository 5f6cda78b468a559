"""A team offers a self-check, hangs it up, sees who is missing, weighs it, reads it."""

from __future__ import annotations

import pytest
from django.test import Client

from a_self_check import a_check, finished, read
from desk_team import Team, a_team, signed_in
from territoria_web.listen.models import SelfCheck

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def team() -> Team:
    return a_team()


@pytest.fixture
def lead(team: Team) -> Client:
    return signed_in(team.lead)


def at(team: Team, check: SelfCheck, page: str = "") -> str:
    return team.at(f"listen/checks/{check.public_id}/{page}")


def test_it_is_offered_from_the_page_of_surveys(team: Team, lead: Client):
    assert team.at("listen/checks/") in lead.get(team.at("listen/")).content.decode()
    assert "No self-check is offered yet." in read(lead.get(team.at("listen/checks/")))
    hint = "A name with an e-mail, a phone or an address"
    assert hint in read(lead.get(team.at("listen/checks/new/")))
    made = lead.post(
        team.at("listen/checks/new/"), {"audience": "firms", "contact": "A. Adviser"}, follow=True
    )
    check = SelfCheck.objects.get()
    assert (check.cycle, check.state, made.redirect_chain[-1][0]) == (
        team.cycle,
        "open",
        at(team, check),
    )
    page = made.content.decode()
    assert hint in page
    assert f"/en/check/{check.code}/" in page
    assert "<svg" in page
    again = lead.post(team.at("listen/checks/new/"), {"audience": "firms"})
    assert (again.status_code, SelfCheck.objects.count()) == (422, 1)


def test_the_team_sees_who_is_missing(team: Team, lead: Client):
    check = a_check(team.cycle, margins={"size": {"micro": 400, "small": 50}})
    finished(check, 8)
    finished(check, 1, size="small")
    finished(check, 1, size="medium", sector="", unusual=True)
    page = read(lead.get(at(team, check)))
    assert "9 finished in 2026." in page
    assert "under 10 staff 8 400 2 %" in page
    assert "10 to 49 staff 1 50 2 %" in page
    assert "1 more looks like a machine's" in page


def test_figures_are_worked_out_on_demand(team: Team, lead: Client):
    check = a_check(team.cycle)
    finished(check, 9)
    few = lead.post(at(team, check), {"do": "count"}, follow=True)
    assert "Fewer than ten have finished since" in read(few)
    finished(check, 3, obstacles={"cost": 2})
    page = read(lead.post(at(team, check), {"do": "count"}, follow=True))
    assert "Of 12 firms in 2026, 100 % (82–100) reach the basic level" in page
    table = lead.get(at(team, check, "results.csv")).content.decode().splitlines()
    assert table[0].startswith("year,by,group,kind,figure,name,value,low,high,firms,severity")
    assert "2026,,,overall,overall,Overall,50.0" in table[1]


def test_it_is_closed_and_opened_again(team: Team, lead: Client):
    check = a_check(team.cycle)
    said = read(lead.post(at(team, check), {"do": "close"}, follow=True))
    assert "It takes no more answers." in said
    lead.post(at(team, check), {"do": "open"})
    check.refresh_from_db()
    assert check.state == "open"


def test_the_contact_is_kept_unless_a_colleague_was_quicker(team: Team, lead: Client):
    check = a_check(team.cycle)
    kept = lead.post(at(team, check), {"contact": "Chamber of crafts", "seen": "0"})
    assert kept.status_code == 302
    late = lead.post(at(team, check), {"contact": "Nobody", "seen": "0"})
    assert (late.status_code, 'value="1"' in late.content.decode()) == (422, True)
    check.refresh_from_db()
    assert check.contact == "Chamber of crafts"


def test_known_numbers_are_entered_with_their_source(team: Team, lead: Client):
    check = a_check(team.cycle)
    typed = {"size-micro": "9000", "size-small": "1000", "sector-G": "", "seen": "0"}
    bare = lead.post(at(team, check, "numbers/"), typed)
    assert (bare.status_code, "Say where the numbers are known from." in read(bare)) == (422, True)
    lead.post(at(team, check, "numbers/"), {**typed, "source": "Business register 2025"})
    check.refresh_from_db()
    assert check.margins == {"size": {"micro": 9000, "small": 1000}}
    assert 'value="9000"' in lead.get(at(team, check, "numbers/")).content.decode()
    newer = lead.post(at(team, check, "numbers/"), {**typed, "source": "Another"})
    assert (newer.status_code, 'value="1"' in newer.content.decode()) == (422, True)


def test_the_poster_speaks_each_language(team: Team, lead: Client):
    check = a_check(team.cycle, audience="public")
    page = lead.get(at(team, check, "poster/")).content.decode()
    assert "How digital is your office?" in page
    assert f"/check/{check.code}/" in page
    assert 'lang="de"' in lead.get(at(team, check, "poster/?in=de")).content.decode()


def test_one_of_another_cycle_is_not_here(team: Team, lead: Client):
    assert lead.get(at(team, a_check())).status_code == 404
