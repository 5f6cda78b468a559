"""YAML as the library writes it: block style, one key a line, long sentences folded."""

from __future__ import annotations

import json
import re
from textwrap import wrap
from typing import Any, Final

WIDTH: Final = 100
# What needs no quotes: begins with a letter, and holds no sign that YAML or its reader takes.
_PLAIN: Final = re.compile(r"[^\W\d_][\w .,;()/’'–€£%+!?«»„“”…&-]*")
_NOTHING: Final = ("null", "Null", "NULL")


def yaml_text(data: dict[str, Any]) -> str:
    """A YAML text of maps, lists, texts, whole numbers and booleans; keys in their order."""
    return "\n".join(_lines(data, 0)) + "\n"


def _lines(value: Any, depth: int) -> list[str]:
    """The lines of a map or a list, indented by ``depth`` spaces."""
    out: list[str] = []
    for key, held in value.items() if isinstance(value, dict) else ((None, v) for v in value):
        head = " " * depth + ("-" if key is None else f"{key}:")
        if isinstance(held, dict | list | tuple):
            inner = _lines(held, depth + 2)
            if key is None:
                out += [f"{head} {inner[0].lstrip()}", *inner[1:]]
            else:
                out += [head, *inner]
        else:
            out += _scalar(head, held, depth + 2)
    return out


def _scalar(head: str, held: Any, depth: int) -> list[str]:
    """One value behind its key; a long sentence folded beneath it."""
    if isinstance(held, bool):
        return [f"{head} {'true' if held else 'false'}"]
    if isinstance(held, int):
        return [f"{head} {held}"]
    text = str(held)
    # a # behind a word would read as a remark, also inside a folded text
    if len(head) + len(text) + 1 > WIDTH and "#" not in text:
        folded = wrap(text, WIDTH - depth, break_long_words=False, break_on_hyphens=False)
        return [f"{head} >-", *(" " * depth + line for line in folded)]
    bare = _PLAIN.fullmatch(text) and not text.endswith(" ") and text not in _NOTHING
    return [f"{head} {text if bare else json.dumps(text, ensure_ascii=False)}"]
