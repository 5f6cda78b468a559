"""What the office does with a company: its address and link, whether it came, its booth."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from day_of_companies import ORIGIN, a_company_day, a_firm, a_talk
from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.queries.companies import company_by_link
from territoria_web.act.queries.company_funnel import funnel_of
from territoria_web.act.rules.companies import Talk, company_link
from territoria_web.act.rules.company_words import words_of
from territoria_web.act.services.company_office import (
    admit_company,
    change_company,
    mark_absent,
    refuse_company,
    renew_link,
    take_companies,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _letters_at_once(settings: Any) -> None:
    settings.MAIL_IN_BACKGROUND = False


def test_with_another_address_the_older_link_opens_nothing_and_the_new_one_goes_there(
    django_capture_on_commit_callbacks: Any,
):
    day = a_company_day(firms=1)
    firm, office = day.firms[0], day.network.office
    older = company_link(firm)
    told = {"by": office, "company": firm, "booth": 2, "origin": ORIGIN}
    with django_capture_on_commit_callbacks(execute=True):
        changed = change_company(seen=0, words=replace(words_of(firm), email="b@x.example"), **told)
    assert company_by_link(older) is None
    assert company_by_link(company_link(changed)) == firm
    assert [one.to for one in mail.outbox] == [["b@x.example"]]
    for _n in range(4):
        renew_link(by=office, company=firm, origin=ORIGIN)
    with pytest.raises(ValidationError, match="Too many letters"):
        renew_link(by=office, company=firm, origin=ORIGIN)
    firm.refresh_from_db()
    assert firm.renewed == 5  # the link that is out stays
    refuse_company(by=office, company=firm, reason="Not of a city", origin=ORIGIN)
    CompanyDay.objects.update(state="arranged")
    with pytest.raises(ValidationError, match="does not take part"):
        mark_absent(by=office, company=firm)
    assert admit_company(by=office, company=firm, origin=ORIGIN).booth is None


def test_only_those_that_take_part_fill_a_day(monkeypatch: pytest.MonkeyPatch):
    day = a_company_day(firms=1)
    waiting = [a_firm(day.row, n, state="waiting") for n in (1, 2)]
    office = {"by": day.network.office, "origin": ORIGIN}
    monkeypatch.setattr("territoria_web.act.services.companies.MOST_COMPANIES", 2)
    admit_company(company=waiting[0], **office)
    with pytest.raises(ValidationError, match="at most 500"):
        admit_company(company=waiting[1], **office)


def test_a_talk_that_had_no_hour_is_not_counted_as_on_the_agenda_when_somebody_does_not_come():
    day = a_company_day(state="arranged", begins=timezone.now() - timedelta(minutes=5))
    a_talk(day, 0, 1)
    a_talk(day, 0, 2, state=Talk.SCHEDULED, slot=1, table=1)
    mark_absent(by=day.network.office, company=day.firms[0])
    assert funnel_of(day.row).steps["scheduled"] == 1


def test_a_file_without_addresses_is_not_taken_twice(django_capture_on_commit_callbacks: Any):
    day = a_company_day(firms=2)
    one, other = (replace(words_of(firm), email="", name=f"New {firm.name}") for firm in day.firms)
    told = {"by": day.network.office, "day": day.row, "language": "en", "origin": ORIGIN}
    with django_capture_on_commit_callbacks(execute=True) as letters:
        take_companies(rows=[one, replace(other, email="c@x.example")], **told)
    assert (len(letters), len(mail.outbox)) == (1, 1)  # one call for all letters
    with pytest.raises(ValidationError, match=r"already: new woodworks \(Lappeenranta\)"):
        take_companies(rows=[replace(one, name="new woodworks")], **told)
    assert Company.objects.count() == 4
