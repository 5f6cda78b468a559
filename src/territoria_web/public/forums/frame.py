"""What the pages of a forum share: their way, their links, what is said of examples."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.listen.models import Forum
from territoria_web.listen.voice_rules import is_taking
from territoria_web.public.page import Crumb
from territoria_web.territories.queries import territory_name


def crumbs_of(forum: Forum, *, below: bool = True) -> tuple[Crumb, ...]:
    """The territory, and the forum for the pages below its first one."""
    place = forum.cycle.territory
    first = Crumb(territory_name(place), reverse("public:territory", args=[place.code]))
    home = Crumb(_("What people say"), reverse("public:forum", args=[forum.code]))
    return (first, home) if below else (first,)


def frame_facts(forum: Forum) -> dict[str, Any]:
    """What every template of a forum reads."""
    return {
        "forum": forum,
        "place": territory_name(forum.cycle.territory),
        "example": forum.cycle.example,
        "takes": is_taking(forum) and forum.takes_needs,
    }
