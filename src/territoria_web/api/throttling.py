"""How many requests a minute: by key, or by address of whoever has none."""

from __future__ import annotations

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from territoria_web.api.problems import Fault, refusal
from territoria_web.people.often import MINUTE, times_in_a_minute


def too_many(
    request: HttpRequest, who: str, *, with_key: bool, computed: bool
) -> HttpResponse | None:
    """429 where someone asked too often; what is computed on demand has a limit of its own."""
    limit = _limit(with_key)
    if computed:
        limit = min(limit, settings.API_COMPUTED_A_MINUTE)
    now = int(time.time())
    wait = MINUTE - now % MINUTE
    if (
        times_in_a_minute(f"api:{'computed' if computed else 'read'}:{who}:{now // MINUTE}")
        <= limit
    ):
        return None
    what = ngettext(
        "More than %(limit)d request in a minute.",
        "More than %(limit)d requests in a minute.",
        limit,
    ) % {"limit": limit}
    mend = ngettext(
        "Wait %(wait)d second. All data in one file: /api/v1/releases.",
        "Wait %(wait)d seconds. All data in one file: /api/v1/releases.",
        wait,
    ) % {"wait": wait}
    answer = refusal(429, [Fault(request.path, what, mend)])
    answer["Retry-After"] = str(wait)
    return answer


def _limit(with_key: bool) -> int:
    return settings.API_WITH_KEY_A_MINUTE if with_key else settings.API_A_MINUTE


def address_of(request: HttpRequest) -> str:
    """Whence the request comes."""
    return str(request.META.get("REMOTE_ADDR", ""))
