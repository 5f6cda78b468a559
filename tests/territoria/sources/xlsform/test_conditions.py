from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.sources.xlsform.conditions import (
    Asked,
    Bounds,
    joined,
    read_condition,
    read_constraint,
    written_condition,
)


@pytest.mark.parametrize(
    ("text", "parts", "left"),
    [
        ("", (), ""),
        ("${role} = 'MAY'", (Asked("role", ("MAY",)),), ""),
        ("${ role }='MAY'  or  ${role} = \"SME\"", (Asked("role", ("MAY", "SME")),), ""),
        ("selected(${c}, 'red')", (Asked("c", ("red",)),), ""),
        (
            "(${a} = 1) and (${b} = 'x' or ${b} = 'y')",
            (Asked("a", ("1",)), Asked("b", ("x", "y"))),
            "",
        ),
        ("${a} = 'x' and ${n} > 3", (Asked("a", ("x",)),), "${n} > 3"),
        ("${a} = 'x' or ${b} = 'y'", (), "${a} = 'x' or ${b} = 'y'"),
        ("not(selected(${c}, 'red'))", (), "not(selected(${c}, 'red'))"),
        ("${a} = 'x and y'", (), "${a} = 'x and y'"),
        ("${a} != 'x'", (), "${a} != 'x'"),
        ("((", (), "(("),
    ],
)
def test_the_simple_part_of_a_condition_is_read_and_the_rest_is_kept(text, parts, left):
    assert read_condition(text) == (parts, left)


@pytest.mark.parametrize(
    ("text", "bounds", "left"),
    [
        (". >= 1 and . <= 9.5", Bounds(1.0, 9.5), ""),
        ("(. >= -2)", Bounds(-2.0), ""),
        ("string-length(.) < 301", Bounds(longest=300), ""),
        ("count-selected(.) <= 3", Bounds(at_most=3), ""),
        ("count-selected(.) < 1", Bounds(), "count-selected(.) < 1"),
        (". > 3 and . <= 9", Bounds(maximum=9.0), ". > 3"),
        ("regex(., 'a and b')", Bounds(), "regex(., 'a and b')"),
    ],
)
def test_the_ends_of_a_rule_are_read_and_the_rest_is_kept(text, bounds, left):
    assert read_constraint(text) == (bounds, left)


@given(
    st.lists(st.sampled_from(["MAY", "SME", "a-b", "1"]), min_size=1, unique=True),
    st.lists(st.sampled_from(["x", "y.z"]), unique=True),
    st.booleans(),
)
def test_what_is_written_is_read_back(roles, options, several):
    parts = [written_condition("role", roles, several=False)]
    if options:
        parts.append(written_condition("c", options, several=several))
    found, left = read_condition(joined(parts))
    assert left == ""
    assert found == tuple(
        [Asked("role", tuple(roles))] + ([Asked("c", tuple(options))] if options else [])
    )
