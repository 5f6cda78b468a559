"""Convert a whole table of observations from one NUTS version to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np
import polars as pl

from territoria.conversion.block import block_of
from territoria.conversion.codes import COUNTRY, Lost, check_codes, level_of, lost_codes
from territoria.conversion.kinds import DEFAULT_WEIGHT, KINDS, Kind
from territoria.conversion.long_table import observations_of
from territoria.conversion.matrix import WEIGHTS, Missing, Overlaps, overlaps, unchanged
from territoria.conversion.result import Converted, assemble
from territoria.errors import DataError, Problem, did_you_mean
from territoria.observations import Observations

PUBLISHED = "European Commission, JRC, NUTS converter, release 2025.08"


def convert(
    table: Observations | pl.DataFrame,
    *,
    to: str,
    kinds: Mapping[str, Kind],
    weight: str | Mapping[str, str] = DEFAULT_WEIGHT,
    missing: Missing = "missing",
) -> Converted:
    """Carry all figures over to NUTS version ``to``.

    ``table``: observations, or a long table (territory as ``code@version``, indicator, period,
    value, and optionally standard_error, status, flag, source, inherited_from). ``kinds`` names
    the kind of every indicator; ``weight`` is one name of ``WEIGHTS`` or one for each indicator
    (others take pop21). ``missing``: see ``Overlaps.carry``. A territory that stays the same, also
    under another code, keeps its status; every other figure is *estimated*. DataError lists all
    problems of codes, kinds and weights.
    """
    held = table if isinstance(table, Observations) else observations_of(table)
    weights = {
        i: weight if isinstance(weight, str) else weight.get(i, DEFAULT_WEIGHT)
        for i in held.indicators
    }
    version = _check(held, to, kinds, weights, missing)
    reasons = lost_codes([t.code for t in held.territories], version, to)
    plan = {i: (kinds[i], weights[i]) for i in held.indicators}
    blocks = [block_of(held, m, plan, missing) for m in _matrices(held, reasons, version, to)]
    if not blocks:
        raise DataError(Problem(held.name, f"none of its territories has a target in NUTS {to}."))
    record = {
        "from_version": version,
        "to_version": to,
        "missing": missing,
        "kinds": {i: kinds[i] for i in held.indicators},
        "weights": weights,
        "overlaps": PUBLISHED,
    }
    return assemble(held, blocks, _lost(held, reasons), record)


def _check(
    held: Observations,
    to: str,
    kinds: Mapping[str, Kind],
    weights: Mapping[str, str],
    missing: str,
) -> str:
    """The version of the codes; DataError with all that is not given or not known."""
    problems = []
    for i in held.indicators:
        if i not in kinds:
            what = "nothing says whether it is a count or a rate."
            problems.append(Problem(i, what, f"Give its kind: {', '.join(KINDS)}."))
        elif kinds[i] not in KINDS:
            what = f"the kind {kinds[i]!r} is not known."
            problems.append(Problem(i, what, did_you_mean(kinds[i], KINDS)))
        if weights[i] not in WEIGHTS:
            what = f"the weight {weights[i]!r} is not known."
            problems.append(Problem(i, what, did_you_mean(weights[i], WEIGHTS)))
    if missing not in ("missing", "available"):
        what = f"{missing!r} is not known."
        problems.append(Problem("missing", what, did_you_mean(missing, ("available", "missing"))))
    version = to
    try:
        version = check_codes(held.territories, to)
    except DataError as error:
        problems += error.problems
    if problems:
        raise DataError(problems)
    return version


def _matrices(
    held: Observations, reasons: Mapping[str, str], version: str, to: str
) -> list[Overlaps]:
    """The overlaps of each level that the table has; countries stay as they are."""
    codes = sorted((t.code for t in held.territories if t.code not in reasons), key=level_of)
    return [
        unchanged(tuple(group), version, to) if level == COUNTRY else overlaps(level, version, to)
        for level, group in groupby(codes, key=level_of)
    ]


def _lost(held: Observations, reasons: Mapping[str, str]) -> tuple[Lost, ...]:
    """The territories without a target, with the number of their figures."""
    counted: Sequence[int] = np.isfinite(held.values).sum(axis=(0, 2)).tolist()
    figures = {t.code: n for t, n in zip(held.territories, counted, strict=True)}
    keys = {t.code: t.key for t in held.territories}
    return tuple(Lost(keys[code], why, figures[code]) for code, why in sorted(reasons.items()))
