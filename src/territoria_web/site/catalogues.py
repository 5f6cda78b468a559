"""Interface sentences in French and German: ``.po`` files compiled once into the home folder.

Django reads compiled catalogues only; the compiled form is never kept in the tree.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compiled_catalogues(source: Path, target: Path) -> Path:
    """Compile every catalogue that is newer than its compiled form; returns ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    for po in sorted(source.glob("*/*.po")):
        mo = target / po.parent.name / "LC_MESSAGES" / f"{po.stem}.mo"
        if not mo.is_file() or mo.stat().st_mtime < po.stat().st_mtime:
            _compile(po, mo)
    return target


def _compile(po: Path, mo: Path) -> None:
    mo.parent.mkdir(parents=True, exist_ok=True)
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.name)
    fresh = mo.with_suffix(".new")
    with fresh.open("wb") as file:
        write_mo(file, catalogue)
    fresh.replace(mo)  # whoever reads meanwhile sees the old one whole
