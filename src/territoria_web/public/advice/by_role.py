"""The second door: advice for who the reader is."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.public.advice.rows import (
    asked_advice,
    finding_of,
    keep_of,
    parted,
    rows_of,
    table_of,
)
from territoria_web.public.asked_territory import asked_region
from territoria_web.public.page import Crumb, Page
from territoria_web.recommend.queries.advice_texts import advice_for, role_at


def by_role(request: HttpRequest, role: str) -> Page:
    """Advice for one role, with what this role can do."""
    held, region = role_at(role), asked_region(request)
    found = asked_advice(region)
    rows = rows_of(advice_for(held.id), found)
    return Page(
        template="public/advice/list.html",
        title=held.title,
        finding=finding_of(rows, found),
        crumbs=(Crumb(_("Advice"), reverse("public:advice") + keep_of(found)),),
        facts={
            "meaning": held.your_role,
            "rows": parted(rows),
            "found": found,
            "region": region,
            "keep": keep_of(found),
        },
        table=table_of(rows),
        data={"role": held.id},
    )
