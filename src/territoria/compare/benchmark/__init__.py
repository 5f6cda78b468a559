"""Benchmark: initiatives by criteria fixed beforehand; profiles with ranges, never a sum or a rank."""

from territoria.compare.benchmark.instruments import Gap, Matrix, Offer, gaps, obstacle_matrix
from territoria.compare.benchmark.judging import Cell, Profile, Settlement, Sheet, caps_of, judge
from territoria.compare.benchmark.mix import AreaMix, Held, firms_reached, mix_of
from territoria.compare.benchmark.practice import Judged, Practices, Quartile, practices
from territoria.compare.benchmark.take_up import Side, TakeUp, field_of

__all__ = [
    "AreaMix",
    "Cell",
    "Gap",
    "Held",
    "Judged",
    "Matrix",
    "Offer",
    "Practices",
    "Profile",
    "Quartile",
    "Settlement",
    "Sheet",
    "Side",
    "TakeUp",
    "caps_of",
    "field_of",
    "firms_reached",
    "gaps",
    "judge",
    "mix_of",
    "obstacle_matrix",
    "practices",
]
