"""What was not taken, shown back: nothing that somebody wrote is lost."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee
from territoria_web.guest.working.frame import show_meet


def not_taken(
    request: HttpRequest,
    person: Attendee,
    refused: ValidationError,
    *,
    typed: Iterable[str] = (),
    back: str = "",
) -> HttpResponse:
    """Why something was not taken; ``typed``: the words of the form; ``back``: where to go on."""
    return show_meet(
        request,
        person.meeting,
        "guest/working/late.html",
        title=_("This was not taken"),
        finding=str(refused.messages[0]),
        facts={"typed": "\n\n".join(t for t in typed if t.strip()), "back": back},
        status=409,
    )


def typed_in(request: HttpRequest, *names: str) -> list[str]:
    """What was written into fields of a form."""
    return [str(request.POST.get(name, "")) for name in names]
