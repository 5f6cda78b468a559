import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from territoria.measure.audit.hierarchy import hierarchy_of


def test_rows_are_the_indicators_and_then_the_nodes(scored):
    shown = hierarchy_of(scored)
    assert shown.names == ("a1", "a2", "a3", "b1", "b2", "A", "B", "overall")
    assert shown.parents.tolist() == [5, 5, 5, 6, 6, 7, 7, -1]
    assert (shown.indicators, shown.nodes, shown.whole) == (5, (5, 6, 7), 7)
    assert_array_equal(shown.values, np.vstack([scored.normalised, scored.scores]))


def test_weights_are_shares_of_the_parent(scored):
    assert_allclose(hierarchy_of(scored).weights, [1 / 3] * 3 + [0.5] * 2 + [1 / 3, 2 / 3, 1])


def test_children_ancestors_and_depth(scored):
    shown = hierarchy_of(scored)
    assert shown.children(6).tolist() == [3, 4]
    assert (shown.ancestors(3), shown.ancestors(7)) == ((6, 7), ())
    assert [shown.depth(row) for row in (3, 6, 7)] == [2, 1, 0]


def test_what_stands_below_each_node(scored):
    assert hierarchy_of(scored).below.astype(int).tolist() == [
        [1, 1, 1, 0, 0],
        [0, 0, 0, 1, 1],
        [1, 1, 1, 1, 1],
    ]


def test_titles_are_those_of_the_text_or_given(scored):
    shown = hierarchy_of(scored, {"a1": "First"})
    assert shown.titles == ("First", "a2", "a3", "b1", "b2", "A", "B", "Small")
