"""The few conditions and rules of XLSForm that are understood, in both directions.

Everything else is an expression of a language of its own; it is kept as text and named, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NAME = r"\$\{\s*(?P<name>[^}\s]+)\s*\}"
_TEXT = r"(?:'(?P<one>[^']*)'|\"(?P<two>[^\"]*)\"|(?P<bare>-?\d+))"
_EQUALS = re.compile(rf"^{_NAME}\s*=\s*{_TEXT}$")
_SELECTED = re.compile(rf"^selected\(\s*{_NAME}\s*,\s*{_TEXT}\s*\)$")
_LEAST = re.compile(r"^\.\s*>=\s*(-?\d+(?:\.\d+)?)$")
_MOST = re.compile(r"^\.\s*<=\s*(-?\d+(?:\.\d+)?)$")
_LONGEST = re.compile(r"^string-length\(\s*\.\s*\)\s*(<=|<)\s*(\d+)$")
_PICKS = re.compile(r"^count-selected\(\s*\.\s*\)\s*(<=|<)\s*(\d+)$")


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer to ``item`` is, or holds, one of ``options``."""

    item: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a constraint demands."""

    minimum: float | None = None
    maximum: float | None = None
    longest: int | None = None
    at_most: int | None = None


def written_condition(item: str, options: Iterable[str], *, several: bool) -> str:
    """A condition as XLSForm writes it; ``several``: the item may hold more than one option."""
    if several:
        return " or ".join(f"selected(${{{item}}}, '{o}')" for o in options)
    return " or ".join(f"${{{item}}} = '{o}'" for o in options)


def joined(conditions: Sequence[str]) -> str:
    """All of them, each in brackets where it needs them."""
    held = [c for c in conditions if c]
    if len(held) < 2:
        return "".join(held)
    return " and ".join(f"({c})" if " or " in c else c for c in held)


def read_condition(text: str) -> tuple[tuple[Asked, ...], str]:
    """The simple parts that must all hold, and what is left of the condition, as it stands."""
    found, rest = [], []
    for part in _split(_bare(text), "and"):
        asked = _one_of(_bare(part))
        if asked is None:
            rest.append(part.strip())
        else:
            found.append(asked)
    return tuple(found), " and ".join(part for part in rest if part)


def _one_of(text: str) -> Asked | None:
    """``a = 'x' or a = 'y'``, all about the same item."""
    items, options = set[str](), list[str]()
    for part in _split(text, "or"):
        match = _EQUALS.match(_bare(part)) or _SELECTED.match(_bare(part))
        if match is None:
            return None
        items.add(match["name"])
        options.append(
            next(o for o in (match["one"], match["two"], match["bare"]) if o is not None)
        )
    if len(items) != 1 or not all(o and " " not in o for o in options):
        return None
    return Asked(items.pop(), tuple(dict.fromkeys(options)))


def read_constraint(text: str) -> tuple[Bounds, str]:
    """Bounds of a number, a text or a choice, and what is left of the rule, as it stands."""
    ends: dict[str, float] = {}
    counts: dict[str, int] = {}
    rest = []
    for part in _split(_bare(text), "and"):
        plain = _bare(part)
        if match := _LEAST.match(plain):
            ends["minimum"] = float(match[1])
        elif match := _MOST.match(plain):
            ends["maximum"] = float(match[1])
        elif (match := (_LONGEST.match(plain) or _PICKS.match(plain))) and int(match[2]) > (
            match[1] == "<"
        ):
            name = "longest" if plain.startswith("string") else "at_most"
            counts[name] = int(match[2]) - (match[1] == "<")
        else:
            rest.append(part.strip())
    bounds = Bounds(
        ends.get("minimum"), ends.get("maximum"), counts.get("longest"), counts.get("at_most")
    )
    return bounds, " and ".join(part for part in rest if part)


def _bare(text: str) -> str:
    """Without white space and brackets around the whole."""
    text = text.strip()
    while text.startswith("(") and text.endswith(")") and _closes_at_end(text):
        text = text[1:-1].strip()
    return text


def _closes_at_end(text: str) -> bool:
    depth = 0
    for n, (letter, quoted) in enumerate(_letters(text)):
        depth += 0 if quoted else (letter == "(") - (letter == ")")
        if depth == 0:
            return n == len(text) - 1
    return False


def _split(text: str, word: str) -> list[str]:
    """Parts between a word that stands outside brackets and quotation marks."""
    parts, depth, begin = list[str](), 0, 0
    letters = list(_letters(text))
    spaced = f" {word} "
    for n, (letter, quoted) in enumerate(letters):
        depth += 0 if quoted else (letter == "(") - (letter == ")")
        if depth == 0 and not quoted and n >= begin:
            if re.sub(r"\s", " ", text[n : n + len(spaced)]) == spaced:
                parts.append(text[begin:n])
                begin = n + len(spaced)
    return [*parts, text[begin:]]


def _letters(text: str) -> Iterable[tuple[str, bool]]:
    """Each letter, and whether it stands inside quotation marks."""
    mark = ""
    for letter in text:
        if mark:
            yield letter, True
            mark = "" if letter == mark else mark
        else:
            mark = letter if letter in "'\"" else ""
            yield letter, bool(mark)
