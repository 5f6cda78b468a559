"""The ranking of a call as its office reads it: scores and places with ranges, ties as ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.calls.frame import show_call
from territoria_web.desk.files import CSV, as_file
from territoria_web.invite.models import Application, Call
from territoria_web.invite.queries.calls import Asked, criteria_of
from territoria_web.invite.queries.doors import open_call
from territoria_web.invite.queries.ranked import Placed, decision_barred_by, ranking_of
from territoria_web.library.csv_text import as_csv
from territoria_web.library.saying import colon, numeral_of, ranged
from territoria_web.territories.models import Territory

HEAD = (
    *("territory", "name", "country", "population", "organisation", "state", "standing"),
    *("score", "score_low", "score_high", "place", "place_best", "place_worst", "tied"),
    *("reviews", "reviews_in"),
)
SMALL, LARGE = 1_000_000, 3_000_000


@login_required
@require_safe
def ranking(request: HttpRequest, call: UUID) -> HttpResponse:
    """The table, what bars a decision, and how the places would spread."""
    held = open_call(request.user, call)
    found = ranking_of(held)
    criteria = criteria_of(held)
    return show_call(
        request,
        held,
        "call-ranking",
        "desk/calls/ranking.html",
        title=_("Ranking"),
        finding=finding_of(held, found.rows),
        facts={
            "criteria": criteria,
            "rows": [row_of(held, p, criteria) for p in found.rows],
            "barred": [] if held.state == Call.State.DECIDED else decision_barred_by(held, found),
            "border": [p.label for p in found.border],
            "talks": [] if held.state == Call.State.DECIDED else _talks(held, found.rows),
            "spread": spread_of(found.rows),
            "table": reverse("desk:call-ranking-csv", args=[held.public_id]),
        },
    )


def _talks(call: Call, rows: Sequence[Placed]) -> list[tuple[str, str]]:
    """Expressions whose reviewers must talk, and where the outcome is written down."""
    keys = [(p, [call.public_id, p.application.public_id]) for p in rows if p.talk_first]
    return [
        (p.label, f"{reverse('desk:call-application', args=key)}#talk-{p.talk_first[0]}")
        for p, key in keys
    ]


@login_required
@require_safe
def ranking_csv(request: HttpRequest, call: UUID) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    held = open_call(request.user, call)
    criteria = criteria_of(held)
    head = (*HEAD, *(f"mean_{c.id}" for c in criteria), *(f"spread_{c.id}" for c in criteria))
    rows = [_cells(p, criteria) for p in ranking_of(held).rows]
    return as_file(as_csv(head, rows), CSV, "ranking.csv")


def _cells(placed: Placed, criteria: Sequence[Asked]) -> list[Any]:
    a, row = placed.application, placed.row
    held = [placed.criteria.get(c.id) for c in criteria]
    scored = (None,) * 6 if row is None else (
        *(row.score, row.low, row.high),
        *(row.rank, row.rank_low, row.rank_high),
    )  # fmt: skip
    return [
        *(a.territory.code, a.territory.name, a.territory.country, a.territory.population),
        *(a.organisation, a.state, placed.standing),
        *scored,
        *("yes" if placed.tied else "", placed.given, placed.done),
        *(m.mean if m else None for m in held),
        *(m.spread if m else None for m in held),
    ]


def finding_of(call: Call, rows: Sequence[Placed]) -> str:
    """How firm the ranking is, in a sentence."""
    count = Counter(p.standing for p in rows)
    ranked = count["inside"] + count["contested"] + count["outside"]
    if not ranked:
        return _not_ranked(count)
    if not count["contested"]:
        said = ngettext(
            "%(of)d expression is ranked. Whoever of the reviewers is left out, the same ones get "
            "the places.",
            "%(of)d expressions are ranked. Whoever of the reviewers is left out, the same ones get "
            "the places.",
            ranked,
        )
    else:
        said = ngettext(
            "%(of)d expression is ranked. It is contested: its place changes with the reviewer who "
            "is left out.",
            "%(of)d expressions are ranked. Sure of a place, whoever of the reviewers is left out: "
            "%(inside)d. Contested: %(contested)d.",
            ranked,
        )
    return said % {"of": ranked, "inside": count["inside"], "contested": count["contested"]}


def _not_ranked(count: Counter[str]) -> str:
    """Why no expression has a place yet: reviews are out, or reviewers have not talked."""
    talks = count["talk first"]
    if not talks:
        return _("No expression has all its reviews yet.")
    if count["waiting"] or count["incomplete"]:
        said = ngettext(
            "%(count)d expression waits for its reviewers to talk; others have reviews missing.",
            "%(count)d expressions wait for their reviewers to talk; others have reviews missing.",
            talks,
        )
    else:
        said = ngettext(
            "All reviews are in; %(count)d expression waits for its reviewers to talk.",
            "All reviews are in; %(count)d expressions wait for their reviewers to talk.",
            talks,
        )
    return said % {"count": talks}


def standing_name(standing: str) -> str:
    """What a standing is called."""
    names = {
        "inside": _("inside"),
        "contested": _("contested"),
        "outside": _("outside"),
        "talk first": _("talk first"),
        "waiting": _("reviews missing"),
        "incomplete": _("too few reviews"),
    }
    return names.get(standing, standing)


def row_of(call: Call, placed: Placed, criteria: Sequence[Asked]) -> dict[str, Any]:
    """A row of the table, said in the language spoken."""
    row = placed.row
    keys = [call.public_id, placed.application.public_id]
    shown = row is not None and row.rank is not None
    return {
        "placed": placed,
        "url": reverse("desk:call-application", args=keys),
        "score": ranged(row.score, row.low, row.high) if row and shown else "",
        "place": ranged(row.rank, row.rank_low, row.rank_high) if row and shown else "",
        "ties": len(row.tied) if row else 0,
        "standing": standing_name(placed.standing),
        "means": [_mean(placed, c.id) for c in criteria],
        "reviews": _("%(done)d of %(of)d") % {"done": placed.done, "of": placed.given},
        "size": size_of(placed.application.territory),
    }


def _mean(placed: Placed, criterion: str) -> dict[str, Any]:
    held = placed.criteria.get(criterion)
    if held is None or held.mean is None:
        return {"said": "", "apart": False, "talk": False}
    return {
        "said": numeral_of(held.mean, 1),
        "apart": held.apart,
        "talk": criterion in placed.talk_first,
    }


def size_of(territory: Territory) -> str:
    """A size class, for the spread of places."""
    if territory.population is None:
        return _("size unknown")
    if territory.population < SMALL:
        return _("below 1 million people")
    return (
        _("1 to 3 million people") if territory.population < LARGE else _("above 3 million people")
    )


def spread_of(rows: Sequence[Placed]) -> list[tuple[str, str]]:
    """Countries and sizes of those inside, and of those that are contested."""
    found = []
    for standing, name in (
        ("inside", _("Inside")),
        ("contested", _("Contested")),
    ):
        held = [p.application for p in rows if p.standing == standing]
        if held:
            found.append((name, ", ".join(_counted(a.territory.country for a in held))))
            found.append(("", ", ".join(_counted(size_of(a.territory) for a in held))))
    return found


def _counted(words: Any) -> list[str]:
    return [f"{word}{colon()}{count}" for word, count in sorted(Counter(words).items())]


def standing_said(application: Application) -> str:
    """Score and place with their ranges as they stood at the decision."""
    kept = application.standing
    if kept.get("rank") is None:
        return ""
    said = _("Score %(score)s of 100, place %(place)s.")
    return said % {
        "score": ranged(kept["score"], kept["low"], kept["high"]),
        "place": ranged(kept["rank"], kept["rank_low"], kept["rank_high"]),
    }
