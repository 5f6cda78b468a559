"""A rank among peers holds the doubt about the scores and the doubt about the peers."""

from dataclasses import replace

import numpy as np
import pytest

from territoria.compare.peer_ranks import rank_among_peers
from territoria.content import load_framework, load_library
from territoria.diagnosis import Diagnosis, open_universe
from territoria.errors import DataError
from territoria.observations import bundled


@pytest.fixture(scope="module")
def region():
    universe = open_universe(
        load_library(), bundled("europe-nuts2021"), load_framework("blueprint")
    )
    return Diagnosis(universe, universe.observations.territory("FRE1"), 6.0)


def test_the_rank_among_peers_is_that_of_each_draw_and_replication(region):
    peers, replications = region.peers, region.assessment.replications
    found = rank_among_peers(peers, replications, "overall")
    scores = replications.of("overall")
    me = region.column
    ranks = []
    for r, row in enumerate(scores):
        draw = np.flatnonzero(peers.inclusion[r % len(peers.inclusion)])
        others = [row[replications.nominal.cut.column(_key(peers, c))] for c in draw]
        ranks.append(1 + sum(o > row[me] + 1e-9 for o in others))
    low, high = np.percentile(ranks, [5, 95])
    assert (found.low, found.high) == (int(np.floor(low)), int(np.ceil(high)))
    assert found.median == np.median(ranks)
    assert (found.of, found.replications) == (11, len(scores))
    assert 1 <= found.low <= found.median <= found.high <= found.of


def _key(peers, column):
    return peers.space.cut.territories[column].key


def test_drawing_the_peers_too_widens_the_range_or_leaves_it(region):
    peers, replications = region.peers, region.assessment.replications
    both = rank_among_peers(peers, replications, "overall")
    fixed = replace(peers, inclusion=np.tile(peers.inclusion[:1], (len(peers.inclusion), 1)))
    alone = rank_among_peers(fixed, replications, "overall")
    assert both.high - both.low >= alone.high - alone.low


def test_a_territory_without_a_score_has_no_rank_among_its_peers(region):
    replications = region.assessment.replications
    scores = replications.scores.copy()
    scores[:, :, region.column] = np.nan
    with pytest.raises(DataError, match="FRE1 on overall: it has no score"):
        rank_among_peers(region.peers, replace(replications, scores=scores), "overall")
