"""Sheets of a benchmark: kept as one goes, handed in once; differences settled in words; publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.compare.models import Benchmark, Entrant, Settled, Sheet
from territoria_web.compare.queries.benchmark_entrants import entrants_of, title_of
from territoria_web.compare.queries.benchmark_panels import barred_pairs, has_joined_office
from territoria_web.compare.queries.benchmark_results import result_of
from territoria_web.compare.queries.benchmark_sheets import (
    is_disputed,
    missing_sheets,
    settled_stamp,
)
from territoria_web.compare.queries.benchmark_tables import Received, begun_said, is_begun
from territoria_web.compare.queries.benchmarks import criterion_ids
from territoria_web.compare.services.benchmark_journal import (
    State,
    benchmark_in_scoring,
    note_benchmark,
    refuse_unless_seen,
)
from territoria_web.invite.call_rules import is_score
from territoria_web.library.typed import plain
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile

HIGHEST: Final = 4
LONGEST_WHY: Final = 600
SHORTEST_SAID, LONGEST_SAID = 20, 2000
EXTREMES: Final = (0, HIGHEST)
Scores = Mapping[str, Mapping[str, Any]]


@transaction.atomic
def save_sheet(*, by: User, sheet: Sheet, seen: int, scores: Scores) -> Sheet:
    """Keep what was scored so far, complete or not. ``scores``: criterion → {value: 0 to 4, or None
    where it cannot be told; why}; without a value where nothing is chosen yet.
    """
    held = _own(by, sheet)
    if held.submitted is not None:
        raise ValidationError(_("This sheet is handed in; it stands as it is."))
    refuse_unless_seen(held.edit, seen)
    wrong = _odd(scores, criterion_ids(held.entrant.benchmark))
    if wrong:
        raise ValidationError(wrong)
    held.scores = {name: {**one, "why": plain(one.get("why", ""))} for name, one in scores.items()}
    if held.owner:
        held.by = by
    held.edit += 1
    held.save(update_fields=["scores", "by", "edit"])
    return held


@transaction.atomic
def submit_sheet(*, by: User, sheet: Sheet, seen: int, now: datetime | None = None) -> Sheet:
    """Hand a sheet in: each criterion has a score, or *cannot tell*; 0 and 4 say why."""
    held = _own(by, sheet)
    if held.submitted is not None:  # pressed twice
        return held
    refuse_unless_seen(held.edit, seen)
    row = held.entrant.benchmark
    if wrong := _lacking(held.scores, criterion_ids(row)):
        raise ValidationError(wrong)
    held.submitted = now or timezone.now()
    held.edit += 1
    held.save(update_fields=["submitted", "edit"])
    note_benchmark(by, row, "submit sheet", initiative=title_of(held.entrant).text)
    return held


def _own(by: User, sheet: Sheet) -> Sheet:
    """The sheet, locked, of a benchmark that is scored now. Whoever has a role in the territory of an
    initiative by now does not assess it any more; who answers for the owner, the door has asked.
    """
    row = benchmark_in_scoring(sheet.entrant.benchmark)
    held = Sheet.objects.select_for_update().get(pk=sheet.pk)
    held.entrant = next(e for e in entrants_of(row) if e.pk == held.entrant_id)
    held.entrant.benchmark = row
    if held.owner:
        if Sheet.objects.filter(entrant=held.entrant, by=by, owner=False).exists():
            raise ValidationError(
                _("You were asked to assess this initiative. A colleague scores it for the owner.")
            )
        return held
    if held.by_id != by.pk:
        raise ValidationError(_("This sheet is not yours."))
    if has_joined_office(row, by):
        raise ValidationError(
            _("You are in the office by now, which reads all sheets. Ask a colleague to assess it.")
        )
    if (held.entrant_id, by.pk) in barred_pairs([held.entrant], [by.pk]):
        raise ValidationError(_("Nobody assesses an initiative of their own territory."))
    return held


def _odd(scores: Scores, criteria: list[str]) -> dict[str, str]:
    wrong = {}
    for name, one in scores.items():
        value = one.get("value")
        if name not in criteria or set(one) - {"value", "why"} or not _is_told(value):
            wrong[f"value-{name}"] = _("Choose 0 to 4, or that it cannot be told.")
        if len(one.get("why", "")) > LONGEST_WHY:
            wrong[f"why-{name}"] = _("Use at most 600 characters.")
    return wrong


def _is_told(value: object) -> bool:
    return value is None or is_score(value)


def _lacking(scores: Scores, criteria: list[str]) -> dict[str, str]:
    wrong = {}
    for name in criteria:
        if "value" not in scores.get(name, {}):
            wrong[f"value-{name}"] = _("Choose 0 to 4, or that it cannot be told.")
        elif scores[name]["value"] in EXTREMES and not scores[name]["why"]:
            wrong[f"why-{name}"] = _("Say why: 0 and 4 are read by everybody.")
    return wrong


# ── differences ───────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def settle_difference(
    *,
    by: User,
    entrant: Entrant,
    criterion: str,
    value: float | None,
    said: str,
    seen: str | None = None,
) -> Settled:
    """What assessors agreed on after they talked: a score in halves, or None that it cannot be told.

    ``by``: the office, or one of them; the door has looked. It can be written anew until publication.
    ``seen``: the stamp of the outcome that was shown; ChangedMeanwhile where somebody wrote another.
    """
    row = benchmark_in_scoring(entrant.benchmark)
    entrant.benchmark = row
    _refuse_own(by, [entrant])
    if criterion not in criterion_ids(row) or not is_disputed(row, entrant, criterion):
        raise ValidationError(_("The assessors are not far apart on this criterion."))
    words = plain(said)
    if not SHORTEST_SAID <= len(words) <= LONGEST_SAID:
        raise ValidationError(
            {"said": _("Say in at least 20 characters how they came to it; everybody reads it.")}
        )
    if value is not None and not (0 <= value <= HIGHEST and (2 * value) % 1 == 0):
        raise ValidationError({"value": _("Choose 0 to 4, or that it cannot be told.")})
    if value is not None and not _is_between(entrant, criterion, value):
        raise ValidationError(
            {"value": _("Choose a level between those that the assessors gave, or cannot tell.")}
        )
    before = Settled.objects.filter(entrant=entrant, criterion=criterion).first()
    if seen is not None and seen != settled_stamp(before):
        raise ChangedMeanwhile(
            _("Somebody wrote down an outcome meanwhile; it stands above. Your words are below.")
        )
    was = None if before is None else {"value": before.value, "reason": before.said}
    made, _new = Settled.objects.update_or_create(
        entrant=entrant, criterion=criterion, defaults={"value": value, "said": words, "by": by}
    )
    told = {"initiative": title_of(entrant).text, "criterion": criterion}
    note_benchmark(by, row, "settle difference", before=was, value=value, reason=words, **told)
    return made


def _refuse_own(by: User, entrants: Sequence[Entrant]) -> None:
    """Whoever has a role in the territory of an initiative has no say in its score."""
    if any(pair[1] == by.pk for pair in barred_pairs(entrants, [by.pk])):
        raise ValidationError(
            _(
                "This is an initiative of your own territory. Let a colleague without a role there do it."
            )
        )


def _is_between(entrant: Entrant, criterion: str, value: float) -> bool:
    """Whether assessors gave less and more, or the same."""
    sheets = Sheet.objects.filter(entrant=entrant, owner=False).exclude(submitted=None)
    told = [s.scores.get(criterion, {}).get("value") for s in sheets]
    levels = [level for level in told if level is not None]
    return bool(levels) and min(levels) <= value <= max(levels)


# ── publication ───────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def publish_benchmark(
    *, by: User, held: Benchmark, missing_said: str = "", now: datetime | None = None
) -> Benchmark:
    """Write the result down for everybody; nothing of it is changed afterwards.

    ``missing_said``: why it goes without the sheets that are not handed in; needed where some are, and
    what they would have said is unknown then.
    """
    row = benchmark_in_scoring(held)
    missing, words = missing_sheets(row), plain(missing_said)
    if missing and not SHORTEST_SAID <= len(words) <= LONGEST_SAID:
        raise ValidationError(
            {
                "missing_said": _(
                    "Sheets are missing. Wait for them, or say in at least 20 characters why it goes "
                    "without; everybody reads it, and what they would have said is unknown."
                )
            }
        )
    row.state, row.published = State.PUBLISHED, now or timezone.now()
    row.result = {
        **result_of(row),
        "missing": {"sheets": missing, "said": words if missing else ""},
    }
    row.edit += 1
    row.save(update_fields=["state", "published", "result", "edit"])
    note_benchmark(by, row, "publish benchmark", missing=missing)
    return row


@transaction.atomic
def take_in_scores(
    *, by: User, held: Benchmark, received: Sequence[Received], now: datetime | None = None
) -> int:
    """Fill sheets in from a table, as they came on paper, and hand them in: all of them or none; how
    many. ValidationError names the line of every sheet that is not complete, or that was begun on the site.
    """
    row = benchmark_in_scoring(held)
    criteria = criterion_ids(row)
    rows = Sheet.objects.select_for_update().in_bulk([one.sheet.pk for one in received])
    begun = [f"{one.line}: {begun_said()}" for one in received if is_begun(rows[one.sheet.pk])]
    wrong = [*begun, *_barred_lines(row, received)] + [
        f"{one.line}: {name.partition('-')[2]}. {said}"
        for one in received
        for name, said in {**_odd(one.scores, criteria), **_lacking(one.scores, criteria)}.items()
    ]
    if wrong:
        raise ValidationError(wrong)
    _refuse_own(by, [e for e in entrants_of(row) if e.pk in _assessed(received)])
    for one in received:
        sheet = rows[one.sheet.pk]
        refuse_unless_seen(sheet.edit, one.sheet.edit)
        sheet.scores = {
            name: {"value": told["value"], "why": plain(told["why"])}
            for name, told in one.scores.items()
        }
        sheet.submitted, sheet.edit = now or timezone.now(), sheet.edit + 1
        sheet.save(update_fields=["scores", "submitted", "edit"])
    if received:
        note_benchmark(by, row, "take in scores", count=len(received))
    return len(received)


def _assessed(received: Sequence[Received]) -> set[int]:
    return {one.sheet.entrant_id for one in received if not one.sheet.owner}


def _barred_lines(row: Benchmark, received: Sequence[Received]) -> list[str]:
    """Sheets of people who have a role in the territory of the initiative by now."""
    people = {one.sheet.by_id for one in received if one.sheet.by_id and not one.sheet.owner}
    barred = barred_pairs(entrants_of(row), {pk for pk in people if pk is not None})
    said = _("Nobody assesses an initiative of their own territory.")
    return [
        f"{one.line}: {said}"
        for one in received
        if not one.sheet.owner and (one.sheet.entrant_id, one.sheet.by_id) in barred
    ]
