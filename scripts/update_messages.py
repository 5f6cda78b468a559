"""Bring the catalogues up to the sentences in the code: src/territoria/locale/<lang>/<domain>.po.

Run by ``make messages``. New sentences enter with an empty translation, those that are gone leave,
and what is translated stays. It prints what is still to be translated; a test demands that nothing is.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ENGINE = Path(__file__).resolve().parents[1] / "src" / "territoria"
LOCALE = ENGINE / "locale"
TRANSLATED = ("fr", "de")
KEYWORDS = {"gettext", "gettext_noop", "pgettext"}
# ``say`` of a briefing takes a sentence; elsewhere it is what a language map does.
SAID = {*KEYWORDS, "say"}


def domain_of(path: Path) -> str:
    """The catalogue that holds the sentences of a module: that of its folder."""
    parts = path.relative_to(ENGINE).parts[:-1]
    return "-".join(parts) if parts else "engine"


def found_messages() -> Iterator[tuple[str, str | None, str, str]]:
    """Domain, context, sentence and file of every marked sentence, nested calls included."""
    for path in sorted(ENGINE.rglob("*.py")):
        place = path.relative_to(ENGINE).as_posix()
        keywords = SAID if place.startswith("documents/") else KEYWORDS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
            if node.func.id not in keywords or not texts or not texts[-1]:
                continue
            context = texts[0] if node.func.id == "pgettext" else None
            yield domain_of(path), context, texts[1 if context else 0], place


def extracted() -> dict[str, Catalog]:
    """A catalogue of every domain, without translations."""
    domains: dict[str, Catalog] = {}
    for domain, context, message, place in found_messages():
        catalogue = domains.setdefault(domain, Catalog())
        catalogue.add(message, locations=[(place, None)], context=context)
    return domains


def open_catalogue(lang: str, domain: str) -> Catalog:
    """The catalogue of a domain in a language; empty where there is none yet."""
    path = LOCALE / lang / f"{domain}.po"
    if not path.is_file():
        return Catalog(locale=lang)
    with path.open("rb") as file:
        return read_po(file, locale=lang)


def untranslated(catalogue: Catalog) -> list[Message]:
    """Sentences without, or with a doubtful, translation."""
    return [m for m in catalogue if m.id and (m.fuzzy or not m.string)]


def update() -> list[str]:
    """Write every catalogue; what is still to be translated, ``lang/domain: sentence``."""
    missing = []
    wanted = extracted()
    for lang in TRANSLATED:
        folder = LOCALE / lang
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob("*.po"):
            if path.stem not in wanted:
                path.unlink()
        for domain, template in wanted.items():
            catalogue = open_catalogue(lang, domain)
            catalogue.update(template, no_fuzzy_matching=True)
            catalogue.obsolete.clear()
            with (folder / f"{domain}.po").open("wb") as file:
                write_po(
                    file,
                    catalogue,
                    width=100,
                    omit_header=True,
                    include_lineno=False,
                    sort_output=True,
                )
            missing += [f"{lang}/{domain}: {m.id}" for m in untranslated(catalogue)]
    return missing


if __name__ == "__main__":
    left = update()
    print("\n".join(left) or "Every sentence is translated.")
