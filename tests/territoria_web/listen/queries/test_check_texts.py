"""The texts of a self-check, frozen as they stand."""

from __future__ import annotations

import pytest

from sitting_down import a_check
from territoria_web.library.queries import library
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.check_texts import freeze_check, read_frozen

pytestmark = pytest.mark.django_db


def test_the_texts_of_firms_are_frozen_once_and_read_as_they_were():
    assert freeze_check("firms") == freeze_check("firms")
    texts = read_frozen(a_check())
    held = library()
    assert texts.framework == held.frameworks["firm-maturity"]
    assert texts.questionnaire == held.questionnaires["firm-maturity"]
    assert texts.intensity == held.questionnaires["digital-intensity"]
    numbers = [obstacle.number for obstacle in texts.obstacles]
    assert (len(numbers), numbers) == (len(held.obstacles), sorted(numbers))


@pytest.mark.parametrize("audience", ["firms", "public"])
def test_every_question_of_the_framework_has_its_words_and_four_steps(audience: str):
    texts = read_frozen(a_check(audience=audience))
    assert len(texts.questions) == 12
    assert {len(question.next_steps) for question in texts.questions.values()} == {4}
    assert sum(question.endswith("_security") for question in texts.questions) == 1


def test_public_bodies_are_asked_neither_the_twelve_nor_obstacles():
    body = freeze_check("public").body
    assert (body["intensity"], body["obstacles"]) == (None, [])


def test_before_it_opens_there_is_nothing_to_read():
    with pytest.raises(ValueError, match="never opened"):
        read_frozen(SelfCheck(code="NONE22"))
