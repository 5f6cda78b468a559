"""Every method on tables as analysts hold them: a row is a territory, a column an indicator.

``data`` is a two-dimensional NumPy array or a data frame of Polars or pandas; the result is of the
same kind. In a data frame the numeric columns are the indicators (or those that ``columns`` names),
and all others pass through untouched. Missing is NaN or null. Columns of an array are called "0",
"1" …. With ``return_details=True`` a function returns ``(result, details)``; arrays in the details
are ``(indicator, territory)``, as everywhere in the engine. Wrong columns, cells and names are
MethodError and DataError, all problems at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from territoria.errors import DataError, MethodError, Problem
from territoria.measure.denominate import by_denominator, demand_scale_factors
from territoria.measure.frame import Children, Floats, Frame, Integers
from territoria.measure.methods import method as find_method
from territoria.measure.normalise import orient
from territoria.measure.table_kinds import Table, open_table
from territoria.measure.weighted_mean import demand_weights
from territoria.model import Step

Numbers = float | Mapping[str, float] | None
Names = Mapping[str, str] | None
Labels = str | Sequence[Any] | Mapping[str, str | Sequence[Any]] | None


def denominate(
    data: Any,
    denominators: Mapping[str, str | Sequence[float]],
    *,
    scale_factors: Mapping[str, float] | None = None,
    columns: Sequence[str] | None = None,
    return_details: bool = False,
) -> Any:
    """Figures over their denominators, times a scale factor.

    ``denominators``: column → name of the column to divide by, or numbers, one a row.
    ``scale_factors``: column → number above 0, else MethodError.
    """
    table = open_table(data, columns, named=[*denominators, *(scale_factors or {})])
    demand_scale_factors(scale_factors or {})
    divisor = np.ones(table.values.shape)
    for name, by in denominators.items():
        figures = table.column(by) if isinstance(by, str) else _row_of_numbers(table, name, by)
        divisor[table.row(name)] = figures / (scale_factors or {}).get(name, 1.0)
    frame = _frame(table, denominators=divisor)
    out, details = by_denominator(table.values, frame)
    return _hand_back(table.rebuild(out), details, return_details)


def screen(
    data: Any,
    method: str = "by-data",
    *,
    territories: Labels = None,
    columns: Sequence[str] | None = None,
    return_details: bool = False,
    **parameters: Any,
) -> Any:
    """The rows of the territories that are kept; the mask is ``details["kept"]``.

    ``territories``: column, or sequence, of their names, for ``keep`` and ``drop``.
    """
    table = open_table(data, columns)
    frame = _frame(table, territories=territories)
    function, given = find_method("screen", Step(method=method, parameters=parameters))
    kept, details = function(table.values, frame, **given)
    return _hand_back(table.keep_rows(kept), details | {"kept": kept}, return_details)


def impute(
    data: Any,
    method: str,
    *,
    groups: Labels = None,
    direction: Numbers = None,
    parents: Names = None,
    columns: Sequence[str] | None = None,
    return_details: bool = False,
    **parameters: Any,
) -> Any:
    """The table with its gaps filled.

    ``groups``: column, or sequence, of the territories' groups (for ``group-mean`` and
    ``group-median``); ``direction``: −1 where lower is better; ``parents``: column → node.
    """
    table = open_table(data, columns, named=[*_names(direction), *(parents or {})])
    frame = _frame(table, direction=direction, groups=groups, parents=parents)
    if len(frame.groups) == 1 and method.startswith("group-"):
        parameters = {"group": next(iter(frame.groups))} | parameters
    return _run("impute", method, parameters, table, frame, return_details)


def treat(
    data: Any,
    method: str = "winsorise-then-log",
    *,
    columns: Sequence[str] | None = None,
    return_details: bool = False,
    **parameters: Any,
) -> Any:
    """The table with its outliers treated."""
    table = open_table(data, columns)
    return _run("treat", method, parameters, table, _frame(table), return_details)


def normalise(
    data: Any,
    method: str = "min-max",
    *,
    direction: Numbers = None,
    minimum: Numbers = None,
    maximum: Numbers = None,
    target: Numbers = None,
    territories: Labels = None,
    columns: Sequence[str] | None = None,
    return_details: bool = False,
    **parameters: Any,
) -> Any:
    """The table made comparable; higher is better everywhere afterwards.

    ``direction``, ``minimum``, ``maximum``, ``target``: column → number, or one number for all, in
    the indicator's own unit and direction. ``territories``: column, or sequence, of names, for
    ``distance-to-reference``.
    """
    named = [n for m in (direction, minimum, maximum, target) for n in _names(m)]
    table = open_table(data, columns, named=named)
    frame = _frame(
        table,
        direction=direction,
        minimum=minimum,
        maximum=maximum,
        target=target,
        territories=territories,
    )
    oriented = orient(table.values, frame)
    return _run("normalise", method, parameters, table, frame, return_details, oriented)


def weigh(
    data: Any,
    method: str,
    *,
    weights: Numbers = None,
    columns: Sequence[str] | None = None,
    **parameters: Any,
) -> Any:
    """Weights of normalised columns, relative: a map from column to weight, an array for an array.

    ``weights``: those given, 1 where none is. MethodError where one is below 0 or missing, or all
    are 0.
    """
    table = open_table(data, columns, named=_names(weights))
    function, given = find_method("weight", Step(method=method, parameters=parameters))
    out = function(_weights(table, weights), Children(table.names, table.values), **given)
    if table.is_array:
        return out
    return {name: float(weight) for name, weight in zip(table.names, out, strict=True)}


def aggregate(
    data: Any,
    method: str = "arithmetic-mean",
    *,
    weights: Numbers | Sequence[float] = None,
    columns: Sequence[str] | None = None,
    name: str = "score",
    **parameters: Any,
) -> Any:
    """One score a row from normalised columns: a one-dimensional array for an array; for a data
    frame its other columns with the score beside them, under ``name``. MethodError where a weight
    is below 0 or missing, or all are 0.
    """
    table = open_table(data, columns, named=_names(weights))
    function, given = find_method("aggregate", Step(method=method, parameters=parameters))
    return table.replace_by(name, function(table.values, _weights(table, weights), **given))


def _run(
    stage: str,
    name: str,
    parameters: Mapping[str, Any],
    table: Table,
    frame: Frame,
    return_details: bool,
    values: Floats | None = None,
) -> Any:
    function, given = find_method(stage, Step(method=name, parameters=dict(parameters)))
    out, details = function(table.values if values is None else values, frame, **given)
    return _hand_back(table.rebuild(out), details, return_details)


def _hand_back(result: Any, details: dict[str, Any], return_details: bool) -> Any:
    return (result, details) if return_details else result


def _frame(
    table: Table,
    *,
    direction: Numbers = None,
    minimum: Numbers = None,
    maximum: Numbers = None,
    target: Numbers = None,
    groups: Labels = None,
    parents: Names = None,
    territories: Labels = None,
    denominators: Floats | None = None,
) -> Frame:
    """What the methods may know of a table."""
    towards = _numbers(table, direction, 1.0)
    if not np.isin(towards, (-1.0, 1.0)).all():
        wrong = [n for n, d in zip(table.names, towards, strict=True) if d not in (-1.0, 1.0)]
        what = f"the direction of {', '.join(wrong)} is neither 1 nor -1."
        raise MethodError(Problem("direction", what, "Give -1 where lower is better."))
    nodes = [(parents or {}).get(n, "") for n in table.names]
    return Frame(
        indicators=table.names,
        direction=towards,
        minimum=_numbers(table, minimum, np.nan),
        maximum=_numbers(table, maximum, np.nan),
        target=_numbers(table, target, np.nan),
        groups={name: _codes(labels) for name, labels in _labels(table, groups).items()},
        parents=_codes(nodes),
        territories=_territories(table, territories),
        denominators=denominators,
    )


def _numbers(table: Table, given: Numbers | Sequence[float], otherwise: float) -> Floats:
    """One number for each indicator from a map, one number for all, or a sequence."""
    if given is None:
        return np.full(len(table.names), otherwise)
    if isinstance(given, Mapping):
        return np.array([float(given.get(n, otherwise)) for n in table.names])
    out = np.asarray(given, dtype=float)
    if out.ndim and out.shape != (len(table.names),):
        what = f"{out.size} numbers are given for {len(table.names)} indicators."
        raise MethodError(
            Problem("weights", what, "Give one for each, or a map from column to it.")
        )
    return np.broadcast_to(out, (len(table.names),)).copy()


def _weights(table: Table, given: Numbers | Sequence[float]) -> Floats:
    out = _numbers(table, given, 1.0)
    demand_weights(table.names, out)
    return out


def _names(given: Any) -> list[str]:
    return [str(name) for name in given] if isinstance(given, Mapping) else []


def _labels(table: Table, given: Labels) -> dict[str, list[str]]:
    """Labels of the rows by name of the grouping."""
    if given is None:
        return {}
    if isinstance(given, str):
        return {given: table.labels(given)}
    if isinstance(given, Mapping):
        return {
            k: table.labels(v) if isinstance(v, str) else _row(table, v) for k, v in given.items()
        }
    return {"groups": _row(table, given)}


def _row(table: Table, labels: Sequence[Any]) -> list[str]:
    if len(labels) != table.values.shape[1]:
        what = f"{len(labels)} labels are given for {table.values.shape[1]} rows."
        raise DataError(Problem("labels", what, "Give one for each row."))
    return [str(label) for label in labels]


def _row_of_numbers(table: Table, name: str, given: Sequence[float]) -> Floats:
    figures = np.asarray(given, dtype=float)
    if figures.shape != table.values.shape[1:]:
        what = f"{figures.size} denominators are given for {table.values.shape[1]} rows."
        raise DataError(Problem(f"column {name}", what, "Give one for each row."))
    return figures


def _territories(table: Table, given: Labels) -> tuple[str, ...]:
    names = [n for labels in _labels(table, given).values() for n in labels]
    twice = sorted(n for n, count in Counter(names).items() if count > 1)
    if twice:
        what = f"more than one row is called {', '.join(twice)}."
        raise DataError(Problem("territories", what, "Give each territory a name of its own."))
    return tuple(names)


def _codes(labels: Sequence[str]) -> Integers:
    codes: Integers = np.unique(np.array(labels, dtype=str), return_inverse=True)[1].astype(np.intp)
    return codes
