"""The documents keep their promises: short, linked, complete, and their Python runs."""

import contextlib
import io
import re
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from territoria.cli import main
from territoria.content import load_library
from territoria.hit_rate import digest_of
from territoria.measure import methods
from territoria.observations import bundled

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
LINKED = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
WITH_PYTHON = [
    README,
    ROOT / "docs" / "tutorials" / "as-a-library.md",
    ROOT / "docs" / "tutorials" / "first-index.md",
]
HEADINGS = [
    "Situation",
    "Decision",
    "What we gain",
    "What we pay",
    "What would change our mind",
]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _blocks(text: str, language: str) -> list[str]:
    """The fenced code blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def _prose(text: str) -> str:
    """A page without its fenced code blocks."""
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def test_the_readme_has_at_most_120_lines():
    assert len(_read(README).splitlines()) <= 120


@pytest.mark.parametrize("page", LINKED, ids=_name)
def test_every_relative_link_leads_to_a_file(page):
    targets = re.findall(r"\]\(([^)\s]+)\)", _prose(_read(page)))
    inside = [t.partition("#")[0] for t in targets if not re.match(r"[a-z]+:|#", t)]
    assert [t for t in inside if not (page.parent / t).exists()] == []


def test_every_make_target_that_the_readme_names_exists():
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", _read(README)))
    known = set(re.findall(r"^([a-z][a-z-]*):", _read(ROOT / "Makefile"), re.MULTILINE))
    assert named
    assert named - known == set()


def test_the_tree_of_the_readme_is_that_of_the_repository():
    (tree,) = _blocks(_read(README), "text")
    lines = [line for line in tree.splitlines() if line.strip()]
    folders: list[str] = []
    missing = []
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 2
        names = re.split(r" {2,}", line.strip())[0].split()
        folders[depth:] = [names[0]]
        above = ROOT.joinpath(*(f.rstrip("/") for f in folders[:depth]))
        missing += [name for name in names if not (above / name).exists()]
    assert missing == []


@pytest.mark.parametrize("record", DECISIONS, ids=_name)
def test_a_decision_record_is_short_and_has_the_five_headings(record):
    lines = _read(record).splitlines()
    assert len(lines) <= 40
    assert re.fullmatch(rf"# {record.name[:4]} .+", lines[0])
    assert [line[3:] for line in lines if line.startswith("## ")] == HEADINGS


def test_decision_records_are_numbered_without_a_gap():
    assert [int(r.name[:4]) for r in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def _methods() -> set[tuple[str, str]]:
    """Stage and name of every method of our own."""
    return {
        (stage, name)
        for stage, known in methods.METHODS.items()
        for name, function in known.items()
        if function.__module__.startswith("territoria.")
    }


def test_every_method_has_its_paragraph():
    folder = ROOT / "docs" / "methods"
    page = _read(folder / "measure.md") + _read(folder / "panel.md")
    assert {name for _, name in _methods() if f"`{name}`" not in page} == set()


def test_every_method_has_its_check_in_a_file_that_is_there():
    rows = re.findall(
        r"^\| (\w+) \| `([a-z-]+)` \| ([^|]+) \| [^|]+ \|$",
        _read(ROOT / "docs" / "methods" / "checks.md"),
        re.MULTILINE,
    )
    assert {(stage, name) for stage, name, _ in rows} == _methods()
    there = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert {file for *_, cell in rows for file in re.findall(r"`(\w+\.py)`", cell)} <= there


@pytest.mark.parametrize("page", WITH_PYTHON, ids=_name)
def test_the_python_of_a_page_runs_and_prints_what_the_page_says(page, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # nothing stays behind
    for stage, known in methods.METHODS.items():  # a page may register a method of its own
        monkeypatch.setitem(methods.METHODS, stage, dict(known))
    text = _read(page)
    blocks = _blocks(text, "python")
    assert blocks
    namespace: dict[str, object] = {"__name__": "page"}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for block in blocks:
            exec(compile(block, _name(page), "exec"), namespace)
    said = re.findall(r"^It prints\n+```text\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    for lines in said:
        assert lines in printed.getvalue()


def test_the_example_of_own_data_can_be_scored(tmp_path):
    page = _read(ROOT / "docs" / "howto" / "own-data.md")
    framework = tmp_path / "my.yaml"
    framework.write_text(_blocks(page, "yaml")[0], encoding="utf-8")
    tables = _blocks(page, "csv")
    assert len(tables) == 2
    for table in tables:
        observations = tmp_path / "my.csv"
        observations.write_text(table, encoding="utf-8")
        command = ["measure", "--framework", str(framework), "--observations", str(observations)]
        done = CliRunner().invoke(main, command)
        assert (done.exit_code, done.exception) == (0, None)
        assert "FI1C" in done.stdout


def test_every_command_stands_in_the_readme_and_every_one_there_exists():
    rows = set(re.findall(r"^\| `([a-z]+)[ `]", _read(README), re.MULTILINE))
    assert rows == set(main.list_commands(None))


def test_the_printed_hit_rates_belong_to_the_texts_and_figures_or_make_hit_rate_was_forgotten():
    library = load_library()
    page = _read(ROOT / "docs" / "methods" / "recommend.md")
    (printed,) = re.findall(r"inputs `([0-9a-f]{12})`", page)
    framework = library.frameworks["blueprint"]
    assert printed == digest_of(library, bundled("europe-nuts2021"), framework)
