"""Policies by the ten criteria: what is on record, and that nothing is judged."""

from __future__ import annotations

from typing import Any

from synthesis_told import KEYS, told
from territoria.documents.document import Box, Figure, Paragraph, Table, text_of
from territoria_web.reports.synthesis.criteria import blocks

BARE = {"territory": KEYS[0], "title": "Vouchers", "evaluation": "", "ends": None,
        "state": "running", "initiative": None}  # fmt: skip


def made(*policies: dict[str, Any]) -> dict[type, Any]:
    return {type(b): b for b in blocks(told(), policies)}


def on_record(*policies: dict[str, Any]) -> list[str]:
    return [text_of(row[3]) for row in made(*policies)[Table].rows]


def test_the_ten_criteria_stand_before_what_is_known_of_each():
    rows = made(BARE)[Table].rows
    assert [text_of(row[1]) for row in rows] == [
        "Evidence base", "Consultation", "Clear measurable target", "Access for small firms",
        "Private leverage", "Coordination across levels", "Monitoring and evaluation", "Results",
        "Sustainability", "Transferability",
    ]  # fmt: skip
    kinds = [type(b) for b in blocks(told(), [BARE])]
    assert kinds.index(Table) < kinds.index(Figure)


def test_what_the_inventory_does_not_hold_is_unknown_and_never_zero():
    assert on_record(BARE) == ["0 of 1"] * 10
    figure = made(BARE)[Figure]
    cells = figure.picture.rows[0][1:]
    assert {cell.text for cell in cells} == {"nothing on record: unknown"}


def test_an_evaluation_an_end_and_a_kindred_initiative_are_on_record_and_not_scored():
    full = {**BARE, "evaluation": "People asked less.", "ends": 2025, "initiative": {"en": "X"}}
    assert on_record(full, BARE) == ["0 of 2"] * 6 + ["1 of 2"] * 4
    assert text_of(made(full, BARE)[Figure].caption) == (
        "Of 20 cells, 4 have anything on record, and none is scored."
    )


def test_that_nothing_is_judged_is_said_plainly():
    box = made(BARE)[Box]
    assert isinstance(box.blocks[0], Paragraph)
    assert text_of(box.blocks[0].line).startswith("No policy is scored here.")
