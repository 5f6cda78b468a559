"""The record of an initiative as an assessor reads it beside the criteria."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.compare.models import Entrant
from territoria_web.compare.queries.benchmark_entrants import facts_of
from territoria_web.invite.queries.sayings import said_of
from territoria_web.library.initiative_names import AREAS, EVALUATIONS, INSTRUMENTS, LEVELS
from territoria_web.library.queries import library
from territoria_web.library.saying import money, numeral_of


def record_said(entrant: Entrant) -> dict[str, Any]:
    """Its facts in words, and the address of the whole record. Empty is unknown."""
    facts = facts_of(entrant)
    known = library().obstacles
    reach = ""
    if facts["firms"] is not None:
        reach = f"{numeral_of(facts['firms'])} ({facts['reach_year']})"
    return {
        "title": said_of(facts["title"]),
        "place": said_of(facts["place"]),
        "area": _(AREAS[facts["area"]]) if facts["area"] in AREAS else "",
        "level": _(LEVELS[facts["level"]]) if facts["level"] in LEVELS else "",
        "obstacles": [said_of(known[o].title.root).text for o in facts["obstacles"] if o in known],
        "instruments": [_(INSTRUMENTS[i]) for i in facts["instruments"] if i in INSTRUMENTS],
        "budget": "" if facts["budget"] is None else money(facts["budget"], "EUR"),
        "reach": reach,
        "evaluation": _(EVALUATIONS[facts["evaluation"]]),
        "grade": facts["grade"],
        "baseline": facts["baseline"],
        "went_wrong": facts["went_wrong"],
        "url": reverse("public:initiative", args=[facts["slug"] or facts["text"]]),
    }
