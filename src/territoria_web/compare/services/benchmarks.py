"""Benchmarks of a network: begun, named, their criteria changed and consulted on, until scoring opens.

The caller has asked the door (``open_benchmark`` with the verb *benchmark*; remarks need only *see*).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.compare.models import Benchmark, Remark
from territoria_web.compare.queries.benchmark_entrants import is_invented_network
from territoria_web.compare.queries.benchmarks import TEXTS, criterion_ids, library_criteria
from territoria_web.compare.services.benchmark_journal import (
    BEFORE_SCORING,
    benchmark_before_scoring,
    held_benchmark,
    note_benchmark,
    refuse_unless_seen,
)
from territoria_web.library.languages import language_codes
from territoria_web.library.typed import plain, plain_line
from territoria_web.people.models import Organisation, User

LONGEST_INTRO: Final = 2000
LONGEST_TEXT: Final = 300
FEWEST_CRITERIA: Final = 3
SHORTEST_REMARK, LONGEST_REMARK = 5, 2000
State = Benchmark.State


@transaction.atomic
def begin_benchmark(
    *,
    by: User,
    network: Organisation,
    title: str,
    language: str,
    intro: str = "",
    example: bool = False,
    key: UUID | None = None,
) -> Benchmark:
    """A benchmark in preparation, with the ten criteria of the library. ``example``: it is invented, as
    every benchmark of an invented network is. ``key``: the public id to give it, so that a form that is sent
    twice makes one.
    """
    wrong = _words(title, intro)
    if language not in language_codes():
        wrong["language"] = _("Choose one of the list.")
    if wrong:
        raise ValidationError(wrong)
    # two may send the same form at once
    Organisation.objects.select_for_update().get(pk=network.pk)
    if (twice := _begun_with(key, by, network)) is not None:
        return twice
    made = Benchmark.objects.create(
        public_id=key or uuid4(),
        network=network,
        title=plain_line(title),
        intro=plain(intro),
        language=language,
        criteria=library_criteria(),
        example=example or is_invented_network(network),
        made_by=by,
    )
    note_benchmark(by, made, "begin benchmark")
    return made


def _begun_with(key: UUID | None, by: User, network: Organisation) -> Benchmark | None:
    twice = Benchmark.objects.filter(public_id=key).first() if key else None
    if twice is not None and (twice.network_id, twice.made_by_id) != (network.pk, by.pk):
        raise ValidationError(_("This form cannot be used again. Open a new one."))
    return twice


@transaction.atomic
def drop_benchmark(*, by: User, held: Benchmark, seen: int) -> None:
    """Throw a draft away with all that was chosen for it; refused once members were asked about it."""
    row = held_benchmark(held)
    if not may_be_dropped(row):
        raise ValidationError(_("Members were asked about it. It can no longer be thrown away."))
    refuse_unless_seen(row.edit, seen)
    note_benchmark(by, row, "drop benchmark")
    row.delete()


def may_be_dropped(held: Benchmark) -> bool:
    """Whether nobody was asked about it yet."""
    return held.state == State.DRAFT


@transaction.atomic
def change_benchmark(*, by: User, held: Benchmark, seen: int, title: str, intro: str) -> Benchmark:
    """Its title and what it is about, until it is published."""
    row = held_benchmark(held)
    if row.state == State.PUBLISHED:
        raise ValidationError(_("It is published and stands as it is."))
    if wrong := _words(title, intro):
        raise ValidationError(wrong)
    refuse_unless_seen(row.edit, seen)
    row.title, row.intro = plain_line(title), plain(intro)
    row.edit += 1
    row.save(update_fields=["title", "intro", "edit"])
    note_benchmark(by, row, "change benchmark")
    return row


@transaction.atomic
def change_criteria(
    *, by: User, held: Benchmark, seen: int, criteria: Sequence[Mapping[str, Any]]
) -> Benchmark:
    """Which criteria, in which order, in which words; refused once scoring has begun.

    ``criteria``: [{id, title, none, half, full}], each text language → words; ids of the library.
    """
    row = benchmark_before_scoring(held)
    put = [_criterion(one) for one in criteria]
    if wrong := _odd_criteria(put):
        raise ValidationError(wrong)
    refuse_unless_seen(row.edit, seen)
    if put == row.criteria:
        return row
    row.criteria = put
    row.edit += 1
    row.save(update_fields=["criteria", "edit"])
    note_benchmark(by, row, "change criteria of benchmark", criteria=criterion_ids(row))
    return row


@transaction.atomic
def open_consultation(
    *, by: User, held: Benchmark, until: date, today: date | None = None
) -> Benchmark:
    """Members and owners read the criteria and remark on them until a day; a later day extends it."""
    row = benchmark_before_scoring(held)
    if until < (today or timezone.localdate()):
        raise ValidationError({"until": _("Give a day that is to come.")})
    if row.consulted_until is not None and until < row.consulted_until:
        raise ValidationError({"until": _("Members were promised a later day. Keep it.")})
    row.state, row.consulted_until = State.CONSULTING, until
    row.edit += 1
    row.save(update_fields=["state", "consulted_until", "edit"])
    note_benchmark(by, row, "consult on benchmark", until=until.isoformat())
    return row


@transaction.atomic
def remark_on(
    *,
    by: User,
    held: Benchmark,
    said: str,
    criterion: str = "",
    place: str = "",
    today: date | None = None,
) -> Remark:
    """What a member or an owner says to a criterion, or to the whole; in the time that was set for it."""
    row = held_benchmark(held)
    day = today or timezone.localdate()
    if row.state != State.CONSULTING or row.consulted_until is None or day > row.consulted_until:
        raise ValidationError(_("The criteria are not open to remarks now."))
    if criterion and criterion not in criterion_ids(row):
        raise ValidationError({"criterion": _("Choose one of the list.")})
    words = plain(said)
    if not SHORTEST_REMARK <= len(words) <= LONGEST_REMARK:
        raise ValidationError({"said": _("Write a sentence, of at most 2,000 characters.")})
    made = Remark.objects.create(
        benchmark=row, criterion=criterion, said=words, place=plain_line(place)[:200], by=by
    )
    note_benchmark(by, row, "remark on benchmark", criterion=criterion)
    return made


def may_remark(held: Benchmark, today: date | None = None) -> bool:
    """Whether members can say something now."""
    until = held.consulted_until
    open_now = held.state == State.CONSULTING and until is not None
    return open_now and until is not None and (today or timezone.localdate()) <= until


def may_be_prepared(held: Benchmark) -> bool:
    """Whether criteria, initiatives and assessors can be changed freely."""
    return held.state in BEFORE_SCORING


# ── what must hold ────────────────────────────────────────────────────────────────────────────


def _words(title: str, intro: str) -> dict[str, str]:
    wrong = {}
    if not 3 <= len(plain_line(title)) <= 200:
        wrong["title"] = _("Give it a title of at most 200 characters.")
    if len(intro) > LONGEST_INTRO:
        wrong["intro"] = _("Use at most 2,000 characters.")
    return wrong


def _criterion(one: Mapping[str, Any]) -> dict[str, Any]:
    texts = {
        name: {
            code: words
            for code, text in one.get(name, {}).items()
            if code in language_codes() and (words := plain_line(text))
        }
        for name in TEXTS
    }
    return {"id": one.get("id", ""), **texts}


def _odd_criteria(criteria: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    known = {c["id"] for c in library_criteria()}
    ids = [c["id"] for c in criteria]
    if len(ids) < FEWEST_CRITERIA:
        return {"criteria": _("Keep at least three criteria.")}
    if set(ids) - known or len(ids) != len(set(ids)):
        return {"criteria": _("Choose among the criteria of the library, each once.")}
    wrong = {}
    for c in criteria:
        for name in TEXTS:
            if not c[name]:
                wrong[f"{c['id']}-{name}"] = _("Write what it says.")
            elif max(map(len, c[name].values())) > LONGEST_TEXT:
                wrong[f"{c['id']}-{name}"] = _("Use at most 300 characters.")
    return wrong
