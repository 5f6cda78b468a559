"""An initiative at the desk: written in one form without scripts, handed in, withdrawn."""

from __future__ import annotations

from typing import Any

import pytest

from a_register import RECORD, a_draft, registered
from desk_team import Team, a_member, a_team, signed_in
from territoria_web.desk.register.forms import RecordForm, initial_of
from territoria_web.measure.models import Initiative
from territoria_web.measure.queries.records import Record, record_of
from territoria_web.people.models import Role

pytestmark = pytest.mark.django_db


REPORT = {"evaluation": "report"}


def typed(record: Record = RECORD, edit: int = 0, **more: Any) -> dict[str, Any]:
    """What a browser sends back of the form as it is shown."""
    form = RecordForm(initial=initial_of(record, edit))
    shown = {name: form[name].field.prepare_value(form[name].value()) for name in form.fields}
    widgets = {n: form.fields[n].widget.format_value(v) for n, v in shown.items() if v is not None}
    return {**{n: v for n, v in widgets.items() if v not in (None, "", [], False)}, **more}


def where(team: Team, one: Initiative) -> str:
    return team.at(f"register/{one.public_id}/")


def test_what_the_form_shows_comes_back_as_the_record():
    team = a_team()
    client = signed_in(team.lead)
    answer = client.post(team.at("register/begin/"), typed())
    made = Initiative.objects.get()
    assert answer["Location"] == where(team, made)
    assert record_of(made.body) == RECORD
    client.post(where(team, made), typed())
    made.refresh_from_db()
    assert made.edit == 0


def test_a_form_that_is_sent_twice_makes_one_initiative():
    team = a_team()
    client, begin = signed_in(team.lead), team.at("register/begin/")
    key = client.get(begin).context["form"]["key"].value()
    told = typed(key=str(key))
    first, second = (client.post(begin, told)["Location"] for _ in range(2))
    made = Initiative.objects.get()
    assert first == second == where(team, made)
    assert str(made.public_id) == key
    other = signed_in(a_member("FRE1", Role.EXPERT))
    assert other.post(begin, told).status_code == 422


def test_faults_stand_beside_their_fields_and_in_a_summary():
    team = a_team()
    told = {"reach": "many", "claims": "Sales | up | E4", "budget": "much", "sectors": ["C", "Q9"]}
    answer = signed_in(team.lead).post(team.at("register/begin/"), told)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["title", "sectors", "budget", "reach"]
    told = {"title": "Cheque", "claims": "Sales | up | E4", "target_value": "5", **REPORT}
    answer = signed_in(team.lead).post(team.at("register/begin/"), told)
    assert list(answer.context["form"].errors) == ["unit_of_measure", "claims"]
    assert 'href="#id_claims"' in answer.content.decode()


def test_it_says_what_is_lacking_and_is_handed_in_once_nothing_is():
    team, made = a_draft(what="")
    client, page = signed_in(team.lead), where(team, made)
    assert 'href="#id_what-field"' in client.get(page).content.decode()
    answer = client.post(page, {**typed(), "what": "", "hand_in": "1"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["what"])
    assert client.post(page, typed(hand_in="1")).status_code == 302
    made.refresh_from_db()
    assert made.state == "submitted"


def test_no_evaluation_is_chosen_beforehand_and_handing_in_asks_for_one():
    team = a_team()
    client = signed_in(team.lead)
    page = client.get(team.at("register/begin/"))
    assert page.context["form"]["evaluation"].value() == ""
    assert 'href="#part-result"' in page.content.decode()
    answer = client.post(team.at("register/begin/"), typed(evaluation=""))
    made = Initiative.objects.get()
    assert (answer.status_code, record_of(made.body).evaluation) == (302, "")
    shown = client.get(where(team, made)).content.decode()
    assert shown.index('name="hand_in"') < shown.index("/withdraw/")
    answer = client.post(where(team, made), typed(evaluation="", hand_in="1"))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["evaluation"])


def test_an_expert_writes_and_does_not_hand_in():
    team, made = a_draft()
    expert = signed_in(a_member("FRE1", Role.EXPERT))
    assert "hand_in" not in expert.get(where(team, made)).content.decode()
    assert expert.post(where(team, made), typed(hand_in="1")).status_code == 403


def test_a_viewer_reads_the_record_without_a_form():
    team, made = a_draft()
    page = signed_in(a_member("FRE1", Role.VIEWER)).get(where(team, made)).content.decode()
    assert '<form method="post"' not in page.split("<main")[1]
    assert "EUR 1,200,000 a year" in page


def test_whoever_was_slower_keeps_what_was_typed():
    team, made = a_draft()
    client, page = signed_in(team.lead), where(team, made)
    client.post(page, typed(title="Mine"))
    answer = client.post(page, typed(title="Theirs"))
    form = answer.context["form"]
    assert (answer.status_code, form["title"].value(), form["seen"].value()) == (422, "Theirs", "1")
    assert "What stands there now" in answer.content.decode()


def test_editions_and_words_of_peers_stand_on_the_page():
    team, made = registered()
    page = signed_in(team.lead).get(where(team, made)).content.decode()
    assert made.editions.get().digest[:16] in page
    assert "Fit for the register" in page


def test_one_is_withdrawn_and_said_so():
    team, made = registered()
    client = signed_in(team.lead)
    page = f"{where(team, made)}withdraw/"
    assert client.post(page, {"reason": "Gone.", "seen": 0}).status_code == 422
    told = {"reason": "The money went elsewhere in 2026.", "seen": 0}
    assert client.post(page, told).status_code == 302
    assert "The money went elsewhere" in client.get(team.at("register/")).content.decode()
    assert client.get(page).status_code == 404
