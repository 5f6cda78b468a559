"""Encounters: who meets whom, in which slot, at which table; proven, or with the gap stated."""

from territoria.act.matchmaking.arranging import arrange_meetings
from territoria.act.matchmaking.judging import judge_arrangement, judge_meetings
from territoria.act.matchmaking.result import Arrangement, Meeting, Pin, Unplaced

__all__ = [
    "Arrangement",
    "Meeting",
    "Pin",
    "Unplaced",
    "arrange_meetings",
    "judge_arrangement",
    "judge_meetings",
]
