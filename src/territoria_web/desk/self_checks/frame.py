"""What all pages about self-checks share: their door, their tabs, what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.saying import say
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.check_results import checks_of
from territoria_web.listen.queries.check_texts import read_frozen
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle

STAGE = "listen"
VERB = "offer checks"
AUDIENCES = {
    SelfCheck.Audience.FIRMS: gettext_lazy("firms"),
    SelfCheck.Audience.PUBLIC: gettext_lazy("public bodies"),
}
PARTS = {
    "self-check": gettext_lazy("Overview"),
    "self-check-results": gettext_lazy("Results"),
    "self-check-numbers": gettext_lazy("Known numbers of firms"),
    "self-check-poster": gettext_lazy("Poster"),
}
CONTACT_HELP = gettext_lazy(
    "A name with an e-mail, a phone or an address: where no offer is known, this is the only way on. "
    "Everybody reads it."
)
NUMBERS_OF_BODIES = gettext_lazy("Known numbers of bodies")


def opened(request: HttpRequest, public_id: UUID, check: UUID, verb: str = "see") -> SelfCheck:
    """A self-check of a cycle, for whoever may do this; 404 where there is none."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb=verb)
    held = next((one for one in checks_of(cycle) if one.public_id == check), None)
    if held is None:
        raise Http404
    return held


def at(check: SelfCheck, name: str) -> str:
    """The address of a page of a check."""
    return reverse(f"desk:{name}", args=[check.cycle.public_id, check.public_id])


def name_of(check: SelfCheck) -> str:
    """What it is called, in the language spoken."""
    return say(read_frozen(check).framework.title)


def crumbs_to(cycle: Cycle) -> tuple[tuple[str, str], ...]:
    """The way to all self-checks."""
    return (
        (_("Surveys"), reverse("desk:listen", args=[cycle.public_id])),
        (_("Self-checks"), reverse("desk:self-checks", args=[cycle.public_id])),
    )


def show_check(
    request: HttpRequest,
    check: SelfCheck,
    here: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a check, with the way to its other pages."""
    name = name_of(check)
    above = ((name, at(check, "self-check")),) if here != "self-check" else ()
    told = {
        "check": check,
        "audience": AUDIENCES[SelfCheck.Audience(check.audience)],
        "is_open": check.state == SelfCheck.State.OPEN,
        "parts": [(_part(check, one), at(check, one), one == here) for one in PARTS],
        **rights(check.cycle, STAGE, VERB),
        **(facts or {}),
    }
    return show_stage(
        request,
        check.cycle,
        STAGE,
        template,
        title=title,
        finding=finding,
        facts=told,
        status=status,
        below=crumbs_to(check.cycle) + above,
    )


def _part(check: SelfCheck, name: str) -> str:
    bodies = check.audience == SelfCheck.Audience.PUBLIC
    return str(NUMBERS_OF_BODIES if name == "self-check-numbers" and bodies else PARTS[name])
