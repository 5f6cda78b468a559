from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from territoria.track.pace import PLACES, Band, Pace

UP = Pace(1, 40.0, 2024.5, Band(60, 70, 2030))
numbers = st.floats(-1e6, 1e6)


def test_the_needed_line_is_straight() -> None:
    assert UP.needed(2027.5) == (50, 55)
    assert UP.needed(2030.5) == (60, 70)
    assert UP.needed(2040.5) == (60, 70)


def test_places_of_a_rising_indicator_half_way() -> None:
    found = [UP.place_of(v, 2027.5) for v in (39, 40, 49, 49.6, 55, 55.7, 55.8, 60)]
    assert found == [
        *("moving away", "behind", "behind", "on pace", "on pace", "on pace"),
        *("ahead", "reached"),
    ]


def test_from_the_target_year_on_only_the_target_will_do() -> None:
    assert [UP.place_of(v, 2030.5) for v in (59.9, 60)] == ["behind", "reached"]


def test_lower_is_better_turns_the_band_round() -> None:
    down = Pace(-1, 12.0, 2024.5, Band(4, 6, 2028))
    assert down.needed(2026.5) == (9, 8)
    assert [down.place_of(v, 2026.5) for v in (13, 10, 9, 7, 6)] == [
        "moving away",
        "behind",
        "on pace",
        "ahead",
        "reached",
    ]


def test_holding_the_level_is_reached_until_it_falls() -> None:
    hold = Pace(1, 40.0, 2024.5, Band(40, 40, 2030))
    assert [hold.place_of(v, 2026.5) for v in (40, 39.9)] == ["reached", "moving away"]


@given(
    st.sampled_from([1, -1]),
    numbers, numbers, numbers, numbers, numbers, st.floats(2024.6, 2040),
)  # fmt: skip
def test_a_better_figure_never_has_a_worse_place(
    direction: int, base: float, low: float, high: float, one: float, two: float, at: float
) -> None:
    pace = Pace(direction, base, 2024.5, Band(low, high, 2030))
    worse, better = sorted((one, two), reverse=direction < 0)
    places = [PLACES.index(pace.place_of(v, at)) for v in (worse, better)]
    assert places == sorted(places)
