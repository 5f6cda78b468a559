"""A small page that other websites show in a frame: one question, five links to our own page.

No cookie, no script, no form: the answers are sent from the page that a link opens.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from territoria_web.listen.queries.forums import forum_by_code
from territoria_web.listen.queries.services_offered import service_by_code, service_name
from territoria_web.listen.rating_rules import LEVEL_WORDS, takes_ratings
from territoria_web.people.links import absolute
from territoria_web.public.page import FRESH, frameable


def _question(request: HttpRequest, code: str, service: str) -> HttpResponse:
    forum = forum_by_code(code)
    held = service_by_code(forum, service)
    rate = absolute(request, reverse("guest:rate", args=[forum.code, held.code]))
    answer = render(
        request,
        "public/services/widget.html",
        {
            "name": service_name(held),
            "open": takes_ratings(held),
            "steps": [
                (words, f"{rate}?by=widget&satisfied={step}") for step, words in LEVEL_WORDS.items()
            ],
            "figures": absolute(request, reverse("public:service", args=[forum.code, held.code])),
            "user": None,
            "messages": (),
        },
    )
    patch_cache_control(answer, public=True, max_age=FRESH)
    return answer


widget = require_safe(frameable(_question))
"""The question, and a link for each of the five steps; any website may show it in a frame."""
