"""A plan of FRE1 with an action that is over, its lesson, and peers from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from desk_team import a_member
from planned import Planning, a_plan
from territoria_web.learn.models import Lesson
from territoria_web.learn.services.lesson_words import Words
from territoria_web.learn.services.lessons import begin_lesson, hand_in_lesson, write_lesson
from territoria_web.learn.services.reviews import review_lesson
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Territory
from territoria_web.track.services.updates import News, tell_news_of

ORIGIN = "https://lakeland.example"
WHY = "The list of visits is open to everybody, and the costs are told."
WORDS = Words(
    title="A help desk for online forms",
    lesson="A help desk in the library drew those who had never filled in a form online.",
    answers={
        "was_done": "Two librarians opened a desk on Monday and on Thursday. They showed each visitor "
        "how to fill in one form.",
        "came_of_it": "Most visitors went home with a finished form. Some came back to learn more.",
        "it_cost": "The room was there. The money went into training and two tablets.",
        "it_needed": "A quiet room, two people with patience, and a list of forms.",
        "was_difficult": "Forms change without notice. We would ask the offices to warn us first.",
    },
    outcome="worked",
    cost=Decimal("12000"),
    effort=6.0,
    begun=date(2025, 3, 1),
    ended=date(2026, 9, 1),
    nodes=("A2.1",),
    roles=("MAY",),
    contact="Library of Lakeland, library@lakeland.example",
    sources=(
        {"title": "List of visits", "url": "https://lakeland.example/visits", "dated": "2026"},
    ),
)


def an_ended_action(says: str = "done", **fields: Any) -> Planning:
    """A plan of FRE1 with one adopted action that is over."""
    p = a_plan("FRE1")
    told = {"indicator": "Visitors", "nodes": ("A2.1",), "what": "Two librarians help.", **fields}
    p.add("Help desk for forms", **told)
    p.adopt()
    reason = "The money went elsewhere." if says == "dropped" else ""
    news = News(says=says, done="The desk is open twice a week.", reason=reason, spent=12_000)
    tell_news_of(action=p.one(1), news=news, office="The library", by=p.lead)
    return p


def begun(p: Planning | None = None, language: str = "en") -> tuple[Planning, Lesson]:
    """A draft with what is known already."""
    held = p or an_ended_action()
    return held, begin_lesson(by=held.lead, action=held.one(1), language=language)


def written(p: Planning | None = None, **fields: Any) -> tuple[Planning, Lesson]:
    """A draft that lacks nothing."""
    p, lesson = begun(p, fields.pop("language", "en"))
    words = replace(WORDS, **fields)
    return p, write_lesson(by=p.lead, lesson=lesson, words=words, seen=lesson.edit)


def handed_in(p: Planning | None = None, **fields: Any) -> tuple[Planning, Lesson]:
    """A lesson that waits for its peers."""
    p, lesson = written(p, **fields)
    hand_in_lesson(by=p.lead, lesson=lesson, seen=lesson.edit, origin=ORIGIN)
    lesson.refresh_from_db()
    return p, lesson


def published(p: Planning | None = None, **fields: Any) -> tuple[Planning, Lesson]:
    """A lesson that two peers found fit."""
    p, lesson = handed_in(p, **fields)
    for peer in (a_peer("DED5"), a_peer("FI20")):
        judge(peer, lesson)
    lesson.refresh_from_db()
    return p, lesson


def judge(peer: User, lesson: Lesson, verdict: str = "fit") -> bool:
    """What a peer says of the words as they stand."""
    lesson.refresh_from_db()
    return review_lesson(by=peer, lesson=lesson, verdict=verdict, said=WHY, seen=lesson.edit)


def a_peer(code: str = "DED5", role: Role = Role.EXPERT) -> User:
    """Somebody with a role in another territory; the same one when asked again."""
    found = User.objects.filter(email=f"{role.value}-{code.lower()}@example.org").first()
    return found or a_member(code, role)


def an_office(code: str = "FRE1") -> User:
    """Somebody in the secretariat of the network that a territory belongs to."""
    network = Organisation.objects.create(name="Lakes and towns", kind="network")
    network.territories.add(Territory.objects.get(code=code))
    user = User.objects.create_user("office@example.org", name="Olga Office")
    give_role(by=None, user=user, role=Role.SECRETARIAT, place=network)
    return user
