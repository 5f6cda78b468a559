"""What is printed: the form on paper and the poster, in each language of the forum."""

from __future__ import annotations

import pytest

from a_forum import a_forum
from desk_team import a_team, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.mark.parametrize("page", ["sheet", "poster"])
def test_a_print_speaks_the_language_that_is_asked_for_whatever_the_page_speaks(page: str):
    team = a_team()
    a_forum(team.cycle, team.lead)
    client = signed_in(team.lead)
    for asked, spoken in (("", "en"), ("fr", "fr"), ("de", "en"), ("<b>", "en")):
        shown = client.get(team.at(f"citizens/{page}/?language={asked}"))
        assert (shown.status_code, shown.context["spoken"]) == (200, spoken)
        assert f'<div class="to-print" lang="{spoken}">' in shown.content.decode()


def test_the_poster_leads_to_the_form_in_its_language():
    team = a_team()
    forum = a_forum(team.cycle, team.lead)
    shown = signed_in(team.lead).get(team.at("citizens/poster/?language=fr"))
    assert shown.context["link"] == f"http://testserver/fr/voice/{forum.code}/need/"
    assert "<svg" in shown.context["code"]


def test_the_form_on_paper_names_the_districts():
    team = a_team()
    a_forum(team.cycle, team.lead, districts=[{"id": "N", "name": "Northside"}])
    shown = signed_in(team.lead).get(team.at("citizens/sheet/"))
    assert "☐ Northside" in shown.content.decode()
