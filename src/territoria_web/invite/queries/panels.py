"""The reviewers of a call: who they are, what they may not judge, what they were given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from territoria_web.invite.models import Application, Call, Conflict, Review, Reviewer
from territoria_web.invite.queries.doors import JUDGED
from territoria_web.people.models import Membership
from territoria_web.territories.queries import territory_name


@dataclass(frozen=True)
class Seat:
    """A reviewer with how much was given, begun and handed in."""

    row: Reviewer
    given: int
    begun: int
    done: int
    conflicts: int


def seats_of(call: Call) -> list[Seat]:
    """All reviewers, those who left last."""
    judged = Q(reviews__application__state__in=JUDGED)
    rows = (
        Reviewer.objects.filter(call=call)
        .select_related("user")
        .annotate(
            given=Count("reviews", filter=judged, distinct=True),
            started=Count(
                "reviews", filter=judged & Q(reviews__begun__isnull=False), distinct=True
            ),
            done=Count(
                "reviews", filter=judged & Q(reviews__submitted__isnull=False), distinct=True
            ),
            barred=Count("conflicts", distinct=True),
        )
    )
    seats = [Seat(r, r.given, r.started, r.done, r.barred) for r in rows]
    return sorted(seats, key=lambda s: (s.row.left is not None, str(s.row.user).lower()))


def judged_in(call: Call) -> QuerySet[Application]:
    """The expressions that are judged, by territory."""
    held = Application.objects.filter(call=call, state__in=JUDGED)
    return held.select_related("territory").order_by("territory__code", "pk")


def conflicts_in(call: Call) -> dict[int, dict[int, Conflict]]:
    """Reviewer → expression → the conflict that was declared."""
    found: dict[int, dict[int, Conflict]] = defaultdict(dict)
    for conflict in Conflict.objects.filter(reviewer__call=call):
        found[conflict.reviewer_id][conflict.application_id] = conflict
    return dict(found)


def barred_pairs(call: Call) -> set[tuple[int, int]]:
    """(expression, reviewer) that never meet: declared, or plain from the roles people hold.

    Whoever belongs to a territory's team does not judge its expression, declared or not.
    """
    declared = Conflict.objects.filter(reviewer__call=call)
    pairs = set(declared.values_list("application_id", "reviewer_id"))
    teams = Membership.objects.filter(territory__applications__call=call)
    mine = teams.filter(user__reviewer_in__call=call).values_list("territory_id", "user_id")
    if not mine:
        return pairs
    seats = {r.user_id: r.pk for r in Reviewer.objects.filter(call=call)}
    places: dict[int, list[int]] = defaultdict(list)
    for key, place in Application.objects.filter(call=call).values_list("pk", "territory_id"):
        places[place].append(key)
    return pairs | {(a, seats[user]) for place, user in mine for a in places[place]}


def reviews_in(call: Call) -> dict[int, list[Review]]:
    """Expression → its reviews, of those that are judged; reviewers by name."""
    rows = Review.objects.filter(application__call=call, application__state__in=JUDGED)
    found: dict[int, list[Review]] = defaultdict(list)
    for review in rows.select_related("reviewer__user").order_by("pk"):
        found[review.application_id].append(review)
    return dict(found)


def label_of(application: Application) -> str:
    """What an expression is called in lists and tables: the code and name of its territory."""
    return f"{application.territory.code} {territory_name(application.territory)}"


def names_of_seats(rows: list[Reviewer]) -> Mapping[int, str]:
    """Reviewer → a name that nobody else among them has."""
    names = {r.pk: str(r.user) for r in rows}
    common = {n for n in names.values() if list(names.values()).count(n) > 1}
    return {
        r.pk: f"{names[r.pk]} ({r.user.email})" if names[r.pk] in common else names[r.pk]
        for r in rows
    }
