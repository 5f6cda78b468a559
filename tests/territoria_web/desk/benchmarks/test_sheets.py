"""Assessors and owners find their sheets and score on one page; what they typed is never lost."""

from __future__ import annotations

import pytest
from django.test import Client

from a_benchmark import Bench, a_benchmark
from desk_team import signed_in
from territoria_web.compare.models import Settled, Sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def said(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def held() -> Bench:
    return a_benchmark()


def at(sheet: Sheet) -> str:
    return f"/en/desk/assessing/{sheet.public_id}/"


def typed(held: Bench, sheet: Sheet, value: str = "2", **other: str) -> dict[str, str]:
    """All criteria of a sheet with one value."""
    ids = [c["id"] for c in held.row.criteria]
    return {"seen": str(sheet.edit), **{f"value-{name}": value for name in ids}, **other}


def test_sheets_are_found_from_the_desk(held: Bench):
    ann = signed_in(held.people["Ann"])
    count = Sheet.objects.filter(by=held.people["Ann"]).count()
    assert f"{count} sheets wait for you" in said(ann.get("/en/desk/"))
    page = said(ann.get("/en/desk/assessing/"))
    assert (f"{count} sheets wait for you." in page, "Adviser on tour" in page) == (True, True)
    lea = signed_in(held.people["Lea"])
    assert "your own initiative" in said(lea.get("/en/desk/assessing/"))
    outside = signed_in(held.network.member)
    assert "No sheet waits for you." in said(outside.get("/en/desk/assessing/"))


def test_ten_criteria_with_anchors_stand_on_one_page(held: Bench):
    sheet = held.sheets("Adviser")[0]
    page = said(signed_in(sheet.by).get(at(sheet)))
    assert page.count('type="radio"') == 60
    assert page.count("cannot tell") >= 10
    assert page.index("0 and 4 need a reason") < page.index('type="radio"')
    assert "(optional)" not in page.replace("</span>", "").replace("(<span>", "(")
    assert "It has no baseline" in page
    assert 'href="/en/initiatives/adviser-on-tour/"' in page


def test_what_is_typed_is_kept_and_never_lost(held: Bench):
    sheet = held.sheets("Evening")[0]
    client = signed_in(sheet.by)
    draft = {"value-results": "unknown", "why-results": "no report", "why-monitoring": "half"}
    assert client.post(at(sheet), {"seen": "0", **draft, "do": "save"}).status_code == 302
    form = client.get(at(sheet)).context["form"]
    assert (form["value-results"].value(), form["why-results"].value()) == ("unknown", "no report")
    assert (form["value-monitoring"].value(), form["why-monitoring"].value()) == ("", "half")
    slow = client.post(at(sheet), {"seen": "0", **draft, "why-results": "other", "do": "save"})
    assert (slow.status_code, slow.context["form"]["why-results"].value()) == (422, "other")
    unfinished = client.post(at(sheet), {"seen": "1", **draft, "do": "submit"})
    assert unfinished.status_code == 422
    assert "Choose 0 to 4, or that it cannot be told." in said(unfinished)


def test_zero_and_four_need_a_reason_and_once_handed_in_it_stands(held: Bench):
    sheet = held.sheets("Evening")[0]
    client = signed_in(sheet.by)
    bare = client.post(at(sheet), typed(held, sheet, **{"value-results": "4", "do": "submit"}))
    assert (bare.status_code, "Say why: 0 and 4 are read by everybody." in said(bare)) == (
        422,
        True,
    )
    sheet.refresh_from_db()
    full = {"value-results": "4", "why-results": "a trial", "do": "submit"}
    assert client.post(at(sheet), typed(held, sheet, **full)).status_code == 302
    sheet.refresh_from_db()
    assert sheet.scores["results"] == {"value": 4, "why": "a trial"}
    assert client.get(at(sheet)).status_code == 200
    client.post(at(sheet), typed(held, sheet, "1"))
    sheet.refresh_from_db()
    assert sheet.scores["results"]["value"] == 4


def test_assessors_far_apart_see_each_other_once_both_handed_in_and_settle(held: Bench):
    one, other = held.sheets("Evening")
    held.hand_in(one, 2, results=0)
    client = signed_in(one.by)
    assert client.get(at(one)).context["rows"] == []
    held.hand_in(other, 2, results=4)
    listed = client.get("/en/desk/assessing/")
    apart = {row["title"].text: row["apart"] for row in listed.context["rows"]}
    assert (apart["Evening courses"], sum(apart.values())) == (1, 1)
    assert "1 difference waits to be talked over." in listed.context["page"]["finding"]
    assert client.get("/en/desk/").context["to_talk_over"] == 1
    page = client.get(at(one))
    assert f"<dt>{other.by}</dt><dd><b>4</b>" in said(page)
    key = page.context["rows"][0]["key"]
    told = {f"{key}-value": "unknown", f"{key}-said": "Neither could open the report.", "do": key}
    assert client.post(at(one), told).status_code == 302
    assert Settled.objects.get().value is None
    rows = client.get("/en/desk/assessing/").context["rows"]
    assert sum(row["apart"] for row in rows) == 0


def test_owners_score_their_own_and_nobody_else_opens_a_sheet(held: Bench):
    own = held.own("Evening")
    lea = signed_in(held.people["Lea"])
    full = {"do": "submit", **{f"why-{c['id']}": "ours" for c in held.row.criteria}}
    assert lea.post(at(own), typed(held, own, "4", **full)).status_code == 302
    own.refresh_from_db()
    assert (own.by, own.submitted is not None) == (held.people["Lea"], True)
    sheet = held.sheets("Evening")[0]
    for client in (lea, signed_in(held.network.office), signed_in(held.network.member)):
        assert client.get(at(sheet)).status_code == 404
    assert Client().get(at(sheet)).status_code == 302


def test_the_record_says_what_went_wrong_and_a_sheet_leads_to_the_next(held: Bench):
    sheet = held.sheets("Evening")[0]
    sheet.entrant.facts["went_wrong"] = True
    sheet.entrant.save(update_fields=["facts"])
    client = signed_in(sheet.by)
    before = client.get(at(sheet))
    assert ("It went wrong" in said(before), before.context["next"]) == (True, None)
    held.hand_in(sheet)
    waiting = Sheet.objects.filter(by=sheet.by, submitted=None)
    assert client.get(at(sheet)).context["next"]["sheet"] == waiting.first()
    for other in waiting:
        held.hand_in(other)
    assert client.get(at(sheet)).context["next"] is None
