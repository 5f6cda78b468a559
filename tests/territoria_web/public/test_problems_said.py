"""What is wrong with an address is said in the reader's language, not in the engine's English."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import territoria_web

ROOT = Path(territoria_web.__file__).parent
ROOMS = ("measure", "recommend", "library", "territories")
QUERIES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def _spoken(text: ast.expr) -> bool:
    """A call of gettext, or something that is made with one."""
    return not isinstance(text, ast.Constant | ast.JoinedStr)


def _sentences(path: Path) -> list[tuple[int, ast.expr]]:
    """What and mend of every Problem, and what is given a name like that before."""
    found: list[tuple[int, ast.expr]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
            found += [(node.lineno, text) for text in node.args[1:]]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in (
            "what",
            "mend",
        ):
            found.append((node.lineno, node.value))
    return found


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_problem_is_said_in_plain_english(path: Path):
    plain = [line for line, text in _sentences(path) if not _spoken(text)]
    assert plain == []
