"""What comes from a form: checked item by item, and put back as it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from a_survey import BODY
from territoria.model.surveys import SurveyForm
from territoria_web.listen.queries.given import BLANK, Kept, given_back, kept_of, read_given

FORM = SurveyForm.model_validate(BODY)


@pytest.mark.parametrize(
    ("item", "given", "kept"),
    [
        ("strategy", "L4", Kept(level=4)),
        ("strategy", "dont_know", Kept(said="dont-know")),
        ("strategy", "not_applicable", Kept(said="not-applicable")),
        ("strategy", "", BLANK),
        ("blocks", {"cost": "3"}, Kept(value={"cost": 3})),
        ("blocks", {}, BLANK),
        ("age", "young", Kept(value="young")),
        ("wish", "  Fibre ", Kept(text="Fibre")),
    ],
)
def test_an_answer_is_kept_and_comes_back(item: str, given: Any, kept: Kept):
    held = FORM.item(item)
    assert kept_of(held, given) == kept
    assert kept_of(held, given_back(held, kept)) == kept


@pytest.mark.parametrize(
    ("item", "given"),
    [
        ("strategy", "L5"),
        ("only_mayors", "dont_know"),
        ("blocks", {"cost": "5"}),
        ("age", "both"),
        ("wish", "x" * 301),
        ("wish", "a\x00b"),
    ],
)
def test_what_does_not_hold_is_said_in_a_sentence(item: str, given: Any):
    with pytest.raises(ValueError, match=r"\."):
        kept_of(FORM.item(item), given)


def test_what_holds_is_kept_beside_what_does_not():
    data = QueryDict("q-strategy=L1&q-only_mayors=L9&q-blocks--cost=2&q-other=1")
    found = read_given(FORM.items_for("MAY"), data)
    assert (found.kept["strategy"], found.kept["blocks"]) == (
        Kept(level=1),
        Kept(value={"cost": 2}),
    )
    assert (list(found.wrong), found.raw["only_mayors"]) == (["only_mayors"], "L9")
    assert "other" not in found.kept
