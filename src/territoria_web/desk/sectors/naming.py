"""A team's sectors: the list, one as a form, publishing and taking back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.act.models import SectorList
from territoria_web.act.queries.sectors import named, sector_in, sector_list_of, sector_name
from territoria_web.act.rules.sectors import number_wrong
from territoria_web.act.services.sectors import (
    add_sector,
    change_sector,
    publish_sectors,
    remove_sector,
    take_sectors_back,
)
from territoria_web.desk.guards import account_of
from territoria_web.desk.sectors.forms import SectorForm, initial_of
from territoria_web.desk.tried import posted, seen_anew, seen_in, tell_refused, tried
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

NAMES = "name sectors"


@login_required
@require_safe
def sectors(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is named so far, and whether everybody reads it."""
    cycle = open_cycle(request.user, public_id, stage="act")
    held = sector_list_of(cycle.territory)
    rows = named(held.sectors.all()) if held else ()
    return show_stage(
        request,
        cycle,
        "act",
        "desk/sectors/sectors.html",
        title=_("Sectors of excellence"),
        finding=_finding(held, len(rows)),
        facts={
            "rows": rows,
            "seen": held.edit if held else 0,
            "published": held.published if held else None,
            "may_be_published": not number_wrong(len(rows)),
            **rights(cycle, "act", NAMES),
        },
        below=_below(cycle)[:1],
    )


def _below(cycle: Cycle) -> tuple[tuple[str, str], ...]:
    return (
        (_("Projects"), reverse("desk:act", args=[cycle.public_id])),
        (_("Sectors of excellence"), reverse("desk:sectors", args=[cycle.public_id])),
    )


def _finding(held: SectorList | None, count: int) -> str:
    if not count:
        return _("No sector is named yet. Name the four or five in which your city is strong.")
    said = ngettext("%(count)d sector is named.", "%(count)d sectors are named.", count)
    told = _("Everybody reads them.") if held and held.published else _("Nobody else reads it yet.")
    return f"{said % {'count': count}} {told}"


def _seen(cycle: Cycle) -> int:
    held = SectorList.objects.filter(territory=cycle.territory).first()
    return held.edit if held else 0


@login_required
@takes_form
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Name one more."""
    cycle = open_cycle(request.user, public_id, stage="act", verb=NAMES)

    def deed(form: SectorForm) -> Any:
        return add_sector(
            by=account_of(request),
            territory=cycle.territory,
            words=form.words(),
            seen=form.cleaned_data["seen"],
        )

    return _written(request, cycle, _("Name a sector"), {}, deed)


@login_required
@takes_form
def sector(request: HttpRequest, public_id: UUID, sector: UUID) -> HttpResponse:
    """Write one anew."""
    cycle = open_cycle(request.user, public_id, stage="act", verb=NAMES)
    held = sector_in(cycle.territory, sector)

    def deed(form: SectorForm) -> Any:
        return change_sector(
            by=account_of(request),
            sector=held,
            words=form.words(),
            seen=form.cleaned_data["seen"],
        )

    return _written(request, cycle, sector_name(held), initial_of(held), deed)


def _written(
    request: HttpRequest, cycle: Cycle, title: str, told: dict[str, Any], deed: Any
) -> HttpResponse:
    seen = _seen(cycle)
    form = SectorForm(posted(request), initial={**told, "seen": seen})
    try:
        if form.is_bound and form.is_valid() and tried(form, lambda: deed(form)):
            messages.success(request, _("It is kept."))
            return redirect("desk:sectors", cycle.public_id)
    except ChangedMeanwhile as refused:
        form = SectorForm(seen_anew(request, _seen(cycle)))
        form.add_error(None, refused)
    return show_stage(
        request,
        cycle,
        "act",
        "desk/sectors/sector.html",
        title=title,
        finding=_(
            "A sector in which your city is strong, what proves it, and what it is good for."
        ),
        facts={"form": form, "back": reverse("desk:sectors", args=[cycle.public_id])},
        status=422 if form.errors else 200,
        below=_below(cycle),
    )


@login_required
@require_POST
def remove(request: HttpRequest, public_id: UUID, sector: UUID) -> HttpResponse:
    """Name one no more."""
    cycle = open_cycle(request.user, public_id, stage="act", verb=NAMES)
    held = sector_in(cycle.territory, sector)
    deed = {"by": account_of(request), "sector": held, "seen": seen_in(request)}
    return _pressed(request, cycle, remove_sector, deed, _("It is removed."))


@login_required
@require_POST
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everybody reads them from now on."""
    cycle = open_cycle(request.user, public_id, stage="act", verb=NAMES)
    said = _("They are published. Everybody can read them now.")
    return _pressed(request, cycle, publish_sectors, _of(request, cycle), said)


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Nobody else reads them any more."""
    cycle = open_cycle(request.user, public_id, stage="act", verb=NAMES)
    said = _("They are taken back. Your team still reads them here.")
    return _pressed(request, cycle, take_sectors_back, _of(request, cycle), said)


def _of(request: HttpRequest, cycle: Cycle) -> dict[str, Any]:
    return {"by": account_of(request), "territory": cycle.territory, "seen": seen_in(request)}


def _pressed(
    request: HttpRequest, cycle: Cycle, deed: Any, facts: dict[str, Any], said: str
) -> HttpResponse:
    try:
        deed(**facts)
    except ValidationError as refused:
        tell_refused(request, refused)
    else:
        messages.success(request, said)
    return redirect("desk:sectors", cycle.public_id)
