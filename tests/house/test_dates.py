"""Browsers read a day in one way only, whatever the language: each date field writes it so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "territoria_web"


def _date_inputs() -> Iterator[tuple[str, str]]:
    """Where a field of type date is made, and how."""
    for path in sorted(WEB.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "DateInput(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("DateInput"):
                yield f"{path.relative_to(WEB)}:{node.lineno}", ast.unparse(node)


def test_every_date_field_writes_the_day_as_browsers_read_it():
    made = dict(_date_inputs())
    assert made
    assert [where for where, call in made.items() if "format='%Y-%m-%d'" not in call] == []
