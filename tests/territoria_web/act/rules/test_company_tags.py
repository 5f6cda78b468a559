"""The agreed words: typed in three languages, kept by what stays of them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from day_of_companies import TAGS
from territoria_web.act.rules.company_tags import tag_name, tags_in, tags_said, words_to_tags


def test_what_is_typed_over_stays_the_same_tags():
    assert tags_in(tags_said(TAGS), TAGS) == TAGS
    renamed = tags_in("Timber | Construction en bois | Holzbau\nRobots", TAGS)
    assert renamed["wood"]["en"] == "Timber"
    assert renamed["robots"] == {"en": "Robots"}


def test_a_tag_is_said_in_the_language_spoken_or_in_the_first_it_has():
    with override("de"):
        assert tag_name(TAGS, "wood") == "Holzbau"
        assert tag_name({"robots": {"en": "Robots"}}, "robots") == "Robots"


def test_all_faults_are_told_at_once():
    with pytest.raises(ValidationError) as refused:
        tags_in("a | b | c | d\nWood\nwood\n" + "x" * 81, {})
    assert len(refused.value.error_dict["tags"]) == 3


def test_a_table_may_name_a_tag_in_any_language():
    known = words_to_tags(TAGS)
    assert {known[word] for word in ("wood", "holzbau", "construction en bois")} == {"wood"}
