"""Compile the table of overlaps between versions of NUTS.

    python scripts/compile_nuts_overlaps.py JRC_FOLDER

``JRC_FOLDER`` holds the matrices of the NUTS converter of the European Commission's Joint Research
Centre, one file a level and pair of versions: ``n2_cm_v2016_v2021.csv`` and so on. What comes out
is the project's own table ``content/territories/nuts-overlaps.csv.gz``:

* Level 3 only. An overlap at level 1 or 2 is the sum of those below it; this is checked here
  against the publisher's own files to four decimals, and a difference ends the run.
* Five decimals, so that the sums keep four.
* One row for each pair of territories and weights, with all pairs of versions in which it holds.

Running it twice gives the same bytes.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

import polars as pl

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "content" / "territories" / "nuts-overlaps.csv.gz"
WEIGHTS = ("areaKm", "pop11", "pop21", "artif_surf12", "artif_surf18", "bu_vol")
DECIMALS = 5
AGREES = 5e-5  # four decimals
KEYS = ("versions", "origin", "target")


def read_level(folder: Path, level: int) -> pl.DataFrame:
    """All matrices of a level: versions (``2016-2021``), origin, target and the weights."""
    tables = []
    for path in sorted(folder.glob(f"n{level}_cm_v*.csv")):
        old, new = re.findall(r"v(\d{4})", path.stem)
        table = pl.read_csv(path, schema_overrides=dict.fromkeys(WEIGHTS, pl.Float64))
        tables.append(
            table.select(
                pl.lit(f"{old}-{new}").alias("versions"),
                pl.col(f"code_v{old}").alias("origin"),
                pl.col(f"code_v{new}").alias("target"),
                *WEIGHTS,
            )
        )
    if not tables:
        sys.exit(f"{folder}: no matrix of level {level}. Give the folder of the n{level}_cm files.")
    return pl.concat(tables)


def check_sums(finest: pl.DataFrame, published: pl.DataFrame, level: int) -> None:
    """End the run where the sums of level 3 are not what is published for ``level``."""
    length = level + 2
    summed = (
        finest.with_columns(pl.col("origin", "target").str.slice(0, length))
        .group_by(*KEYS)
        .agg(pl.col(WEIGHTS).sum())
    )
    both = published.join(summed, on=KEYS, how="full", suffix="_sum")
    gaps = [(pl.col(w) - pl.col(f"{w}_sum")).abs() > AGREES for w in WEIGHTS]
    wrong = both.filter(pl.any_horizontal(pl.col("areaKm", "areaKm_sum").is_null(), *gaps))
    if len(wrong):
        sys.exit(f"level {level} is not the sum of level 3:\n{wrong}")


def compact(finest: pl.DataFrame) -> pl.DataFrame:
    """One row for each pair of territories and weights, in a fixed order."""
    return (
        finest.group_by("origin", "target", *WEIGHTS)
        .agg(pl.col("versions").sort().str.join(" "))
        .select("origin", "target", "versions", *WEIGHTS)
        .sort("origin", "target", "versions")
    )


def write(table: pl.DataFrame) -> None:
    """Gzip without name and time, so that the bytes depend on the figures alone."""
    text = re.sub(r"\.0(?=[,\n])", "", table.write_csv())
    with TABLE.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())


def main(folder: Path) -> None:
    """Read, check, write."""
    finest = read_level(folder, 3).with_columns(pl.col(WEIGHTS).round(DECIMALS))
    for level in (1, 2, 3):
        check_sums(finest, read_level(folder, level), level)
    table = compact(finest)
    write(table)
    print(
        f"{TABLE.name}: {len(finest)} overlaps in {len(table)} rows, {TABLE.stat().st_size} bytes"
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
