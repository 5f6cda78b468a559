"""Interface sentences in French and German: ``.po`` files compiled once into the home folder.

Django reads one compiled catalogue a language; the compiled form is never kept in the tree. The
sentences of each room and face have a file of their own, so that they are translated side by side.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compiled_catalogues(source: Path, target: Path) -> Path:
    """Compile the catalogues of a language where one is newer; returns ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    for folder in sorted(p for p in source.glob("*") if p.is_dir()):
        texts = sorted(folder.glob("*.po"))
        compiled = target / folder.name / "LC_MESSAGES" / "django.mo"
        newest = max((po.stat().st_mtime for po in texts), default=0.0)
        if not compiled.is_file() or compiled.stat().st_mtime < newest:
            _compile(texts, compiled, folder.name)
    return target


def _compile(texts: list[Path], compiled: Path, lang: str) -> None:
    whole = Catalog(locale=lang)
    for po in texts:
        with po.open("rb") as file:
            for message in read_po(file, locale=lang):
                if message.id and message.string and not message.fuzzy:
                    whole.add(message.id, message.string, context=message.context)
    compiled.parent.mkdir(parents=True, exist_ok=True)
    # Several processes may start at once, each with a file of its own until it takes the old one's
    # place: whoever reads meanwhile sees one of them whole.
    with NamedTemporaryFile(dir=compiled.parent, suffix=".new", delete=False) as fresh:
        write_mo(fresh, whole)
    Path(fresh.name).replace(compiled)
