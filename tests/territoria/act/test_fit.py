"""What speaks for a meeting, the same from both sides, and who is proposed to whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.act.companies import Company
from territoria.act.fit import fit_of, in_common, proposals_for
from territoria.errors import DataError

TAGS = st.lists(st.sampled_from(["Data", "data ", "Green  Tech", "green tech", "3D"]), max_size=3)
COMPANIES = st.builds(
    Company,
    id=st.sampled_from("abcdefgh"),
    city=st.sampled_from(["", "Pau", "pau", "Bilbao"]),
    sector=st.sampled_from(["", "J62", "C26"]),
    offers=TAGS.map(tuple),
    seeks=TAGS.map(tuple),
    languages=st.lists(st.sampled_from(["fr", "es", "FR"]), max_size=2).map(tuple),
)

ALPHA = Company("a", "Alpha", "Pau", "J62", ("3D",), ("data",), ("fr", "en"))
BETA = Company("b", "Beta", "Bilbao", "j62", ("Data",), ("3d",), ("es", "EN"))


def test_the_parts_are_told_in_sentences() -> None:
    fit = fit_of(ALPHA, BETA, met=1)
    assert (fit.gives, fit.takes, fit.sector, fit.languages) == (("3D",), ("Data",), "J62", ("EN",))
    assert (fit.reciprocal, fit.needs_met, fit.is_of_two_cities, fit.can_talk) == (
        True,
        2,
        True,
        True,
    )
    assert fit.reasons == (
        "Alpha offers what Beta seeks: 3D.",
        "Beta offers what Alpha seeks: Data.",
        "Both work in one sector: J62.",
        "They come from different cities: Pau, Bilbao.",
        "They share a language: EN.",
        "Meetings before: 1.",
    )


def test_a_letter_with_its_accent_apart_is_the_same_letter() -> None:
    assert in_common(["\u00e9nergie"], ["E\u0301nergie"]) == ("E\u0301nergie",)


def test_nothing_in_common_is_told_too() -> None:
    fit = fit_of(
        Company("a", city="Pau", languages=("fr",)), Company("b", city="PAU", languages=("es",))
    )
    assert fit.reasons == ("Both come from one city: Pau.", "They share no language.")
    assert fit_of(Company("a"), Company("b", languages=("es",))).can_talk


@given(COMPANIES, COMPANIES)
def test_it_is_the_same_whoever_is_first(one: Company, other: Company) -> None:
    fit = fit_of(one, other)
    assert fit_of(other, one).turned == fit
    assert fit.turned.turned == fit
    assert in_common(one.offers, other.seeks) == in_common(other.seeks, one.offers)


def names(companies: list[Company], **options: object) -> list[str]:
    return [f.first.id + f.second.id for f in proposals_for(companies, **options)]  # type: ignore[arg-type]


def test_reciprocal_pairs_come_first_then_one_sector_then_different_cities() -> None:
    companies = [
        Company("a", city="Pau", offers=("x",), seeks=("y",)),
        Company("b", city="Bilbao", offers=("y",), seeks=("x",)),
        Company("c", city="Pau", sector="J62", seeks=("y",)),
        Company("d", city="Milano", sector="J62"),
        Company("e", offers=("x",)),
    ]
    assert names(companies) == ["ab", "cd", "bc", "be"]
    assert names(companies, past=[("b", "a")]) == ["ab", "cd", "bc", "be"]
    assert names(companies, most=1) == ["ab", "cd"]


def test_two_of_one_city_are_proposed_only_where_nothing_else_is_possible() -> None:
    near = [Company(i, city="Pau", sector="J62") for i in "ab"]
    far = Company("c", city="Bilbao", sector="J62")
    assert names(near) == ["ab"]
    assert names([*near, far]) == ["ac", "bc"]
    alone = Company("d", city="Pau", sector="J62", languages=("fr",))
    far = Company("c", city="Bilbao", sector="J62", languages=("es",))
    assert names([*near, far, alone]) == ["ac", "bc", "ad", "bd"]


def test_who_cannot_talk_is_not_proposed() -> None:
    assert (
        names(
            [
                Company("a", sector="J", languages=("fr",)),
                Company("b", sector="J", languages=("es",)),
            ]
        )
        == []
    )


@given(st.lists(COMPANIES, max_size=8, unique_by=lambda c: c.id), st.integers(1, 3))
def test_the_order_of_the_list_changes_nothing_and_limits_hold(
    companies: list[Company], most: int
) -> None:
    found = names(companies, most=most)
    assert names(companies[::-1], most=most) == found
    assert all("".join(found).count(company.id) <= most for company in companies)


def test_companies_that_do_not_hold_are_refused() -> None:
    with pytest.raises(DataError, match="named more than once"):
        proposals_for([Company("a"), Company("a")])
