from __future__ import annotations

import numpy as np

from territoria.listen.opinion.polis_votes import votes_of
from territoria.sources.polis.export import PolisStatement, PolisVote, export_of

AT = 1_700_000_000_000


def test_an_export_becomes_a_table_by_rising_number():
    statements = [PolisStatement(n, 0, f"text {n}", AT, m) for n, m in ((10, 1), (2, -1), (3, -1))]
    votes = [PolisVote(10, 7, 1, AT), PolisVote(2, 7, -1, AT), PolisVote(10, 7, 0, AT + 1)]
    found = votes_of(export_of(statements, votes, topic="t"))
    assert found.statements == ("2", "10")  # 3 was moderated out before anybody saw it
    assert found.moderated_out == (True, False)
    assert found.participants == ("7",)
    np.testing.assert_array_equal(found.values, [[-1, 0]])
