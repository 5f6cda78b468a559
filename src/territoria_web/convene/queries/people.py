"""Who is invited, who comes, who is there; and whether the mix of actor groups holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from territoria.convene.people import Person, balance_of
from territoria.model import Actor
from territoria_web.convene.models import Meeting, Participant
from territoria_web.invite.call_rules import GROUP_NAMES
from territoria_web.library.queries import library

State = Participant.State
INVITATION = "convene.invitation"
PEER = "peer"
NOBODY = "none"  # the group of people whose role the library no longer has
COMING = (State.ACCEPTED, State.PRESENT)


@dataclass(frozen=True)
class Mix:
    """How many come from each actor group, and what is out of balance, in sentences. ``invited``: by
    group, those who have not answered.
    """

    counts: tuple[tuple[str, int], ...]
    reasons: tuple[str, ...]
    total: int
    peers: int
    invited: tuple[tuple[str, int], ...] = ()


def participants_of(meeting: Meeting) -> QuerySet[Participant]:
    """Everybody on the list, by role and name."""
    return Participant.objects.filter(meeting=meeting)


def roles_by_id() -> Mapping[str, Actor]:
    """The twelve roles."""
    return library().roles


def role_of(role: str) -> str:
    """What a role is called in the language spoken; itself where the library has none."""
    held = library().roles.get(role)
    return (held.short or held.title).say() if held else role


def group_of(role: str) -> str:
    """The actor group of a role; empty where the library has none."""
    held = library().roles.get(role)
    return str(held.group) if held else ""


def group_name(group: str) -> str:
    """What an actor group is called in the language spoken."""
    if group == NOBODY:
        return _("Other roles")
    return str(GROUP_NAMES.get(group, group))


def guests_do_not_vote() -> str:
    """What a peer reads in place of a ballot."""
    return _("The people of this territory vote. You are their guest: say at the end what you saw.")


def tasks_of(meeting: Meeting) -> list[tuple[str, str, str]]:
    """The tasks of the format: id, what it is called, what it is about."""
    lang = meeting.language
    return [
        (held["id"], in_language(held["title"], lang), in_language(held["task"], lang))
        for held in meeting.format.body["roles"]
    ]


def task_names(meeting: Meeting) -> dict[str, list[str]]:
    """Id of each task → what it is called: first as the meeting shows it, then in other languages."""
    lang = meeting.language
    return {
        held["id"]: [in_language(held["title"], lang), *map(str, held["title"].values())]
        for held in meeting.format.body["roles"]
    }


def in_language(words: Mapping[str, Any], lang: str) -> str:
    """A text of the format in the language of its meeting; in English where it has none."""
    return str(words.get(lang) or words.get("en", ""))


def mix_of(
    people: Iterable[Participant], *, states: Sequence[str] = COMING, hoping: bool = False
) -> Mix:
    """Whether the actor groups of those who come, or are there, are in balance. Peers are guests of
    another territory: they are counted apart. ``hoping``: before the meeting, whoever is invited and
    has not answered may still come, so nobody is asked to invite more for them.
    """
    everybody = list(people)
    held = [p for p in everybody if p.state in states]
    local = [p for p in held if p.task != PEER]
    names = {group: str(name) for group, name in GROUP_NAMES.items()}
    persons = [Person(str(p.pk), group_of(p.role), p.organisation) for p in local]
    balance = balance_of([p for p in persons if p.group], names=names)
    counts = tuple((names.get(g, g), n) for g, n in balance.counts.items())
    asked = [p for p in everybody if hoping and p.state == State.INVITED and p.task != PEER]
    waiting = Counter(group_of(p.role) for p in asked)
    invited = tuple((name, waiting[g]) for g, name in names.items() if waiting[g])
    if asked:
        persons += [Person(str(p.pk), group_of(p.role), p.organisation) for p in asked]
        balance = balance_of([p for p in persons if p.group], names=names, invited=True)
    return Mix(counts, balance.reasons, len(held), len(held) - len(local), invited)


# ── personal links ────────────────────────────────────────────────────────────────────────────


def invitation_token(participant: Participant) -> str:
    """What stands in the personal link of somebody invited."""
    return signing.dumps(str(participant.public_id), salt=INVITATION, compress=True)


def invited_by(meeting: Meeting, token: str) -> Participant | None:
    """Whose personal link it is; None where it was not made here, or is of another meeting."""
    try:
        number = signing.loads(token, salt=INVITATION)
    except signing.BadSignature:
        return None
    return participants_of(meeting).filter(public_id=number).first()
