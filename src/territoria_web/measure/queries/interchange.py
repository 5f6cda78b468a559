"""Rows in the formats of statistical offices: JSON-stat 2.0 and SDMX-CSV 2.0.

Both are written from one cube: figures under codes. The engine reads both back (``sources``).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from territoria.errors import AddressError, Problem, TerritoriaError, UnknownTerritory, did_you_mean
from territoria.sources.cube import VALUE, Cube, Dimension, Role, cell_table
from territoria.sources.jsonstat import write_dataset
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Figure, Observation, Score
from territoria_web.measure.queries.framework_trees import frozen_framework
from territoria_web.territories.queries import territory_name

Row = tuple[str | None, ...]
READINGS = ("value", "low", "high", "rank", "rank_low", "rank_high")
SDMX_NAMES = {"territory": "REF_AREA", "period": "TIME_PERIOD"}
# flags of a release → code list CL_OBS_STATUS; what is not there is normal
SDMX_STATUS = {"b": "B", "u": "U", "e": "E", "missing": "O", "suppressed": "Q"}
ROLES: Mapping[str, Role] = {"territory": "geo", "period": "time", "reading": "metric"}


# ── errors, for faces that may not ask the engine ────────────────────────────────


def problems_of(error: TerritoriaError) -> tuple[int, list[Problem]]:
    """The status an error of the engine's family is answered with, and what it says."""
    status = 404 if isinstance(error, AddressError | UnknownTerritory) else 400
    return status, error.problems


def known_names(given: str, known: Iterable[str]) -> str:
    """What to write instead of a name that is not known."""
    return did_you_mean(given, known)


EngineError = TerritoriaError


# ── cubes ─────────────────────────────────────────────────────────────────────────────────────


def observation_cube(rows: Iterable[Observation], title: str) -> Cube:
    """Territory × indicator × period; a missing figure has a status and no value."""
    held = list(rows)
    cells: list[Row] = [
        (o.territory.code, o.indicator, str(o.period), _digits(o.value), _status(o)) for o in held
    ]
    return _cube(("territory", "indicator", "period"), cells, _labels(held), title)


def figure_cube(rows: Iterable[Figure], title: str) -> Cube:
    """Territory × indicator × period × reading: value, range and place of the latest figures."""
    held = list(rows)
    cells: list[Row] = [
        (f.territory.code, f.indicator, str(f.period), reading, value, _status(f))
        for f in held
        for reading, value in _readings(f)
    ]
    return _cube(("territory", "indicator", "period", "reading"), cells, _labels(held), title)


def score_cube(rows: Iterable[Score], assessment: Assessment, names: Mapping[str, str]) -> Cube:
    """Territory × node × period × reading: value, range, place, first and last year of the figures.

    The period is the framework's reference year, the same for all, so that territories stand
    side by side; the years that the figures below a score are from differ. ``names`` of the nodes.
    """
    held, year = list(rows), str(frozen_framework(assessment.pk).reference_year)
    cells: list[Row] = [
        (s.territory.code, s.node, year, reading, value, "" if value else "missing")
        for s in held
        for reading, value in ([*_readings(s), *_years(s)] or [("value", None)])
    ]
    labels = {"territory": {s.territory.code: territory_name(s.territory) for s in held}}
    ids = ("territory", "node", "period", "reading")
    return _cube(ids, cells, {**labels, "node": dict(names)}, f"{assessment}")


def _years(score: Score) -> list[tuple[str, str | None]]:
    """Of the figures below a score that is known."""
    if score.value is None or not score.period:
        return []
    first, _dash, last = score.period.partition("–")
    return [("first_year", first), ("last_year", last or first)]


def _readings(row: Figure | Score) -> list[tuple[str, str | None]]:
    stated = [(name, getattr(row, name)) for name in READINGS]
    return [(name, _digits(value)) for name, value in stated if value is not None]


def _digits(value: float | None) -> str | None:
    return None if value is None else repr(float(value)).removesuffix(".0")


def _status(row: Observation | Figure) -> str:
    """The release's flag; where there is none, the status if it is not simply *observed*."""
    return row.flag or ("" if row.status == "observed" else row.status)


def _labels(held: Sequence[Observation] | Sequence[Figure]) -> dict[str, dict[str, str]]:
    texts = library().indicators
    return {
        "territory": {row.territory.code: territory_name(row.territory) for row in held},
        "indicator": {
            i: texts[i].name.say() for i in {row.indicator for row in held} if i in texts
        },
    }


def _cube(
    ids: tuple[str, ...], cells: Sequence[Row], labels: Mapping[str, Mapping[str, str]], title: str
) -> Cube:
    dimensions = []
    for place, name in enumerate(ids):
        codes = tuple(sorted({str(row[place]) for row in cells}))
        said = {c: labels.get(name, {}).get(c, c) for c in codes}
        dimensions.append(Dimension(name, codes, said, name, ROLES.get(name, "")))
    return Cube(tuple(dimensions), cell_table(ids, cells), title, "Territoria")


# ── writers ───────────────────────────────────────────────────────────────────────────────────


def as_jsonstat(cube: Cube) -> str:
    """JSON-stat 2.0."""
    return write_dataset(cube)


def as_sdmx_csv(cube: Cube, dataflow: str) -> str:
    """SDMX-CSV 2.0 with ids; our own status stands in ``COMMENT_OBS`` where SDMX has no code."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    names = [SDMX_NAMES.get(i, i.upper()) for i in cube.ids]
    about = ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    writer.writerow([*about, *names, "OBS_VALUE", "OBS_STATUS", "COMMENT_OBS"])
    for *codes, value, flag in cube.table.select(*cube.ids, VALUE, "status").iter_rows():
        stated = SDMX_STATUS.get(flag) or SDMX_STATUS.get(flag[:1], "A") if flag else "A"
        begin = ["dataflow", f"TERRITORIA:{dataflow}(1.0)", "I"]
        writer.writerow([*begin, *codes, "" if value is None else value, stated, flag])
    return file.getvalue()
