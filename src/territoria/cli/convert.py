"""`territoria convert`: figures of one NUTS version in the codes of another."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from territoria.cli.opening import load
from territoria.cli.speak import option_library, speaks_plainly

if TYPE_CHECKING:
    from territoria.content import Library
    from territoria.conversion import Converted
    from territoria.conversion.kinds import Kind
    from territoria.errors import Problem
    from territoria.model import Indicator

SHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".parquet")
NOT_INDICATORS = ("territory", "period", "name")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "version", help="NUTS version of bare codes in the file, e.g. 2016.")
@click.option("--to", required=True, help="NUTS version to convert to, e.g. 2021.")
@click.option(
    "--weight",
    "weights",
    multiple=True,
    help="What figures are shared out by: areaKm, pop11, pop21, artif_surf12, artif_surf18 or "
    "bu_vol; or INDICATOR=WEIGHT (may be repeated). Default: pop21, areaKm for land.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    help="INDICATOR=absolute, =relative or =not-convertible (may be repeated).",
)
@click.option(
    "--missing",
    type=click.Choice(["missing", "available"]),
    default="missing",
    show_default=True,
    help="A target with a missing part: missing, or made from the parts available.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The CSV to write.")
@click.option("--details", type=click.Path(path_type=Path), help="A CSV of how each came about.")
@option_library
@speaks_plainly
def convert(
    file: Path,
    version: str | None,
    to: str,
    weights: tuple[str, ...],
    kinds: tuple[str, ...],
    missing: str,
    out: Path,
    details: Path | None,
    overlay: Path | None,
) -> None:
    """Convert the figures of FILE (a CSV as for `measure`) to another NUTS version.

    Counts are shared out and added up, rates averaged; ranks, medians and indices are only kept
    where the territory stays the same.
    """
    from territoria.conversion import convert as converted_to
    from territoria.conversion.tables import problems_of_places, write_tables
    from territoria.errors import DataError, Problem
    from territoria.sources.csv_file import read_observations

    if file.suffix.lower() in SHEETS:
        what = f"convert reads CSV, and this ends in {file.suffix}."
        raise DataError(Problem(str(file), what, "Save the sheet as CSV UTF-8."))
    written = _peek(file)
    library = load(overlay)
    problems: list[Problem] = []
    given = _pairs("--kind", kinds, written, problems)
    indicators, known = _kinds(file, written, library, given, problems)
    by_weight = _weights(weights, written, indicators, problems)
    problems += _codes(file, written, version, to)
    problems += problems_of_places(file, out, details)
    # a bare code without --from is a problem above; the reader need not say it again
    try:
        imported = read_observations(file, indicators, version=version or to)
    except DataError as error:
        raise DataError(list(dict.fromkeys([*problems, *error.problems]))) from None
    if problems:
        raise DataError(problems)
    done = converted_to(
        imported.observations, to=to, kinds=known, weight=by_weight,
        missing="available" if missing == "available" else "missing",
    )  # fmt: skip
    write_tables(done, out, details)
    for line in _summary(file, done):
        click.echo(line)


@dataclass(frozen=True)
class _Written:
    """Where each name stands first, and the unit that the file gives an indicator."""

    territories: dict[str, int] = field(default_factory=dict)
    indicators: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)


def _peek(path: Path) -> _Written:
    """Names and lines only; what cannot be read is left to the reader of the figures."""
    found = _Written()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = [name.strip() for name in next(reader, [])]
            long = "indicator" in header
            if not long and "territory" in header:
                wide = [name for name in header if name not in NOT_INDICATORS]
                found.indicators.update(dict.fromkeys(wide, 1))
            for cells in reader:
                row = dict(zip(header, (c.strip() for c in cells), strict=False))
                if row.get("territory"):
                    found.territories.setdefault(row["territory"], reader.line_num)
                if long and row.get("indicator"):
                    found.indicators.setdefault(row["indicator"], reader.line_num)
                    found.units.setdefault(row["indicator"], row.get("unit_of_measure", ""))
    except (OSError, UnicodeDecodeError, csv.Error):
        return _Written()
    return found


def _pairs(
    option: str, texts: tuple[str, ...], written: _Written, problems: list[Problem]
) -> dict[str, str]:
    """``INDICATOR=WORD`` of an option as a map; the indicator must stand in the file."""
    from territoria.errors import Problem, did_you_mean

    pairs = {}
    for text in texts:
        name, equals, word = (part.strip() for part in text.partition("="))
        if not equals:
            what = f"{text!r} names no indicator."
            problems.append(Problem(option, what, "Write INDICATOR=WORD."))
        elif name not in written.indicators and written.indicators:
            what = f"the indicator {name!r} is not in the file."
            problems.append(Problem(option, what, did_you_mean(name, written.indicators)))
        else:
            pairs[name] = word
    return pairs


def _kinds(
    path: Path,
    written: _Written,
    library: Library,
    given: Mapping[str, str],
    problems: list[Problem],
) -> tuple[dict[str, Indicator], dict[str, Kind]]:
    """The indicators of the file, and the kind of each: said, or told by its unit."""
    from territoria.conversion.kinds import KINDS, kind_of_indicator
    from territoria.errors import Problem, did_you_mean

    indicators: dict[str, Indicator] = {}
    kinds: dict[str, Kind] = {}
    by_name = {str(kind): kind for kind in KINDS}
    for name, line in written.indicators.items():
        text = library.indicators.get(name) or _without_text(name, written.units.get(name, ""))
        indicators[name] = text
        kind = by_name.get(given[name]) if name in given else kind_of_indicator(text)
        if kind is not None:
            kinds[name] = kind
        elif name in given:
            what = f"the kind {given[name]!r} is not known."
            problems.append(Problem("--kind", what, did_you_mean(given[name], KINDS)))
        else:
            what = f"nothing says whether {name!r} is a count or a rate."
            mend = f"Add --kind {name}=absolute, relative or not-convertible."
            problems.append(Problem(f"{path}:{line}", what, mend))
    return indicators, kinds


def _without_text(name: str, unit_of_measure: str) -> Indicator:
    """An indicator that no text describes: its id and the unit that the file gives."""
    from territoria.model import Indicator, Words

    fields: dict[str, Any] = {
        "id": name,
        "name": Words.model_construct(root={"en": name.replace("_", " ")}),
        "unit_of_measure": Words.model_construct(root={"en": unit_of_measure}),
    }
    return Indicator.model_construct(**fields)


def _weights(
    texts: tuple[str, ...],
    written: _Written,
    indicators: Mapping[str, Indicator],
    problems: list[Problem],
) -> dict[str, str]:
    """The weight of each indicator: its own, else the one for all, else by its unit."""
    from territoria.conversion.kinds import weight_of
    from territoria.conversion.matrix import WEIGHTS
    from territoria.errors import Problem, did_you_mean

    own = _pairs("--weight", tuple(t for t in texts if "=" in t), written, problems)
    for_all = [t for t in texts if "=" not in t]
    if len(for_all) > 1:
        problems.append(Problem("--weight", f"{len(for_all)} weights for all.", "Give one."))
    for word in dict.fromkeys([*own.values(), *for_all]):
        if word not in WEIGHTS:
            what = f"the weight {word!r} is not known."
            problems.append(Problem("--weight", what, did_you_mean(word, WEIGHTS)))
    return {
        name: own.get(name) or (for_all or [weight_of(text.unit_of_measure.say("en"))])[0]
        for name, text in indicators.items()
    }


def _codes(path: Path, written: _Written, version: str | None, to: str) -> list[Problem]:
    """Codes that cannot be converted, each with the line on which it stands first."""
    from territoria.conversion.codes import level_of, problems_of_codes
    from territoria.errors import Problem
    from territoria.model import Territory

    problems, lines, territories = [], {}, []
    for text, line in written.territories.items():
        code, _, held = text.partition("@")
        held = held or version or ""
        if not held:
            what = f"{text!r} is a bare code, and one code may name two places."
            mend = f"Write {text}@2016, or give --from for the whole table."
            problems.append(Problem(f"{path}:{line}", what, mend))
            continue
        territories.append(Territory(code, held, code, level_of(code), code[:-1], code[:2]))
        lines[f"{code}@{held}"] = line
    for p in problems_of_codes(territories, to):
        if p.where in lines:
            p = Problem(f"{path}:{lines[p.where]}", f"{p.where}: {p.what}", p.mend)
        problems.append(p)
    return problems


def _summary(file: Path, done: Converted) -> list[str]:
    """What was done, in a few lines of words."""
    import polars as pl

    cells, record = done.cells, done.record
    weights = ", ".join(sorted(set(record["weights"].values())))
    statuses = dict(cells["status"].value_counts().iter_rows())
    estimated, missing = statuses.get("estimated", 0), statuses.get("missing", 0)
    refused = len(cells.filter((pl.col("kind") == "not-convertible") & pl.col("value").is_null()))
    changes = ", ".join(f"{n} {change}" for change, n in done.changes.items())
    lacking = cells.filter((pl.col("missing_weight") > 0) & (pl.col("kind") != "not-convertible"))
    lines = [
        f"{file}: NUTS {record['from_version']} to {record['to_version']}, by {weights}.",
        f"Territories: {changes}.",
        f"Figures: {len(cells) - estimated - missing} kept, {estimated} estimated, "
        f"{missing} missing ({refused} not convertible, {missing - refused} lack a part).",
    ]
    if len(lacking):
        shares = lacking["missing_weight"].to_numpy()
        lines.append(
            f"Missing weight: {shares.min():.1%} to {shares.max():.1%}, in {len(lacking)} figures."
        )
    lines += [f"Lost: {x.territory}, {x.figures} figures: {x.reason}." for x in done.lost]
    return [*lines, f"Overlaps: {record['overlaps']}."]
