"""What is refused of mentors and mentees, all at once."""

from __future__ import annotations

import pytest

from territoria.act.mentoring import Mentee, Mentor
from territoria.act.mentoring.people import check_mentoring
from territoria.errors import DataError


def test_who_holds_passes() -> None:
    mentors = [Mentor("m", name="Mia"), Mentor("n", 0)]
    mentees = [Mentee("a", ("m", "n"), name="Ada"), Mentee("m", ("n",))]
    check_mentoring(mentors, mentees)
    assert [who.called for who in (*mentors, *mentees)] == ["Mia", "n", "Ada", "m"]


def test_all_problems_are_told_at_once() -> None:
    mentors = [Mentor("m", -1), Mentor("m"), Mentor("")]
    mentees = [Mentee("a", ("x",)), Mentee("m", ("m", "m")), Mentee("a", ("m", "x", "y", "z"))]
    with pytest.raises(DataError) as refused:
        check_mentoring(mentors, mentees)
    assert [str(problem) for problem in refused.value.problems] == [
        "mentor m: this id is given more than once: m. Name each once.",
        "mentor : the id is missing. Give one.",
        "mentor m: -1 mentees cannot be taken. Give 0 or more.",
        "mentee a: this id is given more than once: a. Name each once.",
        "mentee a: no such mentor: x. Known: , m.",
        "mentee m: nobody can be their own mentor: m. Take the wish out.",
        "mentee m: a mentor is wished for more than once. Name each once.",
        "mentee a: no such mentor: x. Known: , m.",
        "mentee a: no such mentor: y. Known: , m.",
        "mentee a: no such mentor: z. Known: , m.",
        "mentee a: 4 wishes are more than 3. Keep the first ones.",
    ]
