"""Answering: begun with consent, saved page by page, sent, changed until the survey closes, withdrawn.

Every deed of a respondent is one short transaction; none of them writes into the journal, which is
about what the team did.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.listen.models import Answer, Invitation, Response, Survey, ThemeMark
from territoria_web.listen.queries.given import BLANK, Kept, kept_answers
from territoria_web.listen.rules import takes_answers
from territoria_web.listen.services.looks import refresh_look

log = logging.getLogger(__name__)


class SlipUsed(ValidationError):
    """Somebody began with this link already."""


class SurveyClosed(ValidationError):
    """The survey takes no answers (any more)."""


def refuse_unless_answered(survey: Survey, now: datetime) -> None:
    """SurveyClosed where it takes no answers now; nothing is kept then."""
    if not takes_answers(survey, now):
        raise SurveyClosed(_("This survey takes no answers now."))
    try:
        refuse_unless_open(survey.cycle, Step.Kind.SURVEY)
    except ValidationError:
        raise SurveyClosed(_("This survey takes no answers now.")) from None


@transaction.atomic
def begin_response(
    *,
    survey: Survey,
    key: str,
    role: str,
    channel: str,
    language: str,
    consent: bool,
    slip: Invitation | None = None,
) -> Response:
    """Somebody agreed to take part. Begun twice, it is the same response; its role stays.

    ``slip``: the link on paper that was used. It opens nothing from then on, so that whoever copied it
    before it was handed out reads no answers; SlipUsed where it was used already.
    """
    refuse_unless_answered(survey, timezone.now())
    response, made = Response.objects.get_or_create(
        key=key,
        defaults={
            "survey": survey,
            "role": role,
            "channel": channel,
            "language": language,
            "consent": consent,
        },
    )
    if response.survey_id != survey.pk or response.withdrawn is not None:
        raise SlipUsed(_("This link has been used. Ask for another one."))
    if made and slip is not None:
        _use_up(slip)
    if not made and (response.consent != consent or response.language != language):
        response.consent, response.language = consent, language
        response.save(update_fields=["consent", "language"])
    return response


def _use_up(slip: Invitation) -> None:
    unused = Invitation.objects.filter(pk=slip.pk, answered=None)
    if not unused.update(answered=timezone.localdate()):
        raise SlipUsed(_("This link has been used. Ask for another one."))


@transaction.atomic
def save_answers(*, response: Response, kept: Mapping[str, Kept]) -> int:
    """Keep what changed, each as a new row beside the older ones; how many that were.

    SurveyClosed where the survey takes no answers, or the answers were withdrawn.
    """
    now = timezone.now()
    # locked, and asked anew: it may be withdrawn or closed in the meantime
    held = Response.objects.select_for_update(of=("self",)).select_related("survey__cycle")
    response = held.get(pk=response.pk)
    refuse_unless_answered(response.survey, now)
    if response.withdrawn is not None:
        raise SurveyClosed(_("These answers were withdrawn."))
    standing = kept_answers(response.pk)
    changed = {item: answer for item, answer in kept.items() if standing.get(item, BLANK) != answer}
    if not changed:
        return 0
    response.answers.filter(item__in=changed, current=True).update(current=False)
    Answer.objects.bulk_create(
        Answer(
            response=response,
            item=item,
            said=answer.said,
            level=answer.level,
            value=answer.value,
            text=answer.text,
            answered=now,
        )
        for item, answer in changed.items()
    )
    return len(changed)


def confirm_response(*, response: Response, invitation: Invitation | None = None) -> None:
    """The respondent sends the answers: from now on they count. Sent twice, it stays as it is."""
    now = timezone.now()
    with transaction.atomic():
        refuse_unless_answered(response.survey, now)
        sent = Response.objects.filter(pk=response.pk, confirmed=None, withdrawn=None)
        fresh = bool(sent.update(confirmed=now))
        if invitation is not None:
            Invitation.objects.filter(pk=invitation.pk, answered=None).update(
                answered=timezone.localdate(now)
            )
    if fresh:
        _look_again(response.survey)


@transaction.atomic
def withdraw_response(*, response: Response, invitation: Invitation | None = None) -> None:
    """Take all answers back: their content is erased, the rows stay as a count. Possible at any
    time, also when the survey is closed.
    """
    now = timezone.now()
    done = Response.objects.filter(pk=response.pk, withdrawn=None).update(
        withdrawn=now, consent=False, margins={}
    )
    if not done:
        return
    ThemeMark.objects.filter(answer__response=response).delete()
    response.answers.update(
        said=Answer.Said.VALUE, level=None, value=None, text="", moderated=False
    )
    if invitation is not None:
        Invitation.objects.filter(pk=invitation.pk).update(declined=timezone.localdate(now))


def _look_again(survey: Survey) -> None:
    """New results where enough people answered; whatever goes wrong there, the answers are kept."""
    try:
        refresh_look(survey)
    except Exception:  # the respondent is done and must not see it
        log.exception("the results of a survey could not be worked out")
