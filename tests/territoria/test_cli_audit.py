"""`territoria audit`: what it writes, what it prints, how it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

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
