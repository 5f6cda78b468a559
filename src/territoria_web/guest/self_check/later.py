"""Later: once more, with the old answers or without them; or everything erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.guest.self_check.frame import at, closed, show_check, show_own, with_passage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.listen.models import Sitting
from territoria_web.listen.queries.sittings import Passage
from territoria_web.listen.services.sittings import CheckClosed, begin_again, erase_taker
from territoria_web.listen.sitting_rules import takes_sittings


class AgainForm(forms.Form):
    """Which part, and with what to begin."""

    part = forms.ChoiceField(
        label=gettext_lazy("What would you like to go through?"),
        choices=[
            (Sitting.Part.WHOLE, gettext_lazy("All questions, about ten minutes")),
            (Sitting.Part.OBSTACLES, gettext_lazy("Only what keeps you back, two minutes")),
        ],
        initial=Sitting.Part.WHOLE,
        widget=forms.RadioSelect,
    )
    start = forms.ChoiceField(
        label=gettext_lazy("Begin with"),
        choices=[
            ("old", gettext_lazy("my last answers, to change what has changed")),
            ("empty", gettext_lazy("empty questions")),
        ],
        initial="old",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, has_parts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_parts:
            del self.fields["part"]


@takes_form
@with_passage
def again(request: HttpRequest, passage: Passage) -> HttpResponse:
    """A new sitting beside the old ones, so that both can be compared."""
    if not takes_sittings(passage.check):
        return closed(request, passage.check, passage)
    if passage.now.finished is None:
        return redirect(at(passage, "own"))
    post = request.POST if request.method == "POST" else None
    form = AgainForm(post, has_parts=bool(passage.texts.obstacles))
    if form.is_bound and form.is_valid():
        try:
            _begun(passage, form)
            return redirect(at(passage, "page", 1))
        except CheckClosed:
            return closed(request, passage.check, passage)
        except ValidationError as refused:
            put_beside(form, refused)
    return show_own(
        request,
        passage,
        "guest/self_check/again.html",
        title=_("Go through it once more"),
        finding=_("What you answered before stays, and you read what changed since."),
        facts={"form": form},
        status=422 if form.errors else 200,
    )


def _begun(passage: Passage, form: AgainForm) -> None:
    begin_again(
        taker=passage.taker,
        part=form.cleaned_data.get("part", Sitting.Part.WHOLE),
        with_answers=form.cleaned_data["start"] == "old",
    )


@takes_form
@with_passage
def erase(request: HttpRequest, passage: Passage) -> HttpResponse:
    """Everything behind the link, at once and for good."""
    if request.method != "POST":
        return show_own(
            request,
            passage,
            "guest/self_check/erase.html",
            title=_("Erase all your answers?"),
            finding=_("All of them are erased at once, and your link opens nothing from then on."),
        )
    erase_taker(taker=passage.taker)
    return show_check(
        request,
        passage.check,
        "guest/self_check/said.html",
        title=_("Your answers are erased"),
        finding=_(
            "Figures that were worked out before, from you and at least nine others, stay as they "
            "are: nobody can be found in them."
        ),
        facts={"takes": takes_sittings(passage.check)},
    )
