"""A file of companies: as a whole, with all its faults at once."""

from __future__ import annotations

from day_of_companies import TAGS
from territoria_web.act.forms.company_file import read_companies

GOOD = (
    "Name;City;nace;offers;seeks;languages;size;person;email\n"
    "Woodworks;Lappeenranta;16.1;Holzbau|sensors;Green finance;en fi;50 to 249 people;Aino;a@w.example\n"
    "Etxe;Bilbao;;wood;;;;;\n"
)


def test_a_file_is_read_with_words_of_any_language():
    found = read_companies(GOOD, TAGS)
    assert found.problems == ()
    first, second = found.rows
    assert (first.nace, first.offers, first.seeks) == ("16", ("wood", "sensors"), ("finance",))
    assert (first.size, first.languages, first.email) == ("medium", ("en", "fi"), "a@w.example")
    assert (second.size, second.person, second.email) == ("small", "", "")


def test_all_faults_are_told_with_their_lines_and_nothing_is_taken():
    text = (
        "name,city,offers,languages,email\n"
        "A,Bilbao,wood,xx,no address\n"
        "Good,Pau,gold,,g@x.example\n"
        "Twin,Pau,wood,,g@x.example\n"
    )
    found = read_companies(text, TAGS)
    assert found.rows == ()
    assert found.problems == (
        "Line 2: “xx” is no language of the list. Write codes such as en fr de.",
        "Line 2: Write the name of the company, in at most 150 characters.",
        "Line 2: Write an e-mail address: the link of your own goes there.",
        "Line 3: “gold” is none of the agreed words.",
        "g@x.example stands in the file more than once.",
    )


def test_a_file_without_its_heads_or_without_rows_says_so():
    assert read_companies("", TAGS).problems == ("The file is empty.",)
    missing = "The first line names the columns; these are missing: city"
    assert read_companies("name;town\nA;B", TAGS).problems == (missing,)
    assert read_companies("name;city\n", TAGS).problems == ("The file names no company.",)


def test_what_would_be_lost_is_told():
    def said(text: str) -> tuple[str, ...]:
        return read_companies(text, TAGS).problems

    assert said("name;city;seek;city\nA;B;wood;\n") == (
        "there is a column seek, which is not known.",
        "the column city stands twice.",
    )
    assert said("name,city,offers\nAcme, Inc.,Pau,wood\n")[0] == (
        "Line 2: the row has more cells than the header has columns."
    )
    assert said('name;city;offers\nCo;Pau;wood\n"Co;Pau;wood\n' + "Co;Pau;wood\n" * 20_000) == (
        "Row 3 does not end. Close its quotation mark, or take it out.",
    )
    marked = read_companies("name;city;offers;;\n'@home;Pau;wood;;\n", TAGS)
    assert (marked.problems, marked.rows[0].name) == ((), "@home")
