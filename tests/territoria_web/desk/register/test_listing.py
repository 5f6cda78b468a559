"""The register of a territory at the desk: states, what is lacking, what was asked for."""

from __future__ import annotations

import pytest

from a_register import a_draft, judged, registered, waiting, written
from desk_team import signed_in

pytestmark = pytest.mark.django_db


def test_each_tells_its_state_and_what_it_lacks():
    team, made = registered(baseline=None)
    a_draft(team, title="Courses", what="", source="")
    written(team, made, title="A cheque")
    page = signed_in(team.lead).get(team.at("register/"))
    told = {row["one"].title: row for row in page.context["rows"]}
    assert told["Courses"]["lacking"] == ["What does it do?", "Source"]
    assert (told["A cheque"]["is_incomplete"], told["A cheque"]["edition"].number) == (False, 1)
    assert "2 initiatives; everybody reads 1." in page.content.decode()


def test_what_was_asked_for_stands_in_the_list():
    team, made = waiting()
    judged(made, "mend")
    page = signed_in(team.lead).get(team.at("register/")).content.decode()
    assert "To be mended first" in page


def test_the_list_asks_no_more_for_more_initiatives(django_assert_num_queries):
    team, _made = registered()
    for title in ("Courses", "Advisers"):
        registered(team, title=title)
    client = signed_in(team.lead)
    client.get(team.at("register/"))
    with django_assert_num_queries(8):
        client.get(team.at("register/"))
