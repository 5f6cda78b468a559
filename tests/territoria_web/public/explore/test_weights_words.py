"""The title of a weighting of one's own: what it changes, with the places that doubt allows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from territoria_web.measure.queries.what_if import Outcome, Reweighed
from territoria_web.public.explore.weights_words import headline

LEIPZIG = Outcome(1, 50.0, 50.0, 40.0, 30, 60, 40.0)


def said(
    *, own: Outcome | None = None, moved: bool = True, others: tuple[Outcome, ...] = ()
) -> str:
    found = Reweighed((*others, *((own,) if own else ())), ())
    return headline(found, "Smart city", moved, own, "Leipzig" if own else "")


@pytest.mark.parametrize(
    ("own", "moved", "title"),
    [
        (LEIPZIG, False, "Leipzig stands at places 30 to 60 of 1: nothing is weighed anew yet"),
        (
            LEIPZIG,
            True,
            "For Leipzig your weights change nothing that is certain: places 30 to 60 of 1 stay open",
        ),
        (
            replace(LEIPZIG, rank_after=20.0),
            True,
            "Your weights lift Leipzig above the places 30 to 60 of 1 that the edition allows",
        ),
        (
            replace(LEIPZIG, rank_after=70.0),
            True,
            "Your weights bring Leipzig below the places 30 to 60 of 1 that the edition allows",
        ),
        (
            replace(LEIPZIG, rank_low=None, rank_high=None),
            True,
            "Leipzig has a place only with your weights",
        ),
    ],
)
def test_the_title_says_what_changes_for_the_own_territory(own: Outcome, moved: bool, title: str):
    assert said(own=own, moved=moved) == title


def test_without_a_territory_it_counts_who_moves_beyond_the_doubt():
    far = replace(LEIPZIG, rank_after=70.0)
    assert said(others=(LEIPZIG, far)) == (
        "Your weights move one of 2 territories beyond the doubt of the edition"
    )
    assert said(others=(LEIPZIG,)) == (
        "Your weights move no territory beyond the doubt of the edition"
    )
    assert said(others=(LEIPZIG,), moved=False) == (
        "Smart city: nothing changes yet, these are the edition's own weights"
    )
    unknown = replace(LEIPZIG, after=None, rank_after=None)
    assert said(others=(unknown,)) == "Smart city: the whole is unknown everywhere"
    assert said(own=unknown, others=(LEIPZIG,)) == (
        "With your weights, too little is known of Leipzig for a place"
    )
