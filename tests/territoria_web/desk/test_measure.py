"""The measure desk: looking before taking, undoing, own numbers for the team only."""

from __future__ import annotations

import io
from uuid import uuid4

import pytest

from desk_team import (
    HEAD,
    ONE,
    Team,
    a_file,
    a_member,
    a_team,
    a_workbook,
    give,
    signed_in,
    work_all,
)
from territoria_web.measure.models import Release
from territoria_web.measure.queries.received_tables import read_grid
from territoria_web.measure.queries.team_releases import own_assessment
from territoria_web.measure.queries.uploads import uploads_folder
from territoria_web.people.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def looked(team: Team, text: str | bytes, name: str = "own.csv") -> str:
    """Where an upload is looked at."""
    answer = signed_in(team.lead).post(team.at("measure/upload/"), {"table": a_file(text, name)})
    assert answer.status_code == 302
    return str(answer["Location"])


def told(page: bytes, **other: str) -> dict[str, str]:
    """What the form of columns holds, as a browser would send it."""
    import re

    held: dict[str, str] = {}
    for select in re.findall(r'<select name="([^"]+)".*?</select>', page.decode(), re.DOTALL):
        block = page.decode().split(f'<select name="{select}"')[1].split("</select>")[0]
        chosen = re.search(r'<option value="([^"]*)" selected', block)
        held[select] = chosen[1] if chosen else ""
    return {**held, "year": "", **other}


def test_an_upload_is_looked_at_then_taken():
    team = a_team()
    before = set(uploads_folder().glob("*/content"))
    client, where = signed_in(team.lead), looked(team, ONE)
    page = client.get(where)
    assert (page.status_code, Release.objects.filter(cycle=team.cycle).count()) == (200, 0)
    assert page.context["page"]["finding"] == (
        "1 figure can be taken: 1 new, 0 in place of another. 0 refused."
    )
    answer = client.post(where, told(page.content, take="1"))
    assert (answer.status_code, answer["Location"]) == (302, team.at("measure/"))
    assert Release.objects.get(cycle=team.cycle).observations.get().value == 38.5
    assert set(uploads_folder().glob("*/content")) == before


def test_a_workbook_is_taken_too():
    team = a_team()
    book = a_workbook(("indicator", "year", "value"), ("hrst", 2022, 38.5))
    client, where = signed_in(team.lead), looked(team, book, "own.xlsx")
    client.post(where, told(client.get(where).content, take="1"))
    assert Release.objects.get(cycle=team.cycle).observations.get().period == 2022


def test_columns_that_were_not_understood_are_told_and_looked_at_again_before_taking():
    team = a_team()
    client, where = signed_in(team.lead), looked(team, "what,how much\nhrst,38.5\n")
    page = client.get(where)
    assert page.context["page"]["finding"] == "Nothing can be taken yet; below is why."
    roles = {"column-0": "indicator", "column-1": "value", "year": "2022", "decimal": "."}
    assert client.post(where, {**roles, "take": "1"})["Location"] == where
    assert Release.objects.filter(cycle=team.cycle).count() == 0
    again = client.get(where)
    assert [r.figure.value for r in again.context["receipt"].received] == [38.5]
    client.post(where, told(again.content, year="2022", take="1"))
    assert Release.objects.filter(cycle=team.cycle).count() == 1


def test_a_wrong_year_is_said_beside_its_field_and_nothing_is_lost():
    team = a_team()
    client, where = signed_in(team.lead), looked(team, "indicator,value\nhrst,38.5\n")
    roles = {"column-0": "indicator", "column-1": "value", "year": "soon", "decimal": "."}
    answer = client.post(where, {**roles, "look": "1"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["year"]
    assert answer.context["form"]["year"].value() == "soon"


def test_an_upload_can_be_thrown_away():
    team = a_team()
    client, where = signed_in(team.lead), looked(team, ONE)
    assert client.post(where, {"drop": "1"})["Location"] == team.at("measure/")
    assert client.get(where).status_code == 404


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff\x00", b"PK\x03\x04", b"a" * 2_100_000, b'a,b\n"1', b"\xd0\xcf\x11\xe0"],
)
def test_a_file_that_cannot_be_read_is_a_page_that_says_why(content: bytes):
    team = a_team()
    answer = signed_in(team.lead).post(team.at("measure/upload/"), {"table": io.BytesIO(content)})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["table"])
    assert Release.objects.filter(cycle=team.cycle).count() == 0


def test_a_release_is_undone_and_taken_back():
    team = a_team()
    release = give(team)
    client, where = signed_in(team.lead), team.at(f"measure/releases/{release.public_id}/")
    assert client.post(where, {"undo": "1"}).status_code == 302
    assert Release.objects.get(pk=release.pk).withdrawn is not None
    client.post(where, {"back": "1"})
    assert Release.objects.get(pk=release.pk).withdrawn is None


def test_another_teams_release_is_not_there():
    mine, theirs = a_team(), a_team("DED5")
    release = give(theirs, HEAD + "DED5,hrst,2022,40\n")
    answer = signed_in(mine.lead).post(mine.at(f"measure/releases/{release.public_id}/"))
    assert answer.status_code == 404
    assert Release.objects.get(pk=release.pk).withdrawn is None


def test_own_numbers_are_explained_to_the_team_and_to_nobody_else():
    team = a_team()
    give(team)
    work_all()
    own = own_assessment(team.cycle)
    assert own is not None
    address = own.address("observation", "FRE1@2021", "hrst.2022")
    mine = signed_in(team.lead).get(team.at("explain/"), {"number": address})
    assert mine.context["found"].reading.value == 38.5
    public = signed_in(team.lead).get("/en/explain/", {"number": address})
    other = a_team("DED5")
    theirs = signed_in(other.lead).get(other.at("explain/"), {"number": address})
    assert (mine.status_code, public.status_code, theirs.status_code) == (200, 404, 404)


def test_the_template_can_be_given_back_when_it_is_filled():
    team = a_team()
    client = signed_in(team.lead)
    for kind in ("csv", "xlsx"):
        answer = client.get(team.at(f"measure/template.{kind}"))
        grid = read_grid(answer.content, f"own.{kind}")
        assert grid.head[:4] == ("territory", "indicator", "period", "value")
        assert grid.rows[0][1][0] == "FRE1"
    text = client.get(team.at("measure/template.csv")).content.decode()
    row = next(line for line in text.splitlines() if ",hrst," in line)
    filled = text.replace(row, row.replace("hrst,,,", "hrst,2022,38.5,"))
    page = client.get(looked(team, filled))
    receipt = page.context["receipt"]
    assert ([r.figure.indicator for r in receipt.received], receipt.faults) == (["hrst"], ())


def test_another_framework_can_be_chosen_and_is_written_down():
    team = a_team()
    client = signed_in(team.lead)
    answer = client.post(team.at("measure/framework/"), {"framework": "smart-city"})
    team.cycle.refresh_from_db()
    assert (answer.status_code, team.cycle.framework) == (302, "smart-city")
    assert client.get(team.at("measure/")).status_code == 200
    refused = client.post(team.at("measure/framework/"), {"framework": "country"})
    assert refused.status_code == 422


@pytest.mark.parametrize("releases", [1, 3])
def test_the_desk_asks_the_database_as_often_for_three_releases_as_for_one(
    releases: int, django_assert_num_queries
):
    team = a_team()
    for year in range(releases):
        give(team, HEAD + f"FRE1,hrst,{2020 + year},38.5\n")
    client = signed_in(team.lead)
    client.get(team.at("measure/"))
    with django_assert_num_queries(12):
        client.get(team.at("measure/"))


PAGES = ("", "measure/", "compare/", "recommend/", "documents/", "jobs/", "explain/")


def test_strangers_find_nothing_and_visitors_are_asked_to_sign_in(client):
    team, stranger = a_team(), signed_in(a_member("FI20", Role.LEAD))
    for page in (*PAGES, "measure/upload/", f"jobs/{uuid4()}/"):
        assert stranger.get(team.at(page)).status_code == 404
        assert client.get(team.at(page)).status_code == 302


def test_a_viewer_reads_along_and_changes_nothing():
    team = a_team()
    release = give(team)
    viewer = signed_in(a_member("FRE1", Role.VIEWER))
    assert viewer.get(team.at("measure/")).status_code == 200
    assert viewer.get(team.at("measure/upload/")).status_code == 403
    undo = team.at(f"measure/releases/{release.public_id}/")
    assert viewer.post(undo, {"undo": "1"}).status_code == 403
    assert viewer.post(team.at("compare/"), {}).status_code == 403
    assert viewer.post(team.at("recommend/user-feedback/"), {}).status_code == 403


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_every_page_speaks_every_language(language: str):
    team = a_team()
    client = signed_in(team.lead)
    for page in PAGES[:-1]:
        answer = client.get(team.at(page).replace("/en/", f"/{language}/"))
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.content.decode()


def test_a_fault_is_told_with_its_row_its_column_and_how_to_mend_it():
    team = a_team()
    text = ONE + "FRE1,basic_digital_skills,2021,140\nFRE1,hrst,soon,1\n"
    page = signed_in(team.lead).get(looked(team, text))
    faults = [(f.line, f.column, f.what, f.mend) for f in page.context["faults"]]
    assert faults == [
        (
            3,
            "value",
            "the figure must lie between 0 and 100; it is 140.",
            "Correct it, or convert it to: % of people aged 16–74.",
        ),
        (4, "period", "soon is not a year.", "Write it as 2024."),
    ]
    assert "<b>Row 4, column “period”:</b> soon is not a year. Write it as 2024." in (
        page.content.decode()
    )


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        (ONE, True),
        ("indicator,period,value,published_value\nhrst,2022,38.5,38\n", True),
        ("indicator,period,value,shade\nhrst,2022,38.5,x\n", False),
        ("what,how much\nhrst,38.5\n", False),
    ],
)
def test_the_columns_are_folded_away_where_all_were_recognised(text: str, folded: bool):
    team = a_team()
    page = signed_in(team.lead).get(looked(team, text))
    assert page.context["folded"] is folded
    assert ('<details class="panel" open>' in page.content.decode()) is not folded
