"""The ranking of a call, out of the reviews that are all in; and what bars its decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.invite.ranking import CriterionMean, Ranked, rank_applications
from territoria_web.invite.call_rules import APART, FEWEST_REVIEWS
from territoria_web.invite.models import Application, Call, Review, Talk
from territoria_web.invite.queries.calls import weights_of
from territoria_web.invite.queries.panels import judged_in, label_of, reviews_in


@dataclass(frozen=True)
class Placed:
    """An expression in the ranking.

    ``standing``: inside, contested, outside; *talk first* (a criterion in disagreement does not
    count before the talk), *waiting* (a review is not in yet), *incomplete* (fewer than two).
    ``criteria``: criterion → what its reviewers say. ``tied``: shares the last place.
    """

    application: Application
    label: str
    standing: str
    row: Ranked | None
    criteria: Mapping[str, CriterionMean]
    talk_first: tuple[str, ...]
    tied: bool
    given: int
    done: int


@dataclass(frozen=True)
class CallRanking:
    """All expressions that are judged, the ranked first."""

    rows: tuple[Placed, ...]
    border: tuple[Placed, ...]


def ranking_of(call: Call) -> CallRanking:
    """Scores and places with their ranges. An expression enters it when all its reviews are in, so
    that nobody, the office included, sees scores while others still write theirs.
    """
    applications = list(judged_in(call))
    reviews = reviews_in(call)
    complete = {a.pk for a in applications if all_in(reviews.get(a.pk, []))}
    marks = {
        str(pk): {str(r.reviewer_id): scores_of(r, call) for r in reviews[pk]} for pk in complete
    }
    talked = _talked(call)
    weights = weights_of(call)
    said = rank_applications(marks, weights, places=call.places, apart=APART)
    criteria = {row.application: {c.criterion: c for c in row.criteria} for row in said.rows}
    silent = {
        key: tuple(
            c.criterion for c in held.values() if c.apart and (key, c.criterion) not in talked
        )
        for key, held in criteria.items()
    }
    counted = said
    if any(silent.values()):
        counted = rank_applications(
            _without(marks, silent), weights, places=call.places, apart=APART
        )
    ranked = {row.application: row for row in counted.rows}
    border = set(counted.border)
    rows = [
        _placed(a, reviews.get(a.pk, []), ranked, criteria, silent, border) for a in applications
    ]
    rows.sort(key=_order)
    return CallRanking(tuple(rows), tuple(r for r in rows if r.tied))


def all_in(reviews: list[Review]) -> bool:
    """At least two reviews were given, and each was handed in."""
    return len(reviews) >= FEWEST_REVIEWS and all(r.submitted is not None for r in reviews)


def scores_of(review: Review, call: Call) -> dict[str, float]:
    """The scores of a review on the criteria of the call."""
    known = {c["id"] for c in call.criteria}
    return {key: float(value) for key, value in review.scores.items() if key in known}


def _talked(call: Call) -> set[tuple[str, str]]:
    held = Talk.objects.filter(application__call=call)
    return {(str(a), c) for a, c in held.values_list("application_id", "criterion")}


def _without(marks: Mapping[str, Any], silent: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The marks without those that do not count before a talk."""
    return {
        a: {r: {c: v for c, v in m.items() if c not in silent[a]} for r, m in given.items()}
        for a, given in marks.items()
    }


def _placed(
    application: Application,
    reviews: list[Review],
    ranked: Mapping[str, Ranked],
    criteria: Mapping[str, Mapping[str, CriterionMean]],
    silent: Mapping[str, tuple[str, ...]],
    border: set[str],
) -> Placed:
    key = str(application.pk)
    row = ranked.get(key)
    done = sum(r.submitted is not None for r in reviews)
    if silent.get(key):
        standing = "talk first"
    elif row is not None:
        standing = row.standing
    else:
        standing = "waiting" if len(reviews) >= FEWEST_REVIEWS else "incomplete"
    return Placed(
        application=application,
        label=label_of(application),
        standing=standing,
        row=row,
        criteria=criteria.get(key, {}),
        talk_first=silent.get(key, ()),
        tied=key in border,
        given=len(reviews),
        done=done,
    )


def _order(placed: Placed) -> tuple[bool, int, str]:
    rank = placed.row.rank if placed.row else None
    return (rank is None, rank or 0, placed.label)


# ── what is still missing ─────────────────────────────────────────────────────────────────────


def decision_barred_by(call: Call, ranking: CallRanking) -> list[str]:
    """Why the places cannot be given yet, each with the way out; empty where they can."""
    found = []
    waiting = Application.objects.filter(call=call, state=Application.State.SUBMITTED).count()
    if waiting:
        found.append(
            ngettext(
                "%(count)d expression waits to be marked eligible or not.",
                "%(count)d expressions wait to be marked eligible or not.",
                waiting,
            )
            % {"count": waiting}
        )
    if not ranking.rows:
        found.append(_("No expression is eligible."))
    named = {
        "talk first": _("Their reviewers must talk first, as they are far apart: %(names)s."),
        "waiting": _("Reviews are not in yet: %(names)s."),
        "incomplete": _("They have fewer than two reviews, so assign some: %(names)s."),
    }
    for standing, sentence in named.items():
        names = [row.label for row in ranking.rows if row.standing == standing]
        if names:
            found.append(sentence % {"names": ", ".join(names)})
    return found


def standing_as_kept(placed: Placed) -> dict[str, Any]:
    """What is kept of a ranking when the call is decided."""
    row = placed.row
    if row is None:
        return {"standing": placed.standing}
    return {
        "standing": placed.standing,
        "score": row.score,
        "low": row.low,
        "high": row.high,
        "rank": row.rank,
        "rank_low": row.rank_low,
        "rank_high": row.rank_high,
        "tied": placed.tied,
    }
