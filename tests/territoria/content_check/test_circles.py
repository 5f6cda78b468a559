"""Advice that waits for itself, by whatever way, is found; a chain is no circle."""

from __future__ import annotations

from shelf import Shelf


def waiting(shelf: Shelf, text_id: str, *firsts: str) -> str:
    """A copy of the advice that waits for others; returns its path."""
    shelf.copy_folder("recommendations/publish-data", f"recommendations/{text_id}")
    path = f"recommendations/{text_id}/recommendation.yaml"
    for first in firsts:
        shelf.change(
            path,
            "prerequisites:\n",
            f"prerequisites:\n  - id: after-{first}\n    text:\n      en: It is done.\n"
            f"    recommendation: {first}\n",
        )
    return path


def said(shelf: Shelf, path: str, text_id: str, before: str) -> str:
    line = shelf.line(path, "prerequisites:")
    return (
        f"{path}:{line}: {text_id} waits for itself, by way of {before}. "
        "Break the circle of prerequisites."
    )


def test_advice_that_waits_for_itself_is_found(shelf):
    path = waiting(shelf, "alone", "alone")
    assert shelf.problems() == [said(shelf, path, "alone", "alone")]


def test_every_advice_of_a_circle_is_named_and_none_outside_it(shelf):
    ring = {"a": "b", "b": "c", "c": "a"}
    paths = {i: waiting(shelf, i, first) for i, first in ring.items()}
    waiting(shelf, "outside", "a")
    before = {first: i for i, first in ring.items()}
    assert shelf.problems() == [said(shelf, paths[i], i, before[i]) for i in ring]


def test_a_chain_is_no_circle(shelf):
    waiting(shelf, "second", "publish-data")
    waiting(shelf, "third", "second")
    assert shelf.problems() == []


def test_two_ways_to_the_same_advice_are_no_circle(shelf):
    waiting(shelf, "left", "publish-data")
    waiting(shelf, "right", "publish-data")
    waiting(shelf, "top", "left", "right")
    assert shelf.problems() == []
