"""The portrait of a territory, as it was written down when it was diagnosed."""

from __future__ import annotations

import re

import pytest

from places import briefing
from territoria.documents.document import lines_of, text_of
from territoria.errors import AddressError, MethodError, UnknownTerritory
from territoria.speech import speaking
from territoria_web.compare.models import Comparison
from territoria_web.compare.queries.portrait import Portrait, place_at, portrait_of
from territoria_web.compare.queries.portrait_words import (
    alike_said,
    figures_finding,
    peers_finding,
    telling,
)
from territoria_web.measure.models import Observation

pytestmark = pytest.mark.usefixtures("site_data")


def portrait(code: str, framework: str = "") -> Portrait:
    return portrait_of(place_at(code), framework)


def test_the_first_framework_of_its_level_is_the_main_one():
    found = portrait("FRE1")
    assert found.framework is not None
    assert found.framework.id == "blueprint"
    assert [f.id for f in found.frameworks] == [
        "blueprint", "small-cities", "smart-city", "sme-go-digital",
    ]  # fmt: skip


def test_a_dimension_has_score_range_band_word_and_the_peers_middle_half():
    first = portrait("FRE1").dimensions[0]
    assert (first.said, first.band, first.word, first.known, first.bound) == (
        "57", "advanced", "level", 3, 3,
    )  # fmt: skip
    assert first.low is not None
    assert first.value is not None
    assert first.high is not None
    assert first.low <= first.value <= first.high
    assert first.peers_low is not None


def test_a_dimension_without_score_is_unknown_and_not_zero():
    last = portrait("FRE1").dimensions[-1]
    assert (last.value, last.said, last.low, last.word) == (None, "", None, "unknown")


def test_the_widest_gap_stands_first_and_the_furthest_strength_too():
    found = portrait("FRE1")
    sizes = [f.size for f in found.behind]
    assert sizes == sorted(sizes, reverse=True)
    assert found.behind[0].indicator == "medhigh_manufacturing_employment"
    assert found.ahead[0].indicator == "kis_employment"


def test_the_median_of_the_peers_lies_among_their_figures():
    for figure in telling(portrait("FRE1")):
        assert min(figure.peers) <= figure.peer_median <= max(figure.peers)


def test_at_most_eight_figures_are_telling_and_strengths_are_among_them():
    shown = telling(portrait("FRE1"))
    assert len(shown) == 8
    assert {"above", "below"} <= {f.word for f in shown}


def test_what_is_missing_is_named():
    assert {f.indicator for f in portrait("FRE1").missing} == {"gerd", "rd_personnel"}


def test_the_country_is_compared_in_the_year_of_the_figure():
    figure = next(f for f in portrait("FRE1").figures if f.indicator == "broadband_households")
    country = Observation.objects.get(
        release__name="europe-nuts2021",
        territory__code="FR",
        indicator="broadband_households",
        period=figure.period,
    )
    assert figure.country == country.value


def test_peers_are_firm_likely_or_arguable_nearest_first():
    peers = portrait("FRE1").peers
    assert peers is not None
    assert {p.firmness for p in peers.members} == {"firm", "likely", "arguable"}
    distances = [p.distance for p in peers.members]
    assert distances == sorted(distances)
    assert all(abs(sum(p.shares) - 1) < 1e-6 for p in peers.members)
    assert not any(p.home for p in peers.abroad)


def test_hubs_and_partial_peers_stay_marked():
    held = Comparison.objects.get(assessment__framework="blueprint", territory__code="FRE1")
    held.body["peers"]["members"][0] |= {"hub": True, "partial": True}
    held.save()
    peers = portrait("FRE1").peers
    assert peers is not None
    assert [(p.hub, p.partial) for p in peers.members[:1]] == [(True, True)]


def test_a_territory_that_cannot_be_compared_keeps_its_scores_and_courses():
    found = portrait("FI20")
    assert (found.compared, found.comparable, found.peers) == (True, False, None)
    assert found.dimensions[0].value is not None
    assert len(found.courses) > 0


def test_a_larger_region_has_figures_but_no_framework():
    found = portrait("DE2")
    assert (found.assessment, found.dimensions) == (None, ())
    assert all(f.value is not None for f in found.figures)
    assert [p.code for p in found.parents] == ["DE"]


def test_a_framework_that_is_not_there_is_said_with_the_likely_one():
    with pytest.raises(AddressError, match="Did you mean blueprint"):
        portrait("FRE1", "blueprnt")


def test_a_framework_of_another_level_is_refused():
    with pytest.raises(MethodError, match="another level"):
        portrait("DE", "blueprint")


def test_a_code_that_is_not_there_is_said_with_likely_ones():
    with pytest.raises(UnknownTerritory, match="no territory has this code"):
        place_at("FRE9")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "The firmest peers of"), ("fr", "Les pairs les plus solides"), ("de", "Die sichersten")],
)  # fmt: skip
def test_sentences_are_said_in_the_language_spoken(lang: str, said: str):
    with speaking(lang):
        found = portrait("FRE1")
        assert found.peers is not None
        assert peers_finding(found, found.peers).startswith(said)
        assert found.name in figures_finding(found)
        assert len(alike_said(found.peers)) > 0


def test_the_page_and_the_briefing_count_the_same_figures_and_name_the_base():
    said = figures_finding(portrait("FRE1"))
    briefed = " ".join(
        text_of(line) for block in briefing("FRE1").blocks for line in lines_of(block)
    )
    counted = re.compile(r"is behind its peers on \w+ of the [\w-]+ figures that can be compared")
    (on_page,) = counted.findall(said)
    assert set(counted.findall(briefed)) == {on_page}
    assert on_page.split()[5:9] == ["seven", "of", "the", "fourteen"]
