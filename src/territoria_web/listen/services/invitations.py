"""Who is asked: added from a list, written to, reminded, left alone; their names erased at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.library.saying import day, said_in
from territoria_web.listen.models import Invitation, Survey
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.people_lists import Person
from territoria_web.listen.rules import (
    MOST_INVITED,
    may_be_reminded,
    takes_answers,
    token_of,
)
from territoria_web.listen.services.journal import note
from territoria_web.people.mail import post_each
from territoria_web.people.models import User
from territoria_web.territories.queries import territory_name


@dataclass(frozen=True)
class Letter:
    """What goes out to one person."""

    email: str
    language: str
    link: str
    decline: str


@transaction.atomic
def invite_people(*, by: User, survey: Survey, people: Iterable[Person]) -> list[Invitation]:
    """Put people on the list; nothing is sent yet. Whoever stands there already stays as they are."""
    refuse_unless_open(survey.cycle, Step.Kind.SURVEY)
    # of two who add the same people at once, the second waits and then finds them there
    _refuse_closed(Survey.objects.select_for_update().get(pk=survey.pk))
    wanted = list(people)
    there = set(survey.invitations.exclude(email="").values_list("email", flat=True))
    if survey.invitations.count() + len(wanted) > MOST_INVITED:
        raise ValidationError(_("A survey asks at most 5,000 people."))
    made = Invitation.objects.bulk_create(
        Invitation(
            survey=survey,
            role=one.role,
            name=one.name,
            organisation=one.organisation,
            email=one.email,
            language=one.language,
        )
        for one in wanted
        if not one.email or one.email not in there
    )
    note(by, survey, "invite people", after={"figures": len(made)})
    return made


def send_invitations(*, by: User, survey: Survey, origin: str) -> int:
    """Write to everybody with an address who was not written to yet; how many that were."""
    now = timezone.now()
    with transaction.atomic():
        _refuse_unless_asked(survey)
        held = survey.invitations.select_for_update().filter(sent=None, declined=None)
        people = list(held.exclude(email=""))
        ids = [one.pk for one in people]
        Invitation.objects.filter(pk__in=ids).update(sent=now)
        note(by, survey, "send invitations", after={"figures": len(people)})
    _post_all(survey, people, origin, "listen/invitation.txt", by)
    return len(people)


def remind_people(*, by: User, survey: Survey, origin: str) -> int:
    """Write once more to those who did not answer; never to others, at most twice, not within three
    days. How many that were.
    """
    now = timezone.now()
    with transaction.atomic():
        _refuse_unless_asked(survey)
        held = survey.invitations.select_for_update().filter(answered=None, declined=None)
        people = [one for one in held if may_be_reminded(one, now)]
        ids = [one.pk for one in people]
        Invitation.objects.filter(pk__in=ids).update(reminded=now, reminders=F("reminders") + 1)
        note(by, survey, "remind people", after={"figures": len(people)})
    _post_all(survey, people, origin, "listen/reminder.txt", by)
    return len(people)


@transaction.atomic
def decline_letters(*, invitation: Invitation) -> None:
    """Somebody asks not to be written to again; their link still works."""
    if invitation.declined is None:
        invitation.declined = timezone.localdate()
        invitation.save(update_fields=["declined"])


@transaction.atomic
def drop_invitation(*, by: User, survey: Survey, invitation: Invitation) -> None:
    """Take somebody off the list who was not written to yet, or asked for it."""
    if invitation.answered or (invitation.sent is not None and invitation.declined is None):
        raise ValidationError(
            _(
                "This person was written to, or has answered. They stay on the list, so that the "
                "share is right."
            )
        )
    invitation.delete()
    note(by, survey, "drop invitation", after={"figures": 1})


@transaction.atomic
def erase_contacts(*, by: User, survey: Survey) -> int:
    """Forget names and addresses of a closed survey; roles and days stay for the counts."""
    if survey.state != Survey.State.CLOSED:
        raise ValidationError(_("Close the survey first: names are needed until then."))
    held = survey.invitations.exclude(name="", organisation="", email="")
    count = held.update(name="", organisation="", email="")
    note(by, survey, "erase contacts", after={"figures": count})
    return count


def _refuse_closed(survey: Survey) -> None:
    if survey.state == Survey.State.CLOSED:
        raise ValidationError(_("This survey is closed for good. Its results stay as they are."))


def _refuse_unless_asked(survey: Survey) -> None:
    refuse_unless_open(survey.cycle, Step.Kind.SURVEY)
    if not takes_answers(survey, timezone.now()):
        raise ValidationError(
            _("The survey takes no answers now. Open it, or extend it, before you write letters.")
        )


# ── letters ───────────────────────────────────────────────────────────────────────────────────


def _post_all(
    survey: Survey, people: Sequence[Invitation], origin: str, template: str, by: User
) -> None:
    letters = [_letter_to(one, origin) for one in people]
    if not letters:
        return
    facts = {"contact": survey.contact or by.email, "closes": survey.closes, "by": str(by)}
    post_each([partial(_written, survey, letter, template, facts) for letter in letters])


def _letter_to(invitation: Invitation, origin: str) -> Letter:
    token = token_of(invitation)
    with override(invitation.language):
        link = reverse("guest:survey", args=[token])
        decline = reverse("guest:survey-decline", args=[token])
    return Letter(invitation.email, invitation.language, origin + link, origin + decline)


def _written(survey: Survey, letter: Letter, template: str, facts: dict[str, Any]) -> EmailMessage:
    with said_in(letter.language):
        told = {
            **facts,
            "closes": day(facts["closes"]),
            "title": form_of(survey).title.say(),
            "place": territory_name(survey.cycle.territory),
            "link": letter.link,
            "decline": letter.decline,
        }
        body = render_to_string(template, told).strip()
    subject, _rest, text = body.partition("\n")
    return EmailMessage(subject.strip(), text.strip() + "\n", to=[letter.email])
