"""Weights that the figures give equal those of COINr to nine digits."""

import numpy as np
from numpy.testing import assert_allclose

from territoria.measure.data_weights import principal_component, principal_loadings
from territoria.measure.frame import Children


def test_loadings_of_a_pillar_are_those_of_the_reference_up_to_their_sign(coinr):
    """The reference leaves the sign to chance; ours is fixed by the sum."""
    rows = {r["row"]: r for r in coinr.rows("multivariate/pca_Normalised_L1_Physical_rotation")}
    members = tuple(r["iCode"] for r in coinr.meta if r["Parent"] == "Physical")
    theirs = np.array([float(rows[i]["PC1"]) for i in members])
    children = Children(members, coinr.table("standard/Normalised", members))
    assert_allclose(
        principal_loadings(children), theirs * np.sign(theirs.sum()), rtol=1e-9, atol=1e-12
    )
    assert (principal_component(np.ones(len(members)), children) > 0).all()
