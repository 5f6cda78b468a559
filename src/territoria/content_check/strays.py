"""Files that nobody reads: a text lost for a wrong name is worse than one that is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from territoria.content import FOLDERS, LONG_TEXT
from territoria.errors import Problem, did_you_mean

# Folders of a library that hold no texts.
OTHERS = ("observations", "schemas", "territories")


def strays(root: Path) -> Iterator[Problem]:
    """Folders of no kind, files that end in .yml, and long texts whose YAML is missing."""
    for folder in sorted(p for p in root.iterdir() if p.is_dir() and not p.name.startswith(".")):
        if folder.name not in (*FOLDERS, *OTHERS):
            mend = did_you_mean(folder.name, FOLDERS)
            yield Problem(str(folder), "no kind of text has this folder, so it is not read.", mend)
            continue
        for path in sorted(folder.rglob("*.yml")):
            yield Problem(str(path), "it ends in .yml, so it is not read.", "Name it .yaml.")
        if folder.name in LONG_TEXT:
            yield from _without_text(folder, LONG_TEXT[folder.name])


def _without_text(folder: Path, wanted: str) -> Iterator[Problem]:
    for path in sorted(p for p in folder.iterdir() if p.is_dir()):
        if not (path / wanted).is_file():
            yield Problem(str(path), f"it has no {wanted}, so it is not read.", f"Add {wanted}.")
    for path in sorted(folder.glob("*.yaml")):
        yield Problem(
            str(path), "it stands in no folder of its own, so it is not read.",
            f"Move it to {path.stem}/{wanted}.",
        )  # fmt: skip
