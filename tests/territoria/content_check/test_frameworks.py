"""What a framework binds, asks and names: indicators, bounds, questions, methods, peers."""

from __future__ import annotations

import pytest

from shelf import ADVICE, FRAMEWORK
from territoria.content_check import steps_of
from territoria.errors import did_you_mean
from territoria.measure.methods import METHODS

INDICATORS = "Known: eqi_quality, hightech_employment, population, population_density."
MEANS = did_you_mean("", METHODS["aggregate"])


# ── what it binds and asks ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "indicator: eqi_quality",
            "indicator: eqi_qualty",
            f"the indicator eqi_qualty is not known. Did you mean eqi_quality? {INDICATORS}",
        ),
        (
            "indicator: population_density",
            "indicator: density_of_it",
            f"the indicator density_of_it is not known. {INDICATORS}",
        ),
        (
            "          - strategy_shared",
            "          - strategy_share",
            "the question strategy_share is not known. Did you mean strategy_shared? "
            "Known: data_open, sectors_together, strategy_shared.",
        ),
    ],
    ids=["scored", "peers", "asked"],
)
def test_a_framework_binds_and_asks_what_is_there(shelf, old, new, said):
    line = shelf.change(FRAMEWORK, old, new)
    assert shelf.problems() == [f"{FRAMEWORK}:{line}: {said}"]


def test_figures_are_divided_by_a_known_indicator(shelf):
    line = shelf.line(FRAMEWORK, "indicator: eqi_quality")
    shelf.change(
        FRAMEWORK,
        "          - indicator: eqi_quality\n",
        "          - indicator: eqi_quality\n            denominator: populations\n",
    )
    assert shelf.problems() == [
        f"{FRAMEWORK}:{line}: the indicator populations is not known. "
        f"Did you mean population? {INDICATORS}"
    ]


def test_a_node_stands_once(shelf):
    shelf.change(FRAMEWORK, "- id: A3.1", "- id: A1.3")
    assert shelf.problems()[0] == f"{FRAMEWORK}:1: framework: the node A1.3 stands twice."


def test_only_a_scored_indicator_is_scored(shelf):
    line = shelf.change(FRAMEWORK, "indicator: eqi_quality", "indicator: population")
    assert shelf.problems() == [
        f"{FRAMEWORK}:{line}: population is structural, so it may not be scored. "
        "Bind a scored indicator, or change its role."
    ]


def test_fixed_bounds_need_bounds(shelf):
    line = shelf.line(FRAMEWORK, "indicator: eqi_quality")
    shelf.change(FRAMEWORK, "            minimum: -2.5\n            maximum: 2.5\n", "")
    assert shelf.problems() == [
        f"{FRAMEWORK}:{line}: eqi_quality has no bounds. Give minimum and maximum."
    ]
    shelf.change(FRAMEWORK, "method: fixed-bounds", "method: min-max")
    assert shelf.problems() == []


def test_a_distance_to_a_target_needs_a_target(shelf):
    line = shelf.line(FRAMEWORK, "indicator: eqi_quality")
    shelf.change(
        FRAMEWORK,
        "            maximum: 2.5\n",
        "            maximum: 2.5\n            normalise:\n"
        "              method: distance-to-target\n",
    )
    assert shelf.problems() == [f"{FRAMEWORK}:{line}: eqi_quality has no target. Give target."]
    shelf.change(FRAMEWORK, "maximum: 2.5\n", "maximum: 2.5\n            target: 1\n")
    assert shelf.problems() == []


def test_peers_are_chosen_by_structure_only(shelf):
    line = shelf.change(
        FRAMEWORK, "indicator: population_density", "indicator: hightech_employment"
    )
    assert shelf.problems() == [
        f"{FRAMEWORK}:{line}: hightech_employment is scored; peers are chosen by structure only. "
        "Take it out."
    ]


@pytest.mark.parametrize(
    ("varied", "said"),
    [
        (
            "  leave_out:\n    - population\n",
            "the indicator population is not known. Known: eqi_quality, hightech_employment.",
        ),
        (
            "  experts:\n    - A1: 2\n      A9: 1\n",
            "the node or indicator A9 is not known. "
            "Did you mean A1? Known: A1, A1.1, A1.3, A3.1, eqi_quality, hightech_employment.",
        ),
    ],
    ids=["left out", "weighed"],
)
def test_what_is_varied_is_in_the_framework(shelf, varied, said):
    shelf.change(FRAMEWORK, "uncertainty:\n", f"uncertainty:\n{varied}")
    line = shelf.line(FRAMEWORK, "uncertainty:") + 2
    assert shelf.problems() == [f"{FRAMEWORK}:{line}: {said}"]


# ── methods ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new", "back", "said"),
    [
        (
            "aggregate:\n    method: arithmetic-mean",
            "aggregate:\n    method: geometric",
            0,
            f"the aggregate method geometric is not known. Did you mean geometric-mean? {MEANS}",
        ),
        (
            "aggregate:\n          method: geometric-mean",
            "aggregate:\n          method: average",
            1,
            "the aggregate method average is not known. "
            + did_you_mean("average", METHODS["aggregate"]),
        ),
        (
            "- method: median",
            "- method: medium",
            0,
            "the impute method medium is not known. " + did_you_mean("medium", METHODS["impute"]),
        ),
        (
            "screen:\n    method: none",
            "screen:\n    method: nothing",
            0,
            "the screen method nothing is not known. " + did_you_mean("nothing", METHODS["screen"]),
        ),
        (
            "weight:\n    method: equal",
            "weight:\n    method: equal\n    parameters:\n      by: 2",
            2,
            "equal has no parameter by. It takes none.",
        ),
        (
            "    parameters:\n      limit: 5",
            "    parameters:\n      limit: few",
            2,
            "winsorise: limit cannot be 'few'. Give a value of its type.",
        ),
    ],
    ids=["recipe", "node", "uncertainty", "screen", "parameter", "type"],
)
def test_a_method_is_known_wherever_it_is_named(shelf, old, new, back, said):
    """``back``: so many lines above what is new stands the method."""
    line = shelf.change(FRAMEWORK, old, new) - back
    assert shelf.problems() == [f"{FRAMEWORK}:{line}: {said}"]


def test_every_step_of_a_framework_is_found(shelf):
    steps = steps_of(shelf.library().frameworks["small"])
    assert [(stage, step.method) for _, stage, step in steps] == [
        ("period", "latest"),
        ("denominate", "by-denominator"),
        ("screen", "none"),
        ("impute", "none"),
        ("treat", "winsorise"),
        ("normalise", "fixed-bounds"),
        ("weight", "equal"),
        ("aggregate", "arithmetic-mean"),
        ("impute", "none"),
        ("impute", "median"),
        ("aggregate", "geometric-mean"),
    ]


def test_advice_for_a_factor_of_any_framework_holds(shelf):
    shelf.change(ADVICE, "  - A3.1", "  - Z3.1")
    other = shelf.read(FRAMEWORK).replace("id: small", "id: other").replace("id: A", "id: Z")
    shelf.write("frameworks/other.yaml", other)
    assert shelf.problems() == []
