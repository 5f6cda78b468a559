"""Somebody's own page: what they said and what became of it, their supports, their letters, their data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria_web.guest.voice.frame import show_voice
from territoria_web.guest.voice.need_form import NO_ADDRESS
from territoria_web.guest.voice.own import with_own_voice
from territoria_web.guest.voice.phones import forget
from territoria_web.library.http_methods import takes_form
from territoria_web.library.private_answers import guarded
from territoria_web.listen.models import Consent, Need, Voice
from territoria_web.listen.queries.need_choices import may_appeal
from territoria_web.listen.queries.own_voice import (
    OwnNeed,
    data_of,
    keeps_words,
    own_needs,
    own_supports,
    purposes_of,
)
from territoria_web.listen.services.erasing import erase_voice
from territoria_web.listen.voice_rules import LONGEST_ADDRESS
from territoria_web.people.links import origin_of


class LettersForm(forms.Form):
    """An address, and what may be written there."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        max_length=LONGEST_ADDRESS,
        error_messages=dict.fromkeys(("invalid", "max_length"), NO_ADDRESS),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    told = forms.BooleanField(
        label=gettext_lazy("Write to me when something happens to my need."), required=False
    )
    asked = forms.BooleanField(
        label=gettext_lazy("Ask me once, four weeks after it is delivered, whether it is solved."),
        required=False,
    )

    def purposes(self) -> set[str]:
        """What they agree to."""
        return {p.value for p in Consent.Purpose if self.cleaned_data.get(p.value)}

    def clean(self) -> dict[str, Any]:
        """What is wanted needs an address; an address with nothing wanted is erased."""
        held = super().clean() or {}
        if (
            any(held.get(p.value) for p in Consent.Purpose)
            and not self.data.get("email", "").strip()
        ):
            self.add_error("email", _("Write your address, or take the ticks away."))
        return held


@dataclass(frozen=True)
class Tried:
    """What was pressed and did not hold: the need it was about, what was typed, why not."""

    need: str = ""
    text: str = ""
    faults: list[str] = field(default_factory=list)
    letters: LettersForm | None = None


def show_own(
    request: HttpRequest, voice: Voice, token: str, tried: Tried | None = None
) -> HttpResponse:
    """The page; ``tried``: with what did not hold."""
    needs, supports, purposes = own_needs(voice), own_supports(voice), purposes_of(voice)
    letters = LettersForm(initial={"email": voice.email, **dict.fromkeys(purposes, True)})
    return show_voice(
        request,
        voice.forum,
        "guest/voice/mine.html",
        title=_("What you said"),
        finding=_finding(len(needs), len(supports)),
        facts={
            "token": token,
            "needs": [_shown(own, token) for own in needs],
            "supports": supports,
            "letters": (tried and tried.letters) or letters,
            "waits_for_mail": bool(purposes) and not voice.email,
            "address": voice.email,
            "tried": tried or Tried(),
            "link": origin_of(request) + reverse("guest:voice-mine", args=[token]),
        },
        status=422 if tried else 200,
    )


def _finding(needs: int, supports: int) -> str:
    said = ngettext("You said %(count)d need", "You said %(count)d needs", needs)
    said = said % {"count": needs} if needs else _("You have said no need yet")
    if not supports:
        return f"{said}."
    also = ngettext(
        "and support %(count)d of others.", "and support %(count)d of others.", supports
    )
    return f"{said} {also % {'count': supports}}"


def _shown(own: OwnNeed, token: str) -> dict[str, Any]:
    return {
        "own": own,
        "need": own.need,
        "key": str(own.need.public_id),
        "may_appeal": may_appeal(own.need),
        "solved_url": reverse("guest:voice-solved", args=[token, own.need.public_id])
        if own.may_be_judged
        else "",
    }


@require_safe
@with_own_voice
def data(request: HttpRequest, voice: Voice, token: str) -> HttpResponse:
    """Everything that is held about somebody, for themselves."""
    answer = JsonResponse(data_of(voice), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="what-you-said.json"'
    return guarded(answer)


@takes_form
@with_own_voice
def erase(request: HttpRequest, voice: Voice, token: str) -> HttpResponse:
    """What goes and what stays, said before; then it is done."""
    gone = request.method == "POST"
    stays, goes = _fates(own_needs(voice), voice)
    if gone:
        erase_voice(voice=voice)
    answer = show_voice(
        request,
        voice.forum,
        "guest/voice/erase.html",
        title=_("Everything about you is erased") if gone else _("Erase everything about you?"),
        finding=_("Your link opens nothing any more.") if gone else _("This cannot be undone."),
        facts={"token": token, "gone": gone, "stays": stays, "goes": goes},
    )
    if gone:
        forget(answer, voice.forum)
    return answer


def _fates(needs: list[OwnNeed], voice: Voice) -> tuple[list[Need], list[Need]]:
    """Needs whose words stay, and those whose words go."""
    stays = [own.need for own in needs if keeps_words(own.need, voice)]
    return stays, [own.need for own in needs if own.need not in stays]
