"""The forum of a cycle: opened once, its rules changed, closed and opened again; what the team vouches for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from territoria_web.library.codes import save_with_code
from territoria_web.library.typed import plain, plain_line
from territoria_web.listen.models import Forum, Vouch
from territoria_web.listen.need_rules import LONGEST_REASON, SHORTEST
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed

MOST_VOUCHED: Final = 10_000
LONGEST_VOUCH: Final = timedelta(days=2)


@dataclass(frozen=True)
class Frame:
    """What a team says of its forum."""

    office: str
    contact: str
    languages: Sequence[str]
    takes_needs: bool = True
    moderation: str = Forum.Moderation.BEFORE
    answer_days: int = 30
    keep_months: int = 24
    rules_said: str = ""
    districts: Sequence[Mapping[str, Any]] = ()
    frame: Sequence[float] = ()
    margins: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    margins_source: str = ""

    def fields(self) -> dict[str, Any]:
        """As the row keeps them."""
        return {
            **asdict(self),
            "office": plain_line(self.office)[:200],
            "languages": list(self.languages),
            "rules_said": plain(self.rules_said),
            "districts": [dict(one) for one in self.districts],
            "frame": list(self.frame),
            "margins": {name: dict(shares) for name, shares in self.margins.items()},
        }


@transaction.atomic
def open_forum(*, by: User, cycle: Cycle, frame: Frame) -> Forum:
    """Open the forum of a cycle; ValidationError where it has one."""
    refuse_where_closed(cycle)
    _check(frame)
    if Forum.objects.filter(cycle=cycle).exists():
        raise ValidationError(_("This cycle hears its people already."))
    forum = Forum(cycle=cycle, made_by=by, **frame.fields())

    def save(code: str) -> None:
        forum.code = code
        forum.save(force_insert=True)

    save_with_code(save)
    note(by, forum, "open forum", after={"office": forum.office, "code": forum.code})
    return forum


@transaction.atomic
def change_forum(*, by: User, forum: Forum, frame: Frame, seen: int) -> None:
    """Other rules or promises; ``seen``: the number of changes that was on the page."""
    refuse_where_closed(forum.cycle)
    _check(frame)
    held = Forum.objects.filter(pk=forum.pk, edit=seen)
    fresh = frame.fields()
    before = {name: getattr(forum, name) for name in fresh if getattr(forum, name) != fresh[name]}
    if not held.update(edit=F("edit") + 1, **fresh):
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Look at it as it stands now."))
    forum.refresh_from_db()
    if before:
        after = {name: getattr(forum, name) for name in before}
        note(by, forum, "change forum", before=before, after=after)


@transaction.atomic
def set_forum_open(*, by: User, forum: Forum, is_open: bool) -> None:
    """Take nothing more, or take it again; what was said stays readable."""
    if is_open:
        refuse_where_closed(forum.cycle)
    if Forum.objects.filter(pk=forum.pk, is_open=not is_open).update(is_open=is_open):
        note(by, forum, "reopen forum" if is_open else "close forum")
    forum.is_open = is_open


@transaction.atomic
def vouch_for(
    *, by: User, forum: Forum, begins: datetime, ends: datetime, people: int, reason: str
) -> Vouch:
    """Say why many acted at once: a hall, a class. What was done then counts as people, as long as
    it was no more than the ``people`` who were there.
    """
    refuse_where_closed(forum.cycle)
    said = plain(reason)
    wrong: dict[str, str] = {}
    if ends <= begins:
        wrong["ends"] = _("It ends before it begins.")
    elif ends - begins > LONGEST_VOUCH:
        wrong["ends"] = _("Vouch for one occasion of at most two days.")
    if not 1 <= people <= MOST_VOUCHED:
        wrong["people"] = _("Count between 1 and 10,000 people.")
    if not SHORTEST <= len(said) <= LONGEST_REASON:
        wrong["reason"] = _("Say in a sentence what happened then; it is public.")
    if wrong:
        raise ValidationError(wrong)
    row = Vouch.objects.create(
        forum=forum, begins=begins, ends=ends, people=people, reason=said, by=by
    )
    told = {
        "begins": begins.isoformat(),
        "ends": ends.isoformat(),
        "figures": people,
        "reason": said,
    }
    note(by, forum, "vouch", after=told)
    return row


def note(by: User | None, forum: Forum, what: str, **facts: Any) -> None:
    """One line of the journal about a forum, or about what belongs to it."""
    write_entry(
        who=by,
        what=what,
        about=f"forum {forum.public_id}",
        territory=forum.cycle.territory,
        **facts,
    )


def _check(frame: Frame) -> None:
    wrong: dict[str, str] = {}
    if not plain_line(frame.office):
        wrong["office"] = _("Say which office answers; people read it.")
    if not frame.languages:
        wrong["languages"] = _("Choose at least one language.")
    if not 1 <= frame.answer_days <= 365:
        wrong["answer_days"] = _("Promise a first answer within 1 to 365 days.")
    if not 1 <= frame.keep_months <= 120:
        wrong["keep_months"] = _("Keep addresses for 1 to 120 months.")
    if wrong:
        raise ValidationError(wrong)
