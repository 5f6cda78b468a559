"""Publishing: four files together or none, and a summary for the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from places import DAY, briefing, diagnosis, files
from territoria.documents import publish
from territoria.documents.document import Document, Heading, Paragraph, Plain
from territoria.documents.publish import STEPS, publish_briefing
from territoria.errors import DataError, LintError

NAMES = ["briefing.html", "briefing.pdf", "briefing.docx", "readings.json"]
QUICK = "FRY5"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers that write nothing much, where only the saving is looked at."""
    monkeypatch.setattr(publish, "build_briefing", lambda d, day: briefing(d.territory.code, day))
    monkeypatch.setattr(publish, "render_html", lambda document: "page")
    monkeypatch.setattr(publish, "render_pdf", lambda document: b"pdf")
    monkeypatch.setattr(publish, "render_docx", lambda document: b"docx")


def test_four_files_appear_and_nothing_else(quick: None, tmp_path: Path) -> None:
    published = publish_briefing(diagnosis(QUICK), DAY, tmp_path / "new" / "folder")
    assert [path.name for path in published.paths] == NAMES
    assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == sorted(NAMES)


def test_each_step_is_announced_once(quick: None, tmp_path: Path) -> None:
    steps: list[int] = []
    publish_briefing(diagnosis(QUICK), DAY, tmp_path, lambda: steps.append(1))
    assert len(steps) == len(STEPS)


def test_the_summary_is_page_one_and_the_example_is_a_printed_score(
    quick: None, tmp_path: Path
) -> None:
    published = publish_briefing(diagnosis(QUICK), DAY, tmp_path)
    assert published.summary[0] == "Mayotte"
    assert published.summary[2] == ""
    assert [line[:5] for line in published.summary if line[2:4] in ("1.", "2.", "3.")] == [
        "  1. ", "  2. ", "  3. ",
    ]  # fmt: skip
    assert published.example.startswith("score:blueprint@2021:FRY5@2021:")
    assert published.example in briefing(QUICK).readings


def test_readings_json_holds_value_range_and_sentence_by_address() -> None:
    held = json.loads(files("FRE1")["readings.json"])
    assert {k: held[k] for k in ("territory", "name", "framework", "release", "capacity", "date")} == {
        "territory": "FRE1@2021",
        "name": "Nord-Pas de Calais",
        "framework": "blueprint@2021",
        "release": "europe-nuts2021",
        "capacity": 12.0,
        "date": "2026-11-22",
    }  # fmt: skip
    assert held["release_digest"] == diagnosis("FRE1").observations.digest
    assert held["plan"] == diagnosis("FRE1").assessment.tree.digest
    score = next(a for a in held["readings"] if a.startswith("score:") and ":A2:" in a)
    assert set(held["readings"][score]) == {
        "address", "value", "low", "high", "unit_of_measure", "period", "badge", "method",
        "inputs", "sentence",
    }  # fmt: skip
    assert held["readings"][score]["value"] == diagnosis("FRE1").score("A2")


def test_a_broken_rule_stops_the_build_before_any_file(
    quick: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bad = Document(
        "Nowhere", "", "en", DAY, (), "",
        (Heading(2, "The message", "1"), Paragraph((Plain("It has 12 firms."),))),
    )  # fmt: skip
    monkeypatch.setattr(publish, "build_briefing", lambda d, day: bad)
    with pytest.raises(LintError, match="rule numbers have addresses: a number without address"):
        publish_briefing(diagnosis(QUICK), DAY, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_fails_leaves_the_older_files_as_they_were(
    quick: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publish_briefing(diagnosis(QUICK), DAY, tmp_path)

    def fail(document: Document) -> bytes:
        raise RuntimeError("out of paper")

    monkeypatch.setattr(publish, "render_html", lambda document: "another page")
    monkeypatch.setattr(publish, "render_docx", fail)
    with pytest.raises(RuntimeError, match="out of paper"):
        publish_briefing(diagnosis(QUICK), DAY, tmp_path)
    assert (tmp_path / "briefing.html").read_text() == "page"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(NAMES)


def test_a_full_disk_changes_none_of_the_older_files(
    quick: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publish_briefing(diagnosis(QUICK), DAY, tmp_path)
    really = Path.write_bytes

    def write(path: Path, data: bytes) -> int:
        if "docx" in path.name:
            raise OSError(28, "No space left on device")
        return really(path, data)

    monkeypatch.setattr(publish, "render_html", lambda document: "another page")
    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(DataError, match="cannot write here: No space left on device"):
        publish_briefing(diagnosis(QUICK), DAY, tmp_path)
    assert (tmp_path / "briefing.html").read_text() == "page"


def test_a_folder_that_cannot_be_written_is_said_clearly(quick: None, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError) as caught:
        publish_briefing(diagnosis(QUICK), DAY, tmp_path / "file" / "out")
    (problem,) = caught.value.problems
    assert (problem.where, problem.mend) == (
        str(tmp_path / "file" / "out"),
        "Choose another --out.",
    )
    assert problem.what == "cannot write here: Not a directory."
