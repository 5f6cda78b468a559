"""One action: telling its news oneself, its news so far, and taking one off with a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.guards import account_of
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import Action, Plan
from territoria_web.plan.queries.plans import open_plan
from territoria_web.plan.queries.said import dates_said
from territoria_web.territories.models import Cycle
from territoria_web.track.models import Update
from territoria_web.track.news_form import NewsForm
from territoria_web.track.queries.accounts import Kept, account_at
from territoria_web.track.queries.moves import moves_of
from territoria_web.track.queries.words import told_news
from territoria_web.track.services.updates import hide_update, tell_news_of


class HideForm(forms.Form):
    """Why news is taken off."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it taken off?"),
        help_text=gettext_lazy("Everybody reads this in its place."),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 2000}),
        error_messages={"required": gettext_lazy("Say in a sentence why; everybody reads it.")},
    )


def promised_action(plan: Plan, action: UUID) -> tuple[Action, Kept]:
    """An action and how it stands; 404 where the version in force does not promise it."""
    rows = account_at(plan.public_id).rows
    row = next((row for row in rows if row.action.id == str(action)), None)
    held = plan.actions.filter(public_id=action).first()
    if row is None or held is None:
        raise Http404
    return held, row


def back_to_track(cycle: Cycle) -> tuple[tuple[str, str], ...]:
    """The crumb from a page on progress to the overview."""
    return ((_("Progress"), reverse("desk:track", args=[cycle.public_id])),)


@login_required
@takes_form
def action(request: HttpRequest, public_id: UUID, action: UUID) -> HttpResponse:
    """Its news, and the form that tells more."""
    hidden = request.POST.get("hide", "")
    verb = "see" if request.method != "POST" else "tend" if hidden else "report"
    cycle = open_cycle(request.user, public_id, stage="track", verb=verb)
    plan = open_plan(cycle)
    held, row = promised_action(plan, action)
    if hidden:
        return _hide(request, cycle, plan, held, row)
    form = NewsForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_bound and form.is_valid() and _told(request, held, row, form):
        messages.success(request, _("It is told. Everybody can read it now."))
        return redirect("desk:track-action", cycle.public_id, action)
    return _shown(request, cycle, plan, row, form)


def _told(request: HttpRequest, held: Action, row: Kept, form: NewsForm) -> bool:
    try:
        tell_news_of(
            by=account_of(request),
            action=held,
            news=form.news(),
            office=row.action.owner,
            via=Update.Via.DESK,
            origin=origin_of(request),
            key=form.told_as,
        )
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    return True


def _hide(request: HttpRequest, cycle: Cycle, plan: Plan, held: Action, row: Kept) -> HttpResponse:
    update = _update_at(held, request.POST["hide"])
    form = HideForm(request.POST)
    if form.is_valid():
        try:
            hide_update(
                by=account_of(request),
                update=update,
                reason=form.cleaned_data["reason"],
                origin=origin_of(request),
            )
            messages.success(request, _("It is taken off; your reason stands in its place."))
            return redirect("desk:track-action", cycle.public_id, held.public_id)
        except ValidationError as refused:
            put_beside(form, refused)
    return _shown(request, cycle, plan, row, NewsForm(row=row), {update.pk: form})


def _update_at(held: Action, key: str) -> Update:
    try:
        update = held.updates.filter(public_id=UUID(key)).first()
    except ValueError:
        update = None
    if update is None:
        raise Http404
    return update


def _shown(
    request: HttpRequest,
    cycle: Cycle,
    plan: Plan,
    row: Kept,
    form: NewsForm,
    hiding: dict[int, HideForm] | None = None,
) -> HttpResponse:
    tried = hiding or {}
    facts: dict[str, Any] = {
        "form": form,
        "row": row,
        "dates": dates_said(row.action.begins, row.action.ends),
        "moves": moves_of(row),
        "last": told_news(row)[:1],
        "news": [
            (one, tried.get(one.update.pk) or HideForm(auto_id=f"hide-{one.update.pk}-%s"))
            for one in told_news(row)
        ],
        "public": reverse("public:promise", args=[plan.public_id, row.action.number]),
        "steward_url": reverse("desk:track-steward", args=[cycle.public_id, row.action.id]),
        **rights(cycle, "track", "report", "tend"),
    }
    return show_stage(
        request,
        cycle,
        "track",
        "desk/track/action.html",
        title=f"{row.action.number} {row.action.title}",
        finding=row.delivery.sentence,
        facts=facts,
        below=back_to_track(cycle),
        status=422 if form.errors or tried else 200,
    )
