"""Methods by name: a method is a function in a dictionary, its parameters are its keywords.

Framework texts name methods; the loader leaves parameters as text, and the function's annotations
say what they become. ``register`` lets a user add a method of the same signature.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure import (
    aggregate,
    denominate,
    impute,
    normalise,
    period,
    screen,
    treat,
    weight,
)
from territoria.model import Step

Function = Callable[..., Any]

METHODS: dict[str, dict[str, Function]] = {
    "period": period.METHODS,
    "denominate": denominate.METHODS,
    "screen": screen.METHODS,
    "impute": impute.METHODS,
    "treat": treat.METHODS,
    "normalise": normalise.METHODS,
    "weight": weight.METHODS,
    "aggregate": aggregate.METHODS,
}


def register(stage: str, name: str, function: Function) -> None:
    """Add a method of your own to a stage, under a name that framework texts can use."""
    if stage not in METHODS:
        raise MethodError(Problem(stage, "no such stage.", did_you_mean(stage, METHODS)))
    METHODS[stage][name] = function


def method(stage: str, step: Step) -> tuple[Function, dict[str, Any]]:
    """The function of a step and its parameters in their proper types.

    MethodError where the name or a parameter is not known, or a value does not fit.
    """
    known = METHODS[stage]
    if step.method not in known:
        raise MethodError(
            Problem(
                stage,
                f"the {stage} method {step.method} is not known.",
                did_you_mean(step.method, known),
            )
        )
    function = known[step.method]
    return function, _convert(stage, step.method, function, step.parameters)


def check_step(stage: str, step: Step) -> Problem | None:
    """What is wrong with a step, or None."""
    try:
        method(stage, step)
    except MethodError as error:
        return error.problems[0]
    return None


def _convert(stage: str, name: str, function: Function, given: Mapping[str, Any]) -> dict[str, Any]:
    accepted = _keywords(function)
    for key in _required(function):
        if key not in given:
            what = f"{name} needs the parameter {key}."
            raise MethodError(Problem(stage, what, "Give it under parameters."))
    converted: dict[str, Any] = {}
    for key, value in given.items():
        if key not in accepted:
            known = did_you_mean(key, accepted) if accepted else "It takes none."
            raise MethodError(Problem(stage, f"{name} has no parameter {key}.", known))
        try:
            converted[key] = accepted[key].validate_python(value)
        except ValidationError:
            raise MethodError(
                Problem(stage, f"{name}: {key} cannot be {value!r}.", "Give a value of its type.")
            ) from None
    return converted


@lru_cache(maxsize=128)
def _keywords(function: Function) -> dict[str, TypeAdapter[Any]]:
    hints = get_type_hints(function)
    return {
        name: TypeAdapter(hints[name])
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }


@lru_cache(maxsize=128)
def _required(function: Function) -> tuple[str, ...]:
    return tuple(
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
        and parameter.default is inspect.Parameter.empty
    )
