"""One step of a recipe on figures: by name, and by the method that an indicator has of its own."""

from __future__ import annotations

from typing import Any

from territoria.measure.frame import Floats, Frame
from territoria.measure.methods import method
from territoria.measure.tree import Tree
from territoria.model import Step


def apply(stage: str, step: Step, values: Floats, frame: Frame) -> tuple[Floats, dict[str, Any]]:
    """One step by name on an array; returns the new array and the step's details."""
    function, parameters = method(stage, step)
    out: tuple[Floats, dict[str, Any]] = function(values, frame, **parameters)
    return out


def run_step(
    stage: str, step: Step, values: Floats, frame: Frame, tree: Tree
) -> tuple[Floats, dict[str, Any]]:
    """A step on all indicators; those with a method of their own take that one instead.

    ``values[..., indicator, territory]``. An imputation sees all indicators, whoever it is for; the
    other steps see only those that they are for. Where methods differ, ``details["by_rows"]`` lists
    each with the rows it was for and what it says of them.
    """
    own = own_steps(tree, stage)
    if not own:
        return apply(stage, step, values, frame)
    taken = {row for _, rows in own for row in rows}
    general = tuple(row for row in range(values.shape[-2]) if row not in taken)
    out = values.copy()
    told: list[dict[str, Any]] = []
    for chosen, rows in ((step, general), *own):
        where = list(rows)
        if stage == "impute":
            found, words = apply(stage, chosen, values, frame)
            out[..., where, :] = found[..., where, :]
        elif where:
            out[..., where, :], words = apply(
                stage, chosen, values[..., where, :], frame.only(where)
            )
        else:
            continue
        told.append({"step": chosen, "rows": rows, **words})
    return out, {"by_rows": told}


def own_steps(tree: Tree, stage: str) -> list[tuple[Step, tuple[int, ...]]]:
    """Steps that single indicators have instead of the recipe's, with the rows of each."""
    found: dict[str, tuple[Step, list[int]]] = {}
    for row, binding in enumerate(tree.bindings):
        step = getattr(binding, stage)
        if step is not None:
            found.setdefault(step.model_dump_json(), (step, []))[1].append(row)
    return [(step, tuple(rows)) for step, rows in found.values()]
