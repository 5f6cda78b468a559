from __future__ import annotations

import pytest
from pydantic import ValidationError

from territoria.model.survey_answers import read_answer
from territoria.model.surveys import (
    LEVELS,
    SEVERITIES,
    Condition,
    FormItem,
    FormOption,
    FormWords,
    SurveyForm,
)
from territoria.speech import speaking


def words(text: str) -> FormWords:
    return FormWords({"en": text})


def options(*names: str) -> tuple[FormOption, ...]:
    return tuple(FormOption(id=name, text=words(name)) for name in names)


def item(kind: str, **fields) -> FormItem:
    return FormItem.model_validate({"id": "a", "kind": kind, "text": words("?"), **fields})


def test_a_sentence_needs_no_english_and_falls_back_to_what_there_is():
    said = FormWords({"hr": "Kako?", "fr": "Comment ?"})
    assert (said.say("fr"), said.say("de"), said.spoken("de")) == ("Comment ?", "Kako?", "hr")
    with speaking("fr"):
        assert str(said) == "Comment ?"
    for wrong in ({}, {"en": " "}, {"English": "x"}):
        with pytest.raises(ValidationError):
            FormWords(wrong)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"kind": "levels", "options": options("a", "b")}, "the levels are"),
        ({"kind": "one"}, "nothing to pick from"),
        ({"kind": "one", "options": options("a", "a")}, "stands twice"),
        ({"kind": "severity", "options": options("a")}, "a severity is one of"),
        ({"kind": "text", "options": options("a")}, "has no options"),
        ({"kind": "number", "minimum": 2, "maximum": 1}, "above the most"),
    ],
)
def test_an_item_has_what_its_kind_needs(fields, what):
    with pytest.raises(ValidationError, match=what):
        item(**fields)


def form(*items: FormItem, **fields) -> SurveyForm:
    given = {"id": "f", "version": "1", "title": words("F"), "languages": ["en"], "items": items}
    return SurveyForm.model_validate({**given, "default_language": "en", **fields})


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"section": "s"}, "the section s is missing"),
        ({"when": Condition(item="b", options=("x",))}, "hangs on b"),
    ],
)
def test_a_form_holds_together(fields, what):
    with pytest.raises(ValidationError, match=what):
        form(item("text", **fields))
    with pytest.raises(ValidationError, match="stands twice"):
        form(item("text"), item("text"))


def test_a_role_sees_its_items_and_those_of_everybody():
    mine, all_of_us = item("text", roles=("MAY",)), item("text", id="b")
    survey = form(mine, all_of_us)
    assert survey.items_for("SME") == (all_of_us,)
    assert survey.items_for("MAY") == (mine, all_of_us)


@pytest.mark.parametrize(
    ("asked", "given", "value"),
    [
        (item("levels", options=options(*LEVELS), dont_know=True), " L3 ", "L3"),
        (item("levels", options=options(*LEVELS), dont_know=True), "dont_know", "dont_know"),
        (item("many", options=options("a", "b", "c")), "c a a", ("a", "c")),
        (item("many", options=options("a", "b")), ["b"], ("b",)),
        (item("many", options=options("a", "b")), [], None),
        (
            item("severity", options=options("a", "b"), scale=options(*SEVERITIES)),
            {"b": "4", "a": ""},
            {"b": 4},
        ),
        (item("number", step=1), "12", 12.0),
        (item("number"), "1,5", 1.5),
        (item("date"), "2026-11-22T10:00:00", "2026-11-22"),
        (item("text"), "  a word ", "a word"),
        (item("text"), "  ", None),
        (item("one", options=options("a")), None, None),
    ],
)
def test_an_answer_is_read_as_it_was_meant(asked, given, value):
    assert read_answer(asked, given) == value


@pytest.mark.parametrize(
    ("asked", "given", "what"),
    [
        (item("levels", options=options(*LEVELS)), "dont_know", "is no option"),
        (item("one", options=options("cost")), "cots", "Did you mean cost"),
        (item("many", options=options("a", "b"), at_most=1), "a b", "at most 1"),
        (item("many", options=options("a", "b")), 3, "Give a list"),
        (item("severity", options=options("a"), scale=options(*SEVERITIES)), {"a": 5}, "0 to 4"),
        (item("severity", options=options("a"), scale=options(*SEVERITIES)), {"b": 1}, "no option"),
        (item("severity", options=options("a"), scale=options(*SEVERITIES)), "a", "for each"),
        (item("number", step=1), "1.5", "whole number"),
        (item("number", minimum=0, step=0.5), "0.7", "step of 0.5"),
        (item("number", minimum=0), "-1", "The least is 0"),
        (item("number", maximum=9), "10", "The most is 9"),
        (item("number"), "nan", "is no number"),
        (item("date"), "22.11.2026", "is no date"),
        (item("text", longest=3), "four", "at most 3"),
        (item("note"), "x", "not answered"),
    ],
)
def test_an_answer_that_does_not_hold_says_why(asked, given, what):
    with pytest.raises(ValueError, match=what):
        read_answer(asked, given)
