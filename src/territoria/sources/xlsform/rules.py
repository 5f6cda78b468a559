"""Whom a question is asked, whether it must be answered, and between which ends."""

from __future__ import annotations

import re
from typing import Any

from territoria.model.surveys import ROLE_ITEM, Condition
from territoria.sources.xlsform.conditions import joined, read_condition, read_constraint
from territoria.sources.xlsform.kinds import ASKED
from territoria.sources.xlsform.reading import Reading
from territoria.sources.xlsform.workbook import Line
from territoria.speech import gettext

YES = ("yes", "true", "true()", "1")
NO = ("", "no", "false", "false()", "0")
_PARAMETER = re.compile(r"(\w+)\s*=\s*(-?\d+(?:\.\d+)?)")


def asked_of(
    reading: Reading, line: Line, relevant: str
) -> tuple[tuple[str, ...], Condition | None, str]:
    """Roles that are asked, a condition on another answer, and what of it is not evaluated."""
    parts, left = read_condition(relevant)
    roles: tuple[str, ...] = ()
    when: Condition | None = None
    known = {item.id for item in reading.items if item.options and item.kind != "severity"}
    for part in parts:
        if part.item == ROLE_ITEM and reading.roles:
            both = tuple(r for r in roles if r in part.options) if roles else part.options
            if not both:
                what = gettext("the conditions of group and question leave no role to ask.")
                reading.wrong(line, what, gettext("Correct one of them."))
            roles = both or roles
        elif when is None and part.item in known:
            when = Condition(item=part.item, options=part.options)
        else:
            rest = " or ".join(f"selected(${{{part.item}}}, '{o}')" for o in part.options)
            left = joined([left, rest])
    if left:
        what = gettext(
            "the condition {text} is not evaluated; the question is asked, and optional."
        )
        reading.remark(line, what.format(text=left))
    return roles, when, left


def required(reading: Reading, line: Line) -> bool:
    """Whether the row demands an answer; an expression is not evaluated."""
    written = line.get("required").strip().lower()
    if written in YES:
        return True
    if written not in NO:
        what = gettext("{text} is not evaluated; the question is optional.")
        reading.remark(line, what.format(text=line.get("required")))
    return False


def bounds_of(reading: Reading, line: Line, kind: str) -> dict[str, Any]:
    """Ends of a number, most characters or picks; what is left of the rule stays as text."""
    bounds, left = read_constraint(line.get("constraint"))
    held: dict[str, Any] = {"constraint": left}
    if left:
        what = gettext("the rule {text} is not checked.").format(text=left)
        reading.remark(line, what)
    if ASKED[kind] == "number":
        held |= {"minimum": bounds.minimum, "maximum": bounds.maximum}
    if kind == "integer":
        held["step"] = 1.0
    if kind == "range":
        given = dict(_PARAMETER.findall(line.get("parameters")))
        held |= {
            "minimum": float(given.get("start", 0)),
            "maximum": float(given.get("end", 10)),
            "step": float(given.get("step", 1)),
        }
    if kind == "text":
        held["longest"] = bounds.longest
    if kind == "select_multiple":
        held["at_most"] = bounds.at_most
    return held
