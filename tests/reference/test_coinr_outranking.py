"""Outranking shares equal those of COINr to nine digits."""

import numpy as np
from numpy.testing import assert_allclose

from territoria.measure.outranking import copeland_scores, outranking_matrix


def _physical(coinr):
    """The pillar's normalised indicators and COINr's matrix, in the order of our countries."""
    members = [r["iCode"] for r in coinr.meta if r["Parent"] == "Physical"]
    rows = {r["row"]: r for r in coinr.rows("aggregate/outrank_Physical_matrix")}
    theirs = [[float(rows[a][b]) for b in coinr.countries] for a in coinr.countries]
    return coinr.table("standard/Normalised", members), np.array(theirs)


def test_the_outranking_matrix_of_a_pillar_is_that_of_the_reference(coinr):
    values, theirs = _physical(coinr)
    ours = outranking_matrix(values, np.ones(len(values)))
    assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


def test_copeland_scores_are_the_signs_of_the_references_matrix(coinr):
    values, theirs = _physical(coinr)
    lead = np.where(np.abs(theirs - 0.5) <= 1e-9, 0.0, np.sign(theirs - 0.5))
    np.fill_diagonal(lead, 0.0)
    assert (copeland_scores(values, np.ones(len(values))) == lead.sum(axis=1)).all()
