"""What is refused of companies and wishes, all at once."""

from __future__ import annotations

import pytest

from territoria.act.companies import Company, Wish, check_companies, odd_companies, odd_wishes
from territoria.errors import DataError


def test_companies_and_wishes_that_hold_pass() -> None:
    companies = [Company("a", "Alpha", offers=("x", "y", "z"), booth=1), Company("b", booth=2)]
    check_companies(companies, [Wish("a", "b", 3, True), Wish("b", "a")])
    assert [company.called for company in companies] == ["Alpha", "b"]


def test_all_problems_are_told_at_once() -> None:
    companies = [
        Company("a", offers=("1", "2", "3", "4"), booth=2),
        Company("a", seeks=("1", "2", "3", "4"), away=frozenset({0})),
        Company("", booth=2),
        Company("bee", booth=0),
    ]
    wishes = [
        Wish("a", "a"),
        Wish("a", "be", 4),
        Wish("a", "bee", 0),
        Wish("a", "bee", 1),
    ]
    with pytest.raises(DataError) as refused:
        check_companies(companies, wishes)
    assert [str(problem) for problem in refused.value.problems] == [
        "company a: 4 offers are more than 3. Keep the first ones.",
        "company a: this company is named more than once: a. Name each once.",
        "company a: 4 things sought are more than 3. Keep the first ones.",
        "company a: a slot in which it is away is below 1. Slots and tables are counted from 1.",
        "company : the company has no id. Give one.",
        "company : its booth 2 is that of a, too. Give each company a booth of its own.",
        "company bee: its booth is below 1. Slots and tables are counted from 1.",
        "wish of a to meet a: nobody can meet themselves: a. Take the wish out.",
        "wish of a to meet be: no such company: be. Did you mean bee? Known: , a, bee.",
        "wish of a to meet be: the value 4 is not one of 1, 2 and 3. 3 is what a company comes for.",
        "wish of a to meet bee: the value 0 is not one of 1, 2 and 3. 3 is what a company comes for.",
        "wish of a to meet bee: this wish stands more than once: a asks bee. Keep one.",
    ]


def test_places_are_named_where_they_are_given() -> None:
    (problem,) = odd_companies([Company("a"), Company("a")], ["f.csv:2", "f.csv:3"])
    assert problem.where == "f.csv:3"
    (problem,) = odd_wishes([Wish("a", "b", 5)], {"a", "b"}, ["w.csv:2"])
    assert problem.where == "w.csv:2"
