"""The call of the example: published, answered by four regions, reviewed, decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from territoria_web.example.people import Cast, account
from territoria_web.example.texts import AGO, REGION, people_texts, texts
from territoria_web.invite.models import Application, Call, Review
from territoria_web.invite.services.applications import (
    begin_application,
    save_draft,
    submit_application,
)
from territoria_web.invite.services.assignments import assign_reviews
from territoria_web.invite.services.calls import begin_call, publish_call
from territoria_web.invite.services.decisions import Choice, decide_call
from territoria_web.invite.services.eligibility import mark_eligibility
from territoria_web.invite.services.reviewers import declare_conflicts, invite_reviewer
from territoria_web.invite.services.reviews import save_review, submit_review
from territoria_web.measure.services.cycles import start_cycle
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle, Territory

DAYS = (AGO + 120, AGO + 60)  # days ago that it opened and closed
PLACES = 2


def call(people: Cast) -> Cycle:
    """The cycle of the region that was selected, from the call on."""
    held = Cycle.objects.filter(territory=people.region).first()
    if held is not None:
        return held
    decided = _call(people)
    application = decided.applications.get(territory=people.region)
    return start_cycle(
        by=people.office,
        territory=people.region,
        title="Orders without paper 2031",
        application=application,
        example=True,
    )


def _call(people: Cast) -> Call:
    now = timezone.now()
    opens, closes = (now - timedelta(days=days) for days in DAYS)
    told = texts()["call"]
    held = begin_call(
        by=people.office,
        network=people.network,
        title=told["title"],
        text=told["text"],
        opens=opens,
        closes=closes,
        places=PLACES,
    )
    publish_call(by=people.office, call=held, seen=held.edit, now=opens)
    for row in told["applications"]:
        _apply(people, held, row, opens + timedelta(days=20))
    after = closes + timedelta(days=1)
    for application in held.applications.all():
        mark_eligibility(
            by=people.office,
            application=application,
            eligible=True,
            seen=application.edit,
            now=after,
        )
    _review(people, held, after)
    held.refresh_from_db()
    choices = {a.public_id: _choice(a) for a in held.applications.select_related("territory")}
    decide_call(by=people.office, call=held, choices=choices, method=told["method"], now=after)
    held.refresh_from_db()
    return held


def _apply(people: Cast, held: Call, row: dict[str, Any], when: Any) -> None:
    by = people.lead if row["code"] == REGION else _applicant(row["code"])
    draft = begin_application(
        by=by,
        call=held,
        territory=Territory.objects.get(code=row["code"]),
        language="en",
        now=when,
    )
    body = {
        section: text.strip().replace("{organisation}", row["organisation"])
        for section, text in texts()["call"]["body"].items()
    }
    saved = save_draft(
        by=by,
        application=draft,
        seen=draft.edit,
        body=body,
        organisation=row["organisation"],
        may_publish=True,
        now=when,
    )
    submit_application(by=by, application=saved, seen=saved.edit, now=when)


def _applicant(code: str) -> User:
    """Who applies for another invented region; two of them review a lesson later."""
    names = {row["code"]: row["name"] for row in people_texts()["peers"]}
    return account(f"office-{code.lower()}", names[code])


def _review(people: Cast, held: Call, when: Any) -> None:
    seats = []
    for n, told in enumerate(texts()["people"]["reviewers"]):
        user = account(f"reviewer-{n + 1}", told["name"])
        seats.append(
            invite_reviewer(
                by=people.office,
                call=held,
                email=user.email,
                name=told["name"],
                organisation=told["organisation"],
            )
        )
    for seat in seats:
        declare_conflicts(by=seat.user, reviewer=seat, conflicts={}, now=when)
    assign_reviews(by=people.office, call=held, each=len(seats), now=when)
    marks = {row["code"]: row["scores"] for row in texts()["call"]["applications"]}
    criteria = [criterion["id"] for criterion in held.criteria]
    for n, seat in enumerate(seats):
        for review in Review.objects.filter(reviewer=seat).select_related("application__territory"):
            given = marks[review.application.territory.code][n]
            saved = save_review(
                by=seat.user,
                review=review,
                seen=review.edit,
                scores=dict(zip(criteria, given, strict=True)),
                comments={"whole": "Clear where it names numbers, thin where it names none."},
                now=when,
            )
            submit_review(by=seat.user, review=saved, seen=saved.edit, now=when)


def _choice(application: Application) -> Choice:
    told = next(
        row for row in texts()["call"]["applications"] if row["code"] == application.territory.code
    )
    return Choice(outcome=told["outcome"], reason=told["reason"])
