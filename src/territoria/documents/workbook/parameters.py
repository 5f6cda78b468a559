"""The parameters of a step with their defaults, as the method itself declares them."""

from __future__ import annotations

import inspect
from typing import Any

from territoria.measure.methods import method
from territoria.model import Step


def parameters_of(stage: str, step: Step) -> dict[str, Any]:
    """Given parameters in their types, and the defaults of the others.

    MethodError where the method or a parameter is not known.
    """
    function, given = method(stage, step)
    defaults = {
        name: p.default
        for name, p in inspect.signature(function).parameters.items()
        if p.kind is inspect.Parameter.KEYWORD_ONLY and p.default is not inspect.Parameter.empty
    }
    return {**defaults, **given}


def step_in_words(stage: str, step: Step) -> str:
    """A step with its parameters: ``min-max (lower 0, upper 100)``."""
    found = parameters_of(stage, step)
    words = ", ".join(f"{name} {_plain(value)}" for name, value in found.items())
    return f"{step.method} ({words})" if words else step.method


def _plain(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple | list | dict) and not value:
        return "none"
    return str(value)
