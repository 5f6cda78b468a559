"""What residents of the example say: the forum, needs with what became of them, and who supports them."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from territoria_web.example.dated import moment_ago, stamped
from territoria_web.example.people import Cast
from territoria_web.example.texts import DOMAIN, people_texts
from territoria_web.listen.models import Forum, Need, NeedEvent, Support, Voice
from territoria_web.listen.models.forum import Channel
from territoria_web.listen.queries.need_reports import Ways
from territoria_web.listen.services.forums import Frame, open_forum
from territoria_web.listen.services.need_imports import import_needs
from territoria_web.listen.services.need_moderation import hold_need, reject_need
from territoria_web.listen.services.need_states import answer_need, retire_need
from territoria_web.listen.services.needs import Said, say_need, support_need
from territoria_web.listen.services.voices import begin_voice, confirm_voice
from territoria_web.listen.voice_rules import confirm_token_of
from territoria_web.territories.models import Cycle

SEED = 7


def forum_of(people: Cast, cycle: Cycle) -> Forum:
    """The forum of the region, opened where it is missing."""
    held = Forum.objects.filter(cycle=cycle).select_related("cycle__territory").first()
    return held or open_forum(by=people.lead, cycle=cycle, frame=Frame(**people_texts()["forum"]))


@transaction.atomic
def hear(people: Cast, cycle: Cycle) -> None:
    """All needs with their supports and answers, once."""
    forum = forum_of(people, cycle)
    if forum.needs.exists():
        return
    crowd, chance = _crowd(forum), random.Random(SEED)
    for told in people_texts()["needs"]:
        need = _said(people, forum, told)
        _supported(need, told, crowd, chance)
        for step in told.get("then", ()):
            _answered(people, need, step)
    _reported(people, forum)


def need_called(cycle: Cycle, key: str) -> Need | None:
    """One of the needs by its name in the file; None where somebody changed what it says."""
    title = next(told["title"] for told in people_texts()["needs"] if told["key"] == key)
    held = Need.objects.filter(forum__cycle=cycle, title=title)
    return held.select_related("forum__cycle__territory", "voice").first()


def voices_of(forum: Forum) -> list[Voice]:
    """Those who took part, in the order in which they came."""
    return list(forum.voices.filter(erased=None).order_by("pk"))


# ── who they are ──────────────────────────────────────────────────────────────────────────────


def _crowd(forum: Forum) -> list[Voice]:
    told = people_texts()["voices"]
    return [_voice(forum, n, n <= told["confirmed"]) for n in range(1, told["people"] + 1)]


def _voice(forum: Forum, number: int, is_confirmed: bool, language: str = "en") -> Voice:
    """Somebody; most of them opened the link of a letter. Their addresses lead nowhere."""
    voice, _token = begin_voice(forum=forum, language=language)
    if not is_confirmed:
        return voice
    email = f"resident-{number}@{DOMAIN}"
    return confirm_voice(token=confirm_token_of(voice, email)) or voice


# ── what they say ─────────────────────────────────────────────────────────────────────────────


def _said(people: Cast, forum: Forum, told: dict[str, Any]) -> Need:
    channel = told.get("channel", Channel.WEB)
    by_desk = channel != Channel.WEB
    language, number = told.get("language", "en"), 1000 + told["days"]
    voice = None if by_desk else _voice(forum, number, told.get("is_confirmed", True), language)
    with stamped(moment_ago(told["days"]), *_rows(forum)):
        return say_need(
            forum=forum,
            said=_words(told, language),
            voice=voice,
            channel=channel,
            by=people.editor if by_desk else None,
            signatures=told.get("signatures", 0),
        )


def _words(told: dict[str, Any], language: str) -> Said:
    names = ("title", "text", "theme", "district", "place")
    words: dict[str, Any] = {name: str(told[name]).strip() for name in names if name in told}
    return Said(**words, language=language, spot=tuple(told["spot"]) if "spot" in told else None)


def _rows(forum: Forum) -> tuple[Any, ...]:
    """What the stories of needs are written in."""
    return (
        Need.objects.filter(forum=forum),
        NeedEvent.objects.filter(need__forum=forum),
        Support.objects.filter(need__forum=forum),
    )


def _supported(
    need: Need, told: dict[str, Any], crowd: Sequence[Voice], chance: random.Random
) -> None:
    """By so many of the crowd, over the months in which it stood open."""
    ends = next((step["days"] for step in reversed(told.get("then", ()))), 1)
    for voice in chance.sample(crowd, k=told.get("supports", 0)):
        support_need(need=need, voice=voice, dwell=round(6 + chance.expovariate(1 / 25), 1))
    rows = list(Support.objects.filter(need=need, voice__isnull=False))
    for row in rows:
        row.made = moment_ago(chance.uniform(ends, told["days"] - 0.5))
    Support.objects.bulk_update(rows, ["made"])


def _answered(people: Cast, need: Need, step: dict[str, Any]) -> None:
    need.refresh_from_db()
    by, said, seen = people.lead, step["said"], need.edit
    with stamped(moment_ago(step["days"]), *_rows(need.forum)):
        if "into" in step:
            into = need_called(need.forum.cycle, step["into"])
            assert into is not None
            retire_need(by=by, need=need, into=into, said=said, seen=seen)
        elif "rule" in step:
            keep_back = hold_need if step["state"] == Need.State.HELD else reject_need
            keep_back(by=people.editor, need=need, rule=step["rule"], said=said, seen=seen)
        else:
            passed_to = step.get("passed_to", "")
            answer_need(
                by=by, need=need, state=step["state"], said=said, seen=seen, passed_to=passed_to
            )


# ── from another system ───────────────────────────────────────────────────────────────────────


def _reported(people: Cast, forum: Forum) -> None:
    told = people_texts()["reports"]
    import_needs(
        by=people.editor,
        forum=forum,
        content=_table(told["rows"]).encode(),
        file_name=told["file"],
        ways=Ways(source=told["source"], publish=True),
    )


def _table(rows: Sequence[Sequence[Any]]) -> str:
    """The file as that system writes it."""
    held = io.StringIO()
    table = csv.writer(held)
    table.writerow(
        ("id", "text", "place", "status", "extended_status", "reason", "made", "changed")
    )
    for key, text, place, came, word, reason, changed in rows:
        status = "closed" if word == "fixed" else "open"
        table.writerow((key, text, place, status, word, reason, _iso(came), _iso(changed)))
    return held.getvalue()


def _iso(days: int) -> str:
    return (timezone.now() - timedelta(days=days)).isoformat(timespec="seconds")
