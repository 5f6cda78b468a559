"""Who would be brought together in a mentoring round: by its method, explained part by part."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django.db.models import Count
from django.utils.translation import gettext as _

from territoria.act.fit import in_common
from territoria.act.mentoring import Mentee, Mentor, Mentoring, Method, Pairing, assign_mentors
from territoria_web.act.models import MentoringPerson, MentoringRound, Mentorship
from territoria_web.act.queries.companies import language_said
from territoria_web.act.queries.mentoring_people import people_of
from territoria_web.act.rules.company_tags import tag_names
from territoria_web.act.rules.mentoring import (
    LIVE,
    MOST_WISHES,
    PARTED,
    Kind,
    Part,
    has_talked_enough,
)
from territoria_web.library.saying import colon

SEED: Final = 1  # of the lot between equals: the same people give the same pairs
Apart = Collection[tuple[str, str]]


@dataclass(frozen=True)
class Free:
    """Who can be brought together now. ``room``: mentees that each mentor can still take; ``apart``:
    (mentee, mentor), two that are not brought together again; all by public ids.
    """

    mentors: Sequence[MentoringPerson]
    mentees: Sequence[MentoringPerson]
    room: Mapping[str, int]
    apart: Apart


@dataclass(frozen=True)
class Assignment:
    """Mentee → mentor by public ids, in this method and in the other, with points of all together."""

    pairs: Mapping[str, str]
    other: Mapping[str, str]
    left: Mapping[str, str]
    total: int
    other_total: int
    proven: bool


def free_of(held: MentoringRound) -> Free:
    """Mentees without a pair and without talks enough, mentors with room; drafts do not count."""
    people = list(people_of(held).filter(state=Part.IN))
    rows = Mentorship.objects.filter(mentor__round=held).select_related("mentor", "mentee")
    known = list(rows.annotate(talks=Count("sessions")))
    live = [one for one in known if one.state in LIVE]
    done = [one for one in known if has_talked_enough(one, one.talks)]
    busy = {one.mentee_id for one in (*live, *done)}
    mentors = [one for one in people if one.kind == Kind.MENTOR]
    mentees = [one for one in people if one.kind == Kind.MENTEE and one.pk not in busy]
    taken = [one.mentor_id for one in live]
    room = {_id(m): max(0, m.capacity - taken.count(m.pk)) for m in mentors}
    parted = {(_id(p.mentee), _id(p.mentor)) for p in known if p.state in PARTED}
    same = {(_id(a), _id(b)) for a in mentees for b in mentors if a.email and a.email == b.email}
    return Free(mentors, mentees, room, parted | same)


def _id(person: MentoringPerson) -> str:
    return str(person.public_id)


def assignment_of(held: MentoringRound, free: Free) -> Assignment:
    """Who gets whom by the method of the round."""
    mentors = [_mentor(one, free.room[_id(one)]) for one in free.mentors]
    known = {one.id for one in mentors}
    mentees = [_mentee(one, known) for one in free.mentees]
    method = cast("Method", held.method)
    found = assign_mentors(mentors, mentees, method=method, seed=SEED, apart=free.apart)
    pairs = {one.mentee.id: one.mentor.id for one in found.pairs}
    changed = {one.mentee: one.there for one in found.changes}
    return Assignment(
        pairs=pairs,
        other={k: v for k, v in {**pairs, **changed}.items() if v},
        left=_reasons_left(found, free),
        total=found.total,
        other_total=found.other_total,
        proven=found.proven,
    )


def _mentor(row: MentoringPerson, capacity: int) -> Mentor:
    return Mentor(_id(row), capacity, tuple(row.themes), tuple(row.languages), row.name)


def _mentee(row: MentoringPerson, known: Collection[str]) -> Mentee:
    wishes = tuple(wish for wish in row.wishes if wish in known)[:MOST_WISHES]
    return Mentee(_id(row), wishes, tuple(row.themes), tuple(row.languages), row.name)


def _reasons_left(found: Mentoring, free: Free) -> dict[str, str]:
    """Why somebody stays without a mentor, in the language spoken."""
    rows = {_id(one): one for one in free.mentees}
    held = {_id(one): one for one in free.mentors}
    said = {}
    for one in found.unmatched:
        before = [held[b] for a, b in free.apart if a == one.mentee and b in held]
        if any(pairing_of(mentor, rows[one.mentee]).fits for mentor in before):
            said[one.mentee] = _("Whoever would fit has no room, or was proposed before.")
        else:
            said[one.mentee] = one.reason
    return said


# ── why two fit ───────────────────────────────────────────────────────────────────────────────


def pairing_of(mentor: MentoringPerson, mentee: MentoringPerson) -> Pairing:
    """Two beside each other, as the engine sees them."""
    wishes = list(mentee.wishes)[:MOST_WISHES]
    languages = in_common(mentor.languages, mentee.languages)
    return Pairing(
        mentor=_mentor(mentor, mentor.capacity),
        mentee=_mentee(mentee, set(wishes)),
        wish=wishes.index(_id(mentor)) + 1 if _id(mentor) in wishes else None,
        themes=in_common(mentor.themes, mentee.themes),
        languages=languages,
        can_talk=bool(languages) or not (mentor.languages and mentee.languages),
    )


def parts_of(mentor: MentoringPerson, mentee: MentoringPerson) -> dict[str, Any]:
    """The same as data: which wish, themes and languages in common, points."""
    held = pairing_of(mentor, mentee)
    return {
        "wish": held.wish,
        "themes": list(held.themes),
        "languages": list(held.languages),
        "points": held.points,
    }


def reasons_of(pair: Mentorship, held: MentoringRound) -> list[str]:
    """Why the two, part by part, in the language spoken."""
    parts, said = pair.parts, []
    wishes = (_("The first wish."), _("The second wish."), _("The third wish."))
    if wish := parts.get("wish"):
        said.append(wishes[int(wish) - 1])
    if themes := tag_names(held.themes, parts.get("themes", ())):
        said.append(f"{_('Themes in common')}{colon()}{', '.join(themes)}.")
    if languages := [language_said(code) for code in parts.get("languages", ())]:
        said.append(f"{_('Languages in common')}{colon()}{', '.join(languages)}.")
    return said or [_("Nothing in common that was ticked.")]
