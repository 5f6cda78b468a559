"""Numbers and texts in templates."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context
from django.test import RequestFactory

from territoria.model import Words
from territoria.pictures.picture import Label
from territoria.speech import speaking
from territoria_web.site.templatetags import said


def test_a_text_is_said_in_the_language_spoken_and_marked_where_it_falls_back():
    words = Words({"en": "Map", "fr": "Carte"})
    assert said.say(words) == "Map"
    with speaking("fr"):
        assert (said.say(words), said.say({"en": "Map", "fr": "Carte"})) == ("Carte", "Carte")
    with speaking("de"):
        assert said.say(words) == "Map [auf Englisch]"
    assert said.say(None) == ""


@pytest.mark.parametrize(
    ("language", "printed"), [("en", "1,234.5"), ("fr", "1\u202f234,5"), ("de", "1.234,5")]
)
def test_a_number_has_the_signs_of_the_language(language: str, printed: str):
    with speaking(language):
        assert said.numeral_of(1234.5, 1) == printed


def test_a_number_is_printed_with_its_range_and_unknown_is_said():
    assert said.ranged(62.4, 58.2, 66.1) == "62 (58–66)"
    assert said.ranged(62.4) == "62"
    assert said.ranged(None, 1.0, 2.0) == "unknown"
    assert said.numeral_of(None) == "unknown"


def test_a_share_is_percent_with_the_space_of_the_language():
    assert said.percent(0.256) == "26 %"
    with speaking("fr"):
        assert said.percent(0.256) == "26\u00a0%"
    assert said.percent(None) == "unknown"


@pytest.mark.parametrize(
    ("language", "printed"),
    [("en", "1 May 2026"), ("fr", "1er\u00a0mai 2026"), ("de", "1.\u00a0Mai 2026")],
)
def test_a_date_is_a_date_that_people_write(language: str, printed: str):
    with speaking(language):
        assert said.day(date(2026, 5, 1)) == printed
        assert said.day(datetime(2026, 4, 30, 23, 30, tzinfo=UTC)) == printed
    assert said.day(None) == ""


def test_a_link_to_a_derivation_is_escaped():
    assert said.explained("<b>", 'a"b', "/x?y=1&z=2") == (
        '<a class="n" href="/x?y=1&amp;z=2" data-reading="a&quot;b">&lt;b&gt;</a>'
    )


def test_what_is_not_there_is_none():
    assert (said.item({"a": 1}, "b"), said.item(None, "a"), said.item([1], 3)) == (None,) * 3
    assert (said.item({"a": 1}, "a"), said.item([1, 2], 1)) == (1, 2)


def test_rows_of_a_data_table_are_escaped_and_lead_to_the_derivation():
    rows = [[Label("A & B"), Label("<5", "score:x@1"), Label("6")], []]
    assert said.data_rows(rows, "/explain/?a=1&number=") == (
        '<tr><th scope="row">A &amp; B</th><td><a class="number" '
        'href="/explain/?a=1&amp;number=score%3Ax%401">&lt;5</a></td><td>6</td></tr>\n<tr></tr>\n'
    )
    assert said.data_rows(rows[:1], "") == (
        '<tr><th scope="row">A &amp; B</th><td>&lt;5</td><td>6</td></tr>\n'
    )


@pytest.mark.parametrize(
    ("path", "section"),
    [("/en/map/", "/en/map/"), ("/en/map/x/y/", "/en/map/+"), ("/en/", "/en//"), (None, "///")],
)
def test_a_path_lies_in_a_section(path: str | None, section: str):
    assert said.section(path) == section


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("/en/map/", ' aria-current="page"'),
        ("/en/map/x/", ' aria-current="true"'),
        ("/en/", ""),
    ],
)
def test_the_way_that_a_reader_is_on_is_marked(path: str, mark: str):
    context = Context({"request": RequestFactory().get(path)})
    assert said.way(context, "/en/map/") == mark
    assert said.way(Context(), "/en/map/") == ""
