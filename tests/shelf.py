"""A small library that holds, in three languages, copied into a folder of its own to be spoiled.

Its texts stand in ``tests/small_library``. They name indicators of the bundled release, so that a
small universe can be opened on it, and nothing else of the bundled library: that one may grow.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

from territoria.content import Library, read_library
from territoria.content_check import check_library
from territoria.measure.methods import check_step

SMALL_LIBRARY = Path(__file__).parent / "small_library"

FRAMEWORK = "frameworks/small.yaml"
BANK = "questionnaires/small.yaml"
PRACTICE = "practices/one-catalogue/practice.yaml"
STORY = "practices/one-catalogue/en.md"
ADVICE = "recommendations/publish-data/recommendation.yaml"
ADVICE_TEXT = "recommendations/publish-data/en.md"
INITIATIVE = "initiatives/first-voucher.yaml"
THEME = "themes/openness.yaml"
MAYOR = "roles/MAY.yaml"


class Shelf:
    """A library in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str) -> None:
        """A new text."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        """A text as it stands."""
        return (self.root / path).read_text(encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> int:
        """Replace the first place where ``old`` stands; returns the last line of what is new."""
        before, found, after = self.read(path).partition(old)
        assert found == old
        self.write(path, before + new + after)
        return (before + new.rstrip("\n")).count("\n") + 1

    def remove(self, path: str) -> None:
        """Take a text away."""
        (self.root / path).unlink()

    def copy_folder(self, old: str, new: str) -> None:
        """A practice or a recommendation once more, under another id."""
        shutil.copytree(self.root / old, self.root / new)
        for path in (self.root / new).glob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            named = text.replace(f"id: {Path(old).name}", f"id: {Path(new).name}", 1)
            path.write_text(named, encoding="utf-8")

    def line(self, path: str, words: str) -> int:
        """The line on which the words stand; they must stand once."""
        lines = self.read(path).splitlines()
        (number,) = [n for n, line in enumerate(lines, start=1) if words in line]
        return number

    def library(self) -> Library:
        """All texts of the shelf that can be read."""
        return read_library((self.root,))[0]

    def problems(self, *languages: str) -> list[str]:
        """Every problem as the command line prints it, below the root of the library."""
        _, found = check_library(self.root, check_step=check_step, languages=languages or ("en",))
        return [str(p).removeprefix(f"{self.root}/") for p in found]


def filled_shelf(root: Path) -> Shelf:
    """A copy of the small library at ``root``."""
    shutil.copytree(SMALL_LIBRARY, root)
    return Shelf(root)


def script(name: str) -> ModuleType:
    """A file of ``scripts/``, which is no package."""
    path = Path(__file__).resolve().parents[1] / "scripts" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
