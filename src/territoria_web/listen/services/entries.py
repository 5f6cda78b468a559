"""Answers that come on paper, in an interview or in a file: entered by the team, channel recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.listen.models import Answer, Invitation, Response, Survey
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.given import Kept, kept_of
from territoria_web.listen.queries.xlsforms import Sheet
from territoria_web.listen.rules import key_of, response_key
from territoria_web.listen.services.answers import refuse_unless_answered
from territoria_web.listen.services.journal import note
from territoria_web.listen.services.looks import refresh_look
from territoria_web.people.models import User

BY_HAND = (Response.Channel.PAPER, Response.Channel.INTERVIEW)


def enter_sheet(
    *,
    by: User,
    survey: Survey,
    number: UUID,
    role: str,
    channel: str,
    language: str,
    consent: bool,
    kept: Mapping[str, Kept],
    person: UUID | None = None,
) -> Response | None:
    """One sheet of paper or one interview. ``number``: made with the form, so that a sheet sent twice
    is entered once; None where it was. ``person``: public id of whoever filled it, where they were
    asked by name: they are not written to again, and their link opens no second sheet. That they
    answered is kept, not which answers are theirs.

    ValidationError where the sheet is empty, or the person has answered already.
    """
    if channel not in BY_HAND or role not in {one.id for one in form_of(survey).roles}:
        raise ValidationError(_("Choose the role and the channel."))
    given = {item: answer for item, answer in kept.items() if not answer.blank}
    if not given:
        raise ValidationError(_("The sheet is empty. Enter at least one answer."))
    with transaction.atomic():
        now = timezone.now()
        refuse_unless_answered(_locked(survey), now)
        key = key_of("sheet", f"{survey.public_id} {number}")
        if Response.objects.filter(key=key).exists():
            return None
        if person is not None:
            _mark_answered(survey, person, role, timezone.localdate(now))
        response = Response.objects.create(
            survey=survey,
            key=key,
            role=role,
            channel=channel,
            language=language,
            consent=consent,
            entered_by=by,
            confirmed=now,
        )
        _keep(response, given)
        note(by, survey, "enter answers", after={"figures": 1})
    refresh_look(survey)
    return response


def _mark_answered(survey: Survey, person: UUID, role: str, today: date) -> None:
    asked = Invitation.objects.filter(survey=survey, public_id=person, role=role, answered=None)
    begun = [i for i in asked if Response.objects.filter(key=response_key(i)).exists()]
    if begun or not asked.update(answered=today):
        raise ValidationError(
            {"person": _("This person has answered, or begun to answer, by their own link.")}
        )


def take_sheets(*, by: User, survey: Survey, sheets: Sequence[Sheet], language: str) -> int:
    """Filled forms of a file, all or none; those taken before are left out. How many were taken."""
    form = form_of(survey)
    with transaction.atomic():
        now = timezone.now()
        refuse_unless_answered(_locked(survey), now)
        there = set(
            Response.objects.filter(key__in=[s.key for s in sheets]).values_list("key", flat=True)
        )
        fresh = [one for one in sheets if one.key not in there]
        for n, sheet in enumerate(fresh):
            response = Response.objects.create(
                survey=survey,
                key=sheet.key,
                role=sheet.role,
                channel=Response.Channel.XLSFORM,
                language=language,
                entered_by=by,
                # one after the other: results grow by five people at a time
                confirmed=now + timedelta(microseconds=n),
            )
            asked = {item.id: item for item in form.items_for(sheet.role)}
            _keep(
                response,
                {
                    name: kept_of(asked[name], value)
                    for name, value in sheet.values.items()
                    if name in asked
                },
            )
        note(by, survey, "take answers", after={"figures": len(fresh)})
    refresh_look(survey)
    return len(fresh)


def _locked(survey: Survey) -> Survey:
    """The survey as it stands now: of two who enter the same sheet at once, the second waits."""
    held = Survey.objects.select_for_update(of=("self",)).select_related("cycle")
    return held.get(pk=survey.pk)


def _keep(response: Response, kept: Mapping[str, Kept]) -> None:
    assert response.confirmed is not None
    Answer.objects.bulk_create(
        Answer(
            response=response,
            item=item,
            said=answer.said,
            level=answer.level,
            value=answer.value,
            text=answer.text,
            answered=response.confirmed,
        )
        for item, answer in kept.items()
        if not answer.blank
    )
