"""The page that a firm keeps: where it stands, three next steps, who helps nearby, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.convene.queries.qr import qr_svg
from territoria_web.guest.self_check.frame import at, show_own, with_passage
from territoria_web.guest.self_check.result_words import (
    change_said,
    ends_said,
    groups_said,
    intensity_said,
    standing_said,
)
from territoria_web.library.saying import say
from territoria_web.listen.models import Sitting
from territoria_web.listen.queries.sitting_obstacles import named_beside, weighed
from territoria_web.listen.queries.sitting_results import change_shown, result_shown
from territoria_web.listen.queries.sitting_turns import nothing_said
from territoria_web.listen.queries.sittings import Passage
from territoria_web.listen.sitting_rules import takes_sittings
from territoria_web.people.links import absolute
from territoria_web.recommend.queries.help_nearby import Help, help_nearby


@require_safe
@with_passage
def own(request: HttpRequest, passage: Passage) -> HttpResponse:
    """The last result; whoever has none yet goes on answering."""
    if not passage.finished:
        return redirect(_first_open(passage))
    if passage.whole:
        return _whole(request, passage, passage.whole[-1])
    last = passage.finished[-1]
    return show_own(
        request,
        passage,
        "guest/self_check/obstacles.html",
        title=_("What keeps you back"),
        finding=_("Your answer counts with those of all others."),
        facts={
            **_facts(request, passage, last),
            "beside": named_beside(passage.taker, passage.texts, last),
            "nothing": nothing_said(),
        },
    )


def _first_open(passage: Passage) -> str:
    if not takes_sittings(passage.check):
        return at(passage, "answers")
    turns = enumerate(passage.turns, start=1)
    still = [n for n, turn in turns if turn.is_open(passage.now.answers)]
    return at(passage, "page", still[0]) if still else at(passage, "answers")


def _whole(request: HttpRequest, passage: Passage, sitting: Sitting) -> HttpResponse:
    result = result_shown(passage.taker, passage.texts, sitting)
    change = change_shown(passage.texts, *passage.whole[-2:]) if len(passage.whole) > 1 else None
    return show_own(
        request,
        passage,
        "guest/self_check/result.html",
        title=_("Your result"),
        finding=standing_said(result),
        facts={
            **_facts(request, passage, sitting),
            "result": result,
            "ends": ends_said(result),
            "others": groups_said(result),
            "intensity": intensity_said(result.intensity),
            "is_small": passage.taker.size in ("self-employed", "micro"),
            "change": change,
            "changed": change_said(change) if change else "",
        },
    )


def _facts(request: HttpRequest, passage: Passage, sitting: Sitting) -> dict[str, Any]:
    obstacles = passage.finished[-1] if passage.finished else sitting
    found = _help(passage, _named(obstacles))
    return {
        "sitting": sitting,
        "about": say(passage.texts.questionnaire.title),
        "goes_on": passage.now.finished is None,
        "first_open": _first_open(passage),
        "takes": takes_sittings(passage.check),
        "weighed": weighed(passage.texts, obstacles),
        "help": found,
        "unhelped": _unhelped(passage, _named(obstacles), found),
        "own_link": absolute(request, at(passage, "own")),
    }


def _named(sitting: Sitting) -> Mapping[str, int]:
    held: Mapping[str, int] = (sitting.result or {}).get("obstacles", {})
    return held


def _unhelped(passage: Passage, named: Mapping[str, int], found: list[Help]) -> list[str]:
    """The obstacles named that nothing known addresses, where others are helped; ``found`` is cut short,
    so each that it leaves out is looked up alone.
    """
    shown = {title for one in found for title in one.obstacles}
    return [
        say(one.title)
        for one in (passage.texts.obstacles if found else ())
        if one.id in named
        and say(one.title) not in shown
        and not _help(passage, {one.id: named[one.id]})
    ]


def _help(passage: Passage, obstacles: Mapping[str, int]) -> list[Help]:
    """For firms only: no initiative of the register is for offices."""
    if not passage.texts.obstacles:
        return []
    return help_nearby(
        passage.check.cycle.territory,
        obstacles=obstacles,
        size=passage.taker.size,
        sector=passage.taker.sector,
        today=timezone.localdate(),
    )


@require_safe
@with_passage
def link(request: HttpRequest, passage: Passage) -> HttpResponse:
    """The link to copy, to mail to oneself, or to take over with a camera."""
    own_link = absolute(request, at(passage, "own"))
    return show_own(
        request,
        passage,
        "guest/self_check/link.html",
        title=_("Keep your link"),
        finding=_(
            "It is the only way back to your answers. Nobody can find it again, as nobody keeps whose "
            "it is."
        ),
        facts={"own_link": own_link, "qr": qr_svg(own_link, title=_("Your link as a QR code"))},
    )
