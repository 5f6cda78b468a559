"""Explain and recompute: from every printed number of a briefing back to its cells, and forward."""

from __future__ import annotations

import csv
import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from places import DAY, briefing, diagnosis, fresh_universe
from territoria import explain as explaining
from territoria.content import Library, content_root, load_library
from territoria.diagnosis import Diagnosis, Universe
from territoria.documents.publish import readings_json
from territoria.errors import AddressError
from territoria.explain import (
    EXPLAINERS,
    Line,
    explain,
    parse_address,
    recompute,
    stored_reading,
)
from territoria.measure.tree import OVERALL
from territoria.model import Address
from territoria.readings import KINDS, Opener, Readings, address_of, open_address

FRE1 = "FRE1"
CELL = re.compile(
    r"cell: observations\.csv\.gz line (?P<line>\d+): (?P<territory>\w+), (?P<indicator>\w+), "
    r"(?P<period>\d{4}), (?P<value>[-\d.e+]+) .*, (?P<status>observed|inherited)(, flag (?P<flag>\w))?$"
)


@cache
def table() -> list[list[str]]:
    """The release's table as it lies on disk; line 1 is its header."""
    path = content_root() / "observations" / "europe-nuts2021" / "observations.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@cache
def beside_the_briefing() -> bytes:
    """The file readings.json beside the briefing of FRE1."""
    return readings_json(diagnosis(FRE1), briefing(FRE1), DAY)


@cache
def printed() -> dict[str, dict[str, Any]]:
    """What stands in it, by address."""
    held: dict[str, dict[str, Any]] = json.loads(beside_the_briefing())["readings"]
    return held


@pytest.fixture(scope="module")
def another_universe() -> Universe:
    """The release opened a second time, apart from the one that printed."""
    return fresh_universe()


@pytest.fixture(scope="module")
def reopened() -> dict[tuple[str, str, str, str], Diagnosis]:
    """Diagnoses opened from addresses alone, each only once."""
    return {}


@pytest.fixture
def opened_once(
    another_universe: Universe,
    reopened: dict[tuple[str, str, str, str], Diagnosis],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Let explain and recompute share what they open, so that hundreds of numbers stay quick."""

    def opening(address: Address, library: Library, *, opened: Opener | None = None) -> Diagnosis:
        key = (address.framework, address.territory, address.release, address.plan)
        if key not in reopened:
            reopened[key] = open_address(address, library, opened=lambda _: another_universe)
        return reopened[key]

    monkeypatch.setattr(explaining, "open_address", opening)


# ── every printed number ──────────────────────────────────────────────────────────────────────


def test_a_briefing_prints_numbers_of_almost_every_kind() -> None:
    kinds = {address.split(":")[0] for address in printed()}
    answers = {"said", "together"}  # of those who were asked; here nobody was
    never = {"regions-scored", "coverage", "distance", "inherited"}
    assert set(KINDS) - kinds == never | answers
    assert len(printed()) > 200


def test_every_printed_address_is_read_and_written_alike() -> None:
    assert [a for a in printed() if str(parse_address(a)) != a] == []
    assert [a for a, r in printed().items() if r["address"] != a] == []


def test_every_printed_number_is_the_same_again_from_its_address_alone(opened_once: None) -> None:
    library = load_library()
    found = {a: recompute(parse_address(a), library, r) for a, r in printed().items()}
    assert {a: f.differences for a, f in found.items() if not f.agrees} == {}
    assert {a for a, f in found.items() if f.reading.value != printed()[a]["value"]} == set()
    assert {a for a, f in found.items() if f.reading.sentence != printed()[a]["sentence"]} == set()


def test_every_printed_number_has_a_derivation_that_begins_with_its_sentence(
    opened_once: None,
) -> None:
    library = load_library()
    wrong = []
    for address, stored in printed().items():
        lines = explain(parse_address(address), library)
        release, plan = lines[-2:]
        good = (
            lines[0] == Line(0, stored["sentence"], address)
            and release.text.startswith("release europe-nuts2021, digest ")
            and plan.text.startswith("plan ")
            and all(line.depth > 0 and line.text.strip() for line in lines[1:])
        )
        wrong += [] if good else [address]
    assert wrong == []


def test_every_kind_but_the_plainest_says_more_than_its_value(opened_once: None) -> None:
    plain = {"setting", "peers", "isolation", "comparable", "indistinct", "regions-scored"}
    assert set(KINDS) - set(EXPLAINERS) == plain
    one_each = {a.split(":")[0]: a for a in printed()}
    for kind in set(one_each) - plain:
        lines = explain(parse_address(one_each[kind]), load_library())
        said = {"value", "how", "release", "plan"}
        more = [line for line in lines[1:] if line.text.partition(" ")[0].rstrip(":") not in said]
        assert more != [], kind


def test_every_address_named_in_a_derivation_leads_to_a_number(opened_once: None) -> None:
    library = load_library()
    named = {
        line.address
        for address in printed()
        for line in explain(parse_address(address), library)
        if line.address and line.address not in printed()
    }
    assert len(named) > 50
    for text in sorted(named):
        address = parse_address(text)
        reading = Readings(explaining.open_address(address, library)).read(
            address.kind, address.node
        )
        assert str(reading.address) == text


def test_five_numbers_are_the_same_again_with_nothing_opened_before() -> None:
    one_each = {a.split(":")[0]: a for a in printed()}
    for kind in ("score", "peer", "target", "load", "text"):
        found = recompute(parse_address(one_each[kind]), load_library(), printed()[one_each[kind]])
        assert (found.differences, found.agrees) == ((), True), kind


# ── down to the cells ─────────────────────────────────────────────────────────────────────────


def cells_of(lines: list[Line]) -> list[re.Match[str]]:
    found = [CELL.fullmatch(line.text) for line in lines if line.text.startswith("cell:")]
    assert None not in found
    return [match for match in found if match is not None]


def row_of(cell: re.Match[str]) -> dict[str, str]:
    return dict(zip(table()[0], table()[int(cell["line"]) - 1], strict=True))


@pytest.mark.parametrize("node", ["A1", "A1.1", "A2", "A2.2", "A3.2", "A4", "A4.3", OVERALL])
def test_a_score_reaches_the_cell_of_every_figure_below_it(node: str, opened_once: None) -> None:
    d = diagnosis(FRE1)
    lines = explain(address_of(d, "score", node), d.library)
    if d.score(node) is None:  # unknown, and still every figure that is there can be followed
        assert lines[0].text.endswith(
            f"{len(d.known(node))} of {len(d.bound(node))} figures are known."
        )
    cells = cells_of(lines)
    assert [c["indicator"] for c in cells] == list(d.known(node))
    for cell in cells:
        row = row_of(cell)
        assert [row[k] for k in ("territory", "indicator", "period", "status")] == [
            FRE1, cell["indicator"], cell["period"], cell["status"],
        ]  # fmt: skip
        assert float(cell["value"]) == float(row["value"]) == d.value(cell["indicator"])
    missing = [i for i in d.bound(node) if i not in d.known(node)]
    said = [line.text for line in lines if line.text.startswith("no cell")]
    assert said == [f"no cell: {i} is missing for FRE1" for i in missing]


def test_the_derivation_of_a_factor_can_be_followed_with_a_pencil(opened_once: None) -> None:
    d = diagnosis(FRE1)
    (cell,) = (n for n, row in enumerate(table(), 1) if row[:3] == [FRE1, "eqi_quality", "2021"])
    digest, plan = d.observations.digest, d.assessment.tree.digest
    lines = explain(address_of(d, "score", "A1.1"), d.library)
    low, high = (d.assessment.replications.score_ranges[n] for n in (0, 1))
    row = d.assessment.tree.index("A1.1")
    between = f"{low[row, d.column]:.6g} to {high[row, d.column]:.6g}"
    assert [(line.depth, line.text) for line in lines[1:]] == [
        (1, f"value 63.28 (from {between}) points of 100"),
        (1, "how: score of blueprint 2021; range 5–95 % of 1,000 variations"),
        (1, "recipe: impute none, treat none, normalise fixed-bounds, weight equal, aggregate arithmetic-mean"),
        (1, "Quality of public services: 63.28, weight 1"),
        (2, "(0.664 − (−2.5)) / (2.5 − (−2.5)) × 100 = 63.28"),
        (2, f"cell: observations.csv.gz line {cell}: FRE1, eqi_quality, 2021, 0.664 points (0 = EU mean), observed"),
        (3, lines[7].text),
        (3, lines[8].text),
        (1, f"release europe-nuts2021, digest {digest}"),
        (1, f"plan {plan}"),
    ]  # fmt: skip
    assert lines[7].text.startswith("source: Quality of Government Institute, ")
    assert lines[8].text.startswith("retrieved from ")


def test_a_figure_where_less_is_better_is_turned_round(opened_once: None) -> None:
    lines = explain(address_of(diagnosis(FRE1), "score", "A2.2"), load_library())
    assert "(65 − 23.7) / (65 − 3) × 100 = 66.6129 (lower is better)" in [
        line.text for line in lines
    ]


def test_a_large_figure_is_the_one_of_the_table_to_the_last_digit(opened_once: None) -> None:
    lines = explain(address_of(diagnosis(FRE1), "observation", "population.2019"), load_library())
    (cell,) = cells_of(lines)
    assert cell["value"] == row_of(cell)["value"] == "4052299"


def test_every_figure_of_a_region_is_the_one_of_the_table(opened_once: None) -> None:
    d = diagnosis(FRE1)
    for indicator in (i for i in d.observations.indicators if i in d.library.indicators):
        for year in d.observations.series(d.territory.key, indicator)[0]:
            (cell,) = cells_of(
                explain(address_of(d, "observation", f"{indicator}.{year}"), d.library)
            )
            row = row_of(cell)
            assert [row[k] for k in ("territory", "indicator", "period")] == [
                FRE1, indicator, str(year),
            ]  # fmt: skip
            assert cell["value"] == row["value"]


def test_an_inherited_figure_names_the_larger_region_it_comes_from(opened_once: None) -> None:
    lines = explain(address_of(diagnosis("DE21"), "observation", "internet_daily"), load_library())
    (cell,) = cells_of(lines)
    assert cell["status"] == "inherited"
    assert row_of(cell)["inherited_from"] == "DE2@2021"
    assert Line(2, "inherited from the larger region DE2@2021") in lines


def test_a_doubtful_figure_shows_its_flag(opened_once: None) -> None:
    code, indicator, period, *_ = next(row for row in table() if row[5] == "u" and len(row[0]) == 4)
    address = address_of(diagnosis(code), "observation", f"{indicator}.{period}")
    (cell,) = cells_of(explain(address, load_library()))
    assert (cell["flag"], row_of(cell)["flag"]) == ("u", "u")


def test_a_trend_shows_the_cell_of_each_of_its_years(opened_once: None) -> None:
    d = diagnosis(FRE1)
    cells = cells_of(explain(address_of(d, "trend", "hrst"), d.library))
    assert [int(c["period"]) for c in cells] == [2013, 2014, 2015, 2016, 2017, 2018]
    assert [c["value"] for c in cells] == ["30.9", "30.5", "29.9", "30.2", "31.1", "32.3"]


def test_a_gap_names_every_firm_and_likely_peer_with_its_own_score(opened_once: None) -> None:
    d = diagnosis(FRE1)
    lines = explain(address_of(d, "gap", "A1.1"), d.library)
    peers = [line for line in lines if line.address.startswith("score:") and line.depth == 2]
    assert [line.text.split()[0] for line in peers] == [p.territory.code for p in d.peers.sound]
    scores = d.assessment.scores.of("A1.1")
    assert [float(line.text.rpartition(": ")[2]) for line in peers] == [
        pytest.approx(scores[c], rel=1e-5) for c in d.peer_columns
    ]


def test_a_peer_is_explained_by_shares_that_make_up_the_whole_distance(opened_once: None) -> None:
    d = diagnosis(FRE1)
    lines = explain(address_of(d, "peer", d.peers.members[0].territory.code), d.library)
    shares = [int(m[1]) for n in lines if (m := re.search(r": (\d+) ?% of the distance", n.text))]
    assert len(shares) == 4
    assert sum(shares) == pytest.approx(100, abs=2)
    assert [n.text for n in lines if n.text.startswith("Population (log)")] == [
        "Population (log): 4052299 (2019) here, 1848840 (2019) there"
    ]


def test_a_quoted_figure_shows_the_words_of_its_text(opened_once: None) -> None:
    node = "recommendations/dated-roadmap/effort.person_months"
    lines = explain(address_of(diagnosis(FRE1), "text", node), load_library())
    path = load_library().files["recommendations", "dated-roadmap"].path
    said = re.fullmatch(
        r"Quoted from content/(recommendations/dated-roadmap/recommendation\.yaml), line (\d+)\.",
        lines[0].text,
    )
    assert said is not None
    assert (
        path.read_text(encoding="utf-8").splitlines()[int(said[2]) - 1].strip() == "person_months:"
    )
    assert Line(1, "it says: 2 to 4") in lines


# ── what differs is said ──────────────────────────────────────────────────────────────────────


def score_address() -> str:
    return str(address_of(diagnosis(FRE1), "score", "A1.2"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("value", 52.0),
        ("value", 51.580001),
        ("value", None),
        ("low", 0.0),
        ("high", 100.0),
        ("unit_of_measure", "%"),
        ("period", "1999"),
        ("inputs", "another release"),
    ],
)
def test_a_tampered_number_is_reported(name: str, value: object, opened_once: None) -> None:
    stored = printed()[score_address()] | {name: value}
    found = recompute(parse_address(score_address()), load_library(), stored)
    true = printed()[score_address()][name]
    assert not found.agrees
    assert found.differences == (f"{name}: printed {value!r}, computed {true!r}",)


def test_a_number_put_where_nothing_is_known_is_reported(opened_once: None) -> None:
    address = address_of(diagnosis(FRE1), "score", "A4.3")
    found = recompute(address, load_library(), {"value": 50.0})
    assert found.differences == ("value: printed 50.0, computed None",)


def test_a_change_beyond_the_ninth_digit_is_no_difference(opened_once: None) -> None:
    stored = printed()[score_address()]
    found = recompute(
        parse_address(score_address()), load_library(), stored | {"value": stored["value"] + 1e-10}
    )
    assert found.differences == ()


def test_without_a_printed_value_a_number_is_only_computed(opened_once: None) -> None:
    found = recompute(parse_address(score_address()), load_library())
    assert (found.stored, found.agrees, found.reading.value) == (None, True, pytest.approx(51.58))


# ── reading what was printed ──────────────────────────────────────────────────────────────────


def test_a_printed_value_is_found_by_its_address(tmp_path: Path) -> None:
    path = tmp_path / "readings.json"
    path.write_bytes(beside_the_briefing())
    address = parse_address(score_address())
    assert stored_reading(address, path) == {"language": "en", **printed()[score_address()]}
    other = Address.parse(str(address).replace("FRE1", "FRE2"))
    assert stored_reading(other, path) is None
    assert stored_reading(address, tmp_path / "nowhere.json") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"readings": []}', "null"])
def test_a_file_that_is_no_readings_json_is_refused_by_name(text: str, tmp_path: Path) -> None:
    path = tmp_path / "readings.json"
    path.write_text(text)
    with pytest.raises(AddressError) as caught:
        stored_reading(parse_address(score_address()), path)
    assert (
        str(caught.value) == f"{path}: this is not the readings.json of a document. Write it anew."
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "an address has six parts"),
        ("A2", "an address has six parts"),
        ("score:blueprint@2021:FRE1@2021:A1:europe-nuts2021", "an address has six parts"),
        ("score:blueprint@2021:FRE1@2021::europe-nuts2021:3f9c1b", "an address has six parts"),
        ("score:blueprint:FRE1@2021:A2:europe-nuts2021:3f9c1b", "the framework part 'blueprint'"),
        ("score:blueprint@2021:FRE1:A2:europe-nuts2021:3f9c1b", "the territory part 'FRE1'"),
        ("score:blueprint@2021:FRE1@:A2:europe-nuts2021:3f9c1b", "the territory part 'FRE1@'"),
        ("score:blueprint@2021:@2021:A2:europe-nuts2021:3f9c1b", "the territory part '@2021'"),
    ],
)
def test_what_is_no_address_says_which_part_is_wrong(text: str, why: str) -> None:
    with pytest.raises(AddressError) as caught:
        parse_address(text)
    (problem,) = caught.value.problems
    assert (problem.where, problem.mend) == (text, "Copy one from readings.json.")
    assert problem.what.startswith(f"this is not an address: {why}")
