"""Mentoring: who advises whom, by the best total or so that no two would rather have each other."""

from territoria.act.mentoring.assigning import assign_mentors
from territoria.act.mentoring.people import Mentee, Mentor
from territoria.act.mentoring.result import Change, Mentoring, Method, Pairing, Unmatched

__all__ = [
    "Change",
    "Mentee",
    "Mentor",
    "Mentoring",
    "Method",
    "Pairing",
    "Unmatched",
    "assign_mentors",
]
