"""What is voted on in a phase, how many dots someone has left, and what the votes say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from territoria.convene.dots import PUBLIC, Tally, tally_dots
from territoria.convene.dots import Dot as Cast
from territoria.convene.short_list import ShortList, short_list
from territoria_web.convene.models import Contribution, Dot, Meeting, Participant
from territoria_web.convene.queries.people import NOBODY, group_of
from territoria_web.convene.rules import AXES, Phase, phases_of

SHORT = 8  # a short list has at most so many places, and at most half of the lines


@dataclass(frozen=True)
class Voted:
    """One item of a vote as it is shown. ``dots``: by axis; ``by_group``: of groups that may be
    told apart (their ids), by axis; ``state``: of the short list, empty for a vote on one axis.
    """

    item: Contribution
    number: int
    dots: Mapping[str, int]
    shares: Mapping[str, float]
    by_group: Mapping[str, Mapping[str, int]]
    rank: int
    rank_low: int
    rank_high: int
    tied: bool
    state: str = ""
    firm: bool = True


@dataclass(frozen=True)
class Outcome:
    """What a vote came to. ``people``: how many voted; ``voters``: by axis. ``groups``: ids of those
    that may be shown apart; ``ranged``: whether places were worked out without each group, too.
    ``few``: somebody voted, but fewer than five on some axis. What so few chose would tell how single
    people voted: then the rows stand as on the ballot, without dots, places and states.
    """

    phase: Phase
    people: int
    voters: Mapping[str, int]
    rows: tuple[Voted, ...]
    groups: tuple[str, ...]
    ranged: bool
    tied_out: tuple[Voted, ...]
    open_places: int
    minorities: tuple[tuple[str, Contribution, int], ...]
    few: bool = False

    @property
    def empty(self) -> bool:
        """Nobody has voted."""
        return not self.people


def vote_phases(meeting: Meeting) -> list[Phase]:
    """The phases in which people vote."""
    return [phase for phase in phases_of(meeting) if phase.votes]


def ballot_of(meeting: Meeting, phase: Phase) -> list[Contribution]:
    """What may be voted on in a phase, in the order in which it was put down: what was there before
    the phase, not taken back and not joined into another.
    """
    return _ballot(meeting, phase, _standing(meeting))


def ballot_to_print(meeting: Meeting) -> tuple[Phase | None, list[Contribution]]:
    """The vote that comes next, or that runs, with what is voted on; None where none is held."""
    held = vote_phases(meeting)
    ahead = [phase for phase in held if not meeting.ran.get(phase.id, {}).get("ended")]
    phase = next(iter(ahead or held), None)
    return phase, ballot_of(meeting, phase) if phase else []


def _standing(meeting: Meeting) -> Sequence[Contribution]:
    """All that could be voted on in some phase; one query."""
    held = meeting.contributions.filter(
        kind__in=("action", "proposal", "topic"), taken_back=None, joined_into=None
    )
    return list(held.order_by("made", "pk"))


def _ballot(meeting: Meeting, phase: Phase, standing: Sequence[Contribution]) -> list[Contribution]:
    lines = [line.id for line in phases_of(meeting)]
    earlier = lines[: lines.index(phase.id)] if phase.id in lines else []
    held = [one for one in standing if one.phase in earlier]
    if phase.axes != ("priority",):
        return [one for one in held if one.kind == Contribution.Kind.ACTION]
    aims = [one for one in held if one.body.get("for") in ("priority", "ambition")]
    return aims or [one for one in held if one.kind == Contribution.Kind.TOPIC]


def dots_of(participant: Participant, items: Sequence[Contribution]) -> dict[str, dict[str, int]]:
    """Axis → public id → dots that somebody has put there."""
    found: dict[str, dict[str, int]] = {}
    held = Dot.objects.filter(participant=participant, contribution__in=items, count__gt=0)
    for axis, item, count in held.values_list("axis", "contribution__public_id", "count"):
        found.setdefault(axis, {})[str(item)] = count
    return found


def left_of(
    meeting: Meeting, phase: Phase, cast: Mapping[str, Mapping[str, int]]
) -> dict[str, int]:
    """Axis → dots that are left."""
    return {
        axis: int(meeting.dots.get(axis, 0)) - sum(cast.get(axis, {}).values())
        for axis in phase.axes
    }


def voters_in(meeting: Meeting, phase: Phase) -> int:
    """How many have voted in a phase, without a word on what."""
    items = [one.pk for one in ballot_of(meeting, phase)]
    held = Dot.objects.filter(contribution__in=items, count__gt=0, axis__in=phase.axes)
    return int(held.aggregate(people=Count("participant", distinct=True))["people"])


def outcome_of(meeting: Meeting, phase: Phase) -> Outcome:
    """Count the votes of a phase. Dots on what was joined into another count for that one."""
    return outcomes_in(meeting, [phase])[0]


def outcomes_in(meeting: Meeting, phases: Sequence[Phase]) -> list[Outcome]:
    """The same for several phases; two queries, whatever their number."""
    if not phases:
        return []
    standing, dots = _standing(meeting), _dots(meeting)
    return [_outcome(meeting, p, _ballot(meeting, p, standing), dots) for p in phases]


def _outcome(
    meeting: Meeting, phase: Phase, items: Sequence[Contribution], dots: Sequence[Mapping[str, Any]]
) -> Outcome:
    numbers = {str(one.public_id): n for n, one in enumerate(items, start=1)}
    by_id = {str(one.public_id): one for one in items}
    cast = _cast(phase, items, dots)
    people = {dot["participant"]: dot["participant__role"] for dot in cast}
    tally = tally_dots(
        [Cast(str(d["participant"]), d["item"], d["axis"], d["count"]) for d in cast],
        items=list(numbers),
        axes=phase.axes,
        each={axis: int(meeting.dots.get(axis, 0)) for axis in phase.axes},
        groups={str(pk): group_of(role) or NOBODY for pk, role in people.items()},
    )
    if any(0 < count < PUBLIC for count in tally.voters.values()):
        return _untold(phase, len(people), items)
    if len(phase.axes) == 2:
        places = min(SHORT, (len(items) + 1) // 2)
        listed = short_list(tally, first=phase.axes[0], second=phase.axes[1], size=places)
        return _on_two(phase, len(people), tally, listed, by_id, numbers)
    return _on_one(phase, len(people), tally, by_id, numbers)


def _untold(phase: Phase, people: int, items: Sequence[Contribution]) -> Outcome:
    """A vote of fewer than five: how many voted, and not a word on what."""
    rows = tuple(
        Voted(item, n, {}, {}, {}, 0, 0, 0, False) for n, item in enumerate(items, start=1)
    )
    return Outcome(phase, people, {}, rows, (), False, (), 0, (), few=True)


def _dots(meeting: Meeting) -> Sequence[Mapping[str, Any]]:
    """All dots that were given; one query."""
    held = Dot.objects.filter(contribution__meeting=meeting, count__gt=0)
    told = ("participant", "participant__role", "axis", "count")
    return list(held.values(*told, "contribution", "contribution__joined_into"))


def _cast(
    phase: Phase, items: Sequence[Contribution], dots: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The dots of a phase on these items, those on what was joined into one of them too."""
    numbers = {one.pk: str(one.public_id) for one in items}
    held = [dot for dot in dots if dot["axis"] in phase.axes]
    roots = [(dot, dot["contribution__joined_into"] or dot["contribution"]) for dot in held]
    return [{**dot, "item": numbers[root]} for dot, root in roots if root in numbers]


def _on_one(
    phase: Phase,
    people: int,
    tally: Tally,
    by_id: Mapping[str, Contribution],
    numbers: Mapping[str, int],
) -> Outcome:
    axis = phase.axes[0] if phase.axes else "priority"
    counts = [tally.counts[item, axis] for item in tally.items]
    ranks = [count.rank for count in counts]
    rows = [
        _voted(tally, by_id[c.item], numbers[c.item], c.rank, c.rank_low, c.rank_high, ranks)
        for c in sorted(counts, key=lambda c: (c.rank, numbers[c.item]))
    ]
    return Outcome(
        phase, people, tally.voters, tuple(rows), tuple(tally.shown), tally.ranged, (), 0, ()
    )


def _on_two(
    phase: Phase,
    people: int,
    tally: Tally,
    listed: ShortList,
    by_id: Mapping[str, Contribution],
    numbers: Mapping[str, int],
) -> Outcome:
    ranks = [one.rank for one in listed.order]
    rows = []
    for one in sorted(listed.order, key=lambda one: (one.rank, numbers[one.item])):
        row = _voted(
            tally, by_id[one.item], numbers[one.item], one.rank, one.rank_low, one.rank_high, ranks
        )
        rows.append(replace(row, state=one.state, firm=one.firm))
    return Outcome(
        phase,
        people,
        tally.voters,
        tuple(rows),
        tuple(tally.shown),
        tally.ranged,
        tuple(row for row in rows if row.state == "tied"),
        listed.open_places,
        tuple((m.group, by_id[m.item], m.rank) for m in listed.minorities),
    )


def _voted(
    tally: Tally,
    item: Contribution,
    number: int,
    rank: int,
    low: int,
    high: int,
    ranks: Sequence[int],
) -> Voted:
    key = str(item.public_id)
    counts = {axis: tally.counts[key, axis] for axis in tally.axes}
    return Voted(
        item=item,
        number=number,
        dots={axis: count.dots for axis, count in counts.items()},
        shares={axis: count.share for axis, count in counts.items()},
        by_group={
            group: {axis: count.by_group[group] for axis, count in counts.items()}
            for group in tally.shown
        },
        rank=rank,
        rank_low=low,
        rank_high=high,
        tied=ranks.count(rank) > 1,
    )


def few_voted() -> str:
    """What stands in place of a vote in which fewer than five took part."""
    return _("Fewer than five people voted; what they chose is not told.")


def range_said(ranged: bool) -> str:
    """What the brackets beside a place say, or why there are none."""
    if ranged:
        return _("Brackets: the place when any one actor group is left out.")
    return _(
        "Places have no brackets here: they compare the vote without each actor group, and where a "
        "group has fewer than five voters that would show how single people voted."
    )


def axis_name(axis: str) -> str:
    """What an axis is called in the language spoken."""
    return str(AXES.get(axis, axis))
