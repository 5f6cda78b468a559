"""The reference release as rows: every cell of the file, and the latest figures with their ranges."""

from __future__ import annotations

import pytest

from territoria import observations as engine
from territoria_web.measure.models import Figure, Observation, Release
from territoria_web.measure.services.releases import load_release
from territoria_web.territories.names import names_of

pytestmark = pytest.mark.usefixtures("site_data")


def release() -> Release:
    return Release.objects.get(name="europe-nuts2021")


def test_every_line_of_the_release_is_a_row():
    assert release().observations.count() == engine.bundled("europe-nuts2021").table.height


def test_a_row_says_what_its_line_says():
    cell = engine.bundled("europe-nuts2021").cell("FRE1", "broadband_households", 2021)
    row = Observation.objects.get(
        release=release(), territory__code="FRE1", indicator="broadband_households", period=2021
    )
    assert cell is not None
    assert (row.value, row.status, row.line, row.source) == (
        cell.value,
        cell.status.name.lower(),
        cell.row,
        cell.source,
    )


def test_a_figure_lies_within_its_range_and_its_place_within_its_places():
    rows = Figure.objects.filter(release=release())
    wrong = [
        f
        for f in rows
        if not (f.low <= f.value <= f.high and 1 <= f.rank_low <= f.rank <= f.rank_high <= f.of)
    ]
    assert wrong == []


def test_loading_the_same_release_again_changes_nothing():
    before = list(Figure.objects.order_by("pk").values_list("pk", flat=True)[:5])
    load_release(name="europe-nuts2021", names_of=names_of)
    assert list(Figure.objects.order_by("pk").values_list("pk", flat=True)[:5]) == before
