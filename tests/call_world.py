"""A network with a call in its stages, through the same services as real use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from territoria_web.invite.models import Application, Call, Review, Reviewer
from territoria_web.invite.services.applications import (
    begin_application,
    save_draft,
    submit_application,
)
from territoria_web.invite.services.assignments import assign_reviews
from territoria_web.invite.services.calls import begin_call, publish_call
from territoria_web.invite.services.eligibility import mark_eligibility
from territoria_web.invite.services.reviewers import declare_conflicts, invite_reviewer
from territoria_web.invite.services.reviews import save_review, submit_review
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Territory

ORIGIN = "https://example.org"
WHOLE = "Clear, ambitious, and it names who does what."
BODY = {
    "applicant": "The regional council, department of innovation.",
    "challenge": "Firms with fewer than 50 people do not use data; today 12% do.",
    "vision": "In five years half of them do, and a firm would notice in its orders.",
    "on-board": "Council, chamber, university, two associations.",
    "commitment": "120 days of work, 80,000 euro, the vice-president.",
    "advice": "Which first step? Whom to ask? How to measure it?",
    "data": "A survey of 2024, kept by the chamber.",
    "others": "Regions with many small firms could copy it.",
}


@dataclass
class World:
    """A network, its secretary, and a call that is open now."""

    network: Organisation
    secretary: User
    call: Call
    places: list[Territory] = field(default_factory=list)

    @property
    def open_at(self) -> datetime:
        """A moment at which the call takes expressions."""
        return self.call.opens + timedelta(hours=1)

    @property
    def after(self) -> datetime:
        """A moment after the closing."""
        return self.call.closes + timedelta(hours=1)

    def fresh(self) -> Call:
        """The call as it stands in the database."""
        return Call.objects.select_related("network", "template").get(pk=self.call.pk)


def a_territory(n: int, **fields: object) -> Territory:
    facts = {"country": "XYZW"[n % 4] * 2, "population": 400_000.0 * (n + 1), **fields}
    return Territory.objects.create(
        code=f"X{n:02}", version="2021", name=f"Lakeland {n}", level=2, added=True, **facts
    )


def a_user(name: str) -> User:
    return User.objects.create_user(f"{name.lower().replace(' ', '-')}@example.org", name=name)


def a_world(*, closed: bool = False, publish: bool = True, **facts: object) -> World:
    """A call of a network; ``closed``: it closed an hour ago."""
    network = Organisation.objects.create(name="A network", kind="network")
    secretary = a_user("Sec Retary")
    give_role(by=None, user=secretary, role=Role.SECRETARIAT, place=network)
    now = timezone.now()
    opens, closes = now - timedelta(days=10), now + timedelta(days=10)
    if closed:
        closes = now - timedelta(hours=1)
    call = begin_call(
        by=secretary,
        network=network,
        title={"en": "Demonstrator regions", "fr": "Régions pilotes"},
        text={"en": "Tell us one challenge.\n\nOnly one.", "fr": "Un seul défi."},
        opens=opens,
        closes=closes,
        **facts,  # type: ignore[arg-type]
    )
    if publish:
        call = publish_call(by=secretary, call=call, seen=call.edit, now=opens)
    return World(network, secretary, call)


def an_application(world: World, n: int = 0, **fields: object) -> Application:
    """An expression that was handed in while the call was open."""
    by = a_user(f"Appli Cant {n}")
    made = begin_application(
        by=by, call=world.call, territory=a_territory(n), language="en", now=world.open_at
    )
    facts = {"organisation": f"Council {n}", "may_publish": True, **fields}
    kept = save_draft(by=by, application=made, seen=0, body=BODY, now=world.open_at, **facts)  # type: ignore[arg-type]
    return submit_application(by=by, application=kept, seen=kept.edit, now=world.open_at)


def eligible(world: World, application: Application) -> Application:
    application.refresh_from_db()
    return mark_eligibility(
        by=world.secretary,
        application=application,
        eligible=True,
        seen=application.edit,
        now=world.after,
    )


def a_reviewer(world: World, n: int, **facts: object) -> Reviewer:
    return invite_reviewer(
        by=world.secretary,
        call=world.call,
        email=f"reviewer-{n}@example.org",
        name=f"Review Er {n}",
        **facts,  # type: ignore[arg-type]
    )


def declared(world: World, seat: Reviewer, *against: Application) -> Reviewer:
    declare_conflicts(
        by=seat.user,
        reviewer=seat,
        conflicts={a.pk: "I advise them." for a in against},
        now=world.after,
    )
    seat.refresh_from_db()
    return seat


def given(world: World, each: int = 2) -> None:
    assign_reviews(by=world.secretary, call=world.call, each=each, now=world.after)


def reviewed(world: World, review: Review, scores: dict[str, int] | int) -> Review:
    """A review, handed in; one number scores every criterion."""
    if isinstance(scores, int):
        scores = {c["id"]: scores for c in world.call.criteria}
    by = review.reviewer.user
    kept = save_review(
        by=by,
        review=review,
        seen=review.edit,
        scores=scores,
        comments={"whole": WHOLE},
        now=world.after,
    )
    return submit_review(by=by, review=kept, seen=kept.edit, now=world.after)


def a_judged_world(count: int = 3, reviewers: int = 2, **facts: object) -> World:
    """A closed call with eligible expressions, given to reviewers; nothing is scored yet."""
    world = a_world(closed=True, **facts)
    for n in range(count):
        eligible(world, an_application(world, n))
    for n in range(reviewers):
        declared(world, a_reviewer(world, n))
    given(world)
    return world


def reviews_of(application: Application) -> list[Review]:
    rows = Review.objects.filter(application=application).order_by("reviewer__pk")
    return list(rows.select_related("reviewer__user", "application"))


def applications_of_call(world: World) -> list[Application]:
    rows = Application.objects.filter(call=world.call).order_by("territory__code")
    return list(rows.select_related("territory", "applicant", "call"))
