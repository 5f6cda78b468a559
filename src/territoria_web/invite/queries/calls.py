"""Reading calls: their texts, criteria and sections, and what the public may know of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from territoria_web.invite.call_rules import STANDING, is_closed
from territoria_web.invite.models import Application, Call
from territoria_web.invite.queries.sayings import Said, blocks_of, moment, said_of
from territoria_web.library.queries import library
from territoria_web.library.saying import numeral_of, say
from territoria_web.people.models import Entry, Organisation
from territoria_web.territories.models import Territory

TEMPLATE = "call-for-interest"
MOVED = "move closing date"


@dataclass(frozen=True)
class Asked:
    """A criterion in the language spoken. ``share``: of all weights, 0 to 1; ``of``: their sum."""

    id: str
    title: Said
    anchors: tuple[tuple[int, Said], ...]
    weight: float
    share: float
    of: float

    @property
    def counts(self) -> tuple[str, str]:
        """Its weight and the sum of all, as numerals: exact, where shares would be rounded."""
        return _plainly(self.weight), _plainly(self.of)


def _plainly(number: float) -> str:
    """A number with as many decimals as it has, at most two."""
    decimals = next(n for n in (0, 1, 2) if n == 2 or round(number, n) == number)
    return numeral_of(number, decimals)


@dataclass(frozen=True)
class Section:
    """A section of the form in the language spoken; ``words``: at most, None: only the whole."""

    id: str
    title: str
    guidance: str
    words: int | None
    required: bool


@dataclass(frozen=True)
class Moved:
    """A closing date that was moved: from when, until when, and why."""

    before: datetime
    after: datetime
    reason: str


def criteria_of(call: Call) -> tuple[Asked, ...]:
    """What expressions are judged by, in the order of the call."""
    held = cast("list[dict[str, Any]]", call.criteria)
    total = sum(float(c["weight"]) for c in held) or 1.0
    return tuple(
        Asked(
            id=c["id"],
            title=said_of(c["title"]),
            anchors=tuple((n, said_of(c[key])) for n, key in ANCHORS),
            weight=float(c["weight"]),
            share=float(c["weight"]) / total,
            of=total,
        )
        for c in held
    )


ANCHORS = ((0, "none"), (2, "half"), (4, "full"))


def weights_of(call: Call) -> dict[str, float]:
    """Criterion → weight."""
    return {c["id"]: float(c["weight"]) for c in call.criteria}


def sections_of(call: Call) -> tuple[Section, ...]:
    """The form as it was frozen with the call."""
    return tuple(
        Section(
            id=s["id"],
            title=say(s["title"]),
            guidance=say(s["guidance"]),
            words=s["words"],
            required=bool(s["required"]),
        )
        for s in raw_sections(call)
    )


def raw_sections(call: Call) -> Sequence[Mapping[str, Any]]:
    """The sections as plain data."""
    return cast("Sequence[Mapping[str, Any]]", call.template.body["sections"])


def rules_said(call: Call) -> list[str]:
    """The rules of the call in the language spoken, with its own limit of words."""
    most = numeral_of(call.words)
    return [say(rule).replace("{words}", most) for rule in call.template.body["rules"]]


def criteria_of_template() -> list[dict[str, Any]]:
    """The reviewed criteria, as a new call begins with them."""
    text = library().templates[TEMPLATE]
    return [c.model_dump(mode="json") for c in text.criteria]


def call_said(call: Call) -> dict[str, Any]:
    """What a page of a call shows of it, to everybody or to its office before that."""
    return {
        "call": call,
        "called": said_of(call.title),
        "text": said_of(call.text),
        "blocks": blocks_of(said_of(call.text).text),
        "criteria": criteria_of(call),
        "sections": sections_of(call),
        "rules": rules_said(call),
        "opens": moment(call.opens),
        "closes": moment(call.closes),
    }


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


def calls_of(network: Organisation) -> QuerySet[Call]:
    """A network's calls with how many expressions stand, latest closing first."""
    return _counted(Call.objects.filter(network=network))


def public_calls() -> QuerySet[Call]:
    """All that were published."""
    published = Call.objects.exclude(state=Call.State.DRAFT).select_related("network", "template")
    return _counted(published)


def _counted(held: QuerySet[Call]) -> QuerySet[Call]:
    standing = Count("applications", filter=Q(applications__state__in=STANDING))
    return held.annotate(standing=standing).order_by("-closes", "pk")


def applications_counted(call: Call, now: datetime) -> int | None:
    """How many expressions stand; None before the closing, when nobody is told."""
    if not is_closed(call, now):
        return None
    return Application.objects.filter(call=call, state__in=STANDING).count()


def closings_moved(call: Call) -> list[Moved]:
    """How often the closing date was moved, with the reasons; the journal keeps them."""
    lines = Entry.objects.filter(what=MOVED, about=f"call {call.public_id}").order_by("pk")
    return [
        Moved(
            datetime.fromisoformat(line.before["closes"]),
            datetime.fromisoformat(line.after["closes"]),
            line.after["reason"],
        )
        for line in lines
        if line.before and line.after
    ]


# ── after the decision ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Chosen:
    """A selected territory whose applicant agreed to be named."""

    territory: Territory
    organisation: str
    application: Application


def chosen_in_public(call: Call) -> tuple[list[Chosen], int]:
    """The selected who agreed to publication, and how many did not."""
    held = Application.objects.filter(call=call, state=Application.State.SELECTED)
    rows = list(held.select_related("territory").order_by("territory__code"))
    named = [Chosen(a.territory, a.organisation, a) for a in rows if a.may_publish]
    return named, len(rows) - len(named)
