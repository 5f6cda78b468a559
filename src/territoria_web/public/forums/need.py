"""One need from the day it was said to its result: who answered when and why, and what it became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.library.dates import day_in
from territoria_web.library.saying import day
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import ANSWERS, STATE_NAMES, SUPPORTED
from territoria_web.listen.queries.forums import forum_by_code
from territoria_web.listen.queries.need_choices import CHANNEL_NAMES
from territoria_web.listen.queries.need_stories import Line, story_of
from territoria_web.listen.queries.need_themes import theme_said
from territoria_web.listen.queries.needs import district_names, public_need, titles_of
from territoria_web.listen.voice_rules import is_taking
from territoria_web.public.forums.frame import crumbs_of, frame_facts
from territoria_web.public.forums.rows import as_data, row_of
from territoria_web.public.page import Crumb, Page, Table

HEAD = ("when", "kind", "state", "said", "rule", "office")
WAYS = ("into", "from")  # numbers of other needs in what a line tells
Link = tuple[str, str]


def need(request: HttpRequest, code: str, number: int) -> Page:
    """``forum/<code>/needs/<number>/``; 404 where it is not public."""
    held = forum_by_code(code)
    one = public_need(held, number)
    story = story_of(one)
    titles = titles_of(
        held, {line.facts[key] for line in story for key in WAYS if key in line.facts}
    )
    return Page(
        template="public/forums/need.html",
        title=one.title,
        finding=_finding(one),
        facts={
            **frame_facts(held),
            **row_of(one),
            "theme": theme_said(one.theme),
            "district": district_names(held).get(one.district, ""),
            "channel": CHANNEL_NAMES[one.channel],
            "story": [(line, links_of(held, line, titles)) for line in story],
            "who": next((x.office for x in reversed(story) if x.state == one.state), ""),
            "answered_elsewhere": _answered_elsewhere(one, story),
            "takes_support": is_taking(held) and one.state in SUPPORTED,
            "support": reverse("guest:voice-support", args=[held.code, one.number]),
        },
        table=Table(f"need-{held.code}-{one.number}", HEAD, [_row(line) for line in story]),
        data=as_data(one),
        crumbs=(
            *crumbs_of(held),
            Crumb(_("What people need"), reverse("public:needs", args=[held.code])),
        ),
    )


def _answered_elsewhere(one: Need, story: Sequence[Line]) -> bool:
    """Whether the system that the need was taken over from gave all its answers."""
    offices = {line.office for line in story if line.state in ANSWERS}
    return bool(one.source) and offices == {one.source}


def _finding(one: Need) -> str:
    said = _("%(state)s (%(day)s).")
    return said % {"state": STATE_NAMES[Need.State(one.state)], "day": day(one.since)}


def _row(line: Line) -> tuple[Any, ...]:
    return (line.when.isoformat(), line.kind, line.state, line.said, line.rule, line.office)


def links_of(forum: Forum, line: Line, titles: Mapping[int, str]) -> list[Link]:
    """What a line of the story leads to, by what it tells: another need, a plan, its action.
    ``titles``: of the needs that everybody may read; of others only the number is told.
    """
    facts = line.facts
    found = [_need_link(forum, facts.get(key), titles) for key in WAYS]
    if facts.get("plan"):
        found.append(_plan_link(facts))
    if facts.get("meeting"):
        when = day(day_in(facts.get("day")))
        found.append((", ".join(one for one in (str(facts["meeting"]), when) if one), ""))
    return [link for link in found if link]


def _need_link(forum: Forum, number: Any, titles: Mapping[int, str]) -> Link | None:
    if not isinstance(number, int):
        return None
    if number not in titles:
        return _("Need %(number)d") % {"number": number}, ""
    said = _("Need %(number)d: %(title)s") % {"number": number, "title": titles[number]}
    return said, reverse("public:need", args=[forum.code, number])


def _plan_link(facts: Mapping[str, Any]) -> Link | None:
    try:
        plan = UUID(str(facts["plan"]))
    except ValueError:
        return None
    number = facts.get("number")
    title = str(facts.get("title", "")) or _("The action plan")
    if not number:
        return title, reverse("public:promises-plan", args=[plan])
    return title, reverse("public:promise", args=[plan, number])
