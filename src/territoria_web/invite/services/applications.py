"""An expression of interest: begun, saved as one goes, handed in, taken back, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.call_rules import (
    DRAFTS_EACH,
    LONGEST_SECTION,
    STANDING,
    is_open,
)
from territoria_web.invite.models import Application, Call, Reviewer
from territoria_web.invite.queries.applying import lacks_of
from territoria_web.invite.queries.calls import raw_sections
from territoria_web.invite.queries.sayings import moment
from territoria_web.library.typed import plain
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Territory
from territoria_web.territories.rules import ChangedMeanwhile

State = Application.State
ENDED = (State.NOT_ELIGIBLE, State.DECLINED)
LONGEST_ORGANISATION = 200


@transaction.atomic
def begin_application(
    *, by: User, call: Call, territory: Territory, language: str, now: datetime | None = None
) -> Application:
    """A draft for a territory; the one that is there already, where this applicant has one."""
    held = Call.objects.select_for_update().get(pk=call.pk)
    _refuse_unless_open(held, now or timezone.now())
    mine = Application.objects.filter(call=held, applicant=by)
    if found := mine.filter(territory=territory).exclude(state=State.WITHDRAWN).first():
        return found
    if Reviewer.objects.filter(call=held, user=by, left=None).exists():
        raise ValidationError(_("You review expressions of this call, so you cannot apply to it."))
    _refuse_second(held, territory)
    if mine.filter(state=State.DRAFT).count() >= DRAFTS_EACH:
        raise ValidationError(_("You have several drafts already. Withdraw one of them first."))
    made = Application.objects.create(
        call=held, territory=territory, applicant=by, language=language
    )
    _write(by, made, "begin application", None)
    return made


@transaction.atomic
def save_draft(
    *,
    by: User,
    application: Application,
    seen: int,
    body: Mapping[str, str],
    organisation: str | None = None,
    language: str | None = None,
    may_publish: bool | None = None,
    now: datetime | None = None,
) -> Application:
    """Keep what was written so far, complete or not; sections that are not given stay as they are.

    ChangedMeanwhile where another window saved since ``seen``; ValidationError after the closing.
    """
    held = _editable(application, now or timezone.now())
    if held.edit != seen:
        raise ChangedMeanwhile(_("This draft was saved in another window meanwhile."))
    check_lengths(body, organisation or "")
    known = {s["id"] for s in raw_sections(held.call)}
    kept = {key: plain(text) for key, text in body.items() if key in known}
    held.body = {**held.body, **kept}
    if organisation is not None:
        held.organisation = organisation.strip()
    if language is not None:
        held.language = language
    if may_publish is not None:
        held.may_publish = may_publish
    held.edit += 1
    held.save(update_fields=["body", "organisation", "language", "may_publish", "edit"])
    return held


class NotComplete(ValidationError):
    """An expression lacks something; each message under its field, ``""`` for the whole."""


@transaction.atomic
def submit_application(
    *, by: User, application: Application, seen: int, now: datetime | None = None
) -> Application:
    """Hand a draft in. Everything that is missing is said at once; a second expression of a
    territory is refused, and so is everything from the closing minute on.
    """
    when = now or timezone.now()
    held = _editable(application, when)
    if held.edit != seen:
        raise ChangedMeanwhile(_("This draft was saved in another window meanwhile."))
    wrong: dict[str, list[str]] = {}
    for lack in lacks_of(held, held.call):
        wrong.setdefault(lack.field or "whole", []).append(lack.said)
    if wrong:
        raise NotComplete(wrong)
    _refuse_second(held.call, held.territory)
    held.state, held.submitted = State.SUBMITTED, when
    held.edit += 1
    held.save(update_fields=["state", "submitted", "edit"])
    _write(by, held, "submit application", State.DRAFT)
    return held


@transaction.atomic
def take_back_application(
    *, by: User, application: Application, now: datetime | None = None
) -> Application:
    """Make a submitted expression a draft again, while the call is open. It does not count before
    it is handed in once more.
    """
    held = _locked(application)
    _refuse_unless_open(held.call, now or timezone.now())
    if held.state == State.DRAFT:  # pressed twice
        return held
    if held.state != State.SUBMITTED:
        raise ValidationError(_("Only a submitted expression can be taken back."))
    _refuse_twin(held)
    held.state, held.submitted = State.DRAFT, None
    held.edit += 1
    held.save(update_fields=["state", "submitted", "edit"])
    _write(by, held, "take application back", State.SUBMITTED)
    return held


@transaction.atomic
def withdraw_application(*, by: User, application: Application) -> Application:
    """Take an expression out of the call for good. Reviews of it are kept and count no more."""
    held = _locked(application)
    if held.state == State.WITHDRAWN:
        return held
    if held.state in ENDED:
        raise ValidationError(_("This expression is decided on; there is nothing to withdraw."))
    if held.cycle_id is not None:
        raise ValidationError(
            _("The desk of this territory is open already. Write to the network.")
        )
    before = held.state
    held.state = State.WITHDRAWN
    held.edit += 1
    held.save(update_fields=["state", "edit"])
    _write(by, held, "withdraw application", before)
    return held


@transaction.atomic
def discard_drafts(*, by: User) -> None:
    """Delete the expressions of somebody that are not handed in, with their files."""
    drafts = Application.objects.select_for_update(of=("self",)).select_related("call", "territory")
    for held in drafts.filter(applicant=by, state=State.DRAFT):
        facts = {"title": str(held.call), "code": held.territory.code}
        about = f"application {held.public_id}"
        write_entry(who=by, what="discard draft", about=about, before=facts)
        held.delete()


def check_lengths(body: Mapping[str, str], organisation: str) -> None:
    """ValidationError by field where something is longer than can be kept."""
    wrong = {
        key: [_("Use at most %(most)d characters.") % {"most": LONGEST_SECTION}]
        for key, text in body.items()
        if len(text) > LONGEST_SECTION
    }
    if len(organisation) > LONGEST_ORGANISATION:
        said = _("Use at most %(most)d characters.") % {"most": LONGEST_ORGANISATION}
        wrong["organisation"] = [said]
    if wrong:
        raise ValidationError(wrong)


def refuse_unless_editable(application: Application, now: datetime) -> None:
    """ValidationError where a draft takes nothing more."""
    _refuse_unless_open(application.call, now)
    if application.state != State.DRAFT:
        raise ValidationError(
            _("This expression is not a draft. Take it back to change it, while the call is open.")
        )


def _locked(application: Application) -> Application:
    """The row and, before it, its call: whoever closes, decides or hands in waits for the other."""
    call = Call.objects.select_for_update().select_related("template", "network")
    held_call = call.get(pk=application.call_id)
    held = Application.objects.select_for_update().get(pk=application.pk)
    held.call = held_call
    return held


def _editable(application: Application, now: datetime) -> Application:
    held = _locked(application)
    refuse_unless_editable(held, now)
    return held


def _refuse_unless_open(call: Call, now: datetime) -> None:
    if call.state == Call.State.DRAFT or now < call.opens:
        raise ValidationError(
            _("This call opens on %(opens)s. Come back then.") % {"opens": moment(call.opens)}
        )
    if not is_open(call, now):
        said = _("This call closed on %(closes)s. Nothing can be changed or handed in any more.")
        raise ValidationError(said % {"closes": moment(call.closes)})


def _refuse_second(call: Call, territory: Territory) -> None:
    """One expression of a territory in a call: the first that was handed in."""
    others = Application.objects.filter(call=call, territory=territory, state__in=STANDING)
    if others.exists():
        raise ValidationError(
            _(
                "An expression of interest of this territory was handed in already; a call takes one "
                "of each territory. Agree with those who handed it in: they can withdraw it."
            )
        )


def _refuse_twin(held: Application) -> None:
    mine = Application.objects.filter(
        call=held.call, territory=held.territory, applicant=held.applicant, state=State.DRAFT
    )
    if mine.exists():
        raise ValidationError(_("You have another draft for this territory. Withdraw it first."))


def _write(by: User, application: Application, what: str, before: str | None) -> None:
    """The journal names the call and the territory's code, never the words of an applicant."""
    facts: dict[str, Any] = {"title": str(application.call), "code": application.territory.code}
    write_entry(
        who=by,
        what=what,
        about=f"application {application.public_id}",
        before=None if before is None else {"state": str(before)},
        after={**facts, "state": str(application.state)},
    )
