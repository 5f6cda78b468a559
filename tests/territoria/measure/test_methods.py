import inspect

import pytest

from territoria.content import load_framework
from territoria.errors import MethodError
from territoria.measure import methods
from territoria.measure.aggregate import arithmetic_mean, geometric_mean
from territoria.measure.methods import METHODS, check_step, method, register
from territoria.measure.normalise import fixed_bounds, min_max
from territoria.measure.treat import winsorise
from territoria.model import Step


def _refusal(stage, step):
    with pytest.raises(MethodError) as caught:
        method(stage, step)
    (problem,) = caught.value.problems
    return problem


def test_an_unknown_method_is_named_with_the_nearest_known_one():
    problem = _refusal("aggregate", Step(method="geometric"))
    assert problem.where == "aggregate"
    assert problem.what == "the aggregate method geometric is not known."
    known = ", ".join(sorted(METHODS["aggregate"]))
    assert problem.mend == f"Did you mean geometric-mean? Known: {known}."


def test_an_unknown_method_without_a_likeness_lists_the_known_ones():
    problem = _refusal("impute", Step(method="zzz"))
    assert problem.mend == f"Known: {', '.join(sorted(METHODS['impute']))}."


def test_a_method_comes_with_its_parameters():
    step = Step(method="winsorise", parameters={"limit": 3})
    assert method("treat", step) == (winsorise, {"limit": 3})


def test_parameters_given_as_text_become_their_types():
    bounds = Step(method="fixed-bounds", parameters={"scale": "100", "clip": "false"})
    assert method("normalise", bounds) == (fixed_bounds, {"scale": 100.0, "clip": False})
    limit = method("treat", Step(method="winsorise", parameters={"limit": "5"}))[1]["limit"]
    assert (limit, type(limit)) == (5, int)
    clip = Step(method="geometric-mean", parameters={"clip_lower": "1", "clip_upper": None})
    assert method("aggregate", clip) == (geometric_mean, {"clip_lower": 1.0, "clip_upper": None})


def test_a_value_that_does_not_fit_is_refused():
    problem = _refusal("treat", Step(method="winsorise", parameters={"limit": "many"}))
    assert problem.what == "winsorise: limit cannot be 'many'."
    assert problem.mend == "Give a value of its type."


def test_a_choice_that_is_not_offered_is_refused():
    step = Step(method="winsorise-then-log", parameters={"log": "log2"})
    assert _refusal("treat", step).what == "winsorise-then-log: log cannot be 'log2'."


def test_an_unknown_parameter_is_named_with_the_nearest_known_one():
    problem = _refusal("normalise", Step(method="min-max", parameters={"uper": 1}))
    assert problem.what == "min-max has no parameter uper."
    assert problem.mend == "Did you mean upper? Known: lower, upper."


def test_a_method_without_parameters_says_so():
    problem = _refusal("aggregate", Step(method="arithmetic-mean", parameters={"p": 2}))
    assert problem.what == "arithmetic-mean has no parameter p."
    assert problem.mend == "It takes none."


def test_a_parameter_that_is_needed_and_not_given_is_named():
    problem = _refusal("impute", Step(method="group-mean"))
    assert problem.what == "group-mean needs the parameter group."
    assert problem.mend == "Give it under parameters."


def test_checking_a_step_returns_the_problem_instead_of_raising_it():
    assert check_step("normalise", Step(method="min-max")) is None
    problem = check_step("normalise", Step(method="minmax"))
    assert problem == _refusal("normalise", Step(method="minmax"))


def test_a_method_of_your_own_is_found_by_its_name(monkeypatch):
    monkeypatch.setitem(methods.METHODS, "aggregate", dict(METHODS["aggregate"]))

    def weakest(children, weights, *, lift: float = 0.0):
        return children.min(axis=-2) + lift

    register("aggregate", "weakest", weakest)
    step = Step(method="weakest", parameters={"lift": "2"})
    assert method("aggregate", step) == (weakest, {"lift": 2.0})


def test_a_method_for_an_unknown_stage_is_refused():
    with pytest.raises(MethodError) as caught:
        register("agregate", "mine", arithmetic_mean)
    assert str(caught.value).startswith("agregate: no such stage. Did you mean aggregate? Known: ")


def test_every_step_of_the_bundled_framework_is_known():
    framework = load_framework("blueprint")
    steps = [(s, getattr(framework.recipe, s)) for s in METHODS]
    for stage in ("impute", "treat", "normalise", "aggregate"):
        steps += [(stage, step) for step in getattr(framework.uncertainty, stage)]
    assert [check_step(stage, step) for stage, step in steps] == [None] * len(steps)


def test_every_method_says_what_it_does():
    for stage in METHODS.values():
        for function in stage.values():
            assert inspect.getdoc(function)


def test_the_default_normalisation_bounds_are_those_of_the_handbook():
    parameters = inspect.signature(min_max).parameters
    assert (parameters["lower"].default, parameters["upper"].default) == (0.0, 100.0)
