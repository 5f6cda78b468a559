"""The plan's desk as people use it: begin, take up, write, order, drop, export, import, adopt."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from desk_team import a_file, a_member, a_workbook, signed_in
from planned import WHY, Planning, a_plan
from territoria_web.invite.services.steps import open_steps
from territoria_web.people.models import Entry, Role, User
from territoria_web.people.services import give_role
from territoria_web.plan.models import Plan, PlanVersion
from territoria_web.plan.queries.plans import draft_of
from territoria_web.plan.rules import Dated
from territoria_web.territories.models import Cycle

pytestmark = pytest.mark.django_db
STEPS = {"steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}


def at(p: Planning, name: str = "plan", *more: object) -> str:
    """An address of the plan's desk."""
    return reverse(f"desk:{name}", args=[p.cycle.public_id, *more])


def desk() -> tuple[Planning, Client]:
    p = a_plan()
    return p, signed_in(p.lead)


def typed(client: Client, url: str, **changes: object) -> dict[str, object]:
    """What a browser sends of the form at an address, with some answers changed."""
    page = client.get(url)
    form, steps = page.context["form"], page.context["steps"]
    sent: dict[str, object] = {}
    for one in (form, steps.management_form, *steps.forms):
        for field in one:
            value = field.value()
            if value not in (None, "") and value is not False:
                sent[field.html_name] = field.field.widget.format_value(value) or value
            if isinstance(value, list):
                sent[field.html_name] = value
            if value is True:
                sent[field.html_name] = "on"
    return {**sent, **changes}


def test_a_plan_is_begun_once():
    p = a_plan("X2")
    cycle = Cycle.objects.create(territory=p.cycle.territory, title="Next")
    p.cycle, client = cycle, signed_in(p.lead)
    assert client.get(at(p)).context["page"]["finding"] == "There is no plan yet."
    wrong = client.post(at(p, "plan-begin"), {"begins": "soon", "capacity": "-1"})
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (
        422,
        ["begins", "capacity"],
    )
    for _turn in range(2):
        told = {"begins": "2027-01-01", "capacity": "10", "vision": "Online"}
        assert client.post(at(p, "plan-begin"), told).status_code == 302
    assert [(q.capacity, q.vision) for q in Plan.objects.filter(cycle=cycle)] == [(10.0, "Online")]


def test_an_action_is_written_with_milestones_and_sending_twice_makes_one():
    p, client = desk()
    sent = typed(
        client,
        at(p, "plan-new"),
        title="Open a desk",
        partners="A\nB",
        **{"steps-0-due": "2027-03-01", "steps-0-text": "Named"},
    )
    for _turn in range(2):
        answer = client.post(at(p, "plan-new"), sent)
        assert answer.status_code == 302
    [action] = p.all()
    held = draft_of(action)
    assert (held.title, held.partners, held.milestones[0].due) == (
        "Open a desk",
        ("A", "B"),
        date(2027, 3, 1),
    )


def test_an_action_opened_and_kept_as_it_was_stays_as_it_was():
    p, client = desk()
    p.add("First")
    action = p.add(
        what="One\nTwo",
        effort=2.5,
        begins=date(2027, 1, 5),
        ends=date(2027, 2, 5),
        needs=(1,),
        nodes=("A1.1",),
        indicator="Loans",
        baseline=1.25,
        baseline_period="2025",
        target_low=2.0,
        target_high=3.0,
        target_year=2028,
        wave=2,
        milestones=(Dated("Named", date(2027, 2, 1)),),
    )
    url = at(p, "plan-action", action.public_id)
    before = draft_of(p.one(2))
    assert client.post(url, typed(client, url)).status_code == 302
    assert (draft_of(p.one(2)), p.one(2).edit) == (before, 0)


def test_what_was_typed_is_not_lost_where_something_is_wrong():
    p, client = desk()
    action = p.add()
    url = at(p, "plan-action", action.public_id)
    sent = typed(
        client,
        url,
        owner="City",
        begins="2027-05-01",
        ends="2027-01-01",
        indicator="x",
        target_low="60",
        target_high="40",
        **{"steps-0-text": "No date"},
    )
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert sorted(answer.context["steps"].errors[0]) == ["due"]
    answer = client.post(url, {**sent, "steps-0-text": ""})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (
        422,
        ["ends", "target_high"],
    )
    assert answer.context["form"]["owner"].value() == "City"
    assert p.one(1).owner == ""


def test_the_second_of_two_editors_sees_what_stands_and_keeps_their_words():
    p, client = desk()
    action = p.add()
    url = at(p, "plan-action", action.public_id)
    sent = typed(client, url, title="Mine")
    p.change(1, title="Theirs")
    answer = client.post(url, sent)
    told = [(c.label, c.before, c.after) for c in answer.context["between"]]
    assert (answer.status_code, told) == (422, [("Action", "Theirs", "Mine")])
    assert answer.context["form"]["title"].value() == "Mine"
    again = typed_again(answer)
    assert client.post(url, again).status_code == 302
    assert p.one(1).title == "Mine"


def typed_again(answer: object) -> dict[str, str]:
    """The hidden answers of a page that asks once more."""
    html = answer.content.decode()  # type: ignore[attr-defined]
    held = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    return {**STEPS, **held, "title": "Mine"}


def test_an_action_of_another_plan_is_not_found():
    p, client = desk()
    strange = a_plan("X2").add()
    for name in ("plan-action", "plan-drop"):
        assert client.get(at(p, name, strange.public_id)).status_code == 404
    assert client.post(at(p, "plan-order"), {"up": str(strange.public_id)}).status_code == 404
    assert client.post(at(p, "plan-order"), {"up": "x"}).status_code == 404


def test_advice_and_promises_are_marked_and_taken():
    p, client = desk()
    row, listed = p.advice(), p.result()
    assert client.get(at(p)).context["waiting"] == 2
    page = client.get(at(p, "plan-take"))
    assert [s.id for s, _i in (*page.context["advice"], *page.context["results"])] == [
        str(row.public_id),
        str(listed.public_id),
    ]
    assert client.post(at(p, "plan-take"), {"source": [str(row.public_id)]}).status_code == 302
    again = client.post(at(p, "plan-take"), {"source": [str(row.public_id)]})
    assert (again.status_code, len(p.all())) == (422, 1)


def test_order_and_dropping():
    p, client = desk()
    p.add("One"), p.add("Two")
    answer = client.post(at(p, "plan-order"), {"up": str(p.one(2).public_id)})
    assert answer["Location"] == f"{at(p)}#action-2"
    assert [a.number for a in p.all()] == [2, 1]
    url = at(p, "plan-drop", p.one(1).public_id)
    assert client.post(url, {"reason": "no", "seen": "0"}).status_code == 422
    assert (
        client.post(url, {"reason": "The bridge needs the money.", "seen": "0"}).status_code == 302
    )
    page = client.get(at(p))
    assert [a.number for a in page.context["dropped"]] == [1]
    assert (
        client.post(url, {"reason": "The bridge is cheaper now.", "seen": "0"}).status_code == 422
    )
    assert (
        client.post(url, {"reason": "The bridge is cheaper now.", "seen": "1"}).status_code == 302
    )
    assert p.one(1).state == "proposed"


@pytest.mark.parametrize("seen", ["²", "9" * 30, "", "x"])
def test_dropping_what_was_not_seen_is_told_and_never_fails(seen: str):
    p, client = desk()
    p.add("One")
    told = {"reason": "The money went elsewhere this year.", "seen": seen}
    answer = client.post(at(p, "plan-drop", p.one(1).public_id), told)
    assert (answer.status_code, p.one(1).state) == (422, "proposed")


def test_a_table_goes_out_and_comes_back_by_way_of_a_look():
    p, client = desk()
    one = p.add("One")
    assert client.get(at(p, "plan-table", "plan.xlsx")).content[:2] == b"PK"
    assert client.get(at(p, "plan-table", "other.txt")).status_code == 404
    wrong = client.post(at(p, "plan-import"), {"table": a_file(b"\xd0\xcf\x11\xe0", "plan.xls")})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["table"])
    book = a_workbook(("id", "number", "title"), (str(one.public_id), 1, "One, better"))
    look = client.post(at(p, "plan-import"), {"table": a_file(book, "plan.xlsx")})["Location"]
    page = client.get(look)
    assert page.context["page"]["finding"] == "0 new, 1 changed, 0 as they were."
    assert p.one(1).title == "One"
    p.change(1, owner="City")
    stale = client.post(look, {"take": "1", "seen": page.context["seen"]})
    assert stale.status_code == 422
    assert client.post(look, {"take": "1", "seen": stale.context["seen"]}).status_code == 302
    assert (p.one(1).title, p.one(1).owner) == ("One, better", "City")
    assert client.get(look).status_code == 404


def test_only_the_lead_adopts_and_the_reason_is_public(client: Client):
    p, lead = desk()
    p.add(indicator="Loans a month")
    editor = signed_in(a_member("X1", Role.EDITOR))
    sent = {"reason": WHY, "seen": p.seen()}
    assert editor.post(at(p, "plan-adopt"), sent).status_code == 403
    assert client.get(f"/en/plans/{p.plan.public_id}/").status_code == 404
    assert lead.post(at(p, "plan-adopt"), {**sent, "seen": "stale"}).status_code == 422
    assert lead.post(at(p, "plan-adopt"), sent).status_code == 302
    assert PlanVersion.objects.get().by == p.lead
    page = client.get(f"/en/plans/{p.plan.public_id}/").content.decode()
    assert (WHY in page, p.lead.name in page) == (True, False)
    assert lead.get(at(p, "plan-version", 1)).status_code == 200
    assert lead.get(at(p, "plan-version", 2)).status_code == 404


def test_a_plan_of_outputs_asks_why():
    p, lead = desk()
    p.add(indicator="Meetings held", indicator_is_outcome=False)
    assert lead.get(at(p)).context["only_outputs"] is True
    answer = lead.post(at(p, "plan-adopt"), {"reason": WHY, "seen": p.seen()})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["outputs_reason"])


def test_viewers_read_along_without_buttons():
    p, _lead = desk()
    action = p.add(owner="City")
    viewer = signed_in(a_member("X1", Role.VIEWER))
    for url in (at(p), at(p, "plan-action", action.public_id), at(p, "plan-import")):
        page = viewer.get(url).content.decode()
        assert re.findall(r'<form[^>]*method="post"[^>]*enctype|name="title"', page) == []


def test_every_deed_is_told_in_the_journal():
    p, client = desk()
    p.add()
    p.change(1, title="Other")
    give_role(
        by=p.lead,
        user=User.objects.create_user("v@example.org"),
        role=Role.VIEWER,
        place=p.cycle.territory,
    )
    page = client.get("/en/desk/team/X1/journal/").content.decode()
    assert "Lea Lead changed the action “1 Other”" in page
    assert Entry.objects.filter(what="change action").count() == 1


def test_with_forty_actions_no_page_asks_more_than_fifteen_times(
    django_assert_max_num_queries: DjangoAssertNumQueries,
):
    p, client = desk()
    for n in range(40):
        p.add(f"Action {n + 1}", needs=(n,) if n else (), effort=1.0, indicator="Loans")
    p.adopt()
    p.change(1, title="Other")
    action = p.one(20).public_id
    urls = [
        at(p),
        at(p, "plan-new"),
        at(p, "plan-action", action),
        at(p, "plan-adopt"),
        at(p, "plan-take"),
        at(p, "plan-import"),
        at(p, "plan-table", "plan.xlsx"),
        f"/en/plans/{p.plan.public_id}/",
    ]
    for url in urls:
        assert client.get(url).status_code == 200
        with django_assert_max_num_queries(15, info=url):
            client.get(url)


def test_the_work_of_an_action_is_said_in_one_or_more_person_months():
    p, client = desk()
    for months in (1.0, 2.5):
        p.add(f"Of {months}", effort=months)
    page = client.get(at(p)).content.decode()
    assert ">1 person-month<" in page
    assert ">2.5 person-months<" in page


def test_a_plan_offers_nothing_to_write_while_its_step_takes_no_work():
    p, client = desk()
    p.add("One")
    open_steps(cycle=p.cycle, today=date(2027, 1, 1))
    page = client.get(at(p)).content.decode()
    assert "The step “Policy briefing” has not begun." in page
    assert [at(p, "plan-new"), at(p, "plan-take")] == [
        url for url in (at(p, "plan-new"), at(p, "plan-take")) if url not in page
    ]
    assert 'name="title"' not in client.get(at(p, "plan-new")).content.decode()


def test_every_field_of_an_action_has_a_name_in_the_language_spoken():
    p, client = desk()
    form = client.get(at(p, "plan-new")).context["form"]
    assert form["reason"].label == "Reason of a change"
