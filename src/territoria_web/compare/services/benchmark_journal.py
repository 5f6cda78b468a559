"""What all deeds on a benchmark share: the row held, what it takes now, the line of the journal."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria_web.compare.models import Benchmark
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.rules import ChangedMeanwhile

State = Benchmark.State
BEFORE_SCORING = (State.DRAFT, State.CONSULTING)


def held_benchmark(row: Benchmark) -> Benchmark:
    """The row as it stands now, held until the transaction ends."""
    rows = Benchmark.objects.select_for_update(of=("self",)).select_related("network")
    return rows.get(pk=row.pk)


def benchmark_before_scoring(row: Benchmark) -> Benchmark:
    """The same; ValidationError once scoring began: criteria and initiatives stand from then on."""
    held = held_benchmark(row)
    if held.state not in BEFORE_SCORING:
        raise ValidationError(
            _("Scoring has begun. Criteria and initiatives stand as they are, for everybody.")
        )
    return held


def benchmark_in_scoring(row: Benchmark) -> Benchmark:
    """The same; ValidationError before scoring was opened and after publication."""
    held = held_benchmark(row)
    if held.state != State.SCORING:
        raise ValidationError(_("Nothing is scored here now. What you wrote is kept below."))
    return held


def refuse_unless_seen(edit: int, seen: int) -> None:
    """ChangedMeanwhile where somebody changed a thing since ``seen`` was read."""
    if edit != seen:
        raise ChangedMeanwhile(
            _("Somebody changed this while you were writing. Your words are below.")
        )


def note_benchmark(
    by: User | None, held: Benchmark, what: str, *, before: Any = None, **facts: Any
) -> None:
    """A line of the journal on a benchmark, with its title; never what somebody scored."""
    write_entry(
        who=by,
        what=what,
        about=f"benchmark {held.public_id}",
        before=before,
        after={**facts, "title": held.title},
    )
