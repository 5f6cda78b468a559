"""The office sets the criteria of a call: each in its languages, in an order, with a weight."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.desk.calls.forms import ANCHORS, CriterionForm
from territoria_web.desk.calls.frame import show_call
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_in, tell_refused
from territoria_web.invite.models import Call
from territoria_web.invite.queries.calls import criteria_of
from territoria_web.invite.queries.doors import open_call
from territoria_web.invite.queries.sayings import said_of
from territoria_web.invite.services.calls import change_criteria
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside


@login_required
@takes_form
def criteria(request: HttpRequest, call: UUID) -> HttpResponse:
    """The criteria in their order; moved, removed, begun anew."""
    held = open_call(request.user, call)
    if request.method == "POST":
        return _reordered(request, held)
    rows = criteria_of(held)
    said = ngettext(
        "Expressions are judged by %(count)d criterion.",
        "Expressions are judged by %(count)d criteria.",
        len(rows),
    )
    return show_call(
        request,
        held,
        "call-criteria",
        "desk/calls/criteria.html",
        title=_("Criteria"),
        finding=said % {"count": len(rows)},
        facts={"rows": rows, "fixed": held.state != Call.State.DRAFT},
    )


def _reordered(request: HttpRequest, call: Call) -> HttpResponse:
    deed, _colon, key = request.POST.get("do", "").partition(":")
    held = list(call.criteria)
    place = next((n for n, c in enumerate(held) if c["id"] == key), None)
    if place is not None and deed == "remove":
        held.pop(place)
    elif place is not None and deed in ("up", "down"):
        other = place + (-1 if deed == "up" else 1)
        if 0 <= other < len(held):
            held[place], held[other] = held[other], held[place]
    try:
        change_criteria(by=account_of(request), call=call, seen=seen_in(request), criteria=held)
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:call-criteria", call.public_id)


@login_required
@takes_form
def criterion(request: HttpRequest, call: UUID, criterion: str) -> HttpResponse:
    """One criterion, or a ``new`` one."""
    held = open_call(request.user, call)
    found = next((c for c in held.criteria if c["id"] == criterion), None)
    if found is None and criterion != "new":
        raise Http404
    form = CriterionForm(request.POST or None, initial=_initial(held, found))
    if form.is_bound and form.is_valid() and _criterion_kept(request, held, form, found):
        return redirect("desk:call-criteria", held.public_id)
    return show_call(
        request,
        held,
        "call-criteria",
        "desk/calls/criterion.html",
        title=said_of(found["title"]).text if found else _("A new criterion"),
        facts={"form": form},
        status=422 if form.errors else 200,
    )


def _initial(call: Call, found: dict[str, Any] | None) -> dict[str, Any]:
    if found is None:
        return {"weight": 1, "seen": call.edit}
    words = {f"{k}-{code}": text for k in ANCHORS for code, text in found[k].items()}
    return {**words, "weight": found["weight"], "seen": call.edit}


def _criterion_kept(
    request: HttpRequest, call: Call, form: CriterionForm, found: dict[str, Any] | None
) -> bool:
    new = form.criterion(found["id"] if found else "")
    if found is None:
        new["id"] = _free_id(call, next(iter(new["title"].values()), ""))
    kept = [new if found and c["id"] == found["id"] else c for c in call.criteria]
    try:
        change_criteria(
            by=account_of(request),
            call=call,
            seen=form.cleaned_data["seen"],
            criteria=kept if found else [*kept, new],
        )
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    messages.success(request, _("The criterion is kept."))
    return True


def _free_id(call: Call, title: str) -> str:
    """An id out of the title that no other criterion of the call has."""
    stem = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40]
    taken = {c["id"] for c in call.criteria} | {"", "new", "whole"}
    return stem if stem not in taken else f"{stem or 'criterion'}-{uuid4().hex[:6]}"
