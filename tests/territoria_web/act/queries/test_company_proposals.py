"""Whom to propose to whom: with reasons part by part, and the same both ways."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from day_of_companies import a_company_day
from territoria_web.act.models import Company
from territoria_web.act.queries.company_proposals import proposals_of

pytestmark = pytest.mark.django_db


def fresh(company: Company) -> Company:
    return Company.objects.select_related("day").get(pk=company.pk)


def test_reasons_are_said_to_the_one_that_reads_and_reciprocal_pairs_come_first():
    day = a_company_day(firms=4)
    first, *rest = proposals_of(fresh(day.firms[0]))
    assert (first.company.name, first.reciprocal) == ("Sensoria", True)
    assert first.reasons == (
        "They offer what you seek: Sensors.",
        "They seek what you offer: Wood construction.",
        "They come from another city: Milano.",
        "You share a language: English.",
    )
    assert rest == []
    with override("de"):
        first = proposals_of(fresh(day.firms[1]))[0]
        assert "Holzbau" in first.reasons[0]


def test_whoever_is_shown_another_is_shown_to_it_and_as_reciprocal_alike():
    day = a_company_day(firms=6)
    shown = {
        (one.pk, held.company.pk): held.reciprocal
        for one in day.firms
        for held in proposals_of(fresh(one))
    }
    assert shown == {(other, one): kept for (one, other), kept in shown.items()}
    assert sum(shown.values()) == 4  # Woodworks and Sensoria, Aquitaine Tri and Banco Verde


def test_pairs_are_worked_out_once_and_anew_when_a_profile_changes(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
):
    day = a_company_day(firms=4)
    company = fresh(day.firms[0])
    assert len(proposals_of(company)) == 1
    path = "territoria_web.act.queries.company_proposals.proposals_for"
    monkeypatch.setattr(path, lambda parties, forbidden, most: [])
    with django_assert_num_queries(1):
        assert len(proposals_of(company)) == 1
    Company.objects.filter(pk=day.firms[1].pk).update(edit=1)
    assert proposals_of(company) == []
