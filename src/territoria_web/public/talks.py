"""The result of a conversation: what unites, what divides, who votes alike; every statement with who
saw it; the files of Polis.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.library.saying import day
from territoria_web.listen.conversation_rules import takes_votes
from territoria_web.listen.models import Conversation
from territoria_web.listen.queries.conversations import public_talk
from territoria_web.listen.queries.forums import forum_by_code
from territoria_web.listen.queries.opinion_files import file_names, polis_file
from territoria_web.listen.queries.opinion_pictures import opinion_pictures
from territoria_web.listen.queries.opinions import ResultGroup, ResultRow, Results, results_of
from territoria_web.people.links import absolute
from territoria_web.public.forums.frame import crumbs_of, frame_facts
from territoria_web.public.page import FRESH, Page, Table

HEAD = (
    *("number", "statement", "seen", "agree", "pass", "disagree"),
    *("share_agree", "share_disagree", "verdict"),
)


def talk(request: HttpRequest, code: str, talk: UUID) -> Page:
    """``forum/<code>/talks/<uuid>/``; 404 for drafts."""
    forum = forum_by_code(code)
    held = public_talk(forum, talk)
    found = results_of(held)
    return Page(
        template="public/talk.html",
        title=held.title,
        finding=found.finding if found else _too_early(held),
        facts={
            **frame_facts(forum),
            "talk": held,
            "takes": takes_votes(held, timezone.now()),
            "vote_url": reverse("guest:talk", args=[forum.code, held.public_id]),
            "found": found,
            "standing": _standing(held, found),
            "pictures": opinion_pictures(found) if found else {},
            "files": [
                (name, reverse("public:talk-file", args=[forum.code, held.public_id, name]))
                for name in file_names(held)
            ],
        },
        table=Table(f"conversation-{forum.code}", HEAD, [_line(r) for r in found.rows])
        if found
        else None,
        data=_data(held, found),
        crumbs=crumbs_of(forum),
    )


def _too_early(held: Conversation) -> str:
    if held.state == Conversation.State.CLOSED:
        return _("Fewer than five people voted, so nothing is told of it.")
    return _("Too few people have voted yet to tell anything.")


def _standing(held: Conversation, found: Results | None) -> str:
    """Of when and of whom the figures are."""
    if found is None:
        return ""
    said = ngettext(
        "%(count)d person voted; worked out on %(day)s.",
        "%(count)d people voted; worked out on %(day)s.",
        found.people,
    )
    told = said % {"count": found.people, "day": day(found.made)}
    if found.look.final:
        return told
    return f"{told} {_('While people vote, the last five votes are left for the next time.')}"


def _line(row: ResultRow) -> tuple[Any, ...]:
    shares = (None if n is None else round(n, 4) for n in (row.share, row.against))
    counts = (row.seen, row.agree, row.passed, row.disagree)
    return (row.statement.number, row.text, *counts, *shares, row.verdict)


def _data(held: Conversation, found: Results | None) -> dict[str, Any]:
    told = {
        "conversation": {
            "id": str(held.public_id),
            "state": held.state,
            "language": held.language,
            "mandate": held.mandate,
            "ending": held.ending,
            "source": held.source,
            "opened": held.opened,
            "closes": held.closes,
            "closed": held.closed,
            "votes_are_shared": held.shares_votes,
        }
    }
    return told if found is None else {**told, "results": _results(found)}


def _results(found: Results) -> dict[str, Any]:
    def numbers(rows: tuple[ResultRow, ...]) -> list[int]:
        return [row.statement.number for row in rows]

    return {
        "number": found.look.number,
        "people": found.people,
        "final": found.look.final,
        "made": found.made,
        "seed": found.seed,
        "agreed": numbers(found.consensus),
        "refused": numbers(found.refused),
        "divided": numbers(found.divided),
        "shared_by_every_group": numbers(found.bridging),
        "groups": [_group(group) for group in found.groups],
        "why_no_groups": found.why_no_groups,
        "agreement_of_resamples": found.rand,
        "explained": found.explained,
    }


def _group(group: ResultGroup) -> dict[str, Any]:
    return {
        "name": group.name,
        "size": group.size,
        "centre": group.centre,
        "spread": group.spread,
        "stands_for": [
            {
                "number": one.row.statement.number,
                "side": "agree" if one.agrees else "disagree",
                "votes": one.votes,
                "seen": one.seen,
            }
            for one in group.tells
        ],
    }


@require_safe
def file(request: HttpRequest, code: str, talk: UUID, name: str) -> HttpResponse:
    """One of the files of Polis; 404 for those that this conversation does not publish."""
    forum = forum_by_code(code)
    held = public_talk(forum, talk)
    page = reverse("public:talk", args=[forum.code, held.public_id])
    text = polis_file(held, name, url=absolute(request, page))
    if text is None:
        raise Http404
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=FRESH)
    return answer
