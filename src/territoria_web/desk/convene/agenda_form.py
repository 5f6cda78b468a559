"""The lines of an agenda as a form without any script: what was typed, what a pressed button moves."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from territoria_web.convene.rules import RECORDS, Phase

NEW = re.compile(r"(break|part)-[0-9a-f]{8}")


def line_told(line: Phase, n: int) -> dict[str, Any]:
    """What the form shows of a line."""
    takes = [str(RECORDS[record]) for record in line.records if record in RECORDS]
    return {"phase": line, "n": n, "takes": ", ".join(takes)}


def typed_lines(post: Mapping[str, Any], lines: list[Phase]) -> tuple[list[Phase], list[str]]:
    """The lines as they were typed; what is no number is said."""
    found: list[Phase] = []
    wrong: list[str] = []
    known = {line.id: line for line in lines}
    asked = str(post.get("order", "")).split(",")[:100]
    order = [name for name in dict.fromkeys(asked) if name in known or NEW.fullmatch(name)]
    for name in order or list(known):
        line = known.get(name) or Phase(name, 1, "", 15, pause=name.startswith("break-"))
        minutes, day = (
            str(post.get(f"minutes-{name}", line.minutes)),
            str(post.get(f"day-{name}", line.day)),
        )
        title = str(post.get(f"title-{name}", line.title))
        if not _is_number(minutes, 720):
            said = _("“%(title)s”: write minutes as a whole number from 1 to 720.")
            wrong.append(said % {"title": title})
            minutes = str(line.minutes)
        if not _is_number(day, 10):
            wrong.append(_("“%(title)s”: choose a day from 1 to 10.") % {"title": title})
            day = str(line.day)
        found.append(
            replace(
                line,
                title=title,
                minutes=int(minutes),
                day=int(day),
                what=str(post.get(f"what-{name}", line.what)),
                output=str(post.get(f"output-{name}", line.output)),
            )
        )
    return found, wrong


def _is_number(typed: str, most: int) -> bool:
    return typed.isdecimal() and len(typed) <= len(str(most)) and 1 <= int(typed) <= most


def moved_lines(lines: list[Phase], post: Mapping[str, Any]) -> list[Phase]:
    """What the pressed button does to the lines: up, down, away, a break or a phase after it."""
    deed, _mark, name = str(post.get("do", "")).partition(":")
    place = next((n for n, line in enumerate(lines) if line.id == name), None)
    if place is None:
        return lines
    line = lines[place]
    if deed == "remove":
        return lines[:place] + lines[place + 1 :]
    if deed in ("break", "phase"):
        fresh = f"{'break' if deed == 'break' else 'part'}-{uuid.uuid4().hex[:8]}"
        words = _("Break") if deed == "break" else _("New part")
        new = Phase(fresh, line.day, words, 15, pause=deed == "break")
        return [*lines[: place + 1], new, *lines[place + 1 :]]
    other = place + {"up": -1, "down": 1}.get(deed, 0)
    if other == place or not 0 <= other < len(lines):
        return lines
    if lines[other].day != line.day:  # over the night: to the other day, next to where it was
        lines[place] = replace(line, day=lines[other].day)
        return lines
    lines[place], lines[other] = lines[other], line
    return lines
