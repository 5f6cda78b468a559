"""The command line: what each command prints, where it prints it, and how it refuses."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from places import RELEASE, diagnosis, files, universe
from shelf import SMALL_LIBRARY
from territoria import __version__, cli, content, content_check, observations, readings
from territoria import diagnosis as diagnosing
from territoria.cli import speak
from territoria.diagnosis import Universe
from territoria.readings import address_of
from territoria.speech import LANGUAGES

FILES = ["briefing.docx", "briefing.html", "briefing.pdf", "readings.json"]
DAY = ("--date", "2026-11-22")
FEW = ("--runs", "50")

FRAMEWORK = """\
id: my
edition: "1"
title:
  en: Ready for digital work
summary:
  en: Two dimensions from figures of our own.
reference_year: 2024
minimum_coverage: 0.5
nodes:
  - id: skills
    kind: dimension
    title:
      en: Skills
    minimum_coverage: 0.5
    indicators:
      - indicator: tertiary_25_64
        minimum: 10
        maximum: 60
      - indicator: internet_daily
        minimum: 40
        maximum: 100
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
  weight_noise: 0.25
  values: true
"""
FIGURES = """\
territory,indicator,period,value,standard_error
FRE1,tertiary_25_64,2023,33.1,0.4
FRE1,internet_daily,2023,79,
FRE1,broadband_households,2023,91.2,
FI1C,tertiary_25_64,2023,42.0,0.5
FI1C,internet_daily,2023,,
FI1C,broadband_households,2023,95.5,
"""


@pytest.fixture(autouse=True)
def one_universe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands on the bundled release share one opening of it, so that they are quick."""
    really = diagnosing.open_universe

    def opening(library: Any, held: Any, framework: Any) -> Universe:
        shared = universe()
        same = (library, held.name, framework) == (shared.library, RELEASE, shared.framework)
        return shared if same else really(library, held, framework)

    monkeypatch.setattr(diagnosing, "open_universe", opening)
    monkeypatch.setattr(readings, "open_universe", opening)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def own(here: Path) -> Path:
    """A folder with a framework and figures of one's own."""
    (here / "my.yaml").write_text(FRAMEWORK)
    (here / "my.csv").write_text(FIGURES)
    return here


@pytest.fixture
def printed(here: Path) -> Path:
    """The folder in which the briefing of FRE1 was published."""
    folder = here / "out" / "FRE1"
    folder.mkdir(parents=True)
    for name, data in files("FRE1").items():
        (folder / name).write_bytes(data)
    return folder


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli.main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def done(*arguments: str) -> str:
    """Standard output of a command that succeeds and has nothing to say besides."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def refused(*arguments: str) -> str:
    """Standard error of a command that is refused and prints no result."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def score_address(node: str = "A1.2") -> str:
    return str(address_of(diagnosis("FRE1"), "score", node))


# ── help ──────────────────────────────────────────────────────────────────────────────────────


def commands(group: click.Group, *above: str) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*above, name)
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)


def test_the_commands_are_those_of_the_journey_in_its_order() -> None:
    assert list(cli.COMMANDS) == [
        "check", "release", "convert", "opinions", "checks", "measure", "audit", "compare",
        "benchmark", "recommend",
        "timetable", "budget", "encounters", "mentors", "brief", "explain", "recompute",
        "boundaries",
    ]  # fmt: skip
    listed = re.findall(r"^  ([a-z]+)  ", done("--help").partition("Commands:")[2], re.MULTILINE)
    assert listed == [*cli.COMMANDS, "operator", "site"]


@pytest.mark.parametrize("command", list(commands(cli.main)), ids=" ".join)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_says_what_it_does_and_what_it_takes(
    command: tuple[str, ...], flag: str
) -> None:
    text = done(*command, flag)
    assert text.startswith(f"Usage: main {' '.join(command)} [OPTIONS]")
    options = text.partition("Options:")[2]
    unexplained = re.findall(r"^  (-[-\w, /]+?(?: [A-Z]+)?)$", options, re.MULTILINE)
    assert len(text.partition("\n\n")[2].partition("\n\n")[0].split()) >= 3
    assert "-h, --help" in options
    assert [o for o in unexplained if o.strip() == "--help"] == []


def test_the_version_is_said() -> None:
    assert done("--version") == f"territoria, version {__version__}\n"


def test_an_unknown_command_is_refused() -> None:
    assert "No such command 'frobnicate'." in refused("frobnicate")


# ── check ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def small_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small library in place of the bundled one, where only what is laid over it matters."""
    monkeypatch.setattr(content, "content_root", lambda: SMALL_LIBRARY)


def test_the_bundled_library_is_the_one_that_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    really = content_check.check_library
    checked = []

    def check(*roots: Path, **more: Any) -> Any:
        checked.append((roots, more["languages"]))
        return really(SMALL_LIBRARY, **more)

    monkeypatch.setattr(content_check, "check_library", check)
    bundled = universe().library.files["roles", "MAY"].path.parents[1]
    assert run("check").exit_code == run("check", str(bundled)).exit_code == 0
    assert checked == [((bundled,), LANGUAGES)] * 2


def test_the_bundled_library_holds() -> None:
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    table = result.stderr.splitlines()
    assert table[0].split() == ["kind", "texts", "en", "fr", "de"]
    assert all(len(set(row.split()[1:])) == 1 for row in table[1:-1])
    assert re.fullmatch(r"\d+ texts hold, 0 problems\.", table[-1])


def test_every_problem_of_a_library_of_ones_own_is_printed_with_file_and_line(
    small_bundle: None, here: Path
) -> None:
    folder = here / "ours" / "indicators" / "own"
    folder.mkdir(parents=True)
    (folder / "bikes.yaml").write_text("id: bikes\ncolour: red\n")
    (folder / "cars.yaml").write_text("id: [\n")
    result = run("check", "ours")
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith(f"{len(lines)} problems in ")
    assert [
        n for n in lines if not re.match(r"ours/indicators/own/(bikes|cars)\.yaml:\d+: ", n)
    ] == []
    assert any(re.search(r"bikes\.yaml:2: colour: this field is not known", n) for n in lines)
    assert any(re.search(r"cars\.yaml:\d+: this is not YAML", n) for n in lines)


def test_a_language_that_is_not_complete_is_a_problem(small_bundle: None, here: Path) -> None:
    folder = here / "ours" / "themes"
    folder.mkdir(parents=True)
    (folder / "water.yaml").write_text(
        "id: water\ntitle:\n  en: Water\nfactors:\n  - A1.1\n  - A3.1\n"
    )
    assert run("check", "ours").exit_code == 0
    result = run("check", "ours", "--language", "en", "--language", "fr")
    assert result.exit_code == 1
    assert result.stdout == ("ours/themes/water.yaml:2: the text is missing in fr. Translate it.\n")


def test_a_folder_that_is_not_there_cannot_be_checked(here: Path) -> None:
    assert "Directory 'nowhere' does not exist." in refused("check", "nowhere")


# ── release ───────────────────────────────────────────────────────────────────────────────────


def test_releases_are_listed_with_title_and_digest() -> None:
    digest = universe().observations.digest
    assert done("release", "list") == f"europe-nuts2021  European regions, NUTS 2021  {digest}\n"


def test_a_release_is_shown_by_status_and_source() -> None:
    table = universe().observations.table
    lines = done("release", "show").splitlines()
    assert lines[0].startswith(f"europe-nuts2021: {len(table)} figures, digest ")
    counts = dict(re.findall(r"^  (observed|inherited): (\d+)$", "\n".join(lines), re.MULTILINE))
    assert {k: int(v) for k, v in counts.items()} == dict(
        table["status"].value_counts().iter_rows()
    )
    sources = re.findall(r"^  (s\d+): .+ \(.+\)$", "\n".join(lines), re.MULTILINE)
    assert sources == sorted(set(table["source"].to_list()))


def test_figures_of_one_indicator_and_one_territory_are_printed_as_csv() -> None:
    rows = rows_of(done("release", "show", "--indicator", "hrst", "--territory", "FRE1", "--csv"))
    assert [(r["territory"], r["indicator"], r["period"], r["value"]) for r in rows] == [
        ("FRE1", "hrst", "2013", "30.9"),
        ("FRE1", "hrst", "2014", "30.5"),
        ("FRE1", "hrst", "2015", "29.9"),
        ("FRE1", "hrst", "2016", "30.2"),
        ("FRE1", "hrst", "2017", "31.1"),
        ("FRE1", "hrst", "2018", "32.3"),
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("europe",), "europe: no such release. Did you mean europe-nuts2021? Known: europe-nuts2021."),
        (("--indicator", "hrts"), "hrts: release europe-nuts2021 has no indicator of this name. Did you"),
        (("--territory", "XX99"), "XX99: no such territory in this release. Close: "),
    ],
)  # fmt: skip
def test_what_a_release_does_not_have_is_said(arguments: tuple[str, ...], says: str) -> None:
    assert refused("release", "show", *arguments).startswith(says)


def test_a_release_is_verified_by_its_digest() -> None:
    digest = universe().observations.digest
    assert done("release", "verify") == f"europe-nuts2021: every table has its digest {digest}\n"


def test_a_release_that_was_touched_is_found_out(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = universe().library.files["roles", "MAY"].path.parents[1]
    for part in ("observations", "territories"):
        shutil.copytree(content / part, here / part)
    folder = here / "observations" / RELEASE
    sources = folder / "sources.csv"
    sources.write_bytes(sources.read_bytes().replace(b"Eurostat", b"Eurostit"))
    monkeypatch.setattr(observations, "release_folder", lambda name: folder)
    result = run("release", "verify")
    assert (result.exit_code, result.stderr) == (1, "")
    (line,) = result.stdout.splitlines()
    assert line.startswith(f"{sources}: the table differs from its digest sha256:")


# ── measure ───────────────────────────────────────────────────────────────────────────────────


def test_all_regions_are_measured_on_every_dimension_with_ranges() -> None:
    held = json.loads(done("measure", "--json", *FEW))
    assert (held["framework"], held["release"], held["runs"], held["seed"]) == (
        "blueprint@2021", RELEASE, 50, 1,
    )  # fmt: skip
    assert held["release_digest"] == universe().observations.digest
    rows = held["rows"]
    assert len(rows) == 242 * 5
    assert [r["node"] for r in rows[:5]] == ["overall", "A4", "A3", "A2", "A1"]
    scored = [r for r in rows if r["score"] is not None]
    assert [r for r in scored if not r["score_low"] <= r["score_high"]] == []
    assert [r for r in scored if not 1 <= r["rank_low"] <= r["rank_high"] <= r["ranked"]] == []
    unknown = [r for r in rows if r["score"] is None]
    assert {r["score_low"] for r in unknown} | {r["rank_high"] for r in unknown} == {None}
    assert 0 < len(unknown) < 100


def test_one_region_is_measured_on_every_node_and_json_and_csv_agree() -> None:
    rows = json.loads(done("measure", "Picardie", "--json", *FEW))["rows"]
    table = rows_of(done("measure", "FRE2", "--csv", *FEW))
    assert {(r["territory"], r["version"], r["name"]) for r in rows} == {
        ("FRE2", "2021", "Picardie")
    }
    assert [r["node"] for r in rows] == list(reversed(universe().assessment.tree.ids))
    assert [{k: "" if v is None else str(v) for k, v in r.items()} for r in rows] == table


def test_the_printed_table_never_shows_a_score_without_its_range() -> None:
    lines = done("measure", "FRE1", *FEW).splitlines()
    assert lines[0].split() == ["territory", "node", "score", "5–95", "%", "rank", "coverage"]
    for line in lines[1:]:
        assert re.search(r"  (unknown +\d+%|-?\d+ +-?\d+–-?\d+ +\d+–\d+ of \d+ +\d+%)$", line), line


def test_the_same_seed_gives_the_same_ranges_and_another_one_others() -> None:
    first, again, other = (
        done("measure", "FRE1", "--csv", *FEW, "--seed", seed) for seed in ("5", "5", "6")
    )
    assert first == again
    assert first != other
    assert [r["score"] for r in rows_of(first)] == [r["score"] for r in rows_of(other)]


def test_figures_of_ones_own_are_scored_by_a_framework_of_ones_own(own: Path) -> None:
    result = run("measure", "--framework", "my.yaml", "--observations", "my.csv", "--json", *FEW)
    assert result.exit_code == 0
    assert result.stderr == (
        "my.csv: 1 of 6 figures (17%) are missing, on lines 6. "
        "They stay missing; the coverage shows it.\n"
    )
    rows = {(r["territory"], r["node"]): r for r in json.loads(result.stdout)["rows"]}
    skills, access = ((33.1 - 10) / 50 + (79 - 40) / 60) * 50, (91.2 - 70) / 30 * 100
    by_hand = {
        ("FRE1", "skills"): skills,
        ("FRE1", "access"): access,
        ("FRE1", "overall"): (skills + access) / 2,
        ("FI1C", "skills"): 64.0,
        ("FI1C", "access"): 85.0,
        ("FI1C", "overall"): 74.5,
    }
    assert {k: rows[k]["score"] for k in rows} == {k: pytest.approx(v) for k, v in by_hand.items()}
    assert rows["FRE1", "overall"]["score"] == pytest.approx(63.1333333333)
    assert [rows["FI1C", n]["coverage"] for n in ("skills", "access", "overall")] == [0.5, 1, 0.75]
    assert all(r["score_low"] <= r["score"] <= r["score_high"] for r in rows.values())


def test_a_wide_table_of_ones_own_gives_the_same_scores(own: Path) -> None:
    (own / "wide.csv").write_text(
        "territory,period,tertiary_25_64,internet_daily,broadband_households\n"
        "FRE1,2023,33.1,79,91.2\nFI1C,2023,42.0,,95.5\n"
    )
    long, wide = (
        run("measure", "--framework", "my.yaml", "--observations", name, "--csv", *FEW)
        for name in ("my.csv", "wide.csv")
    )
    assert (long.exit_code, wide.exit_code) == (0, 0)
    assert [(r["node"], r["score"]) for r in rows_of(wide.stdout)] == [
        (r["node"], r["score"]) for r in rows_of(long.stdout)
    ]


def test_all_that_is_wrong_with_a_table_is_said_with_its_lines(own: Path) -> None:
    (own / "my.csv").write_text(
        "territory,indicator,period,value\n"
        'FRE1,tertiary_25_64,2023,"33,1"\n'
        "FRE1,internet_daily,2023,many\n"
        "FRE1,internet_dayly,2023,79\n"
        "FRE1,broadband_households,last year,91.2\n"
    )
    lines = refused("measure", "--framework", "my.yaml", "--observations", "my.csv").splitlines()
    found = {n.partition(": ")[0]: n.partition(": ")[2] for n in lines}
    assert {where: what.split(" ")[1] for where, what in found.items()} == {
        "my.csv:2": "value", "my.csv:3": "value", "my.csv:4": "indicator", "my.csv:5": "period",
    }  # fmt: skip
    assert "has a decimal comma" in found["my.csv:2"]
    assert "is not a number" in found["my.csv:3"]
    assert "Did you mean internet_daily?" in found["my.csv:4"]
    assert "is not a year" in found["my.csv:5"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--framework", "blueprnt"), "blueprnt: no such framework. Did you mean blueprint? "),
        (("--framework", "none.yaml"), "none.yaml: there is no such file. Check the path."),
        (("--observations", "none.csv"), "none.csv: there is no such file. Check the path."),
        (("--release", "europe"), "europe: no such release. Did you mean europe-nuts2021? "),
        (("XX99", *FEW), "XX99: no such territory in this release. Close: "),
        (("--runs", "0"), "Usage: main measure [OPTIONS] [TERRITORY]\n"),
        (("--seed", "-1"), "Usage: main measure [OPTIONS] [TERRITORY]\n"),
    ],
)
def test_what_cannot_be_measured_is_refused(
    arguments: tuple[str, ...], says: str, here: Path
) -> None:
    assert refused("measure", *arguments).startswith(says)


def test_a_framework_with_an_unknown_indicator_is_refused_with_a_likely_one(own: Path) -> None:
    (own / "my.yaml").write_text(FRAMEWORK.replace("internet_daily", "internet_dayly"))
    assert refused("measure", "--framework", "my.yaml").startswith(
        "framework my: the indicator internet_dayly is not known. Did you mean internet_daily? "
    )


def test_a_framework_with_an_unknown_method_is_refused_with_a_likely_one(own: Path) -> None:
    (own / "my.yaml").write_text(FRAMEWORK.replace("arithmetic-mean", "arithmetic"))
    assert "Did you mean arithmetic-mean?" in refused("measure", "--framework", "my.yaml", *FEW)


# ── compare ───────────────────────────────────────────────────────────────────────────────────


def test_peers_come_with_firmness_and_shares_that_make_a_whole() -> None:
    held = json.loads(done("compare", "FRE1", "--json"))
    assert (held["territory"], held["release"], held["isolated"]) == ("FRE1@2021", RELEASE, False)
    rows = held["rows"]
    assert [r["code"] for r in rows] == [p.territory.code for p in diagnosis("FRE1").peers.members]
    assert {r["firmness"] for r in rows} <= {"firm", "likely", "arguable"}
    shares = [sum(v for k, v in r.items() if k.startswith("share_")) for r in rows]
    assert shares == [pytest.approx(1)] * len(rows)
    table = rows_of(done("compare", "FRE1", "--csv"))
    assert [r["code"] for r in table] == [r["code"] for r in rows]


@pytest.mark.parametrize(("where", "home"), [("home", True), ("abroad", False)])
def test_peers_can_be_looked_for_only_at_home_or_only_abroad(where: str, home: bool) -> None:
    rows = json.loads(done("compare", "FRE1", "--json", "--where", where))["rows"]
    assert len(rows) >= 5
    assert {r["country"] == "FR" for r in rows} == {home}


def test_peers_are_printed_as_a_table_with_their_firmness() -> None:
    lines = done("compare", "FRE1").splitlines()
    members = diagnosis("FRE1").peers.members
    assert [n.split()[0] for n in lines[1:]] == [p.territory.code for p in members]
    assert [p.firmness in n for p, n in zip(members, lines[1:], strict=True)] == [True] * len(
        members
    )


def test_gaps_come_with_target_band_and_chance() -> None:
    rows = json.loads(done("compare", "FRE1", "--gaps", "--json"))["rows"]
    assert [r["node"] for r in rows] == list(diagnosis("FRE1").gaps)
    by_node = {r["node"]: r for r in rows}
    assert (by_node["A4.3"]["value"], by_node["A4.3"]["chance"], by_node["A4.3"]["word"]) == (
        None, None, "unknown",
    )  # fmt: skip
    known = [r for r in rows if r["gap"] is not None]
    assert [r["node"] for r in known if not r["gap_low"] <= r["gap"] <= r["gap_high"]] == []
    assert [r["node"] for r in known if not 0 <= r["chance"] <= 1] == []
    assert len(done("compare", "FRE1", "--gaps").splitlines()) == len(rows) + 1
    assert len(rows_of(done("compare", "FRE1", "--gaps", "--csv"))) == len(rows)


@pytest.mark.parametrize(
    ("territory", "says"),
    [
        ("FI20", "FI20 (Åland): not comparable: too few structural figures. "),
        ("FR", "FR (France): it is a country or a larger region; "),
        ("XX99", "XX99: no such territory in this release. Close: "),
    ],
)
def test_what_cannot_be_compared_is_refused(territory: str, says: str) -> None:
    assert refused("compare", territory).startswith(says)


# ── recommend ─────────────────────────────────────────────────────────────────────────────────


def test_advice_comes_as_whole_cards_with_what_was_not_advised() -> None:
    held = json.loads(done("recommend", "FRE1", "--json"))
    advised = diagnosis("FRE1").advised
    assert [c["id"] for c in held["advice"]] == [a.text.id for a in advised.advice]
    assert {len(c["fields"]) for c in held["advice"]} == {14}
    assert [n["id"] for n in held["not_advised"]] == [
        r.text.id for r in advised.rejected if r.tier is None
    ]
    assert held["territory"] == "FRE1@2021"


@pytest.mark.parametrize("role", ["MAY", "may"])
def test_advice_for_one_role_is_for_that_role_only(role: str) -> None:
    rows = rows_of(done("recommend", "FRE1", "--role", role, "--csv"))
    assert {r["role"] for r in rows} == {"MAY"}
    lines = done("recommend", "FRE1", "--role", role).splitlines()
    assert lines[0].endswith("[MAY]")
    assert re.match(r"[A-D] (act now|prepare|test small|measure first): ", lines[0])
    assert {m for n in lines for m in re.findall(r"\[([A-Z]{3})\]", n)} == {"MAY"}


def test_an_unknown_role_is_refused_with_the_likely_and_the_known_ones() -> None:
    known = ", ".join(sorted(universe().library.roles))
    assert refused("recommend", "FRE1", "--role", "xyz") == f"xyz: no such role. Known: {known}.\n"
    assert refused("recommend", "FRE1", "--role", "mayr") == (
        f"mayr: no such role. Did you mean MAY? Known: {known}.\n"
    )


# ── brief ─────────────────────────────────────────────────────────────────────────────────────


def test_a_briefing_is_four_files_and_a_summary_on_the_terminal(here: Path) -> None:
    lines = done("brief", "FRE1", *DAY).splitlines()
    assert sorted(p.name for p in (here / "out" / "FRE1").iterdir()) == FILES
    assert lines[0] == "Nord-Pas de Calais"
    assert [n.strip() for n in lines if n.startswith("  out/")] == [
        f"out/FRE1/briefing.{kind}" for kind in ("html", "pdf", "docx")
    ] + ["out/FRE1/readings.json"]
    said = re.fullmatch(r"Any number in it:  territoria explain '(score:.+)'", lines[-1])
    assert said is not None
    held = json.loads((here / "out" / "FRE1" / "readings.json").read_text())
    assert said[1] in held["readings"]
    assert held["date"] == "2026-11-22"


@pytest.fixture
def quick_writers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers that write nothing much, where it does not matter what a file holds."""
    from territoria.documents import publish

    monkeypatch.setattr(publish, "render_pdf", lambda document: b"pdf")
    monkeypatch.setattr(publish, "render_docx", lambda document: b"docx")


@pytest.mark.parametrize("name", ["Picardie", "picardie", "FRE2", "fre2", "FRE2@2021"])
def test_a_region_is_found_by_code_or_name(name: str, here: Path, quick_writers: None) -> None:
    assert done("brief", name, *DAY).startswith("Picardy\n")
    assert sorted(p.name for p in (here / "out" / "FRE2").iterdir()) == FILES


def test_another_folder_and_another_capacity_are_heeded(here: Path, quick_writers: None) -> None:
    done("brief", "FRY5", *DAY, "--out", "here/it is", "--capacity", "20")
    held = json.loads((here / "here" / "it is" / "readings.json").read_text())
    assert held["capacity"] == 20
    assert {a.rpartition(":")[2] for a in held["readings"]} >= {
        f"{universe().assessment.tree.plan}+20"
    }


def test_an_unknown_region_is_refused_with_those_that_are_close(here: Path) -> None:
    message = refused("brief", "XX99")
    assert re.fullmatch(
        r"XX99: no such territory in this release\. Close: "
        r"(\w{4} \([^()]+(\([^()]+\))?\)(, )?){5}\.\n",
        message,
    )
    assert "Picardie" in refused("brief", "Picardi")
    assert list(here.iterdir()) == []


def test_a_country_is_refused_with_what_to_do(here: Path) -> None:
    assert refused("brief", "FR") == (
        "FR (France): it is a country or a larger region; the framework scores the finest level. "
        "Name one of its regions.\n"
    )


@pytest.mark.parametrize("capacity", ["0", "-1", "many", "nan", "inf"])
@pytest.mark.parametrize("command", ["brief", "recommend"])
def test_a_capacity_that_is_none_is_refused(command: str, capacity: str, here: Path) -> None:
    message = refused(command, "FRE1", f"--capacity={capacity}")
    assert message.startswith(f"Usage: main {command} [OPTIONS] TERRITORY\n")
    assert re.search(r"Error: Invalid value for '?--capacity'?: ", message)
    assert list(here.iterdir()) == []


def test_a_day_that_is_none_is_refused(here: Path) -> None:
    assert "Invalid value for '--date'" in refused("brief", "FRE1", "--date", "31 November")


def test_a_folder_that_cannot_be_written_is_refused_clearly(
    here: Path, quick_writers: None
) -> None:
    (here / "file").write_text("in the way")
    assert refused("brief", "FRY5", "--out", "file/out") == (
        "file/out: cannot write here: Not a directory. Choose another --out.\n"
    )
    assert "Directory 'file' is a file." in refused("brief", "FRY5", "--out", "file")


# ── explain, recompute ────────────────────────────────────────────────────────────────────────


def test_a_number_is_explained_down_to_its_cell() -> None:
    lines = done("explain", score_address()).splitlines()
    assert lines[0].startswith("Nord-Pas de Calais, Partnerships and trust: 52 of 100, between ")
    assert [
        n for n in lines if re.match(r" +cell: observations\.csv\.gz line \d+: FRE1, eqi_i", n)
    ] != []
    assert lines[-1] == f"  plan {universe().assessment.tree.digest}"
    inner = [n.strip().removeprefix("→ ") for n in lines if n.strip().startswith("→ ")]
    figures = ("eqi_impartiality", "eqi_corruption_control")
    assert inner == [str(address_of(diagnosis("FRE1"), "observation", f)) for f in figures]
    assert done("explain", inner[0]).startswith(
        "Impartiality of public services as residents see it in Nord-Pas de Calais: 0.268 points "
    )


def test_a_derivation_is_printed_as_json() -> None:
    lines = json.loads(done("explain", score_address(), "--json"))
    plain = done("explain", score_address()).splitlines()
    assert lines[0]["depth"] == 0
    assert lines[0]["address"] == score_address()
    assert [f"{'  ' * n['depth']}{n['text']}" for n in lines] == [
        n for n in plain if not n.strip().startswith("→ ")
    ]


def test_a_printed_number_is_computed_again_and_agrees(printed: Path) -> None:
    lines = done("recompute", score_address()).splitlines()
    assert re.fullmatch(r"51\.58 \(\S+ to \S+\) points of 100", lines[0])
    assert lines[1:] == ["agrees with out/FRE1/readings.json"]


def test_an_unknown_number_is_recomputed_as_unknown(printed: Path) -> None:
    assert done("recompute", score_address("A4")).splitlines() == [
        "Nord-Pas de Calais, Infrastructure and investment: not scored; 1 of 2 figures are known.",
        "agrees with out/FRE1/readings.json",
    ]


def test_a_tampered_number_is_found_out_with_exit_code_1(printed: Path) -> None:
    path = printed / "readings.json"
    held = json.loads(path.read_text())
    held["readings"][score_address()]["value"] = 99.0
    path.write_text(json.dumps(held))
    result = run("recompute", score_address())
    assert (result.exit_code, result.stderr) == (1, "")
    said = result.stdout.splitlines()[1:]
    assert len(said) == 1
    assert said[0].startswith(
        "differs from out/FRE1/readings.json: value: printed 99.0, computed 51.58"
    )
    result = run("recompute", score_address(), "--json", "--readings", str(path))
    assert result.exit_code == 1
    again = json.loads(result.stdout)
    assert again["value"] == pytest.approx(51.58)
    assert again["compared_with"] == str(path)
    assert [d.partition(":")[0] for d in again["differences"]] == ["value"]


def test_without_a_document_a_number_is_computed_and_that_is_said_aside(here: Path) -> None:
    result = run("recompute", score_address(), "--json")
    assert result.exit_code == 0
    again = json.loads(result.stdout)
    assert (again["compared_with"], again["differences"]) == (None, [])
    result = run("recompute", score_address())
    assert result.stderr == "computed; no printed value at hand to compare with\n"
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize("command", ["explain", "recompute"])
@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("A2", "A2: this is not an address: an address has six parts, "),
        (score_address().replace("score:", "scor:"), "scor: no number has this kind. Did you mean score?"),
        (score_address().replace(":A1.2:", ":A9:"), "score:A9: this territory has no such number. "),
        (score_address() + "+many", "capacity 'many': this is no number of person-months above 0. "),
        (score_address()[:-6] + "000000", "plan 000000: the framework now computes with plan "),
    ],
    ids=["no address", "kind", "node", "capacity", "plan"],
)  # fmt: skip
def test_a_wrong_address_is_refused(command: str, address: str, says: str, here: Path) -> None:
    assert refused(command, address).startswith(says)


def test_a_file_of_readings_that_is_none_is_refused(here: Path) -> None:
    (here / "broken.json").write_text("{")
    assert refused("recompute", score_address(), "--readings", "nowhere.json") == (
        "nowhere.json: there is no such file. Check the path.\n"
    )
    assert refused("recompute", score_address(), "--readings", "broken.json").startswith(
        "broken.json: this is not the readings.json of a document."
    )


# ── as a program ──────────────────────────────────────────────────────────────────────────────


def program(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("territoria")
    return subprocess.run(
        [str(command), *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_the_installed_program_refuses_without_a_traceback(tmp_path: Path) -> None:
    done = program("brief", "XX99", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("XX99: no such territory in this release. Close: ")
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_installed_program_can_be_piped(tmp_path: Path) -> None:
    done = program("measure", "FRE1", "--json", *FEW, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["rows"][0]["node"] == "overall"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_where_someone_looks_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: dict[str, str] = {}
    for name, stream in (("terminal", Terminal()), ("file", io.StringIO())):
        monkeypatch.setattr(sys, "stderr", stream)
        with speak.progress(["reading the release", "writing"]) as step:
            step()
            step()
        shown[name] = stream.getvalue()
    assert shown["file"] == ""
    assert "done" in shown["terminal"]
