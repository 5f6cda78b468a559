"""An applicant's side: which territory is meant, what was begun, what is still missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from territoria_web.invite.call_rules import (
    QUESTIONS,
    count_questions,
    count_words,
    needed,
    words_of,
)
from territoria_web.invite.models import Application, Call
from territoria_web.invite.queries.calls import raw_sections, sections_of
from territoria_web.library.saying import numeral_of
from territoria_web.people.models import User
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import search_territories

MOST_FOUND = 8
ADVICE = "advice"


@dataclass(frozen=True)
class Lack:
    """Something that an expression still needs; ``field``: the section, or ``organisation``."""

    field: str
    said: str


def territories_meant(asked: str) -> list[Territory]:
    """The territories that may be meant by a name or a code, the likeliest first."""
    asked = asked.strip()[:200]
    if not asked:
        return []
    code, _at, version = asked.partition("@")
    exact = Territory.objects.filter(code__iexact=code)
    if found := list((exact.filter(version=version) if version else exact).order_by("-version")):
        return found[:1]
    own = Territory.objects.filter(Q(added=True) | Q(example=True), name__icontains=asked)
    matches = search_territories(asked, MOST_FOUND)
    codes = [m.territory.code for m in matches]
    held = {t.code: t for t in Territory.objects.filter(code__in=codes).order_by("version")}
    likely = [held[c] for c in dict.fromkeys(codes) if c in held]
    found_all = {t.pk: t for t in (*own.order_by("code")[:MOST_FOUND], *likely)}
    return list(found_all.values())


def applications_of(user: User, call: Call | None = None) -> QuerySet[Application]:
    """What someone began or handed in, the latest first."""
    held = Application.objects.filter(applicant=user)
    if call is not None:
        held = held.filter(call=call)
    return held.select_related("call__network", "call__template", "territory").order_by("-begun")


def lacks_of(application: Application, call: Call) -> list[Lack]:
    """Everything that keeps an expression from being handed in, at once."""
    body: dict[str, str] = application.body
    named = {s.id: s for s in sections_of(call)}
    found = []
    if not application.organisation.strip():
        found.append(Lack("organisation", _("Name the body that applies.")))
    for section in raw_sections(call):
        key, text = section["id"], body.get(section["id"], "")
        if needed(section) and not text.strip():
            found.append(Lack(key, _("Write this section.")))
        limit, count = named[key].words, count_words(text)
        if limit and count > limit:
            found.append(Lack(key, too_long(count, limit)))
    if (count := count_questions(body.get(ADVICE, ""))) > QUESTIONS:
        said = _(
            "Ask at most %(most)d questions; these are %(count)d. Keep those that matter most."
        )
        found.append(Lack(ADVICE, said % {"most": QUESTIONS, "count": count}))
    whole = words_of(body, raw_sections(call))
    if whole > call.words:
        said = _("The whole has %(count)s words; this call takes at most %(most)s. Shorten it.")
        facts = {"count": numeral_of(whole), "most": numeral_of(call.words)}
        found.append(Lack("", said % facts))
    return found


def too_long(count: int, limit: int) -> str:
    """A section beyond its own limit."""
    said = _("This section has %(count)s words; it takes at most %(most)s. Shorten it.")
    return said % {"count": numeral_of(count), "most": numeral_of(limit)}
