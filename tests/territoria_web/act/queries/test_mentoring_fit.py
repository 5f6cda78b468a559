"""Who would be brought together: by both methods, explained, and never two who parted before."""

from __future__ import annotations

import pytest
from django.utils import timezone

from a_mentoring import Mentors, a_mentoring
from territoria_web.act.models import MentoringPerson
from territoria_web.act.queries.mentoring_fit import (
    Assignment,
    assignment_of,
    free_of,
    parts_of,
    reasons_of,
)
from territoria_web.act.rules.mentoring import Method, Pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentors() -> Mentors:
    return a_mentoring()


def named(m: Mentors, pairs: dict[str, str]) -> dict[str, str]:
    names = {str(one.public_id): one.name for one in MentoringPerson.objects.filter(round=m.row)}
    return {names[a]: names[b] for a, b in pairs.items()}


def found(m: Mentors) -> Assignment:
    return assignment_of(m.now(), free_of(m.row))


def test_the_best_total_gives_everybody_somebody_and_says_its_points(mentors: Mentors):
    one = found(mentors)
    pairs = {"Eva": "Ada", "Fred": "Bea", "Gil": "Cem", "Hana": "Dov", "Ines": "Ada"}
    assert (named(mentors, dict(one.pairs)), dict(one.left)) == (pairs, {})
    assert (one.total, one.proven) == (34, True)


def test_the_other_method_is_told_beside_it(mentors: Mentors):
    for name in ("Fred", "Ines"):
        person = mentors.person(name)
        person.wishes = [str(mentors.person("Ada").public_id)]
        person.save()
    MentoringPerson.objects.filter(pk=mentors.person("Ada").pk).update(capacity=1)
    total = found(mentors)
    mentors.row.method = Method.STABLE
    mentors.row.save()
    stable = found(mentors)
    assert (total.total, total.other_total) == (stable.other_total, stable.total)
    assert (dict(total.other), dict(total.pairs)) == (dict(stable.pairs), dict(stable.other))


def test_two_who_parted_and_one_person_in_both_parts_are_kept_apart(mentors: Mentors):
    mentors.pair("Gil", "Cem", state=Pair.DECLINED, begun=None)
    mentors.pair("Eva", "Ada", state=Pair.ENDED)
    MentoringPerson.objects.filter(name="Dov").update(email="hana@people.example")
    one, gil = found(mentors), str(mentors.person("Gil").public_id)
    assert named(mentors, dict(one.pairs)) == {
        **{"Eva": "Dov", "Fred": "Ada", "Hana": "Cem", "Ines": "Ada"},
    }
    # Cem declined, and the one place of Dov is taken
    said = "Whoever would fit has no room, or was proposed before."
    assert dict(one.left) == {gil: said}


def test_who_stays_without_a_mentor_is_told_why(mentors: Mentors):
    MentoringPerson.objects.filter(name="Ada").update(capacity=1)
    one = found(mentors)
    ((left, why),) = one.left.items()
    assert MentoringPerson.objects.get(public_id=left).name == "Ines"
    assert why == "All mentors who would fit have as many mentees as they take: Ada."


def test_a_running_pair_takes_a_place_and_frees_nobody(mentors: Mentors):
    mentors.pair("Ines", "Ada", state=Pair.PROPOSED)
    free = free_of(mentors.row)
    assert [one.name for one in free.mentees] == ["Eva", "Fred", "Gil", "Hana"]
    assert free.room[str(mentors.person("Ada").public_id)] == 1


def test_after_three_talks_nobody_else_is_looked_for(mentors: Mentors):
    pair = mentors.pair("Eva", "Ada", state=Pair.ENDED)
    mentors.talk(pair), mentors.talk(pair)
    assert "Eva" in [one.name for one in free_of(mentors.row).mentees]
    mentors.talk(pair)
    assert "Eva" not in [one.name for one in free_of(mentors.row).mentees]


def test_reasons_are_said_part_by_part(mentors: Mentors):
    pair = mentors.pair(parts=parts_of(mentors.person("Ada"), mentors.person("Eva")))
    assert reasons_of(pair, mentors.row) == [
        "The first wish.",
        "Themes in common: Founding.",
        "Languages in common: English.",
    ]
    by_hand = mentors.pair(
        "Gil", "Bea", parts=parts_of(mentors.person("Bea"), mentors.person("Gil"))
    )
    assert reasons_of(by_hand, mentors.row) == ["Nothing in common that was ticked."]
    assert pair.begun <= timezone.now()
