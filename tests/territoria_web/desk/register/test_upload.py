"""A table of initiatives is looked at before it is taken, and goes out as it came in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from a_register import RECORD, a_draft
from desk_team import a_file, a_team, signed_in
from territoria_web.measure.models import Initiative
from territoria_web.measure.queries.records import record_of
from territoria_web.measure.services.register import write_initiative

pytestmark = pytest.mark.django_db


def test_a_table_goes_out_is_looked_at_and_taken():
    team, made = a_draft()
    client = signed_in(team.lead)
    out = client.get(team.at("register.csv")).content.decode("utf-8-sig")
    changed = out.replace(RECORD.title, "A cheque").replace(str(made.public_id), "")
    answer = client.post(team.at("register/upload/"), {"table": a_file(changed, "r.csv")})
    look = answer["Location"]
    page = client.get(look)
    assert (len(page.context["looked"].received), Initiative.objects.count()) == (1, 1)
    seen = page.context["stamp"]
    assert client.post(look, {"take": "1", "seen": seen})["Location"] == team.at("register/")
    twice = client.post(look, {"take": "1", "seen": seen}, follow=True)
    assert "This file is here no more: it was taken in" in twice.content.decode()
    assert (twice.redirect_chain, Initiative.objects.count()) == ([(team.at("register/"), 302)], 2)
    assert record_of(Initiative.objects.get(title="A cheque").body).lessons == RECORD.lessons


def test_words_that_a_colleague_wrote_after_the_look_are_not_overwritten():
    team, made = a_draft()
    client = signed_in(team.lead)
    out = client.get(team.at("register.csv")).content.decode("utf-8-sig")
    changed = out.replace(RECORD.title, "A cheque")
    look = client.post(team.at("register/upload/"), {"table": a_file(changed, "r.csv")})["Location"]
    seen = client.get(look).context["stamp"]
    theirs = replace(RECORD, lessons="Ask first, pay later.")
    write_initiative(by=team.lead, initiative=made, record=theirs, seen=made.edit)
    page = client.post(look, {"take": "1", "seen": seen})
    assert (page.status_code, record_of(Initiative.objects.get().body)) == (422, theirs)
    assert "The list was changed meanwhile." in page.content.decode()
    told = {"take": "1", "seen": page.context["stamp"]}
    assert client.post(look, told)["Location"] == team.at("register/")


def test_faults_are_told_with_row_and_column_and_nothing_is_taken():
    team = a_team()
    client = signed_in(team.lead)
    answer = client.post(
        team.at("register/upload/"), {"table": a_file("title,level\nA,moon\n", "r.csv")}
    )
    page = client.get(answer["Location"]).content.decode()
    assert "Row 2, column “Level (id)”" in page
    assert client.post(answer["Location"], {"drop": "1"})["Location"] == team.at("register/")
    assert client.get(team.at("register.xlsx")).content[:2] == b"PK"


def test_the_page_lists_the_ids_that_columns_take():
    team = a_team()
    page = signed_in(team.lead).get(team.at("register/upload/")).content.decode()
    assert '<dt><code translate="no">voucher</code></dt><dd>vouchers</dd>' in page
