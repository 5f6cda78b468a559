"""`territoria audit`: what it writes, what it prints, how it refuses."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from territoria.cli.audit import audit

FRAMEWORK = """\
id: my
edition: "1"
title:
  en: Ready for digital work
summary:
  en: Two dimensions from figures of our own.
reference_year: 2024
nodes:
  - id: skills
    kind: dimension
    title:
      en: Skills
    indicators:
      - indicator: tertiary_25_64
        minimum: 10
        maximum: 60
      - indicator: internet_daily
        minimum: 40
        maximum: 100
      - indicator: hrst
        minimum: 10
        maximum: 60
  - id: access
    kind: dimension
    title:
      en: Access
    indicators:
      - indicator: broadband_households
        minimum: 70
        maximum: 100
recipe:
  screen:
    method: none
  impute:
    method: none
  treat:
    method: none
  normalise:
    method: fixed-bounds
  weight:
    method: equal
  aggregate:
    method: arithmetic-mean
uncertainty:
  runs: 50
  weight_noise: 0.25
"""
PLACES = ("FRE1", "FI1C", "DE21", "DE24", "AT13", "ES30", "ITC4", "PL22", "SE11", "BE21")
STEPS = {"tertiary_25_64": 3, "internet_daily": 7, "hrst": 4, "broadband_households": 2}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a framework and figures of ten regions."""
    monkeypatch.chdir(tmp_path)
    lines = ["territory,indicator,period,value"]
    for n, place in enumerate(PLACES):
        for indicator, pace in STEPS.items():
            lines.append(f"{place},{indicator},2023,{70 + (n * pace) % 11 + n / 10:.1f}")
    (tmp_path / "my.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "my.yaml").write_text(FRAMEWORK)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(audit, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_an_index_of_ones_own_is_audited_in_three_files(own: Path) -> None:
    given = ("--framework", "my.yaml", "--observations", "my.csv", "--version", "2021")
    result = run(*given, "--date", "2026-11-22")
    assert (result.exit_code, result.stderr) == (0, "")
    folder = own / "out" / "audit-my"
    assert sorted(p.name for p in folder.iterdir()) == ["audit.html", "audit.pdf", "index.xlsx"]
    assert result.stdout.startswith("Ready for digital work\n")
    assert result.stdout.rstrip().endswith("index.xlsx")

    first = {p.name: p.read_bytes() for p in folder.iterdir()}
    shutil.move(folder, own / "before")
    assert run(*given, "--date", "2026-11-22").stdout == result.stdout
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == first


def test_only_the_wanted_format_is_written(own: Path) -> None:
    run(
        "--framework", "my.yaml", "--observations", "my.csv", "--version", "2021",
        "--format", "xlsx", "--out", "here",
    )  # fmt: skip
    assert [p.name for p in (own / "here").iterdir()] == ["index.xlsx"]


@pytest.mark.parametrize("given", ["doc", "html,doc", ""])
def test_an_unknown_format_is_refused_with_the_known_ones(own: Path, given: str) -> None:
    result = run("--format", given)
    assert result.exit_code == 2
    assert "Known: html, pdf, xlsx." in result.stderr
    assert not (own / "out").exists()


# ── indices in tables of the reference ────────────────────────────────────────────────────────

IMETA = """\
iCode,iName,Level,Parent,Weight,Direction,Type,Denominator
lines,Lines,1,means,1,1,Indicator,people
posts,Posts,1,means,2,1,Indicator,
fences,Fences,1,ways,1,-1,Indicator,
gates,Gates,1,ways,1,1,Indicator,
means,Means,2,whole,1,1,Aggregate,
ways,Ways,2,whole,1,1,Aggregate,
whole,The whole,3,,1,1,Aggregate,
people,People,,,,,Denominator,
"""
NO_DOUBT = (
    "The tables name no doubt of their own, so weights vary by 25 %, outliers are treated or not, "
    "and z-scores take turns with min-max.\n"
)


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with iData and iMeta of twelve places."""
    monkeypatch.chdir(tmp_path)
    lines = ["uCode,uName,lines,posts,fences,gates,people"]
    for n in range(12):
        figures = (100 + 7 * n % 11, 20 + 5 * n % 12, 3 + n % 7, 9 + 3 * n % 10, 40 + n)
        lines.append(",".join([f"P{n}", f"Place {n}", *map(str, figures)]))
    (tmp_path / "idata.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "imeta.csv").write_text(IMETA)
    return tmp_path


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def cells(path: Path) -> list[list[object]]:
    """The cells of a CSV file, numbers as numbers."""
    rows = csv.reader(path.read_text().splitlines())
    return [[float(c) if c.lstrip("-").isdigit() else c or None for c in row] for row in rows]


def test_an_index_in_two_tables_is_audited_and_its_doubt_is_told(tables: Path) -> None:
    result = run("--idata", "idata.csv", "--imeta", "imeta.csv", "--format", "html")
    assert (result.exit_code, result.stderr) == (0, NO_DOUBT)
    assert result.stdout.startswith("The whole\n")
    report = (tables / "out" / "audit-coinr" / "audit.html").read_text()
    assert "All combinations were computed" in report or "Estimated from" in report
    assert "Correlation of every indicator with the size of a territory." in report


def test_a_workbook_with_both_sheets_gives_the_same_report(tables: Path) -> None:
    sheets = {"iData": cells(tables / "idata.csv"), "iMeta": cells(tables / "imeta.csv")}
    workbook(tables / "index.xlsx", sheets)
    few = ("--format", "html", "--date", "2026-11-22")
    one = run("--idata", "index.xlsx", *few, "--out", "one")
    two = run("--idata", "idata.csv", "--imeta", "imeta.csv", *few, "--out", "two")
    assert (one.exit_code, one.stderr) == (0, NO_DOUBT)
    assert one.stdout.replace("one/", "two/") == two.stdout
    assert (tables / "one/audit.html").read_text() == (tables / "two/audit.html").read_text()


def test_without_sensitivity_the_report_says_that_it_was_not_computed(tables: Path) -> None:
    run("--idata", "idata.csv", "--imeta", "imeta.csv", "--no-sensitivity", "--format", "html")
    report = (tables / "out" / "audit-coinr" / "audit.html").read_text()
    assert "Sensitivity to single choices was not computed for this audit." in report


def test_a_coin_tool_workbook_is_audited(tables: Path) -> None:
    database: list[list[object]] = [[None] for _ in range(6)]
    head = {7: [1, 2, 1], 8: [1, 1, -1], 9: [0, 0, 0], 10: [200, 200, 200], 11: ["Index"] * 3}
    head |= {12: ["si.01"] * 3, 13: ["p.01", "p.01", "p.02"], 14: ["sp.01"] * 3}
    head |= {15: ["Lines", "Posts", "Fences"], 16: ["Ind.01", "Ind.02", "Ind.03"]}
    database += [[None] * 4 + head[row] for row in range(7, 17)]
    for row in cells(tables / "idata.csv")[1:]:
        database.append([None, row[1], row[0], None, *row[2:5]])
    nodes = [("Index", "The whole"), ("p.01", "Means"), ("p.02", "Ways")]
    frame: list[list[object]] = [[None, None, c, None, 1, None, None, name] for c, name in nodes]
    workbook(tables / "tool.xlsx", {"Database": database, "Framework": frame})
    result = run("--coin-tool", "tool.xlsx", "--format", "html")
    assert (result.exit_code, result.stderr) == (0, NO_DOUBT)
    assert result.stdout.startswith("The whole\n")
    assert [p.name for p in (tables / "out" / "audit-coin-tool").iterdir()] == ["audit.html"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--idata", "a.csv", "--coin-tool", "b.xlsx"), "--idata and --coin-tool name different"),
        (("--observations", "a.csv", "--idata", "b.csv"), "--observations and --idata name diff"),
        (("--imeta", "b.csv"), "--imeta needs --idata beside it."),
        (("--idata", "idata.csv"), "--idata is no workbook with both sheets: give --imeta too."),
    ],
)
def test_two_indices_or_half_of_one_are_refused(
    tables: Path, given: tuple[str, ...], words: str
) -> None:
    result = run(*given)
    assert (result.exit_code, words in result.stderr) == (2, True)
    assert not (tables / "out").exists()


def test_figures_in_a_workbook_give_the_same_report_as_in_text(own: Path) -> None:
    rows = [line.split(",") for line in (own / "my.csv").read_text().splitlines()]
    body: list[list[object]] = [[a, b, int(c), float(d)] for a, b, c, d in rows[1:]]
    workbook(own / "my.xlsx", {"figures": [list(rows[0]), *body]})
    given = ("--framework", "my.yaml", "--version", "2021", "--format", "html")
    assert run(*given, "--observations", "my.xlsx", "--out", "one").exit_code == 0
    assert (own / "one" / "audit.html").exists()


def test_a_framework_without_uncertainty_has_no_rank_ranges(own: Path) -> None:
    (own / "my.yaml").write_text(FRAMEWORK.split("uncertainty:")[0])
    result = run(
        "--framework", "my.yaml", "--observations", "my.csv", "--version", "2021",
        "--format", "html",
    )  # fmt: skip
    words = "The framework names no uncertainty: no rank ranges and no sensitivity.\n"
    assert (result.exit_code, result.stderr) == (0, words)
    report = (own / "out" / "audit-my" / "audit.html").read_text()
    assert "Rank ranges need replications, and none were given to this audit." in report
