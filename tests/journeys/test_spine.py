"""The spine, as a mayor could read it: how a published figure becomes a printed number and back."""

from __future__ import annotations

import csv
import gzip
import json
import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from places import files
from territoria.cli import main
from territoria.content import content_root


def figure_in_the_release(region: str, indicator: str, year: str) -> float:
    """The figure as it stands in the table that was published with the release."""
    table = content_root() / "observations" / "europe-nuts2021" / "observations.csv.gz"
    with gzip.open(table, "rt", encoding="utf-8", newline="") as lines:
        (row,) = (
            row
            for row in csv.DictReader(lines)
            if (row["territory"], row["indicator"], row["period"]) == (region, indicator, year)
        )
    return float(row["value"])


def numbers_on_the_page(page: str) -> dict[str, list[str]]:
    """What the briefing prints, by the address that stands behind each number."""
    found: dict[str, list[str]] = {}
    for address, text in re.findall(r'data-reading="([^"]+)"[^>]*>([^<]*)<', page):
        found.setdefault(unescape(address), []).append(unescape(text))
    return found


def ask(*words: str) -> str:
    answer = CliRunner().invoke(main, list(words))
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def test_a_published_figure_reaches_the_briefing_and_can_be_followed_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The University of Gothenburg asked residents of Nord-Pas de Calais whether public services
    # treat everybody alike and are free of bribes, where the European mean is 0.
    impartial = figure_in_the_release("FRE1", "eqi_impartiality", "2021")
    clean = figure_in_the_release("FRE1", "eqi_corruption_control", "2021")
    assert (impartial, clean) == (0.268, -0.11)

    # The framework puts both on a scale whose foot is −2.5 and whose top is 2.5, and halves them.
    score = sum((figure + 2.5) / (2.5 + 2.5) * 100 for figure in (impartial, clean)) / 2
    assert round(score) == 52

    # The briefing of the region is written into a folder.
    folder = tmp_path / "out" / "FRE1"
    folder.mkdir(parents=True)
    for name, data in files("FRE1").items():
        (folder / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)

    # On its page the mayor reads 52 points, with the range, and a figure behind it.
    page = numbers_on_the_page((folder / "briefing.html").read_text(encoding="utf-8"))
    (address,) = (a for a in page if a.startswith("score:") and ":A1.2:" in a)
    (figure,) = (
        a for a in page if a.startswith("observation:") and ":FRE1@2021:eqi_impartiality:" in a
    )
    assert {re.match(r"52 \(\d+–\d+\)", text) is not None for text in page[address]} == {True}
    assert "0.27 points, 2021" in page[figure]

    # "Where does the 52 come from?" The answer ends at the line of the table, and names who asked.
    answer = ask("explain", address)
    assert answer.startswith("Nord-Pas de Calais, Partnerships and trust: 52 of 100, between ")
    assert "(0.268 − (−2.5)) / (2.5 − (−2.5)) × 100 = 55.36" in answer
    assert "FRE1, eqi_impartiality, 2021, 0.268 points (0 = EU mean), observed" in answer
    assert "source: Quality of Government Institute, University of Gothenburg" in answer

    # "Is it still true?" It is computed again from the frozen release, and it is the same.
    again = json.loads(ask("recompute", address, "--json"))
    assert again["value"] == pytest.approx(score, abs=1e-9)
    assert (again["differences"], again["compared_with"]) == ([], "out/FRE1/readings.json")

    # What nobody has published stays unknown all the way: it is never a nought or an average.
    assert not [a for a in page if a.startswith("score:") and ":A4.3:" in a]
    (missing,) = (a for a in page if a.startswith("observation:") and ":FRE1@2021:gerd:" in a)
    assert page[missing] == ["unknown"]
    assert ask("recompute", missing).startswith(
        "Spending on research and development: no figure for Nord-Pas de Calais in this release.\n"
    )
