"""Bring the catalogues up to the sentences in the code: the engine's and the site's.

``src/territoria/locale/<lang>/<domain>.po`` and ``src/territoria_web/site/locale/<lang>/<domain>.po``;
a domain is a folder. Run by ``make messages``. New sentences enter with an empty translation, those
that are gone leave, and what is translated stays. It prints what is still to be translated; a test
demands that nothing is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1] / "src"
ENGINE, WEB = SOURCE / "territoria", SOURCE / "territoria_web"
TRANSLATED = ("fr", "de")
KEYWORDS = {"gettext", "gettext_noop", "pgettext"}
# ``say`` of a briefing takes a sentence; elsewhere it is what a language map does.
SAID = {*KEYWORDS, "say"}
# keyword of the site → is its first argument a context, has it a plural
DJANGO = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (False, False)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (False, True)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (True, False)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (True, True)),
}
Sentence = str | tuple[str, str]
Found = tuple[str, str | None, Sentence, str]
"""Domain, context, sentence (with its plural), file."""


@dataclass(frozen=True)
class House:
    """A tree of code with its catalogues."""

    name: str
    locale: Path
    found: Callable[[], Iterator[Found]]


# ── the engine ────────────────────────────────────────────────────────────────────────────────


def domain_of(path: Path) -> str:
    """The catalogue that holds the sentences of a module: that of its folder."""
    parts = path.relative_to(ENGINE).parts[:-1]
    return "-".join(parts) if parts else "engine"


def found_in_engine() -> Iterator[Found]:
    """Every marked sentence of the engine, nested calls included."""
    for path in sorted(ENGINE.rglob("*.py")):
        place = path.relative_to(ENGINE).as_posix()
        keywords = SAID if place.startswith("documents/") else KEYWORDS
        for name, texts in _calls(path.read_text(encoding="utf-8")):
            if name not in keywords or not texts or not texts[-1]:
                continue
            context = texts[0] if name == "pgettext" else None
            yield domain_of(path), context, texts[1 if context else 0], place


def _calls(code: str) -> Iterator[tuple[str, list[str]]]:
    """Name and constant texts of every call."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield (
                node.func.id,
                [
                    a.value
                    for a in node.args
                    if isinstance(a, ast.Constant) and isinstance(a.value, str)
                ],
            )


# ── the site ──────────────────────────────────────────────────────────────────────────────────


def found_in_site() -> Iterator[Found]:
    """Every marked sentence of the site's code and templates."""
    for path in sorted([*WEB.rglob("*.py"), *WEB.rglob("*.html"), *WEB.rglob("*.txt")]):
        place = path.relative_to(WEB)
        text = path.read_text(encoding="utf-8")
        calls = _calls(text) if path.suffix == ".py" else _template_calls(text)
        for name, texts in calls:
            if name not in DJANGO or not texts:
                continue
            has_context, has_plural = DJANGO[name]
            context = texts[0] if has_context else None
            said = texts[1:] if has_context else texts
            yield (
                place.parts[0],
                context,
                (said[0], said[1]) if has_plural else said[0],
                place.as_posix(),
            )


CALL = re.compile(r"(?<![\w.])(n?p?gettext|_)\(")


def _template_calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """The same for a template, which Django turns into calls between blanked text."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    code = templatize(text)
    for match in CALL.finditer(code):
        try:
            call = ast.parse(code[match.start() : _closing(code, match.end())], mode="eval").body
        except SyntaxError:
            continue
        if isinstance(call, ast.Call):
            yield (
                match.group(1),
                [
                    a.value
                    for a in call.args
                    if isinstance(a, ast.Constant) and isinstance(a.value, str)
                ],
            )


def _closing(code: str, start: int) -> int:
    """Where the call that opens before ``start`` ends; brackets inside quotes do not count."""
    depth, at, quote = 1, start, ""
    while at < len(code) and depth:
        sign = code[at]
        if quote:
            if sign == "\\":
                at += 1
            elif sign == quote:
                quote = ""
        elif sign in "'\"":
            quote = sign
        else:
            depth += (sign == "(") - (sign == ")")
        at += 1
    return at


HOUSES = (
    House("engine", ENGINE / "locale", found_in_engine),
    House("site", WEB / "site" / "locale", found_in_site),
)


# ── catalogues ────────────────────────────────────────────────────────────────────────────────


def extracted(house: House) -> dict[str, Catalog]:
    """A catalogue of every domain, without translations."""
    domains: dict[str, Catalog] = {}
    for domain, context, message, place in house.found():
        catalogue = domains.setdefault(domain, Catalog())
        catalogue.add(message, locations=[(place, None)], context=context)
    return domains


def open_catalogue(house: House, lang: str, domain: str) -> Catalog:
    """The catalogue of a domain in a language; empty where there is none yet."""
    path = house.locale / lang / f"{domain}.po"
    if not path.is_file():
        return Catalog(locale=lang)
    with path.open("rb") as file:
        return read_po(file, locale=lang)


def untranslated(catalogue: Catalog) -> list[Message]:
    """Sentences without, or with a doubtful, translation."""
    return [m for m in catalogue if m.id and (m.fuzzy or not m.string or not all(m.string))]


def update(house: House) -> list[str]:
    """Write every catalogue; what is still to be translated, ``lang/domain: sentence``."""
    missing = []
    wanted = extracted(house)
    for lang in TRANSLATED:
        folder = house.locale / lang
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob("*.po"):
            if path.stem not in wanted:
                path.unlink()
        for domain, template in wanted.items():
            catalogue = open_catalogue(house, lang, domain)
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
    left = [sentence for house in HOUSES for sentence in update(house)]
    print("\n".join(left) or "Every sentence is translated.")
