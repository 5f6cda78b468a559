"""Is it solved? Two presses from the letter: the page, and one of three buttons."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.guest.voice.frame import show_voice
from territoria_web.guest.voice.own import with_own_voice
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Need, Voice
from territoria_web.listen.need_rules import DONE
from territoria_web.listen.queries.own_voice import own_need
from territoria_web.listen.services.need_results import say_solved
from territoria_web.listen.services.saying import say_more

BUTTONS = {
    Need.Solved.YES: gettext_lazy("Yes, it is solved"),
    Need.Solved.PARTLY: gettext_lazy("In part"),
    Need.Solved.NO: gettext_lazy("No, it is not"),
}


@takes_form
@with_own_voice
def solved(request: HttpRequest, voice: Voice, token: str, need: UUID) -> HttpResponse:
    """The question; then thanks, and room for words."""
    held = own_need(voice, need)
    if held.state not in DONE:
        raise Http404
    if request.method != "POST":
        return _shown(request, held, token)
    try:
        if "solved" in request.POST:
            say_solved(need=held, solved=str(request.POST["solved"]), said=held.solved_said)
        else:
            say_more(need=held, said=str(request.POST.get("said", "")))
    except ValidationError as refused:
        return _shown(request, held, token, refused.messages)
    return redirect("guest:voice-solved", token, need)


def _shown(
    request: HttpRequest, need: Need, token: str, refused: list[str] | None = None
) -> HttpResponse:
    answered = Need.Solved(need.solved) if need.solved else None
    return show_voice(
        request,
        need.forum,
        "guest/voice/solved.html",
        title=_("Thank you") if answered else _("Is it solved?"),
        finding=_("You said: %(said)s.") % {"said": BUTTONS[answered]} if answered else need.title,
        facts={
            "need": need,
            "token": token,
            "buttons": list(BUTTONS.items()),
            "answered": answered,
            "refused": refused or [],
            "typed": request.POST.get("said", need.solved_said),
        },
        status=422 if refused else 200,
    )
