"""Territory code lists: a territory is always a code *and* a version."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from unicodedata import combining, normalize

from territoria.content import content_root
from territoria.errors import Problem, UnknownTerritory
from territoria.model import Territory
from territoria.place_search import NAME, PlaceIndex, PlaceName
from territoria.speech import gettext, gettext_noop, language

NUTS_VERSIONS = ("2021", "2024", "2016", "2013", "2010")
NO_SUCH = gettext_noop("no such territory in this release.")
CLOSE = 5


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
        raise _ambiguous(code, groups)
    if not groups:
        return f"{code}@own"
    return f"{code}@2021" if "2021" in groups[0] else f"{code}@{groups[0][-1]}"


def _ambiguous(code: str, groups: tuple[tuple[str, ...], ...]) -> UnknownTerritory:
    """A bare code that changed its meaning, with the versions it may be of."""
    versions = gettext(" and ").join("/".join(group) for group in groups)
    what = gettext("this code names different places in NUTS {versions}.")
    mend = gettext("Write {key}, or give the version of the whole table.")
    key = f"{code}@{groups[-1][-1]}"
    return UnknownTerritory(Problem(code, what.format(versions=versions), mend.format(key=key)))


# ── names in other languages ──────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def _names() -> Mapping[tuple[str, str], tuple[PlaceName, ...]]:
    """Code and version → the names of ``content/territories/names.csv``."""
    names: dict[tuple[str, str], list[PlaceName]] = {}
    path = content_root() / "territories" / "names.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = PlaceName(row["language"], row["name"], row["kind"])
            names.setdefault((row["code"], row["version"]), []).append(name)
    return {key: tuple(held) for key, held in names.items()}


@lru_cache(maxsize=4096)
def place_names(code: str, version: str) -> tuple[PlaceName, ...]:
    """Every name we know of a territory; a code that kept its meaning keeps its names."""
    groups = nuts_meanings().get(code, ())
    same = next((group for group in groups if version in group), ())
    if len(code) == 2 and version in NUTS_VERSIONS:  # countries
        same = NUTS_VERSIONS
    held = (_names().get((code, v), ()) for v in (version, *same))
    return next((names for names in held if names), ())


@lru_cache(maxsize=4096)
def names_of(code: str, version: str) -> Mapping[str, str]:
    """Language → the name of a territory in it; empty where we hold none."""
    return MappingProxyType(
        {n.language: n.name for n in place_names(code, version) if n.kind == NAME}
    )


def say_name(territory: Territory) -> str:
    """The name of a territory in the language spoken, else as its code list writes it."""
    return names_of(territory.code, territory.version).get(language(), territory.name)


@lru_cache(maxsize=8)
def place_index(territories: tuple[Territory, ...]) -> PlaceIndex:
    """The search over these territories by all their names; made once and kept."""
    return PlaceIndex(territories, {t.key: place_names(t.code, t.version) for t in territories})


# ── finding ───────────────────────────────────────────────────────────────────────────────────


def find_territory(territories: Sequence[Territory], wanted: str) -> Territory:
    """The territory of that code, ``code@version`` or name in any language; else which are close."""
    asked = wanted.strip()
    code, _, version = asked.partition("@")
    for territory in territories:
        if territory.code == code.upper() and version in ("", territory.version):
            return territory
    held = sorted({t.key for t in territories if t.code == code.upper()})
    if held:
        what = gettext("this release holds {names}.").format(names=", ".join(held))
        raise UnknownTerritory(Problem(asked, what, gettext("Name that version, or none.")))
    named = [t for t in territories if _plain(t.name) == _plain(asked)]
    if named:
        return max(named, key=lambda t: t.level)
    return _of_any_name(territories, asked)


def _of_any_name(territories: Sequence[Territory], asked: str) -> Territory:
    """The one place of that name; several places of one name are refused, never guessed."""
    index = place_index(tuple(territories))
    bearing = index.bearing(asked)
    finest = max(bearing, key=lambda t: t.level, default=None)
    if finest and all(finest.code.startswith(t.code) for t in bearing):
        return finest
    close = bearing or [m.territory for m in index.find(asked, CLOSE)]
    if not close:
        level = max((t.level for t in territories), default=0)
        close = closest([t for t in territories if t.level == level], asked)
    said = ", ".join(f"{t.code} ({t.name})" for t in close)
    where = asked or gettext("(empty)")
    if not bearing:
        raise UnknownTerritory(
            Problem(where, gettext(NO_SUCH), gettext("Close: {names}.").format(names=said))
        )
    what = gettext("{count} territories bear this name.").format(count=len(bearing))
    raise UnknownTerritory(Problem(where, what, gettext("Name one: {names}.").format(names=said)))


def closest(territories: Iterable[Territory], asked: str, count: int = CLOSE) -> list[Territory]:
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
