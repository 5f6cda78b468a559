"""Texts that single organisations answer: bands, steps between levels, yes or no."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from territoria.content import load_library
from territoria.model import Band, Question, Questionnaire, Words, YesNo

SAID = Words({"en": "said"})
LIBRARY = load_library()


def a_question(steps: int) -> Question:
    return Question(
        id="q", text=SAID, levels=(SAID,) * 5, roles=("SME",), next_steps=(SAID,) * steps
    )


@pytest.mark.parametrize("steps", [1, 3, 5])
def test_five_levels_have_four_steps_between_them(steps):
    with pytest.raises(ValidationError, match="four steps between"):
        a_question(steps)
    assert len(a_question(4).next_steps) == 4


def test_a_list_of_yes_and_no_asks_something():
    assert Questionnaire(id="l", title=SAID, yes_no=(YesNo(id="y", text=SAID),)).yes_no
    with pytest.raises(ValidationError, match="asks at least one thing"):
        Questionnaire(id="l", title=SAID)


def test_bands_begin_at_zero_and_rise():
    framework = LIBRARY.frameworks["firm-maturity"]
    assert [b.begins for b in framework.bands] == [0, 25, 50, 75]
    for wrong in ((25.0, 50.0), (0.0, 0.0), (0.0, 50.0, 25.0)):
        bands = tuple(
            Band(id=f"b{n}", begins=b, title=SAID, meaning=SAID) for n, b in enumerate(wrong)
        )
        with pytest.raises(ValidationError, match="begins at 0"):
            type(framework).model_validate({**framework.model_dump(), "bands": bands})


def test_both_maturity_frameworks_have_six_dimensions_and_twelve_questions():
    for name, letter in (("firm-maturity", "F"), ("public-maturity", "G")):
        framework = LIBRARY.frameworks[name]
        assert [n.id for n in framework.nodes] == [f"{letter}{n}" for n in range(1, 7)]
        assert len([q for f in framework.factors() for q in f.questions]) == 12


def test_the_index_of_digital_intensity_counts_twelve_things_of_an_edition():
    held = LIBRARY.questionnaires["digital-intensity"]
    assert (held.edition, len(held.yes_no)) == ("2022", 12)
