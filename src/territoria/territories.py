"""Territory code lists: a territory is always a code *and* a version."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from unicodedata import combining, normalize

from territoria.content import content_root
from territoria.errors import Problem, UnknownTerritory
from territoria.model import Territory


def read_territories(path: Path) -> tuple[Territory, ...]:
    """All rows of a code list, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Territory(
                code=row["code"],
                version=row["version"],
                name=row["name"],
                level=int(row["level"]),
                parent=row["parent"],
                country=row["country"],
                population=_number(row["population"]),
                area_km2=_number(row["area_km2"]),
                longitude=_number(row["longitude"]),
                latitude=_number(row["latitude"]),
            )
            for row in csv.DictReader(file)
        )


def _number(text: str) -> float | None:
    return float(text) if text else None


@lru_cache(maxsize=1)
def nuts_meanings() -> dict[str, tuple[tuple[str, ...], ...]]:
    """NUTS code → groups of versions in which it names the same place (JRC overlaps, 99.5 %)."""
    meanings: dict[str, list[tuple[str, ...]]] = {}
    path = content_root() / "territories" / "nuts-versions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            meanings.setdefault(row["code"], []).append(tuple(row["versions"].split()))
    return {code: tuple(groups) for code, groups in meanings.items()}


def full_key(code: str, version: str | None = None) -> str:
    """``code@version``. A bare NUTS code is refused where its meaning differs between versions.

    ``version`` settles bare codes; codes outside NUTS without a version get ``@own``.
    """
    if "@" in code:
        return code
    if version:
        return f"{code}@{version}"
    groups = nuts_meanings().get(code, ())
    if len(groups) > 1:
        places = " and ".join("/".join(group) for group in groups)
        raise UnknownTerritory(
            Problem(
                code,
                f"this code names different places in NUTS {places}.",
                f"Write {code}@{groups[-1][-1]}, or give the version of the whole table.",
            )
        )
    if not groups:
        return f"{code}@own"
    return f"{code}@2021" if "2021" in groups[0] else f"{code}@{groups[0][-1]}"


def find_territory(territories: Sequence[Territory], wanted: str) -> Territory:
    """The territory of that code, ``code@version`` or exact name; else which ones are close."""
    asked = wanted.strip()
    code, _, version = asked.partition("@")
    for territory in territories:
        if territory.code == code.upper() and version in ("", territory.version):
            return territory
    held = sorted({t.key for t in territories if t.code == code.upper()})
    if held:
        raise UnknownTerritory(
            Problem(asked, f"this release holds {', '.join(held)}.", "Name that version, or none.")
        )
    named = [t for t in territories if _plain(t.name) == _plain(asked)]
    if named:
        return max(named, key=lambda t: t.level)
    finest = max((t.level for t in territories), default=0)
    close = closest([t for t in territories if t.level == finest], asked)
    raise UnknownTerritory(
        Problem(
            asked or "(empty)",
            "no such territory in this release.",
            "Close: " + ", ".join(f"{t.code} ({t.name})" for t in close) + ".",
        )
    )


def closest(territories: Iterable[Territory], asked: str, count: int = 5) -> list[Territory]:
    """The ``count`` territories whose code or name is most like ``asked``."""
    plain = _plain(asked)

    def likeness(t: Territory) -> float:
        by_code = SequenceMatcher(None, plain, t.code.lower()).ratio()
        by_name = SequenceMatcher(None, plain, _plain(t.name)).ratio()
        starts = 0.5 if plain and (_plain(t.name).startswith(plain)) else 0.0
        return max(by_code, by_name) + starts

    return sorted(territories, key=lambda t: (-likeness(t), t.code))[:count]


def _plain(text: str) -> str:
    """Lower case without accents, for comparing names."""
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c)).strip()
