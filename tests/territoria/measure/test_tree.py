import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.content import load_framework, load_library
from territoria.errors import ContentError
from territoria.measure.tree import OVERALL, aggregator, build_tree, tree_of
from territoria.model import Step, Territory

TWO_LEVELS = {"A": {"A1": ["x", "y"], "A2": ["z"]}, "B": ["u"]}


def test_nodes_stand_children_first_and_the_root_last(small):
    tree = small.tree(TWO_LEVELS)
    assert tree.indicators == ("x", "y", "z", "u")
    assert tree.ids == ("A1", "A2", "A", "B", "overall")
    assert tree.ids[-1] == OVERALL


def test_children_index_the_indicators_first_and_then_the_nodes(small):
    tree = small.tree(TWO_LEVELS)
    assert {n.id: n.children for n in tree.nodes} == {
        "A1": (0, 1),
        "A2": (2,),
        "A": (4, 5),
        "B": (3,),
        "overall": (6, 7),
    }


def test_effective_weights_are_the_products_of_the_shares_down_the_tree(small):
    tree = small.tree(TWO_LEVELS, weights={"A": 3.0, "x": 2.0, "y": 6.0})
    expected = [0.75 / 2 * 0.25, 0.75 / 2 * 0.75, 0.75 / 2, 0.25]
    assert tree.effective_weights() == pytest.approx(expected, rel=1e-12)


def test_leaves_of_a_node_are_the_shares_inside_it(small):
    tree = small.tree(TWO_LEVELS, weights={"x": 2.0, "y": 6.0})
    assert tree.nodes[tree.index("A")].leaves.tolist() == [0.125, 0.375, 0.5, 0.0]


def test_equal_weights_forget_those_of_the_text_at_every_level(small):
    tree = small.tree(TWO_LEVELS, weights={"A": 3.0, "x": 2.0}, weight="equal")
    assert tree.effective_weights().tolist() == [0.125, 0.125, 0.25, 0.5]


def test_a_node_without_indicators_is_unknown_and_not_in_the_tree(small):
    tree = small.tree({"A": {"A1": ["x"], "A2": []}, "B": {"B1": []}})
    assert tree.ids == ("A1", "A", "overall")
    with pytest.raises(KeyError):
        tree.index("B1")


def test_a_framework_without_any_indicator_is_refused(small):
    with pytest.raises(ContentError) as caught:
        small.tree({"A": []})
    assert str(caught.value) == "framework small: no node has an indicator. Bind at least one."


def test_an_unknown_indicator_is_named_with_the_nearest_known_one(small):
    library = load_library().indicators
    framework = small.framework({"A": ["gerdd"]})
    with pytest.raises(ContentError) as caught:
        build_tree(framework, {"gerd": library["gerd"], "hrst": library["hrst"]})
    assert str(caught.value) == (
        "framework small: the indicator gerdd is not known. Did you mean gerd? Known: gerd, hrst."
    )


def test_all_unknown_indicators_are_named_at_once(small):
    with pytest.raises(ContentError) as caught:
        build_tree(small.framework({"A": ["p"], "B": ["q"]}), {})
    assert len(caught.value.problems) == 2


def test_directions_and_units_come_from_the_indicator_texts():
    library = load_library().indicators
    tree = build_tree(load_framework("blueprint"), library)
    row = tree.indicators.index("low_education_25_64")
    assert tree.direction[row] == -1
    assert tree.units[row] == str(library["low_education_25_64"].unit_of_measure)


def test_the_frame_carries_bounds_directions_and_the_countries(small):
    tree = small.tree({"A": ["x", "y"]}, falling=["y"], bounds=(10.0, 20.0))
    places = [Territory(c, "own", c, 2, c[:2], c[:2]) for c in ("FR1", "DE1", "FR2")]
    frame = tree.frame(places)
    assert frame.direction.tolist() == [1.0, -1.0]
    assert (frame.minimum.tolist(), frame.maximum.tolist()) == ([10.0, 10.0], [20.0, 20.0])
    first, second, third = frame.groups["country"].tolist()
    assert first == third != second


def test_an_indicator_without_natural_bounds_is_open_at_both_ends(small):
    framework = small.framework({"A": ["x", "y"]})
    low, high = tree_of(
        framework, {"x": 1.0, "y": 1.0}, natural_bounds={"y": (0.0, None)}
    ).natural_bounds
    assert (low.tolist(), high.tolist()) == ([-np.inf, 0.0], [np.inf, np.inf])


def test_a_frame_without_territories_has_no_groups(small):
    assert dict(small.tree({"A": ["x"]}).frame().groups) == {}


def test_an_aggregation_step_becomes_a_function(small):
    step = Step(method="geometric-mean", parameters={"clip_lower": "1"})
    assert aggregator(step)(np.array([[0.0], [100.0]]), np.ones(2)) == pytest.approx([10.0])


# ── the digest ────────────────────────────────────────────────────────────────────────────────


def test_the_digest_is_the_same_for_the_same_framework(small):
    assert small.tree(TWO_LEVELS).digest == small.tree(TWO_LEVELS).digest
    assert small.tree(TWO_LEVELS).plan == small.tree(TWO_LEVELS).digest[:6]


@pytest.mark.parametrize(
    "change",
    [
        {"weights": {"x": 2.0}},
        {"bounds": (0.0, 99.0)},
        {"falling": ["x"]},
        {"minimum_coverage": 0.5},
        {"aggregate": {"A": "geometric-mean"}},
        {"normalise": "min-max"},
        {"uncertainty": {"runs": 10}},
        {"uncertainty": {"seed": 2}},
    ],
    ids=str,
)
def test_the_digest_changes_with_everything_that_decides_a_number(small, change):
    assert small.tree(TWO_LEVELS, **change).digest != small.tree(TWO_LEVELS).digest


def test_the_digest_changes_with_what_an_indicator_can_be(small):
    framework = small.framework(TWO_LEVELS)
    directions = dict.fromkeys("xyzu", 1.0)
    bounded = tree_of(framework, directions, natural_bounds={"x": (0.0, None)})
    assert bounded.digest != tree_of(framework, directions).digest


def test_the_digest_does_not_change_with_the_words(small):
    framework = small.framework(TWO_LEVELS)
    other = framework.model_copy(update={"title": framework.nodes[0].title})
    directions = dict.fromkeys("xyzu", 1.0)
    assert tree_of(framework, directions).digest == tree_of(other, directions).digest


# ── properties ────────────────────────────────────────────────────────────────────────────────

shapes = st.recursive(
    st.integers(0, 3), lambda below: st.lists(below, min_size=1, max_size=3), max_leaves=8
).filter(lambda shape: isinstance(shape, list))


def _nodes(shape, names):
    if isinstance(shape, int):
        return [next(names) for _ in range(shape)]
    return {f"n{next(names)}": _nodes(child, names) for child in shape}


@given(shape=shapes, weight=st.floats(0.1, 10))
def test_effective_weights_of_any_tree_sum_to_one(small, shape, weight):
    names = (f"i{n}" for n in range(1000))
    nodes = _nodes(shape, names)
    if not small.framework(nodes).bindings():
        return
    tree = small.tree(nodes, weights={"i0": weight, "ni0": weight, "ni1": weight})
    assert tree.effective_weights().sum() == pytest.approx(1.0, rel=1e-12)
    assert all(n.leaves.sum() == pytest.approx(1.0, rel=1e-12) for n in tree.nodes)
    assert (tree.effective_weights() > 0).all()
