"""The mentoring round of the example: who registered, pairs by the method of the round, their talks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from territoria_web.act.models import MentoringPerson, MentoringRound, Mentorship
from territoria_web.act.rules.mentoring import Kind
from territoria_web.act.rules.mentoring_words import PersonWords
from territoria_web.act.services.mentoring_answers import (
    TalkWords,
    answer_proposal,
    give_feedback,
    note_talk,
)
from territoria_web.act.services.mentoring_pairs import draft_pairs, send_proposals
from territoria_web.act.services.mentoring_people import confirm_person, register_person, wish_for
from territoria_web.act.services.mentoring_rounds import (
    RoundSettings,
    change_round,
    make_round,
    open_round,
)
from territoria_web.example.dated import day_ago, moment_ago, stamped
from territoria_web.example.people import Cast
from territoria_web.example.texts import DOMAIN, NOWHERE, network_texts

Told = dict[str, Any]
People = Mapping[str, MentoringPerson]


@transaction.atomic
def mentor(people: Cast) -> None:
    """The round, under way, once."""
    told = network_texts()["mentoring"]
    rounds = MentoringRound.objects.filter(network=people.network, example=True)
    if rounds.filter(title=told["title"]).exists():
        return
    when = {name: moment_ago(ago) for name, ago in told["days"].items()}
    with stamped(when["opened"], rounds):
        held = _opened(people, told)
    rows = _rows(held)
    with stamped(when["registered"], *rows):
        mentors = _registered(held, Kind.MENTOR, map(_mentor, told["mentors"]))
        mentees = _registered(held, Kind.MENTEE, map(_mentee, told["mentees"]))
        _wished(mentors, mentees)
    with stamped(when["paired"], *rows):
        _paired(people, held)
    MentoringRound.objects.filter(pk=held.pk).update(open_until=day_ago(told["days"]["closed"]))
    with stamped(when["begun"], *rows):
        _answered(held, told["declines"])
    _talked(held)


def _rows(held: MentoringRound) -> tuple[QuerySet[Any], ...]:
    """What a round is written in."""
    return (
        MentoringRound.objects.filter(pk=held.pk),
        MentoringPerson.objects.filter(round=held),
        Mentorship.objects.filter(mentor__round=held),
    )


def _opened(people: Cast, told: Told) -> MentoringRound:
    """Open for a day yet, as nobody registers in the past; its last day is moved afterwards."""
    made = make_round(
        by=people.office, network=people.network, title=told["title"], language="en", example=True
    )
    words = {name: told[name].strip() for name in ("title", "about", "themes")}
    settings = RoundSettings(**words, open_until=timezone.localdate() + timedelta(days=1))
    made = change_round(by=people.office, held=made, seen=made.edit, settings=settings)
    return open_round(by=people.office, held=made, origin=NOWHERE)


def _mentor(row: Sequence[Any]) -> PersonWords:
    name, city, organisation, themes, languages, experience, hours, capacity = row
    return PersonWords(
        **_known(name, city, organisation, themes, languages),
        experience=experience,
        hours=hours,
        capacity=capacity,
        shown=True,
    )


def _mentee(row: Sequence[Any]) -> PersonWords:
    name, city, organisation, themes, languages, question, stage, _wishes = row
    known = _known(name, city, organisation, themes, languages)
    return PersonWords(**known, question=question, stage=stage)


def _known(
    name: str, city: str, organisation: str, themes: Sequence[str], languages: Sequence[str]
) -> Told:
    return {
        "name": name,
        "city": city,
        "organisation": organisation,
        "email": f"{slugify(name)}@{DOMAIN}",
        "themes": tuple(themes),
        "languages": tuple(languages),
    }


def _registered(held: MentoringRound, kind: str, told: Iterable[PersonWords]) -> People:
    found = {}
    for words in told:
        made = register_person(held=held, kind=kind, words=words, language="en", origin=NOWHERE)
        assert made is not None
        found[words.name] = confirm_person(person=made)
    return found


def _wished(mentors: People, mentees: People) -> None:
    for name, *_rest, wishes in network_texts()["mentoring"]["mentees"]:
        if wishes:
            chosen = [str(mentors[one].public_id) for one in wishes]
            wish_for(person=mentees[name], wishes=chosen)


def _paired(people: Cast, held: MentoringRound) -> None:
    draft_pairs(by=people.office, held=held, seen=held.edit)
    held.refresh_from_db()
    send_proposals(by=people.office, held=held, seen=held.edit, origin=NOWHERE)


def _pairs(held: MentoringRound) -> list[Mentorship]:
    rows = Mentorship.objects.filter(mentor__round=held)
    return list(rows.select_related("mentor__round", "mentee__round"))


def _answered(held: MentoringRound, declines: str) -> None:
    for pair in _pairs(held):
        answer_proposal(person=pair.mentor, pair=pair, agrees=True, origin=NOWHERE)
        agrees = pair.mentee.name != declines
        answer_proposal(person=pair.mentee, pair=pair, agrees=agrees, origin=NOWHERE)


def _talked(held: MentoringRound) -> None:
    """What mentees noted of their talks, and what both say of them in the middle."""
    told = network_texts()["mentoring"]
    pairs = {pair.mentee.name: pair for pair in _pairs(held)}
    for name, talks in told["talks"].items():
        pair = pairs[name]
        for ago, minutes, done, follows in talks:
            words = TalkWords(day_ago(ago), minutes, done, follows)
            note_talk(person=pair.mentee, pair=pair, words=words)
    for name, *worths in told["worth"]:
        pair = pairs[name]
        for someone, worth in zip((pair.mentor, pair.mentee), worths, strict=True):
            give_feedback(person=someone, pair=pair, worth=worth, said="")
