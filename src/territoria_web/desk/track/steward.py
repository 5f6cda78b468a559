"""Who tells how an action goes, and how often."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from territoria_web.desk.guards import account_of
from territoria_web.desk.track.action import back_to_track, promised_action
from territoria_web.desk.workspace import show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.queries import open_cycle
from territoria_web.plan.queries.plans import open_plan
from territoria_web.territories.rules import ChangedMeanwhile
from territoria_web.track.models import Steward
from territoria_web.track.queries.promised import EVERY_DAYS
from territoria_web.track.queries.tended import steward_state
from territoria_web.track.services.stewards import name_steward


class StewardForm(forms.Form):
    """Somebody who tells, by an address that only the team sees."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150, required=False)
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy(
            "A link goes there when news is due; no account is needed. Only your team sees the "
            "address. Leave it empty where the team tells itself."
        ),
        widget=forms.EmailInput,
        max_length=254,
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letters"), choices=settings.LANGUAGES
    )
    every_days = forms.IntegerField(
        label=gettext_lazy("News at least every so many days"),
        help_text=gettext_lazy(
            "It is public. Half as long again without news is shown as silence."
        ),
        min_value=7,
        max_value=366,
    )
    may_write_again = forms.BooleanField(
        label=gettext_lazy("They told us that they want letters again"), required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, standing: Steward | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if standing is None or standing.declined is None:
            del self.fields["may_write_again"]


@login_required
@takes_form
def steward(request: HttpRequest, public_id: UUID, action: UUID) -> HttpResponse:
    """Say who tells."""
    cycle = open_cycle(request.user, public_id, stage="track", verb="tend")
    held, row = promised_action(open_plan(cycle), action)
    standing = Steward.objects.filter(action=held).first()
    data = request.POST if request.method == "POST" else None
    form = StewardForm(data, initial=_initial(standing), standing=standing)
    if form.is_bound and form.is_valid():
        try:
            name_steward(by=account_of(request), action=held, **form.cleaned_data)
            messages.success(request, _("Kept."))
            return redirect("desk:track", cycle.public_id)
        except ChangedMeanwhile as refused:
            form = _seen_anew(request.POST, standing)
            put_beside(form, refused)
        except ValidationError as refused:
            put_beside(form, refused)
    return show_stage(
        request,
        cycle,
        "track",
        "desk/track/steward.html",
        title=_("Who tells how it goes?"),
        finding=f"{row.action.number} {row.action.title}",
        facts={"form": form, "standing": standing},
        below=back_to_track(cycle),
        status=422 if form.errors else 200,
    )


def _seen_anew(typed: QueryDict, standing: Steward | None) -> StewardForm:
    """What was typed, now that one sees what a colleague wrote: sent once more it holds."""
    data = typed.copy()
    data["seen"] = steward_state(standing)
    return StewardForm(data, standing=standing)


def _initial(standing: Steward | None) -> dict[str, object]:
    if standing is None:
        return {"language": get_language(), "every_days": EVERY_DAYS}
    return {
        "seen": steward_state(standing),
        "name": standing.name,
        "email": standing.email,
        "language": standing.language,
        "every_days": standing.every_days,
    }
