"""What the pages of the pre-assessment share: its three parts as tabs, its frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from territoria_web.desk.workspace import rights, show_stage
from territoria_web.invite.models import Step
from territoria_web.territories.models import Cycle

STAGE = "findings"  # its key among the stages of a cycle


def needed(said: Promise) -> dict[str, Any]:
    """What a field says where nothing was filled in."""
    return {"required": said}


def show_part(
    request: HttpRequest,
    cycle: Cycle,
    part: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
    beneath: bool = False,
) -> HttpResponse:
    """A page of the pre-assessment; ``beneath``: it stands below the page of its part."""
    parts = {"findings": _("Findings"), "policies": _("Policies in place"), "swot": _("SWOT")}
    address = {key: reverse(f"desk:{key}", args=[cycle.public_id]) for key in parts}
    told = {
        "parts": [(name, address[key], key == part) for key, name in parts.items()],
        **rights(cycle, "measure", "note findings"),
        **rights(cycle, "compare", "edit swot"),
        **(facts or {}),
    }
    return show_stage(
        request,
        cycle,
        STAGE,
        template,
        title=title,
        finding=finding,
        facts=told,
        status=status,
        below=((parts[part], address[part]),) if beneath else (),
        step=Step.Kind.PREASSESSMENT,
    )
