"""Two companies that must not be matched: not shown each other, not asked, not arranged."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from day_of_companies import a_company_day, a_talk, arranged
from desk_team import signed_in
from territoria_web.act.models import Company, CompanyDay, Encounter
from territoria_web.act.queries.company_proposals import proposals_of
from territoria_web.act.rules.companies import Talk
from territoria_web.act.services.company_apart import keep_apart
from territoria_web.act.services.talks import answer_talk, ask_for_talk, enter_talk
from territoria_web.people.models import Entry

pytestmark = pytest.mark.django_db


def test_the_office_rules_a_pair_out_and_allows_it_again():
    day = a_company_day(firms=3)
    one, other, third = day.firms
    desk, at = signed_in(day.network.office), day.at("requests/")
    a_talk(day, 0, 1, state=Talk.REQUESTED, return_value=None)
    told = {"asker": str(other.public_id), "asked": str(one.public_id), "value": "2"}
    page = desk.post(at, {**told, "return_value": "2", "do": "apart"}, follow=True)
    assert "Woodworks – Sensoria" in page.content.decode()
    assert day.talks() == {"Woodworks – Sensoria": "withdrawn"}
    assert proposals_of(Company.objects.get(pk=one.pk)) == []
    assert "Sensoria" not in Client().get(day.own(0, "others/?q=s")).content.decode()
    with pytest.raises(ValidationError, match="ruled out"):
        ask_for_talk(asker=one, asked=other, value=3)
    office = {"by": day.network.office, "day": day.row}
    with pytest.raises(ValidationError, match="ruled out"):
        enter_talk(asker=one, asked=other, value=3, return_value=2, **office)
    Encounter.objects.update(state=Talk.DECLINED)
    with pytest.raises(ValidationError, match="ruled out"):
        answer_talk(company=other, talk=Encounter.objects.get(), value=2)
    again = f"again:{one.public_id}:{other.public_id}"
    assert desk.post(at, {"do": again}).status_code == 302
    assert answer_talk(company=other, talk=Encounter.objects.get(), value=2).state == "accepted"
    assert [e.what for e in Entry.objects.order_by("-pk")[:2]] == [
        "allow talk again",
        "keep companies apart",
    ]
    with pytest.raises(ValidationError, match="agreed on a talk already"):
        keep_apart(one=one, other=other, **office)
    with pytest.raises(ValidationError, match="two different companies"):
        keep_apart(one=third, other=third, **office)


def test_whatever_was_agreed_the_arrangement_keeps_them_apart():
    day = a_company_day(firms=3)
    a_talk(day, 0, 1)
    a_talk(day, 0, 2)
    CompanyDay.objects.update(apart=[[day.firms[0].pk, day.firms[1].pk]])
    draft = arranged(day)
    assert [(m["a"], m["b"]) for m in draft.meetings] == [(day.firms[0].pk, day.firms[2].pk)]
    assert [one["why"] for one in draft.unplaced] == ["forbidden"]
