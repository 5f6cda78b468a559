"""The social card of a territory."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from territoria_web.compare.queries.portrait import place_at, portrait_of, title_of
from territoria_web.public.page import FRESH
from territoria_web.public.territory.shown import finding
from territoria_web.reports.social_card import card_of


@require_safe
def card(request: HttpRequest, code: str) -> HttpResponse:
    """The name, the finding and the dimensions with their ranges, as a picture to share.

    It may be kept no longer than the page: a diagnosis that comes changes both.
    """
    portrait = portrait_of(place_at(code), request.GET.get("framework", ""))
    pillars = [(title_of(s), s) for s in portrait.dimensions]
    drawn = card_of(portrait.name, finding(portrait), pillars, portrait.name)
    answer = HttpResponse(drawn, content_type="image/png")
    patch_cache_control(answer, public=True, max_age=FRESH)
    return answer
