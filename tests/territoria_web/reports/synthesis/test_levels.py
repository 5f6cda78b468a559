"""Recommendations by level of government, and the rule by which they stand there."""

from __future__ import annotations

from typing import Any

from synthesis_told import KEYS, told
from territoria.documents.document import Bullets, Paragraph, Table, text_of
from territoria_web.reports.synthesis.levels import blocks, level_of


def advice(name: str, group: str, *places: str, **levels: list[str]) -> dict[str, Any]:
    return {
        "id": name,
        "role": "MAY",
        "group": group,
        "actor": {"en": "Mayors"},
        "what": {"en": f"Do {name}"},
        "territories": list(places),
        "levels": {
            level: [{"id": t, "title": {"en": t}} for t in titles]
            for level, titles in levels.items()
        },
    }


def tables(*held: dict[str, Any]) -> dict[str, list[list[str]]]:
    found = [b for b in blocks(told(advice=list(held))) if isinstance(b, Table)]
    return {text_of(t.caption): [[text_of(cell) for cell in row] for row in t.rows] for t in found}


def test_advice_to_an_authority_stands_at_the_level_of_the_territory():
    assert tables(advice("one", "authority", KEYS[0], KEYS[2])) == {
        "What municipalities and districts can do.": [
            ["Do one", "Mayors", "Place A and Place C", "It is for an authority of this level."]
        ],
        "What regions can do.": [
            ["Do one", "Mayors", "Place A and Place C", "It is for an authority of this level."]
        ],
    }


def test_advice_stands_too_where_its_initiatives_were_run_and_europe_beside_the_nation():
    held = tables(advice("two", "business", KEYS[0], eu=["Hubs"], national=["Vouchers"]))
    assert held == {
        "What national and European bodies can do.": [
            ["Do two", "Mayors", "Place A", "Run at this level elsewhere: Vouchers and Hubs."]
        ]
    }


def test_advice_without_either_has_no_level_and_the_rule_is_said():
    found = blocks(told(advice=[advice("three", "business", KEYS[0])]))
    assert [b for b in found if isinstance(b, Table)] == []
    assert [text_of(b.line) for b in found if isinstance(b, Paragraph)] == [
        "Local level: no advice stands here by these rules.",
        "Regional level: no advice stands here by these rules.",
        "National and European level: no advice stands here by these rules.",
    ]
    rules = next(b for b in found if isinstance(b, Bullets))
    assert (
        text_of(rules.items[0])
        == "The texts of advice name no level of government. These rules give one:"
    )


def test_facts_that_were_signed_before_levels_were_known_still_make_a_report():
    old = advice("one", "authority", KEYS[0])
    del old["group"], old["levels"]
    assert tables(old) == {}


def test_the_level_of_a_territory_follows_its_place_in_the_code_list():
    assert [level_of(n) for n in (0, 1, 2, 3, 4)] == [
        "national", "regional", "regional", "local", "local",
    ]  # fmt: skip
