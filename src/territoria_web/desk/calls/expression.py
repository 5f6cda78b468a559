"""One's own expression of interest: the form, saved as one goes; afterwards how it stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.desk.calls.expression_form import ExpressionForm
from territoria_web.desk.calls.ranking import standing_said
from territoria_web.desk.calls.texts import files_of, written_sections
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of, too_often
from territoria_web.invite.call_rules import (
    FILES,
    LARGEST_FILE,
    STATE_NAMES,
    is_closed,
    is_open,
    words_of,
)
from territoria_web.invite.letters import mail_submitted
from territoria_web.invite.models import Application
from territoria_web.invite.queries.calls import raw_sections
from territoria_web.invite.queries.doors import open_own_application
from territoria_web.invite.queries.feedback import feedback_of
from territoria_web.invite.queries.sayings import moment, said_of
from territoria_web.invite.services.applications import (
    ENDED,
    save_draft,
    submit_application,
)
from territoria_web.invite.services.attachments import attach_file, remove_file
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import numeral_of, ranged
from territoria_web.people.links import origin_of
from territoria_web.territories.queries import territory_name
from territoria_web.territories.rules import ChangedMeanwhile

State = Application.State


@login_required
@takes_form
def expression(request: HttpRequest, application: UUID) -> HttpResponse:
    """The form while it is a draft and the call is open; then the text as it was handed in."""
    held = open_own_application(request.user, application)
    if request.method == "POST":
        return _sent(request, held)
    if held.state == State.DRAFT and is_open(held.call, timezone.now()):
        return _form_page(request, held, ExpressionForm(application=held))
    return _text_page(request, held)


def _sent(request: HttpRequest, held: Application) -> HttpResponse:
    """Every button saves first, so that nothing typed is lost."""
    form = ExpressionForm(request.POST, request.FILES, application=held)
    if not form.is_valid():
        return _form_page(request, held, form)
    if wait := too_often(request, "upload"):
        return wait
    try:
        kept = _saved(request, held, form)
        form.application = kept
        deed = request.POST.get("do", "save")
        if deed == "submit":
            return _handed_in(request, kept)
        _file_deed(request, kept, form, deed)
    except ChangedMeanwhile as refused:
        return _form_page(request, held, _asked_again(request, held, refused))
    except ValidationError as refused:
        again = ExpressionForm(_with_seen(request, form.application), application=form.application)
        again.is_valid()
        again.refuse(refused)
        return _form_page(request, form.application, again)
    messages.success(request, _("The draft is saved."))
    return redirect("desk:application", held.public_id)


def _saved(request: HttpRequest, held: Application, form: ExpressionForm) -> Application:
    asked = form.cleaned_data
    return save_draft(
        by=account_of(request),
        application=held,
        seen=asked["seen"],
        body=form.body(),
        organisation=asked["organisation"],
        language=asked["language"],
        may_publish=asked["may_publish"],
    )


def _handed_in(request: HttpRequest, kept: Application) -> HttpResponse:
    done = submit_application(by=account_of(request), application=kept, seen=kept.edit)
    done.applicant = account_of(request)
    mail_submitted(application=done, origin=origin_of(request))
    messages.success(
        request, _("Your expression of interest is submitted. A receipt is on its way.")
    )
    return redirect("desk:application", kept.public_id)


def _file_deed(request: HttpRequest, kept: Application, form: ExpressionForm, deed: str) -> None:
    by, file = account_of(request), form.cleaned_data.get("file")
    if deed.startswith("remove:"):
        row = next((a for a in kept.attachments.all() if str(a.public_id) == deed[7:]), None)
        if row is not None:
            remove_file(by=by, application=kept, attachment=row)
    elif file:
        if file.size > LARGEST_FILE:
            too_large = _("The file is larger than 2 MB. Make it smaller, or split it.")
            raise ValidationError({"file": [too_large]})
        try:
            group = form.cleaned_data["group"]
            attach_file(
                by=by, application=kept, name=file.name or "", content=file.read(), group=group
            )
        except ValidationError as refused:
            raise ValidationError({"file": refused.messages}) from refused


def _with_seen(request: HttpRequest, application: Application) -> dict[str, str]:
    return {**request.POST.dict(), "seen": str(application.edit)}


def _asked_again(
    request: HttpRequest, held: Application, refused: ValidationError
) -> ExpressionForm:
    """The same words once more; saving again puts them in place of the other window's."""
    held.refresh_from_db()
    again = ExpressionForm(_with_seen(request, held), application=held)
    again.is_valid()
    again.add_error(None, refused)
    again.add_error(None, _("Your words are below. Save once more to put them in its place."))
    return again


def _form_page(request: HttpRequest, held: Application, form: ExpressionForm) -> HttpResponse:
    whole = words_of(held.body, raw_sections(held.call))
    said = _("Draft, %(count)s of at most %(most)s words. The call closes on %(closes)s.")
    return _page(
        request,
        held,
        "desk/calls/expression.html",
        finding=said
        % {
            "count": numeral_of(whole),
            "most": numeral_of(held.call.words),
            "closes": moment(held.call.closes),
        },
        facts={"form": form, "files": files_of(held), "room": FILES},
        status=422 if form.errors else 200,
    )


def _text_page(request: HttpRequest, held: Application) -> HttpResponse:
    now = timezone.now()
    back = feedback_of(held)
    call = held.call
    return _page(
        request,
        held,
        "desk/calls/handed_in.html",
        finding=_standing(held, now),
        facts={
            "sections": written_sections(held),
            "files": files_of(held),
            "reason": _reason(held),
            "feedback": back,
            "scored": _scored(back),
            "standing": standing_said(held),
            "may_take_back": held.state == State.SUBMITTED and is_open(call, now),
            "may_withdraw": held.state not in (*ENDED, State.WITHDRAWN) and held.cycle_id is None,
        },
    )


def _standing(held: Application, now: Any) -> str:
    closes = {"closes": moment(held.call.closes)}
    if held.state == State.DRAFT:
        if is_closed(held.call, now):
            said = _(
                "The call closed on %(closes)s. This draft was not submitted and does not count."
            )
            return said % closes
        return _("The call is not open yet.")
    if held.state == State.SUBMITTED:
        return _("Submitted. The office looks first whether it is eligible.")
    if held.state == State.SELECTED:
        if held.cycle_id:
            return _("Selected. Your desk is open.")
        return _("Selected. You get a letter when your desk is open.")
    return str(STATE_NAMES[held.state])


def _reason(held: Application) -> str:
    """What was written; where the ranking settles it, a sentence that says so."""
    if held.reason:
        return held.reason
    if held.state == State.SELECTED:
        return _("It is among the first whoever of the reviewers is left out.")
    if held.state in (State.DECLINED, State.RESERVE):
        return _("Others stand before it whoever of the reviewers is left out.")
    return ""


def _scored(back: Any) -> list[dict[str, Any]]:
    """Each criterion with mean and range."""
    if back is None:
        return []
    return [
        {"of": c, "said": ranged(c.mean, c.low, c.high, 1) if c.mean is not None else ""}
        for c in back.criteria
    ]


def _page(
    request: HttpRequest,
    held: Application,
    template: str,
    *,
    finding: str,
    facts: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    called = said_of(held.call.title)
    return show(
        request,
        template,
        title=_("Expression of interest: %(place)s") % {"place": territory_name(held.territory)},
        finding=finding,
        facts={"application": held, "called": called, **facts},
        crumbs=(
            (_("Your expressions of interest"), reverse("desk:applications")),
            (str(called), reverse("public:call", args=[held.call.public_id])),
        ),
        status=status,
    )
