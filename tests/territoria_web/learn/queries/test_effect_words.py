"""Figures of an effect in the language of whoever reads them, each with its range."""

from __future__ import annotations

from territoria.learn.effect import real_effect
from territoria.track.effect import Aim, Figure
from territoria.track.pace import Band
from territoria_web.learn.queries.effect_words import effect_rows
from territoria_web.library.saying import said_in

AIM = Aim("Visits", "%", 1, Figure("2024", 10.0, standard_error=1.0), Band(40, 50, 2027))
AFTER = Figure("2026", 31.5, standard_error=1.0)
PEERS = {
    name: [Figure("2024", 10.0), Figure("2026", last)]
    for name, last in zip("abc", (11.0, 12.0, 9.0), strict=True)
}


def test_each_figure_has_its_range():
    assert effect_rows(real_effect(AIM, AFTER, PEERS)) == [
        ("Indicator", "Visits"),
        ("Before", "10 % in 2024"),
        ("After", "31.5 % in 2026"),
        ("Change", "+21.5 points (between +19.2 and +23.8)"),
        ("Change of 3 similar places", "+1 points (between −1 and +2)"),
        ("Difference", "+20.5 points (between +18 and +23.6)"),
        ("Beside similar places", "better than similar places"),
        ("Against the target", "part of the way (72 %)"),
    ]


def test_what_is_not_known_is_left_out():
    aim = Aim("Visits", "", 0, Figure("2024", 10.0))
    rows = effect_rows(real_effect(aim, Figure("2026", 12.0), {}))
    assert [name for name, _value in rows] == ["Indicator", "Before", "After", "Change"]


def test_figures_follow_the_language_of_the_reader():
    effect = real_effect(AIM, AFTER, PEERS)
    with said_in("fr"):
        assert "31,5\u00a0%" in effect_rows(effect)[2][1].replace("\u202f", "\u00a0")
