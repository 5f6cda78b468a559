from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.model import Status
from territoria.track.effect import STATES, Aim, Figure, effect_of
from territoria.track.pace import Band

AIM = Aim(
    indicator="firms online",
    unit="%",
    direction=1,
    baseline=Figure("2024", 40.0),
    target=Band(60, 60, 2030),
)


def changed(**fields: object) -> Aim:
    return Aim(**{**{f: getattr(AIM, f) for f in AIM.__slots__}, **fields})


def state_of(value: float, error: float | None = None, period: str = "2027") -> tuple[str, str]:
    found = effect_of(AIM, [Figure(period, value, standard_error=error)])
    return found.state, found.why


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (39, "moving away"),
        (45, "behind"),
        (50, "on pace"),
        (55, "ahead"),
        (61, "reached"),
    ],
)
def test_the_figure_is_held_against_the_needed_pace(value: float, state: str) -> None:
    assert state_of(value) == (state, "judged")


def test_the_sentence_has_values_unit_and_years() -> None:
    found = effect_of(AIM, [Figure("2026", 44.0), Figure("2027", 50.0)])
    assert found.sentence == (
        "On pace: 50 % in 2027, after 40 % in 2024. Needed by then: 50 %. Target: 60 % by 2030."
    )
    assert (found.needed, found.ratio, found.figures) == ((50, 50), 1.0, 2)
    alone = effect_of(AIM, [Figure("2026", 43.0)])
    assert alone.sentence == (
        "Behind: 43 % in 2026, after 40 % in 2024. Needed by then: 46.7 %. Target: 60 % by 2030. "
        "This rests on one figure."
    )
    over = effect_of(AIM, [Figure("2029", 55.0), Figure("2030", 58.0)])
    assert over.sentence == (
        "Behind: 58 % in 2030, after 40 % in 2024. The target is 60 % by 2030."
    )


def test_one_noisy_year_decides_nothing() -> None:
    found = effect_of(AIM, [Figure("2027", 48.0, standard_error=2.0)])
    assert (found.state, found.why, found.between) == ("unknown", "range", ("behind", "ahead"))
    assert found.sentence == (
        "Cannot be told yet: 48 % (between 44.7 and 51.3 %) in 2027, after 40 % in 2024. "
        "Needed by then: 50 %. Target: 60 % by 2030."
    )


def test_a_range_on_one_side_has_the_cautious_word() -> None:
    assert state_of(52, 1.2) == ("on pace", "judged")  # to be ahead is not sure
    assert state_of(40.5, 1.0) == ("behind", "judged")  # to move away is not sure
    assert state_of(36, 1.0) == ("moving away", "judged")


def test_no_figure_after_the_baseline_is_too_early() -> None:
    found = effect_of(AIM, [Figure("2023", 38.0), Figure("2024", 40.0)])
    assert (found.state, found.why) == ("too early", "no later figure")
    assert found.sentence == "Too early: no figure is later than the baseline of 2024."


def test_figures_of_other_places_and_filled_gaps_do_not_count() -> None:
    others = [
        Figure("2025", 70.0, Status.IMPUTED),
        Figure("2026", 70.0, Status.INHERITED),
        Figure("2027", None, Status.MISSING),
    ]
    assert effect_of(AIM, others).state == "too early"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"indicator": " "}, "no indicator"),
        ({"target": None}, "no target"),
        ({"baseline": None}, "no baseline"),
        ({"baseline": Figure("2024", None)}, "no baseline"),
        ({"direction": 0}, "no direction"),
        ({"target": Band(60, 60, 2024)}, "no time"),
    ],
)
def test_what_is_not_known_is_said(fields: dict[str, object], why: str) -> None:
    found = effect_of(changed(**fields), [Figure("2026", 50.0)])
    assert (found.state, found.why) == ("unknown", why)
    assert found.sentence.startswith("Unknown: ")


def test_a_moved_target_stays_visible() -> None:
    aim = changed(target=Band(48, 48, 2030), first_target=Band(60, 65, 2030))
    found = effect_of(aim, [Figure("2027", 45.0)])
    assert (found.state, found.by_first) == ("ahead", "behind")
    assert found.moved == (Band(60, 65, 2030), Band(48, 48, 2030))
    assert found.moved_sentence == "Target: moved from 60 to 65 % by 2030 to 48 % by 2030."
    gone = effect_of(changed(target=None, first_target=Band(60, 60, 2030)), [])
    assert gone.moved_sentence == "Target: 60 % by 2030 was taken out."
    kept = effect_of(changed(first_target=Band(60, 60, 2030)), [])
    assert (kept.moved, kept.by_first) == (None, None)


def test_all_that_makes_no_sense_is_said_at_once() -> None:
    wrong = [Figure("2026", 1.0, standard_error=-1.0), Figure("soon", 1.0), Figure("2026", 2.0)]
    with pytest.raises(DataError) as found:
        effect_of(AIM, wrong)
    assert [p.what for p in found.value.problems] == [
        "a standard error is negative.",
        "'soon' is no period.",
        "the period 2026 stands twice.",
    ]


@given(st.floats(-1e4, 1e4), st.floats(0, 1e3), st.integers(2020, 2040))
def test_a_smaller_error_never_makes_a_verdict_of_the_other_side(
    value: float, error: float, year: int
) -> None:
    wide, narrow = (
        effect_of(AIM, [Figure(str(year), value, standard_error=e)]) for e in (error, error / 2)
    )
    good = ("on pace", "ahead", "reached")
    assert wide.state in STATES
    if wide.state != "unknown":
        assert (wide.state in good) == (narrow.state in good)
