"""The walls of the house: what the engine may load, how long a file may be, what it is called."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

import territoria

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "src" / "territoria"
MODULES = sorted(ENGINE.rglob("*.py"))
LONGEST = 300

# What is over 300 lines, and why it is one idea all the same. A list of rules or words that a
# reader scans from top to bottom is easier in one file than in three.
ONE_IDEA = {
    "readings.py": "every kind of printed number with its sentence, one method each",
    "observations.py": "a release from its folder to the panel and its digest",
    "explain.py": "the derivation of every kind of reading, and its recomputation",
    "diagnosis.py": "the one place that joins the stages, one property a result",
    "content.py": "reading texts: YAML, libraries and overlays",
    "recommend/rank.py": "from gaps to tiers, order and robustness: one chain of rules",
    "pictures/svg.py": "the only drawing surface: one method a shape",
    "documents/lint.py": "the rules that a briefing must keep, one function each",
    "documents/briefing/advice.py": "the chapter of advice and plan",
}
UNSAYING = {"utils", "util", "helpers", "helper", "common", "core", "base", "misc", "shared"}
HEAVY = {"numpy", "scipy", "polars", "pydantic", "yaml", "rich", "typst", "docx", "django"}
# No clock, no chance, no database, no network. Only the command line may ask for the day.
WORLD = {"django", "socket", "urllib", "http", "requests", "httpx", "sqlite3", "random", "time"}


def name_of(path: Path) -> str:
    return path.relative_to(ENGINE).as_posix()


def run(code: str) -> str:
    """What a fresh interpreter prints; whatever it says on standard error is an error."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def loaded_after(code: str) -> set[str]:
    """Top-level packages that are in memory after some code."""
    found = json.loads(run(f"import json, sys\n{code}\nprint(json.dumps(sorted(sys.modules)))"))
    return {module.partition(".")[0] for module in found}


def imports_of(path: Path) -> set[str]:
    """Top-level packages that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


# ── what is loaded ────────────────────────────────────────────────────────────────────────────


def test_importing_the_engine_and_its_command_line_loads_nothing_heavy():
    loaded = loaded_after("import territoria, territoria.cli")
    assert {"territoria", "click"} <= loaded
    assert loaded & HEAVY == set()


def test_no_module_of_the_engine_loads_the_web():
    names = [
        ".".join(("territoria", *p.relative_to(ENGINE).with_suffix("").parts)) for p in MODULES
    ]
    code = "\n".join(f"import {name.removesuffix('.__init__')}" for name in names)
    loaded = loaded_after(code)
    assert {"territoria", "numpy", "polars"} <= loaded
    assert loaded & {"django", "territoria_web"} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_engine_knows_no_clock_no_chance_no_network_and_no_web(path):
    allowed = {"urllib", "http"} if path.parent.name == "sources" else set()
    if path.name == "guarded_http.py":  # it looks a name up before it connects
        allowed |= {"socket"}
    assert imports_of(path) & WORLD - allowed == set()


def test_only_the_command_line_asks_what_day_it_is():
    asking = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow")
    }
    assert {name.partition("/")[0] for name in asking} == {"cli"}


def test_the_command_says_what_it_can_do():
    command = Path(sysconfig.get_path("scripts")) / "territoria"
    for flag in ("--help", "-h"):
        done = subprocess.run([command, flag], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("Usage: territoria ")
        assert "  brief " in done.stdout
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"territoria, version {territoria.__version__}\n"


# ── how it is written ─────────────────────────────────────────────────────────────────────────


def definitions(
    tree: ast.AST, above: str = ""
) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    """Public functions and classes with their names; inside classes also the public methods."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield above + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from definitions(node, f"{node.name}.")


def hands_on_a_field(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """A property whose whole body is ``return self.this.that``: its name says it all."""
    return (
        isinstance(node, ast.FunctionDef)
        and len(node.body) == 1
        and isinstance(node.body[0], ast.Return)
        and isinstance(node.body[0].value, ast.Attribute)
    )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_and_everything_public_says_what_it_is(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    silent = [
        name
        for name, node in definitions(tree)
        if ast.get_docstring(node) is None and not hands_on_a_field(node)
    ]
    assert silent == []
    assert ast.get_docstring(tree) or text.strip() == ""


def test_a_file_is_short_or_has_a_reason():
    long = {
        name_of(path): lines
        for path in MODULES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert set(long) - set(ONE_IDEA) == set()


def test_a_reason_stands_for_a_file_that_is_there():
    assert [name for name in ONE_IDEA if not (ENGINE / name).is_file()] == []


def test_no_module_has_a_name_that_says_nothing():
    parts = {part for path in MODULES for part in path.relative_to(ENGINE).with_suffix("").parts}
    assert {part.strip("_") for part in parts} & UNSAYING == set()
