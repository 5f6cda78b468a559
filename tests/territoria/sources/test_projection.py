from __future__ import annotations

import numpy as np
import pytest

from territoria.sources.projection import (
    EUROPE,
    distances,
    equal_area,
    far_away,
    map_centre,
    middle,
)


def test_the_published_point_of_the_european_grid_is_met_to_the_centimetre():
    # EPSG Guidance Note 7-2, Lambert azimuthal equal area: 50° N 5° E is 3962799.45, 2999718.85
    (point,) = equal_area(np.array([5.0]), np.array([50.0])) + (4321, 3210)
    assert point * 1000 == pytest.approx([3962799.45, 2999718.85], abs=0.01)


def test_the_centre_is_nought():
    assert equal_area(np.array([10.0]), np.array([52.0])).tolist() == [[0.0, 0.0]]


def test_equal_squares_on_the_globe_are_equal_on_the_map():
    def size(longitude: float, latitude: float) -> float:
        d = 0.01 / np.cos(np.radians(latitude))
        east = np.array([longitude, longitude + d, longitude + d, longitude])
        north = np.array([latitude, latitude, latitude + 0.01, latitude + 0.01])
        x, y = equal_area(east, north).T
        return float(abs((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2))

    assert size(-9, 38) == pytest.approx(size(27, 66), rel=0.01)


def test_the_point_opposite_has_a_finite_place():
    assert np.isfinite(equal_area(np.array([-170.0]), np.array([-52.0]))).all()


def test_distances_follow_the_globe():
    apart = distances(np.array([0.0, 180.0]), np.array([0.0, 0.0]))
    assert apart[0, 1] == pytest.approx(np.pi * 6371)
    assert apart[0, 0] == 0


def test_places_across_the_date_line_have_their_middle_there():
    assert abs(middle(np.array([179.0, -179.0]), np.array([0.0, 0.0]))[0]) == pytest.approx(180)


def test_europe_has_its_own_centre_and_other_places_theirs():
    assert map_centre(np.array([2.0, 30.0]), np.array([48.0, 60.0])) == EUROPE
    assert map_centre(np.array([-70.0]), np.array([-30.0])) == pytest.approx((-70, -30))


def test_overseas_regions_are_far_away_and_island_countries_are_not():
    places = {
        "AA1": (2, 48), "AA2": (4, 46), "BB1": (6, 50), "BB2": (8, 48),
        "AA9": (-61, 16),  # overseas
        "II1": (-19, 65),  # a country of its own, in the same sea
        "OO1": (150, -30),  # a country of its own, on the other side of the earth
    }  # fmt: skip
    longitude, latitude = np.array(list(places.values()), dtype=float).T
    far = far_away(longitude, latitude, tuple(code[:2] for code in places))
    assert [c for c, away in zip(places, far, strict=True) if away] == ["AA9", "OO1"]


def test_one_place_or_none_is_not_far_away():
    assert far_away(np.array([1.0]), np.array([1.0]), ("A",)).tolist() == [False]
    assert far_away(np.array([]), np.array([]), ()).tolist() == []
