"""Policy initiatives, as readers see them."""

from __future__ import annotations

import pytest
from django.test import Client

from a_published_benchmark import a_published_benchmark
from a_register import RECORD, a_draft, registered, waiting, written
from desk_team import a_team
from territoria_web.library.queries import library
from territoria_web.measure.services.register import withdraw_initiative

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_list_and_page_speak_every_language(client: Client, lang: str):
    assert client.get(f"/{lang}/initiatives/").status_code == 200
    assert client.get(f"/{lang}/initiatives/kit-digital/").status_code == 200


def test_filters_leave_what_fits(client: Client):
    rows = client.get("/en/initiatives/?evaluation=trial").context["rows"]
    assert {e.evaluation for e, _ in rows} == {"trial"}


def test_without_claim_the_page_says_that_no_effect_is_claimed(client: Client):
    text = client.get("/en/initiatives/scotland-digitalboost/").content.decode()
    assert ("No effect on firms is claimed" in text) == ('id="claims"' not in text)


def test_what_a_target_lacks_is_said_by_name(client: Client):
    held = library().initiatives.values()
    dated = next(t for t in held if t.target and t.target.due and t.target.value is not None)
    assert dated.target.baseline is None
    text = client.get(f"/en/initiatives/{dated.id}/").text
    assert "Missing in the target: starting point.</span>" in text


def test_unknown_ids_and_filters_are_told(client: Client):
    assert client.get("/en/initiatives/nope/").status_code == 404
    assert client.get("/en/initiatives/?area=nope").status_code == 400


def test_only_the_register_is_asked_of_the_database(client: Client, django_assert_num_queries):
    registered()
    client.get("/en/initiatives/")
    with django_assert_num_queries(1):
        client.get("/en/initiatives/?evaluation=trial")


def test_table_and_data_stand_beside(client: Client):
    assert len(client.get("/en/initiatives.csv").content.decode().splitlines()) == 50
    data = client.get("/en/initiatives/digitalbonus-bavaria.json").json()
    assert data["initiative"]["evaluation"] == "report"
    assert data["table"]["name"] == "claims"


def test_entries_of_the_register_stand_beside_the_library_and_are_found(client: Client):
    _team, made = registered(target_due=None)
    rows = client.get("/en/initiatives/").context["rows"]
    assert (len(rows), rows.paginator.count) == (20, 50)
    for query in ("from=register", "territory=FRE1", "q=Digital+cheque+for+shops"):
        left = client.get(f"/en/initiatives/?{query}").context["rows"]
        assert [e.id for e, _url in left] == [made.slug]
    page = client.get("/en/initiatives/?from=register").content.decode()
    assert "From the register of Nord-Pas de Calais, read by Leipzig" in page
    assert "target incomplete" in page


def test_a_title_that_holds_all_that_is_looked_for_comes_first(client: Client):
    team = a_team()
    made = {
        title: registered(team, title=title, what="A cheque for shops, and so digital.")[1].slug
        for title in ("A loan", "Cheque, digital, for shops", "Digital cheque for shops")
    }
    answer = client.get("/en/initiatives/?q=digital+cheque+for+shops")
    found = [e.id for e, _url in answer.context["rows"] if e.id in made.values()]
    assert found == [made[title] for title in reversed(made)]
    page = answer.content.decode()
    assert "Search: digital cheque for shops</summary>" in page.replace("\u00a0", " ")
    assert ("1 filter set" in page, "Clear all" in page) == (False, True)
    assert "1 filter set</summary>" in client.get("/en/initiatives/?from=register").text


def test_the_lead_counts_all_that_is_listed_and_says_what_is_invented(client: Client):
    _team, made = registered(went_wrong=True, what_failed="Nobody came.")
    type(made).objects.filter(pk=made.pk).update(example=True)
    page = client.get("/en/initiatives/").context["page"]["finding"]
    wrong = client.get("/en/initiatives/?wrong=yes").context["rows"].paginator.count
    assert page.startswith("What states, regions, cities and chambers did")
    assert (": 50 initiatives." in page, f"; {wrong} went wrong." in page) == (True, True)
    assert page.endswith("1 of these is invented: it shows how this works.")


def test_only_what_a_second_region_read_is_public(client: Client):
    team, made = registered()
    drafts = [a_draft(team, title="Draft")[1], waiting(team, title="Waits")[1]]
    for one in drafts:
        assert client.get(f"/en/initiatives/{one.slug}/").status_code == 404
    written(team, made, title="Another name")
    assert RECORD.title in client.get(f"/en/initiatives/{made.slug}/").text
    assert "Another name" not in client.get("/en/initiatives/").text


def test_one_withdrawn_leaves_the_list_and_says_why(client: Client):
    team, made = registered()
    told = {"reason": "The money went elsewhere in 2026.", "seen": made.edit}
    withdraw_initiative(by=team.lead, initiative=made, **told)
    assert client.get("/en/initiatives/").context["rows"].paginator.count == 49
    page = client.get(f"/en/initiatives/{made.slug}/").text
    assert "The money went elsewhere in 2026." in page


def test_a_new_edition_and_a_withdrawal_are_seen_at_once(client: Client, settings, tmp_path):
    settings.WRITTEN_PAGES = tmp_path
    page = "/en/initiatives/"
    assert RECORD.title not in client.get(page).text
    team, made = registered()
    assert RECORD.title in client.get(page).text
    withdraw_initiative(
        by=team.lead, initiative=made, reason="The money went elsewhere.", seen=made.edit
    )
    assert RECORD.title not in client.get(page).text


def test_a_page_says_where_it_was_judged_beside_others(client: Client):
    before = client.get("/en/initiatives/kit-digital/")
    assert before.context["benchmarks"] == []
    held = a_published_benchmark()
    found = client.get("/en/initiatives/kit-digital/")
    assert [b for b, _entrant in found.context["benchmarks"]] == [held]
    assert f"/en/benchmarks/{held.public_id}/" in found.content.decode()
