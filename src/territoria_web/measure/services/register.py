"""The register of initiatives: begun, written, handed in, withdrawn, and taken in from a table.

The caller has asked the door (``open_cycle(…, stage="measure", verb="register")`` or ``"hand in"``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from territoria_web.library.queries import library
from territoria_web.library.typed import plain
from territoria_web.measure.models import Initiative, InitiativeReview
from territoria_web.measure.queries.initiative_tables import ReceivedInitiative
from territoria_web.measure.queries.records import (
    Record,
    body_of,
    faults_of,
    lacking_in,
    record_of,
)
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name
from territoria_web.territories.rules import ChangedMeanwhile

State = Initiative.State
SHORTEST_SAID: Final = 20
LONGEST_SAID: Final = 2000


@transaction.atomic
def begin_initiative(
    *,
    by: User,
    territory: Territory,
    record: Record,
    language: str,
    example: bool = False,
    key: UUID | None = None,
) -> Initiative:
    """A draft that only its team reads; ValidationError by field says all that is wrong. ``key``: the
    public id to give it, so that a form that is sent twice makes one.
    """
    Territory.objects.select_for_update().get(pk=territory.pk)  # two may do the same at once
    twice = Initiative.objects.filter(public_id=key).first() if key else None
    if twice is not None:
        if (twice.territory_id, twice.made_by_id) != (territory.pk, by.pk):
            raise ValidationError(_("This form cannot be used again. Open a new one."))
        return twice
    body = _checked(record)
    made = Initiative.objects.create(
        public_id=key or uuid4(),
        slug=_free_slug(territory, body["title"]),
        territory=territory,
        title=body["title"],
        language=language,
        body=body,
        example=example,
        made_by=by,
    )
    made.writers.add(by)
    note(by, made, "begin initiative")
    return made


def _free_slug(territory: Territory, title: str) -> str:
    """An id that neither a text of the library nor any other initiative ever had."""
    stem = slugify(f"{territory_name(territory)} {title}")[:60].strip("-") or "initiative"
    taken = set(Initiative.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(library().initiatives)
    names = [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


@transaction.atomic
def write_initiative(
    *, by: User, initiative: Initiative, record: Record, seen: int, language: str = ""
) -> Initiative:
    """Write it anew; ChangedMeanwhile where a colleague was quicker. It goes back to its team, as
    reviews hold for the words they were given on; an edition that is public stays so.
    """
    held, body = locked(initiative, seen), _checked(record)
    if held.state == State.WITHDRAWN:
        raise ValidationError(_("It was withdrawn. Begin another one."))
    was = body_of(record_of(held.body))
    changed = sorted(name for name in body if body[name] != was[name])
    if language and language != held.language:
        held.language = language
        changed.append("language")
    if not changed:
        return held
    held.title, held.body = body["title"], body
    held.state, held.submitted = State.DRAFT, None
    held.edit += 1
    held.save()
    held.writers.add(by)
    note(by, held, "write initiative", changed=changed)
    return held


@transaction.atomic
def hand_in_initiative(*, by: User, initiative: Initiative, seen: int) -> None:
    """Give it to a second territory; ValidationError says by field all that is lacking."""
    held = locked(initiative, seen)
    if held.state != State.DRAFT:
        raise ValidationError(_("It was handed in already."))
    record = record_of(held.body)
    lacking = {**lacking_in(record, timezone.localdate()), **faults_of(record)}
    if lacking:
        raise ValidationError({name: [said] for name, said in lacking.items()})
    if held.reviews.filter(edit=held.edit, verdict=InitiativeReview.Verdict.MEND).exists():
        raise ValidationError(
            _("Somebody asked for a change of these words. Mend them, then hand it in.")
        )
    held.state, held.submitted = State.SUBMITTED, timezone.now()
    held.save(update_fields=["state", "submitted"])
    held.writers.add(by)
    note(by, held, "hand in initiative")


@transaction.atomic
def withdraw_initiative(*, by: User, initiative: Initiative, reason: str, seen: int) -> None:
    """Stand no longer for it. What was public stays readable, with the reason on top."""
    held, said = locked(initiative, seen), plain(reason)
    if held.state == State.WITHDRAWN:
        raise ValidationError(_("It is withdrawn already."))
    if not SHORTEST_SAID <= len(said) <= LONGEST_SAID:
        refused = _("Say why in at least %(least)d characters; everybody may read it.")
        raise ValidationError({"reason": refused % {"least": SHORTEST_SAID}})
    held.state, held.withdrawn_because, held.submitted = State.WITHDRAWN, said, None
    held.save(update_fields=["state", "withdrawn_because", "submitted"])
    note(by, held, "withdraw initiative", reason=said)


@transaction.atomic
def take_in_initiatives(
    *,
    by: User,
    territory: Territory,
    language: str,
    received: Sequence[ReceivedInitiative],
    key: UUID | None = None,
) -> int:
    """Take in the lines of a table, all of them or none; how many are new or changed. Nothing is taken
    away. ValidationError where one was changed since the table was looked at. ``language``: of lines
    that do not name theirs; ``key``: of the file, so that one taken in twice at once is taken in once.
    """
    for line in received:
        if line.initiative is None:
            begin_initiative(
                by=by,
                territory=territory,
                record=line.record,
                language=line.language or language,
                key=uuid5(key, str(line.row)) if key else None,
            )
            continue
        try:
            write_initiative(
                by=by,
                initiative=line.initiative,
                record=line.record,
                seen=line.initiative.edit,
                language=line.language,
            )
        except ChangedMeanwhile as refused:
            raise ValidationError(
                _("“%(title)s” was changed meanwhile. Look at the table once more.")
                % {"title": line.initiative.title}
            ) from refused
    return len(received)


def _checked(record: Record) -> dict[str, Any]:
    body = body_of(record)
    faults = faults_of(record_of(body))
    if faults:
        raise ValidationError({name: [said] for name, said in faults.items()})
    return body


def locked(initiative: Initiative, seen: int) -> Initiative:
    """The initiative as it stands, held until the end of the transaction; ChangedMeanwhile where its
    words are others than those that were seen.
    """
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("territory")
    held = rows.get(pk=initiative.pk)
    if held.edit != seen:
        raise ChangedMeanwhile(
            _("Someone changed this while you were writing. What you wrote is still below.")
        )
    return held


def note(by: User | None, initiative: Initiative, what: str, **facts: Any) -> None:
    """Who did what to an initiative, in the journal of its territory."""
    write_entry(
        who=by,
        what=what,
        about=f"initiative {initiative.public_id}",
        territory=initiative.territory,
        after={"title": initiative.title, **facts},
    )
