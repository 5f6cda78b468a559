"""Supports that came as no people's supports do: when and where, what they change, and vouching for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.calls.forms import Moment
from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tried
from territoria_web.invite.queries.sayings import moment
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.need_rules import LONGEST_REASON
from territoria_web.listen.queries.unusual_supports import (
    Burst,
    Unusual,
    unusual_in,
    vouches_of,
)
from territoria_web.listen.services.forums import MOST_VOUCHED, vouch_for

REASONS = {
    "burst": gettext_lazy("many more in a few minutes than at any other time"),
    "pace": gettext_lazy("after the same number of seconds each, as a machine presses"),
}


class VouchForm(forms.Form):
    """When many acted at once, how many were there, and what it was."""

    begins = Moment(label=gettext_lazy("From"))
    ends = Moment(label=gettext_lazy("Until"))
    people = forms.IntegerField(
        label=gettext_lazy("How many people were there, at most?"),
        help_text=gettext_lazy("If more acted than that, nobody is vouched for."),
        min_value=1,
        max_value=MOST_VOUCHED,
    )
    reason = forms.CharField(
        label=gettext_lazy("What happened then?"),
        help_text=gettext_lazy("For example: the assembly of the Riverside school. It is public."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_REASON,
    )


@login_required
@takes_form
def unusual(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is unusual, and the form that vouches."""
    forum = opened(request, public_id, "moderate" if request.method == "POST" else "see")
    found = unusual_in(forum)
    form = VouchForm(posted(request), initial=_proposed(found))
    if request.method == "POST" and form.is_valid():

        def deed() -> None:
            vouch_for(by=account_of(request), forum=forum, **form.cleaned_data)

        if tried(form, deed):
            messages.success(request, _("It is kept, and counts from now on."))
            return redirect("desk:citizens-unusual", public_id)
    return show_citizens(
        request,
        forum,
        "citizens-needs",
        "desk/citizens/unusual.html",
        title=_("Unusual supports"),
        finding=_finding(found),
        facts={
            "form": form,
            "found": found,
            "bursts": [_told(burst) for burst in found.bursts],
            "vouches": [(moment(v.begins), moment(v.ends), v) for v in vouches_of(forum)],
        },
        status=422 if form.errors else 200,
    )


def _proposed(found: Unusual) -> dict[str, Any]:
    """The time of the latest burst."""
    if not found.bursts:
        return {}
    latest = found.bursts[0]
    return {"begins": localtime(latest.begins), "ends": localtime(latest.ends)}


def _told(burst: Burst) -> dict[str, Any]:
    return {
        "begins": moment(burst.begins),
        "ends": moment(burst.ends),
        "supports": burst.supports,
        "why": REASONS.get(burst.why, ""),
        "needs": burst.needs,
    }


def _finding(found: Unusual) -> str:
    if not found.supports:
        return _("Nobody has supported anything yet.")
    if not found.unusual:
        said = ngettext(
            "%(count)d support, and nothing unusual.",
            "%(count)d supports, and nothing unusual.",
            found.supports,
        )
        return said % {"count": found.supports}
    said = ngettext(
        "%(some)d of %(count)d support came in an unusual way.",
        "%(some)d of %(count)d supports came in an unusual way.",
        found.supports,
    )
    return said % {"some": found.unusual, "count": found.supports}
