"""Readings: every address becomes a number, and a wrong address becomes a clear message."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places import diagnosis, universe
from territoria.content import load_library
from territoria.diagnosis import Diagnosis, Universe
from territoria.errors import AddressError, DataError, MethodError, TerritoriaError
from territoria.errors import UnknownTerritory as Unknown
from territoria.explain import recompute
from territoria.measure.tree import OVERALL
from territoria.model import Address
from territoria.readings import KINDS, Readings, address_of, open_address, plan_of, unit_of

FRE1 = "FRE1"
SETTINGS = (
    "capacity", "runs", "draws", "advice-draws", "k", "regions", "indicators", "minimum-coverage",
)  # fmt: skip
LISTS = {"": "peers", "home.": "peers_home", "abroad.": "peers_abroad"}


def fields_of(value: Any, path: str = "") -> Iterator[str]:
    """The dotted path of every value in a text."""
    if path:
        yield path
    children = value.items() if isinstance(value, dict) else enumerate(value or ())
    if isinstance(value, dict | list):
        for key, child in children:
            yield from fields_of(child, f"{path}.{key}" if path else str(key))


def nodes_of(d: Diagnosis) -> dict[str, list[str]]:
    """Everything a kind can be asked of one territory."""
    every = [OVERALL, *(n.id for n in d.framework.walk())]
    scored = list(d.assessment.tree.ids)
    figures = [i for i in d.observations.indicators if i in d.library.indicators]
    years = [f"{i}.{y}" for i in figures for y in d.observations.series(d.territory.key, i)[0]]
    peers = [f"{p}{m.territory.code}" for p, a in LISTS.items() for m in getattr(d, a).members]
    gaps = [n for n, gap in d.gaps.items() if gap.size is not None]
    return {
        "observation": figures + years,
        "score": every,
        "known": every,
        "inherited": every,
        "rank": scored,
        "regions-scored": scored,
        "indistinct": scored,
        "coverage": scored,
        "trend": list(d.trends),
        "peer": peers,
        "distance": peers,
        "peers": ["all", "sound", "firm", "likely", "arguable", "home", "abroad"],
        "isolation": ["nearest"],
        "comparable": ["universe"],
        "peer-median": gaps,
        "gap": gaps,
        "chance": gaps,
        # nobody was asked here: what answers give is tried in measure/test_surveyed.py
        "said": [],
        "together": [],
        "target": list(d.targets),
        "pace": list(d.targets),
        "robust": [a.text.id for a in d.advised.advice],
        "load": [str(n + 1) for n in range(len(d.roadmap.waves))],
        "setting": list(SETTINGS),
        "text": [
            f"{kind}/{text_id}/{field}"
            for (kind, text_id), source in d.library.files.items()
            for field in fields_of(source.data)
        ],
    }


def test_all_kinds_are_asked_of_all_their_nodes_here() -> None:
    assert set(nodes_of(diagnosis(FRE1))) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_of_a_kind_can_be_read(kind: str) -> None:
    d = diagnosis(FRE1)
    found = [Readings(d).read(kind, node) for node in nodes_of(d)[kind]]
    assert [str(r.address) for r in found] == [
        f"{kind}:blueprint@2021:FRE1@2021:{node}:europe-nuts2021:{plan_of(d)}"
        for node in nodes_of(d)[kind]
    ]
    assert [r.address for r in found if Address.parse(str(r.address)) != r.address] == []
    assert [str(r.address) for r in found if not r.sentence.endswith(".")] == []
    known = [r for r in found if r.value is not None]
    assert [str(r.address) for r in known if not r.unit_of_measure] == []
    assert [r.value for r in known if not math.isfinite(r.value or 0.0)] == []
    ranged = [r for r in found if r.low is not None or r.high is not None]
    assert [str(r.address) for r in ranged if not (r.low or 0.0) <= (r.high or 0.0)] == []
    assert len(known) > 0 or kind in ("text", "said", "together")


# ── the arithmetic, by hand ───────────────────────────────────────────────────────────────────


def value_of(kind: str, node: str, code: str = FRE1) -> float:
    value = Readings(diagnosis(code)).read(kind, node).value
    assert value is not None
    return value


def test_a_factor_with_one_figure_is_that_figure_on_its_scale() -> None:
    assert value_of("observation", "eqi_quality") == 0.664
    assert value_of("score", "A1.1") == pytest.approx((0.664 + 2.5) / 5 * 100, abs=1e-9)
    assert value_of("score", "A1.1") == pytest.approx(63.28, abs=1e-9)


def test_a_factor_with_three_figures_is_their_mean_and_less_of_a_bad_thing_is_better() -> None:
    tertiary = (31.9 - 12) / (58 - 12) * 100
    low_education = (65 - 23.7) / (65 - 3) * 100
    internet = (74 - 48) / (96 - 48) * 100
    assert [value_of("observation", i) for i in ("tertiary_25_64", "low_education_25_64")] == [
        31.9, 23.7,
    ]  # fmt: skip
    by_hand = (tertiary + low_education + internet) / 3
    assert by_hand == pytest.approx(54.680146, abs=1e-6)
    assert value_of("score", "A2.2") == pytest.approx(by_hand, abs=1e-9)


def test_a_missing_figure_leaves_the_mean_and_is_not_a_zero() -> None:
    papers = value_of("observation", "i40_papers_pm") / 1050 * 100
    assert Readings(diagnosis(FRE1)).read("observation", "rd_personnel").value is None
    assert value_of("score", "A3.2") == pytest.approx(papers, abs=1e-9)


def test_a_dimension_is_the_mean_of_its_known_factors_and_the_whole_of_its_dimensions() -> None:
    talent = (value_of("score", "A2.1") + value_of("score", "A2.2") + value_of("score", "A2.3")) / 3
    assert value_of("score", "A2") == pytest.approx(talent, abs=1e-9)
    whole = (value_of("score", "A1") + value_of("score", "A2") + value_of("score", "A3")) / 3
    assert value_of("score", OVERALL) == pytest.approx(whole, abs=1e-9)


def test_coverage_is_the_share_of_the_weight_with_a_figure() -> None:
    assert [value_of("coverage", n) for n in ("A1", "A3.2", "A3", "A4")] == [100, 50, 75, 50]
    assert [value_of("known", n) for n in ("A1", "A3", "A4", OVERALL)] == [3, 3, 1, 14]


def test_a_rank_range_lies_inside_the_number_of_regions_scored() -> None:
    reading = Readings(diagnosis(FRE1)).read("rank", OVERALL)
    assert reading.detail["of"] == value_of("regions-scored", OVERALL) == 239
    assert reading.low is not None
    assert reading.high is not None
    assert 1 <= reading.low < reading.high <= 239


# ── unknown is a third state ──────────────────────────────────────────────────────────────────


def test_a_factor_without_a_figure_is_unknown_and_says_how_many_are_missing() -> None:
    reading = Readings(diagnosis(FRE1)).read("score", "A4.3")
    assert (reading.value, reading.low, reading.high, reading.badge) == (None, None, None, "")
    assert reading.sentence == (
        "Nord-Pas de Calais, Access to finance: not scored; 0 of 1 figures are known."
    )
    gerd = Readings(diagnosis(FRE1)).read("observation", "gerd")
    assert gerd.value is None
    assert gerd.sentence == (
        "Spending on research and development: no figure for Nord-Pas de Calais in this release."
    )


def test_no_region_without_a_figure_of_research_spending_gets_a_score_of_finance() -> None:
    cut, scores = universe().assessment.cut, universe().assessment.scores.of("A4.3")
    row = cut.indicators.index("gerd")
    missing = [not math.isfinite(v) for v in cut.values[row]]
    assert sum(missing) > 20
    assert [not math.isfinite(s) for s in scores] == missing


def test_a_dimension_below_its_least_coverage_is_measured_first() -> None:
    reading = Readings(diagnosis(FRE1)).read("score", "A4")
    assert value_of("coverage", "A4") == 50 < value_of("setting", "minimum-coverage") == 60
    assert reading.value is None
    assert Readings(diagnosis(FRE1)).read("rank", "A4").value is None


def test_a_score_of_nought_is_a_score_and_not_unknown() -> None:
    """Half a percent of jobs in high technology is the foot of the scale, in Thessaly."""
    reading = Readings(diagnosis("EL61")).read("score", "A2.3")
    assert Readings(diagnosis("EL61")).read("observation", "hightech_employment").value == 0.5
    assert reading.value == 0.0
    assert reading.sentence.startswith("Thessaly, Digital entrepreneurs: 0 of 100, between ")


# ── units, periods, badges ────────────────────────────────────────────────────────────────────


def test_an_observation_names_unit_year_status_publisher_and_kind() -> None:
    reading = Readings(diagnosis(FRE1)).read("observation", "hrst")
    assert (reading.unit_of_measure, reading.period, reading.badge, reading.method) == (
        "% of population", "2018", "A", "observed",
    )  # fmt: skip
    assert reading.sentence.startswith(
        "Human resources in science and technology in Nord-Pas de Calais: "
        "32.3 % of population, 2018, observed (Eurostat, "
    )


def test_an_inherited_figure_says_from_where_and_has_its_own_kind() -> None:
    reading = Readings(diagnosis("DE21")).read("observation", "internet_daily")
    assert (reading.badge, reading.method) == ("E", "inherited")
    assert ", inherited, taken over from DE2@2021 (" in reading.sentence


def test_a_large_figure_is_said_with_all_its_digits() -> None:
    reading = Readings(diagnosis(FRE1)).read("observation", "population")
    assert f": {reading.value:.0f} " in reading.sentence


def test_a_score_names_the_years_and_kinds_of_its_figures() -> None:
    reading = Readings(diagnosis(FRE1)).read("score", "A2")
    assert (reading.period, reading.badge) == ("2018–2019", "A 7")
    assert [unit_of(diagnosis(FRE1), n) for n in ("A2", "hrst")] == [
        "points of 100", "% of population",
    ]  # fmt: skip


# ── wrong addresses ───────────────────────────────────────────────────────────────────────────


def good_address() -> str:
    return str(address_of(diagnosis(FRE1), "score", "A1"))


@pytest.mark.parametrize(
    ("part", "wrong", "error", "what", "mend"),
    [
        (
            0,
            "scor",
            AddressError,
            "no number has this kind.",
            "Did you mean score? Known: chance, ",
        ),
        (1, "blueprnt@2021", AddressError, "no such framework.", "Did you mean blueprint? "),
        (1, "blueprint@2020", AddressError, "this library holds edition 2021.", "Compute with"),
        (2, "XX99@2021", Unknown, "no such territory in this release.", "Close: "),
        (2, "FRE1@2016", Unknown, "this release holds FRE1@2021.", "Name that version, or none."),
        (2, "FR@2021", MethodError, "it is a country or a larger region", "Name one of its reg"),
        (3, "Z9", AddressError, "this territory has no such number.", "See readings.json"),
        (4, "europe-nuts2016", DataError, "no such release.", "Did you mean europe-nuts2021?"),
        (5, "abcdef", AddressError, "the framework now computes with plan ", "Recompute with"),
    ],
)
def test_each_wrong_part_of_an_address_is_named(
    part: int, wrong: str, error: type[TerritoriaError], what: str, mend: str
) -> None:
    parts = good_address().split(":")
    parts[part] = wrong
    with pytest.raises(error) as caught:
        recompute(Address(*parts), load_library())
    (problem,) = caught.value.problems
    assert problem.what.startswith(what)
    assert problem.mend.startswith(mend)


@pytest.mark.parametrize(
    ("kind", "node"),
    [
        ("score", "hrst"),
        ("known", "hrst"),
        ("inherited", "hrst"),
        ("rank", "hrst"),
        ("coverage", "A1.3"),
        ("observation", "hrst.x"),
        ("trend", "gerd"),
        ("peer", "FRE1"),
        ("peer", "nowhere.FRE2"),
        ("peers", "many"),
        ("isolation", "A1"),
        ("comparable", "A1"),
        ("gap", "A4.3"),
        ("chance", "A1.3"),
        ("peer-median", "gerd"),
        ("target", "A1"),
        ("pace", "gerd"),
        ("robust", "no-such-advice"),
        ("load", "0"),
        ("load", "-1"),
        ("load", "4"),
        ("load", "first"),
        ("setting", "weather"),
        ("text", "recommendations"),
        ("text", "recommendations/no-such-advice/what"),
        ("text", "recommendations/dated-roadmap/no-such-field"),
        ("text", "recommendations/dated-roadmap/would_change.99"),
        ("text", "recommendations/dated-roadmap/would_change.-1"),
        ("text", "recommendations/dated-roadmap/effort.basis.en.0"),
    ],
)
def test_a_node_that_a_kind_does_not_have_is_refused(kind: str, node: str) -> None:
    with pytest.raises(AddressError) as caught:
        Readings(diagnosis(FRE1)).read(kind, node)
    assert str(caught.value) == (
        f"{kind}:{node}: this territory has no such number. "
        "See readings.json beside the document for those it printed."
    )


def test_an_indicator_of_no_release_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DataError, match=r"hrts: release europe-nuts2021 has no .* mean hrst\?"):
        Readings(diagnosis(FRE1)).read("observation", "hrts")


def test_a_region_that_cannot_be_compared_has_no_peers_to_read() -> None:
    with pytest.raises(DataError, match="FI20"):
        Readings(diagnosis("FI20")).read("peers", "firm")


# ── handing over what is open ─────────────────────────────────────────────────────────────────


def opened(_: Address) -> Universe:
    """The shared universe for every address, as a server that holds it would."""
    return universe()


def test_the_universe_of_an_address_can_be_handed_over() -> None:
    asked: list[Address] = []

    def hand_over(address: Address) -> Universe:
        asked.append(address)
        return universe()

    address = Address.parse(good_address())
    assert open_address(address, load_library(), opened=hand_over).universe is universe()
    assert asked == [address]


def test_another_release_than_that_of_the_address_is_refused() -> None:
    shared = universe()
    other = replace(shared.observations, name="own-2026")
    another = Universe(shared.library, replace(shared.assessment, observations=other))
    with pytest.raises(AddressError) as caught:
        open_address(Address.parse(good_address()), load_library(), opened=lambda _: another)
    assert str(caught.value) == (
        "release europe-nuts2021: what was opened for this address is release own-2026. "
        "Open the one that the address names."
    )


def test_another_framework_than_that_of_the_address_is_refused() -> None:
    parts = good_address().split(":")
    parts[1] = f"country@{load_library().frameworks['country'].edition}"
    with pytest.raises(AddressError, match="was opened for this address is framework blueprint@"):
        open_address(Address(*parts), load_library(), opened=opened)


@pytest.mark.parametrize(
    ("part", "wrong", "what"),
    [
        (1, "blueprnt@2021", "no such framework"),
        (1, "blueprint@2020", "this library holds edition 2021"),
        (5, "abcdef", "the framework now computes with plan"),
    ],
)
def test_edition_and_plan_are_held_to_also_where_the_universe_is_handed_over(
    part: int, wrong: str, what: str
) -> None:
    parts = good_address().split(":")
    parts[part] = wrong
    with pytest.raises(AddressError, match=what):
        open_address(Address(*parts), load_library(), opened=opened)


# ── capacity ──────────────────────────────────────────────────────────────────────────────────


def test_another_capacity_stands_behind_the_plan() -> None:
    plan = universe().assessment.tree.plan
    assert [plan_of(diagnosis(FRE1, c)) for c in (12.0, 20.0, 7.5)] == [
        plan, f"{plan}+20", f"{plan}+7.5",
    ]  # fmt: skip


def test_another_capacity_packs_other_waves_and_is_found_again_from_the_address() -> None:
    wide = Readings(diagnosis(FRE1, 40.0)).read("load", "1")
    assert wide.value is not None
    assert wide.value > value_of("load", "1")
    again = open_address(wide.address, load_library(), opened=opened)
    assert again.capacity == 40
    assert Readings(again).read("load", "1").as_dict() == wide.as_dict()


@settings(deadline=None, max_examples=50, derandomize=True)
@given(st.floats(min_value=1e-6, max_value=1e9, exclude_min=True))
def test_every_capacity_comes_back_from_its_address_to_the_last_digit(capacity: float) -> None:
    d = Diagnosis(universe(), diagnosis(FRE1).territory, capacity)
    address = Address.parse(str(address_of(d, "setting", "capacity")))
    assert open_address(address, load_library(), opened=opened).capacity == capacity


@pytest.mark.parametrize("wrong", ["", "many", "nan", "-5", "0", "inf"])
def test_a_capacity_that_is_none_is_refused(wrong: str) -> None:
    address = Address.parse(f"{good_address()}+{wrong}")
    with pytest.raises(AddressError, match="this is no number of person-months above 0"):
        open_address(address, load_library(), opened=opened)


# ── the book of readings ──────────────────────────────────────────────────────────────────────


def test_what_was_read_is_kept_once_and_in_order() -> None:
    readings = Readings(diagnosis(FRE1))
    first = readings.read("score", "A2")
    readings.read("known", "A2")
    assert readings.read("score", "A2") is first
    assert [a.split(":")[0] for a in readings.all()] == ["score", "known"]


def test_a_reading_of_the_country_is_kept_under_the_countrys_address() -> None:
    readings = Readings(diagnosis(FRE1))
    home = diagnosis("FR")
    assert readings.of(home, "observation", "internet_daily").value == 77
    assert list(readings.all()) == [
        f"observation:blueprint@2021:FR@2021:internet_daily:europe-nuts2021:{plan_of(home)}"
    ]


WORD = st.text(alphabet="abcXYZ019._-/+", min_size=1, max_size=8)


@settings(deadline=None, max_examples=50, derandomize=True)
@given(WORD, WORD, WORD, WORD, WORD, WORD, WORD, WORD)
def test_every_address_survives_being_written_down(
    kind: str,
    framework: str,
    edition: str,
    code: str,
    version: str,
    node: str,
    release: str,
    plan: str,
) -> None:
    address = Address(kind, f"{framework}@{edition}", f"{code}@{version}", node, release, plan)
    assert Address.parse(str(address)) == address
    assert Address.parse(f"  {address}\n") == address
