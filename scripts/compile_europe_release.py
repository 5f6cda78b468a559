"""Compile the reference release ``europe-nuts2021`` and the territory code lists.

    python scripts/compile_europe_release.py RAW_FOLDER

``RAW_FOLDER`` holds ``europe/`` (figures as collected, one row each) and ``nuts/jrc_2025_08/``
(overlaps of old and new NUTS regions). What comes out are the project's own tables:

* ``content/territories/nuts2021.csv``      the 242 EU regions, their countries, and the parents
                                            from which values are inherited
* ``content/territories/nuts-versions.csv`` which code means the same place in which versions
* ``content/observations/europe-nuts2021/`` observations (gzip CSV), sources, descriptor, digest

The last six periods of each indicator are kept, with all sources. Published composites and the
unchecked Digital Decade 2026 file stay out. Running it twice gives the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from territoria.observations import describe_release

ROOT = Path(__file__).resolve().parents[1]
RELEASE = "europe-nuts2021"
VERSION = "2021"
PERIODS_KEPT = 6
EXCLUDED_SOURCES = {"S7", "S8", "S10"}  # two published composites, one file not yet checked
LICENCES = {
    "free to use with citation (QoG terms; check before shipping)": "free use with citation (QoG terms)"
}
SHIFTED = {"NL31", "NL33"}  # borders moved slightly between NUTS 2016 and 2021
NUTS2016_SOURCES = {"S1", "S6"}
SAME_PLACE = 0.995  # share of population and area that must stay for a code to mean the same
JRC_VERSIONS = (2010, 2013, 2016, 2021, 2024)

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, header: list[str], rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    data = buffer.getvalue().encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        with (
            path.open("wb") as raw,
            gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as z,
        ):
            z.write(data)
    else:
        path.write_bytes(data)


def source_id(raw: str) -> str:
    return raw.split(":")[0]


def plain_number(text: str) -> str:
    """The figure as its publisher prints it: 68.0 is 68, and 2.0500000000000003 is 2.05."""
    if len(text.partition(".")[2]) > 12:
        text = f"{float(text):.12g}"
    return text.removesuffix(".0")


def eurostat_flag(row: Row) -> str:
    """Break in the series, low reliability, or both; other remarks are not flags."""
    return row["obs_flag"] if row["obs_flag"] in {"b", "u", "bu"} else ""


def compile_observations(raw: Path, regions: set[str], countries: set[str]) -> list[list[str]]:
    """Rows of the release: territory, indicator, period, value, status, flag, source, parent."""
    inherited = read(raw / "observations_inherited.csv")
    collected = read(raw / "observations.csv")
    flags = {
        (r["territory_code"], r["indicator_code"], r["period"]): eurostat_flag(r) for r in collected
    }
    parents = {row["from_code"] for row in inherited}
    wanted = regions | countries | parents
    rows: dict[tuple[str, str, str], list[str]] = {}
    for row in collected + read(raw / "observations_country.csv"):
        source = source_id(row["source"])
        territory, indicator = row["territory_code"], row["indicator_code"]
        if source in EXCLUDED_SOURCES or territory not in wanted:
            continue
        if indicator.startswith("desi22_score"):
            continue
        flag = eurostat_flag(row)
        if territory in SHIFTED and source in NUTS2016_SOURCES:
            flag += "n"
        rows[territory, indicator, row["period"]] = [
            territory,
            indicator,
            row["period"],
            plain_number(row["value"]),
            "observed",
            flag,
            source.lower(),
            "",
        ]
    for row in inherited:
        territory, indicator = row["territory_code"], row["indicator_code"]
        if territory not in regions:
            continue
        version = "2016" if row["from_code"] == "HR04" else VERSION
        rows.setdefault(
            (territory, indicator, row["period"]),
            [
                territory,
                indicator,
                row["period"],
                plain_number(row["value"]),
                "inherited",
                flags.get((row["from_code"], indicator, row["period"]), ""),
                source_id(row["source"]).lower(),
                f"{row['from_code']}@{version}",
            ],
        )
    periods: dict[str, set[str]] = defaultdict(set)
    for _, indicator, period in rows:
        periods[indicator].add(period)
    kept = {i: set(sorted(p)[-PERIODS_KEPT:]) for i, p in periods.items()}
    return [rows[key] for key in sorted(rows) if key[2] in kept[key[1]]]


def compile_territories(raw: Path, used: set[str]) -> list[list[str]]:
    rows = []
    for t in sorted(read(raw / "territories.csv"), key=lambda t: t["territory_code"]):
        if t["territory_code"] in used:
            rows.append(
                [
                    t["territory_code"],
                    VERSION,
                    t["name"],
                    t["nuts_level"],
                    t["parent_code"],
                    t["country_code"],
                    plain_number(t["population"]),
                    t["area_km2"],
                    t["lon"],
                    t["lat"],
                ]
            )
    return rows


def compile_versions(jrc: Path) -> list[list[str]]:
    """One row per code and meaning: the versions in which the code names the same place."""
    meanings: dict[tuple[str, str], list[list[int]]] = {}
    for level in ("1", "2"):
        for old, new in pairwise(JRC_VERSIONS):
            overlaps = read(jrc / f"n{level}_cm_v{old}_v{new}.csv")
            totals: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
            shared: dict[str, list[float]] = {}
            for row in overlaps:
                size = [float(row["areaKm"] or 0), float(row["pop21"] or 0)]
                for side in (("old", row[f"code_v{old}"]), ("new", row[f"code_v{new}"])):
                    totals[side] = [a + b for a, b in zip(totals[side], size, strict=True)]
                if row[f"code_v{old}"] == row[f"code_v{new}"]:
                    shared[row[f"code_v{old}"]] = size
            for side, code in sorted(totals):
                groups = meanings.setdefault((code, level), [])
                if side == "old" and not groups:
                    groups.append([old])
                elif side == "new":
                    same = code in shared and all(
                        s >= SAME_PLACE * t
                        for which in ("old", "new")
                        for s, t in zip(shared[code], totals[which, code], strict=True)
                    )
                    if same and not groups:
                        groups.append([old, new])
                    elif same:
                        groups[-1].append(new)
                    elif not groups or new not in groups[-1]:
                        groups.append([new])
            # 'new' sorts before 'old': a code that ends here still needs its old meaning
            for side, code in sorted(totals):
                groups = meanings[code, level]
                if side == "old" and not any(old in g for g in groups):
                    groups.insert(0, [old])
    return [
        [code, level, " ".join(str(v) for v in sorted(set(group)))]
        for (code, level), groups in sorted(meanings.items())
        for group in sorted(groups)
    ]


def main(raw_folder: str) -> None:
    raw = Path(raw_folder)
    europe = raw / "europe"
    everyone = read(europe / "territories.csv")
    eu = [t for t in everyone if t["eu27"] == "1"]
    regions = {t["territory_code"] for t in eu if t["nuts_level"] == "2"}
    countries = {t["territory_code"] for t in eu if t["nuts_level"] == "0"}
    rows = compile_observations(europe, regions, countries)

    content = ROOT / "content"
    folder = content / "observations" / RELEASE
    write_csv(
        content / "territories" / f"nuts{VERSION}.csv",
        [
            "code",
            "version",
            "name",
            "level",
            "parent",
            "country",
            "population",
            "area_km2",
            "longitude",
            "latitude",
        ],
        compile_territories(europe, {row[0] for row in rows} | regions | countries),
    )
    write_csv(
        content / "territories" / "nuts-versions.csv",
        ["code", "level", "versions"],
        compile_versions(raw / "nuts" / "jrc_2025_08"),
    )
    write_csv(
        folder / "observations.csv.gz",
        ["territory", "indicator", "period", "value", "status", "flag", "source", "inherited_from"],
        rows,
    )
    sources = [
        s for s in read(europe / "SOURCES.csv") if source_id(s["source_id"]) not in EXCLUDED_SOURCES
    ]
    datasets = {i["code"]: i["source_dataset"] for i in read(europe / "indicators.csv")}
    datasets |= {
        i["code"]: f"DESI 2022, {i['code'].removeprefix('desi22_')}"
        for i in read(europe / "indicators_country.csv")
    }
    write_csv(
        folder / "sources.csv",
        ["source", "publisher", "licence", "retrieved_from", "commit", "path", "note"],
        [
            [
                source_id(s["source_id"]).lower(),
                s["original_publisher"],
                LICENCES.get(s["licence_of_original"], s["licence_of_original"]),
                s["origin_repository"],
                s["commit"],
                s["path"],
                s["note"],
            ]
            for s in sources
        ],
    )
    pairs = sorted({(row[1], row[6]) for row in rows})
    write_csv(
        folder / "datasets.csv",
        ["indicator", "source", "dataset"],
        [[indicator, source, datasets[indicator]] for indicator, source in pairs],
    )
    digest = describe_release(
        folder,
        title="European regions, NUTS 2021",
        version=VERSION,
        territories=content / "territories" / f"nuts{VERSION}.csv",
    )
    print(f"{RELEASE}: {len(rows)} figures, {len(regions)} regions, digest {digest}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
