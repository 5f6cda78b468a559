"""Who gets what at the addresses of calls, expressions of interest, reviews.

The call has closed. Whoever is *nobody* elsewhere has applied to it, the *expert* reviews.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from private_addresses.table import Line, line
from territoria_web.invite.models import Application, Attachment, Call, Review, Reviewer
from territoria_web.library.models import FrozenText
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

#              stranger nobody viewer expert editor lead other secr. operator
OFFICE = "in 404 404 404 404 404 404 200 404"
SENT = "in 404 404 404 404 404 404 302 404"
APPLICANT = "in 200 404 404 404 404 404 404 404"
REVIEWER = "in 404 404 200 404 404 404 404 404"
SIGNED_IN = "in 200 200 200 200 200 200 200 200"

LINES: dict[str, Line] = {
    "desk:calls": line(OFFICE),
    "desk:call-begin": line(OFFICE),
    "desk:call": line(OFFICE),
    "desk:call-write": line(OFFICE),
    "desk:call-criteria": line(OFFICE),
    "desk:call-criterion": line(OFFICE),
    "desk:call-preview": line(OFFICE),
    "desk:call-publish": line(SENT, "POST"),
    "desk:call-closing": line(SENT),
    "desk:call-applications": line(OFFICE),
    "desk:call-application": line(OFFICE),
    "desk:call-open-desk": line(OFFICE),
    "desk:call-rise": line(OFFICE),
    "desk:call-reviewers": line(OFFICE),
    "desk:call-reviewer-leave": line(SENT, "POST"),
    "desk:call-reviewer-again": line(SENT, "POST"),
    "desk:call-assignment": line(OFFICE),
    "desk:call-ranking": line(OFFICE),
    "desk:call-ranking-csv": line(OFFICE),
    "desk:call-decision": line(OFFICE),
    "desk:call-apply": line("200"),
    "desk:applications": line(SIGNED_IN),
    "desk:application": line(APPLICANT),
    "desk:application-do": line("in 302 404 404 404 404 404 404 404", "POST"),
    "desk:application-file": line("in 200 404 200 404 404 404 200 404"),
    "desk:reviews": line(SIGNED_IN),
    "desk:panel": line(REVIEWER),
    "desk:declare": line(REVIEWER),
    "desk:review": line(REVIEWER),
}
WORDS = {"en": "Words"}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    now = timezone.now()
    section = {"id": "challenge", "title": WORDS, "guidance": WORDS, "words": 9, "required": True}
    text = FrozenText.objects.create(
        kind="templates",
        text_id="call-for-interest",
        digest="0" * 64,
        body={"sections": [section], "rules": [WORDS]},
    )
    anchors = dict.fromkeys(("title", "none", "half", "full"), WORDS)
    call = Call.objects.create(
        network=network,
        template=text,
        title=WORDS,
        text=WORDS,
        criteria=[{"id": "ambition", **anchors, "weight": 1.0}],
        opens=now - timedelta(days=9),
        closes=now - timedelta(days=1),
        state=Call.State.PUBLISHED,
        published=now - timedelta(days=9),
    )
    application = Application.objects.create(
        call=call,
        territory=cycle.territory,
        applicant=people["nobody"],
        state=Application.State.ELIGIBLE,
        submitted=now - timedelta(days=2),
    )
    attachment = Attachment.objects.create(
        application=application,
        name="letter.pdf",
        media_type="application/pdf",
        digest="0" * 64,
        size=5,
        content=b"%PDF-",
    )
    seat = Reviewer.objects.create(call=call, user=people["expert"], declared=now)
    review = Review.objects.create(application=application, reviewer=seat)
    return {
        "call": call.public_id,
        "criterion": "ambition",
        "application": application.public_id,
        "attachment": attachment.public_id,
        "reviewer": seat.public_id,
        "review": review.public_id,
    }
