"""A list of people: read whole, all that is wrong at once."""

from __future__ import annotations

import pytest

from territoria_web.listen.queries.people_lists import Fault, Person, read_people

ROLES = {"MAY": ["Mayors", "Maires"], "SME": ["Firms", "Entreprises"]}


def read(text: str, there: tuple[str, ...] = ()):
    return read_people(text, ROLES, there, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Jo Do;Town;jo@example.org;MAY;fr",
        "Jo Do\tTown\tjo@example.org\tmayors\tfr",
        'name,organisation,email,role,language\n"Jo Do",Town,JO@example.org,Mayors,FR',
        "Jo Do;Town;jo@example.org;Maires;fr",
        "Jo Do;Town;jo@example.org;Bürgermeisterämter;fr",
        "Rôle;Nom;Courriel;organisation;langue\nMAY;Jo Do;jo@example.org;Town;fr",
    ],
)
def test_a_person_is_read_however_the_table_is_written(text: str):
    assert read(text).people == (Person("Jo Do", "Town", "jo@example.org", "MAY", "fr"),)


def test_all_that_is_wrong_is_named_at_once_with_its_line():
    text = "A;;a@x;MAY;\nB;;b@example.org;KING;xx\n;;;SME;\nC;;c@example.org;;\nD;;D@example.org;MAY\nE;;d@example.org;MAY"
    found = read(text)
    assert found.faults == (
        Fault(1, "“a@x” is no e-mail address."),
        Fault(2, "“KING” is no role of this survey. Write one of these: Mayors; Firms."),
        Fault(2, "“xx” is no language of this site."),
        Fault(3, "Give a name, an organisation or an e-mail address."),
        Fault(4, "The role is missing. Separate the parts of a line with semicolons."),
        Fault(6, "The address d@example.org stands in line 5 already."),
    )


def test_whoever_stands_on_the_list_is_not_asked_twice():
    found = read("A;;a@example.org;MAY\nB;;b@example.org;SME", ("a@example.org",))
    assert ([p.name for p in found.people], found.again) == (["B"], 1)


def test_a_name_with_signs_that_turn_the_line_is_refused():
    assert len(read("A\u202eB;;a@example.org;MAY").faults) == 1


def test_an_empty_list_is_empty():
    assert read(" \n\n") == read("")


def test_a_line_with_an_open_quotation_mark_loses_nobody():
    found = read('"Jo;Town;jo@example.org;MAY\nB;;b@example.org;SME')
    assert ([p.name for p in found.people], len(found.faults)) == (["B"], 1)
