"""What surrounds the pages of a call's office: its parts as tabs, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.desk.frame import show
from territoria_web.invite.models import Call
from territoria_web.invite.queries.sayings import said_of


def show_call(
    request: HttpRequest,
    call: Call,
    part: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the office."""
    crumbs = (
        (_("Your desk"), reverse("desk:home")),
        (call.network.name, reverse("desk:network", args=[call.network.public_id])),
        (_("Calls"), reverse("desk:calls", args=[call.network.public_id])),
    )
    told = {
        "call": call,
        "called": said_of(call.title),
        "parts": [(name, url, key == part) for key, name, url in _parts(call)],
        **(facts or {}),
    }
    return show(
        request, template, title=title, finding=finding, facts=told, crumbs=crumbs, status=status
    )


def _parts(call: Call) -> list[tuple[str, str, str]]:
    drafted = {
        "call": _("Overview"),
        "call-write": _("Text and dates"),
        "call-criteria": _("Criteria"),
        "call-preview": _("Preview"),
    }
    published = {
        "call": _("Overview"),
        "call-applications": _("Expressions"),
        "call-reviewers": _("Reviewers"),
        "call-assignment": _("Assignment"),
        "call-ranking": _("Ranking"),
        "call-decision": _("Decision"),
    }
    names = drafted if call.state == Call.State.DRAFT else published
    return [(k, name, reverse(f"desk:{k}", args=[call.public_id])) for k, name in names.items()]
