"""How many requests a minute: by key, or by address of whoever has none."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from territoria_web.api.problems import Fault, refusal

MINUTE = 60
PLAIN, WITH_KEY, COMPUTED = 240, 1200, 30


def too_many(
    request: HttpRequest, who: str, *, with_key: bool, computed: bool
) -> HttpResponse | None:
    """429 where someone asked too often; what is computed on demand has a limit of its own."""
    limit = _limit(with_key)
    if computed:
        limit = min(limit, getattr(settings, "API_COMPUTED_A_MINUTE", COMPUTED))
    now = int(time.time())
    wait = MINUTE - now % MINUTE
    if _count(f"api:{'computed' if computed else 'read'}:{who}:{now // MINUTE}") <= limit:
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
    name, usual = ("API_WITH_KEY_A_MINUTE", WITH_KEY) if with_key else ("API_A_MINUTE", PLAIN)
    return int(getattr(settings, name, usual))


def _count(key: str) -> int:
    cache.add(key, 0, 2 * MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two lines
        return 1


def address_of(request: HttpRequest) -> str:
    """Whence the request comes."""
    return str(request.META.get("REMOTE_ADDR", ""))
