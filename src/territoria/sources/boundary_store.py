"""Installed boundaries: one JSON file a version of codes, in one folder."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from territoria.errors import DataError, Problem, did_you_mean
from territoria.sources.boundaries import Boundaries
from territoria.sources.boundary_shapes import Shape

FORMAT: Final = 1
FOLDER: Final = "boundaries"


def save_boundaries(boundaries: Boundaries, home: Path, version: str) -> Path:
    """Write ``<home>/boundaries/<version>.json`` in one step; what stood there is replaced."""
    path = _path(home, version)
    path.parent.mkdir(parents=True, exist_ok=True)
    shapes = {
        code: [shape.path, *shape.box, int(shape.inset)]
        for code, shape in sorted(boundaries.shapes.items())
    }
    held = {
        "format": FORMAT,
        "attribution": boundaries.attribution,
        "wide": boundaries.wide,
        "tall": boundaries.tall,
        "left_out": list(boundaries.left_out),
        "shapes": shapes,
    }
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    half = path.with_suffix(".part")
    half.write_text(text, encoding="utf-8")
    half.replace(path)
    return path


def load_boundaries(home: Path, version: str) -> Boundaries | None:
    """The boundaries of a version; None where none are installed."""
    path = _path(home, version)
    if not path.is_file():
        return None
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["format"] != FORMAT:
            raise ValueError(f"format {held['format']}")
        shapes = {
            code: Shape(path_, (left, top, right, bottom), bool(inset))
            for code, (path_, left, top, right, bottom, inset) in held["shapes"].items()
        }
        return Boundaries(
            held["attribution"], shapes, held["tall"], held["wide"], tuple(held["left_out"])
        )
    except (KeyError, TypeError, ValueError):
        what = "these boundaries were not written by this version of the programme."
        mend = "Install the file again: territoria boundaries install FILE."
        raise DataError(Problem(str(path), what, mend)) from None


def installed_versions(home: Path) -> list[str]:
    """The versions of codes that have boundaries here."""
    return sorted(path.stem for path in (home / FOLDER).glob("*.json"))


def remove_boundaries(home: Path, version: str) -> Path:
    """Take the boundaries of a version away; DataError where there are none."""
    path = _path(home, version)
    if not path.is_file():
        known = installed_versions(home)
        mend = did_you_mean(version, known) if known else "None are installed."
        raise DataError(Problem(str(path), f"no boundaries of {version!r} are installed.", mend))
    path.unlink()
    return path


def _path(home: Path, version: str) -> Path:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", version):
        what = f"{version!r} cannot be the name of a version of codes."
        raise DataError(Problem("version", what, "Take letters and digits, e.g. 2021 or own."))
    return home / FOLDER / f"{version}.json"
