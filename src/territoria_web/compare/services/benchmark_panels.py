"""Which initiatives are judged and by whom; opening the scoring, when criteria and facts freeze."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.compare.models import Assessor, Benchmark, Entrant, Sheet
from territoria_web.compare.queries.benchmark_entrants import (
    choices_for,
    entrants_of,
    entrants_stamp,
    facts_of,
    is_invented,
    key_of,
    title_of,
)
from territoria_web.compare.queries.benchmark_panels import (
    Proposed,
    assessors_of,
    barred_pairs,
    lacking_assessors,
    panel_stamp,
    proposed_panel,
    who_may_be_asked,
)
from territoria_web.compare.queries.benchmarks import digest_of_criteria
from territoria_web.compare.services.benchmark_journal import (
    State,
    benchmark_before_scoring,
    benchmark_in_scoring,
    held_benchmark,
    note_benchmark,
)
from territoria_web.compare.services.benchmark_letters import write_to_assessors
from territoria_web.library.saying import day
from territoria_web.measure.models import InitiativeEdition
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile

MOST_ENTRANTS: Final = 200
FEWEST_ENTRANTS: Final = 2


@transaction.atomic
def choose_entrants(
    *, by: User, held: Benchmark, keys: Sequence[str], seen: str | None = None
) -> list[Entrant]:
    """Which initiatives take part: ``edition:`` and ``text:`` keys of ``choices_for``, exactly those.

    One that was chosen before stays, even if the register has a newer edition of it now. ``seen``: the
    stamp of those that were shown; ChangedMeanwhile where a colleague chose others since.
    """
    row = benchmark_before_scoring(held)
    if seen is not None and seen != entrants_stamp(row):
        raise ChangedMeanwhile(
            _("Somebody chose others meanwhile. They are below with what you ticked.")
        )
    wanted = list(dict.fromkeys(keys))
    standing = {key_of(e): e for e in Entrant.objects.filter(benchmark=row)}
    if set(wanted) - {c.key for c in choices_for(row.network)} - set(standing):
        raise ValidationError({"entrants": _("Choose initiatives of the list.")})
    if len(wanted) > MOST_ENTRANTS:
        raise ValidationError({"entrants": _("At most 200 initiatives take part.")})
    _refuse_doubles(wanted)
    gone = [e.pk for key, e in standing.items() if key not in wanted]
    Entrant.objects.filter(pk__in=gone).delete()
    Entrant.objects.bulk_create(_entrant(row, key) for key in wanted if key not in standing)
    if gone or set(wanted) - set(standing):
        note_benchmark(by, row, "choose entrants", count=len(wanted))
    return entrants_of(row)


def _refuse_doubles(keys: Sequence[str]) -> None:
    """An initiative takes part once, in one of its editions."""
    numbers = [int(key.partition(":")[2]) for key in keys if key.startswith("edition:")]
    held = InitiativeEdition.objects.filter(pk__in=numbers).values_list("initiative", "title")
    every = Counter(one for one, _title in held)
    named = sorted({title for one, title in held if every[one] > 1})
    if named:
        said = _("Two editions of the same initiative are ticked: %(names)s. Keep one of them.")
        raise ValidationError({"entrants": said % {"names": ", ".join(named)}})


def _entrant(row: Benchmark, key: str) -> Entrant:
    kind, _colon, name = key.partition(":")
    if kind == "text":
        return Entrant(benchmark=row, text=name)
    return Entrant(benchmark=row, edition_id=int(name))


@transaction.atomic
def ask_assessors(*, by: User, held: Benchmark, users: Collection[User]) -> None:
    """Who assesses: exactly these before scoring; while it runs, some can only be added."""
    row = held_benchmark(held)
    if row.state == State.PUBLISHED:
        raise ValidationError(_("It is published and stands as it is."))
    wanted = {user.pk for user in users}
    standing = {asked.user_id for asked in assessors_of(row)}
    known = set(who_may_be_asked(row.network).values_list("pk", flat=True))
    if wanted - known - standing:
        raise ValidationError({"users": _("Choose people of the network and of its territories.")})
    if row.state == State.SCORING and standing - wanted:
        raise ValidationError({"users": _("Scoring has begun: whoever was asked stays.")})
    Assessor.objects.filter(benchmark=row, user__in=standing - wanted).delete()
    Assessor.objects.bulk_create(
        Assessor(benchmark=row, user_id=pk) for pk in sorted(wanted - standing)
    )
    if wanted != standing:
        note_benchmark(by, row, "ask assessors", count=len(wanted))


# ── scoring opens ─────────────────────────────────────────────────────────────────────────────


def missing_to_score(held: Benchmark, today: date | None = None) -> list[str]:
    """What is missing before scoring can be opened; nothing where all is there."""
    found = []
    until = held.consulted_until
    if held.state == State.DRAFT:
        found.append(_("Members were not asked about the criteria yet."))
    elif until is not None and (today or timezone.localdate()) <= until:
        said = _("Members can remark on the criteria until %(day)s; wait until that day is over.")
        found.append(said % {"day": day(until)})
    entrants = entrants_of(held)
    if len(entrants) < FEWEST_ENTRANTS:
        found.append(_("At least two initiatives must take part."))
    if lacking := lacking_assessors(held, entrants):
        names = ", ".join(title_of(e).text for e in lacking)
        found.append(
            _("Two assessors from elsewhere are needed each; too few for: %(names)s")
            % {"names": names}
        )
    return found


def open_scoring(
    *,
    by: User,
    held: Benchmark,
    until: date,
    origin: str = "",
    stamp: str = "",
    now: datetime | None = None,
) -> Benchmark:
    """Freeze criteria and facts, give two sheets for each initiative and one to its owner, write to the
    assessors. ``stamp``: of the proposal that was shown; ``until``: the day asked for.
    """
    proposal = proposed_panel(held)
    if proposal.problems:
        raise ValidationError([str(problem) for problem in proposal.problems])
    return _open(by, held, proposal, stamp or proposal.stamp, until, origin, now or timezone.now())


@transaction.atomic
def _open(
    by: User,
    held: Benchmark,
    proposal: Proposed,
    stamp: str,
    until: date,
    origin: str,
    now: datetime,
) -> Benchmark:
    row = benchmark_before_scoring(held)
    today = timezone.localdate(now)
    if missing := missing_to_score(row, today):
        raise ValidationError(missing)
    if until < today:
        raise ValidationError({"until": _("Give a day that is to come.")})
    if not stamp == proposal.stamp == panel_stamp(row):
        raise ValidationError(
            _("Initiatives or assessors have changed since. Look at the new proposal below.")
        )
    row.state, row.opened, row.scored_until = State.SCORING, now, until
    row.digest, row.example = digest_of_criteria(row.criteria), is_invented(row)
    row.edit += 1
    row.save(update_fields=["state", "opened", "scored_until", "digest", "example", "edit"])
    _freeze(row)
    _give_sheets(proposal)
    note_benchmark(by, row, "open scoring", digest=row.digest, count=len(proposal.pairs))
    write_to_assessors(row, {user: count for user, count in proposal.loads if count}, origin)
    return row


def _freeze(row: Benchmark) -> None:
    entrants = entrants_of(row)
    for entrant in entrants:
        entrant.facts = facts_of(entrant)
    Entrant.objects.bulk_update(entrants, ["facts"])
    # a text that left the library meanwhile takes no part, also if it comes back
    Entrant.objects.filter(benchmark=row).exclude(pk__in=[e.pk for e in entrants]).delete()


def _give_sheets(proposal: Proposed) -> None:
    Sheet.objects.bulk_create(
        [Sheet(entrant=e, by=user) for e, users in proposal.pairs for user in users]
        + [Sheet(entrant=e, owner=True) for e, _users in proposal.pairs if e.edition_id]
    )


@transaction.atomic
def give_sheet(*, by: User, entrant: Entrant, user: User, origin: str = "") -> Sheet:
    """One assessor more for an initiative, while scoring is open: where somebody cannot do it."""
    row = benchmark_in_scoring(entrant.benchmark)
    held = next(e for e in entrants_of(row) if e.pk == entrant.pk)
    if user.pk not in {asked.user_id for asked in assessors_of(row)}:
        raise ValidationError({"user": _("Ask this person to assess first.")})
    if (held.pk, user.pk) in barred_pairs([held], [user.pk]):
        raise ValidationError({"user": _("Nobody assesses an initiative of their own territory.")})
    if Sheet.objects.filter(entrant=held, by=user, owner=True).exists():
        raise ValidationError({"user": _("This person has scored it for its owner already.")})
    made, new = Sheet.objects.get_or_create(entrant=held, by=user, defaults={"owner": False})
    if new:
        note_benchmark(by, row, "give sheet", initiative=title_of(held).text)
        write_to_assessors(row, {user: 1}, origin)
    return made
