"""The first page: who asks and what for, two questions about the firm, and two doors."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from territoria_web.guest.self_check.frame import closed, show_check, with_check
from territoria_web.guest.voice.frame import dwell_of, shown_now
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import say
from territoria_web.listen.models import SelfCheck, Sitting
from territoria_web.listen.queries.check_texts import read_frozen
from territoria_web.listen.services.ratings import CameIn
from territoria_web.listen.services.sittings import CheckClosed, Who, begin_sitting
from territoria_web.listen.sitting_rules import sectors_for, sizes_for, takes_sittings

PARTS = [(part, part) for part in Sitting.Part.values]


class StartForm(forms.Form):
    """How large, in which trade; the button says which of the two doors."""

    size = forms.ChoiceField(
        label=gettext_lazy("How many people work with you, yourself included?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the list.")},
    )
    sector = forms.ChoiceField(
        label=gettext_lazy("What does your firm mainly do?"),
        help_text=gettext_lazy("Only to compare you with others like you."),
        required=False,
    )
    part = forms.ChoiceField(choices=PARTS, widget=forms.HiddenInput)
    # people do not see it; what fills in every field does
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    # drawn with the page, so that a form sent twice begins once
    number = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, check: SelfCheck, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        size, sector = self.fields["size"], self.fields["sector"]
        assert isinstance(size, forms.ChoiceField)
        assert isinstance(sector, forms.ChoiceField)
        alone = {"self-employed": _("just you")}  # what a class is called is no answer to how many
        sizes = sizes_for(check.audience)
        size.choices = [(code, alone.get(code) or _(name)) for code, name in sizes.items()]
        sectors = [(code, _(name)) for code, name in sectors_for(check.audience).items()]
        sector.choices = [("", _("I would rather not say")), *sectors]
        if not sectors:
            del self.fields["sector"]


@takes_form
@with_check
def start(request: HttpRequest, check: SelfCheck) -> HttpResponse:
    """What it is; whoever begins gets a link of their own."""
    if not takes_sittings(check):
        return closed(request, check)
    post = request.POST if request.method == "POST" else None
    form = StartForm(post, check=check, initial={"number": uuid.uuid4(), "shown": shown_now()})
    if form.is_bound and form.is_valid():
        try:
            return redirect("guest:check-page", check.code, _begun(request, check, form), 1)
        except CheckClosed:
            return closed(request, check)
        except ValidationError as refused:
            put_beside(form, refused)
    return _shown(request, check, form)


def _begun(request: HttpRequest, check: SelfCheck, form: StartForm) -> str:
    told = form.cleaned_data
    return begin_sitting(
        check=check,
        who=Who(told["size"], told.get("sector", ""), get_language() or "en"),
        part=told["part"],
        number=told["number"],
        came=CameIn(dwell_of(request), bool(told["website"])),
    )


def _shown(request: HttpRequest, check: SelfCheck, form: StartForm) -> HttpResponse:
    texts = read_frozen(check)
    return show_check(
        request,
        check,
        "guest/self_check/start.html",
        title=say(texts.questionnaire.title),
        finding=_("Ten minutes, no account. At the end: where you stand, and three next steps."),
        facts={"form": form, "texts": texts},
        status=422 if form.errors else 200,
    )
