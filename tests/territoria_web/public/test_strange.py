"""Parameters that nobody knows."""

from __future__ import annotations

from territoria_web.public.strange import strange_in, strange_words


def test_a_family_of_names_is_known_by_its_start():
    assert strange_in(["i", "w.A2", "node", "wa"], {"i"}, "w.") == ("node", "wa")


def test_nothing_strange_says_nothing():
    assert strange_words((), "Overall score", ("show",)) == []


def test_what_is_strange_is_named_with_what_is_shown_and_what_is_known():
    assert strange_words(("node", "level"), "Overall score", ("show", "t")) == [
        "We do not know “node”, “level” here and left them out. This page shows: Overall score.",
        "Known in this address: show, t.",
    ]


def test_long_names_and_long_lists_are_cut():
    said = strange_words([f"{n}{'x' * 90}" for n in range(9)], "a", ("show",))[0]
    assert said.count("“") == 5
    assert len(said) < 320
