"""Taking a team's own figures, undoing that, and taking them back.

For the API, and for every other way in::

    receive_own_figures(
        *, by: User, cycle: Cycle, content: bytes, file_name: str,
        mapping: Mapped | None = None,  # of the columns; None: guessed from the header
        dry_run: bool = False,          # True: nothing is written
        effect: bool = False,           # True: with old and new scores (half a second)
        all_or_nothing: bool = False,   # True: one refused figure refuses all (for the API)
    ) -> Receipt

The caller has asked the door (``open_cycle(…, stage="measure", verb="upload")``). ``DataError``
where the file cannot be read. Refused figures are in ``Receipt.faults``, with place and remedy; the
others are taken. ``Receipt.release`` is None where nothing was written; ``Receipt.job`` works out
the own assessment.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Release
from territoria_web.measure.queries.checked_figures import (
    Checked,
    Fault,
    OwnFigure,
    check_figures,
)
from territoria_web.measure.queries.column_roles import Mapped, Names, guess_roles
from territoria_web.measure.queries.figures import reference_release
from territoria_web.measure.queries.received_tables import Grid, read_grid
from territoria_web.measure.queries.score_effects import Effect, score_effects
from territoria_web.measure.queries.team_releases import (
    figures_in_force,
    in_force,
    indicators_asked,
    published_ends,
    published_figures,
    state_of,
)
from territoria_web.measure.services.own_rows import latest_figures, write_rows
from territoria_web.measure.services.uploads import tidy_name
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import refuse_where_closed

ASSESS = "assess-own"


@dataclass(frozen=True)
class Received:
    """A figure that is taken, beside what stood there. ``caution``: why to look again."""

    figure: OwnFigure
    published: float | None
    own_before: float | None
    scored: bool
    caution: str = ""

    @property
    def new(self) -> bool:
        """Nothing stood there before."""
        return self.published is None and self.own_before is None

    @property
    def same(self) -> bool:
        """What stands there now says the same."""
        now = self.published if self.own_before is None else self.own_before
        return now == self.figure.value


@dataclass(frozen=True)
class Receipt:
    """What was found in a table, and what came of it."""

    grid: Grid
    mapping: Mapped
    received: tuple[Received, ...]
    faults: tuple[Fault, ...]
    empty: int
    refused: int
    effects: Sequence[Effect] = field(default=())
    release: Release | None = None
    job: Job | None = None

    @property
    def new(self) -> int:
        """How many say something where nothing was published or given."""
        return sum(r.new for r in self.received)

    @property
    def replacing(self) -> int:
        """How many stand in place of another figure."""
        return len(self.received) - self.new


def receive_own_figures(
    *,
    by: User,
    cycle: Cycle,
    content: bytes,
    file_name: str,
    mapping: Mapped | None = None,
    dry_run: bool = False,
    effect: bool = False,
    all_or_nothing: bool = False,
) -> Receipt:
    """Check a team's table and, where it is no dry run, take its figures. See the module."""
    grid = read_grid(content, tidy_name(file_name))
    names = Names(library().indicators)
    told = mapping if mapping and len(mapping.roles) == len(grid.head) else guess_roles(grid, names)
    today = timezone.localdate()
    checked = check_figures(grid, told, names, cycle.territory, this_year=today.year)
    public = reference_release(settings.RELEASE)
    received = tuple(_beside(cycle, public, checked))
    keyed = {(r.figure.indicator, r.figure.period): r.figure for r in received}
    receipt = Receipt(
        grid,
        told,
        received,
        checked.faults,
        checked.empty,
        checked.refused,
        effects=score_effects(cycle, public, keyed) if effect and keyed else (),
    )
    if dry_run or not received or (all_or_nothing and checked.faults):
        return receipt
    refuse_where_closed(cycle)
    return _take(by, cycle, public, receipt, hashlib.sha256(content).hexdigest())


def _beside(cycle: Cycle, public: Release, checked: Checked) -> list[Received]:
    if not checked.figures:
        return []
    published, mine = published_figures(public, cycle), figures_in_force(cycle)
    ends = published_ends(public, cycle.territory.level)
    scored = set(indicators_asked(cycle))
    found = []
    for figure in checked.figures:
        key = figure.indicator, figure.period
        before = mine.get(key)
        found.append(
            Received(
                figure,
                published.get(key),
                before.value if before else None,
                figure.indicator in scored,
                _caution(figure, ends),
            )
        )
    return found


def _caution(figure: OwnFigure, ends: Mapping[str, tuple[float, float]]) -> str:
    low, high = ends.get(figure.indicator, (None, None))
    if low is not None and figure.value < low:
        return _("Lower than in every region with a published figure. Check the unit.")
    if high is not None and figure.value > high:
        return _("Higher than in every region with a published figure. Check the unit.")
    return ""


def _take(by: User, cycle: Cycle, public: Release, receipt: Receipt, digest: str) -> Receipt:
    """Everything is computed first; then one short transaction."""
    release = Release(
        name=f"own-{cycle.territory.code.lower()}-{uuid.uuid4().hex[:10]}",
        title=_("Own figures of %(code)s") % {"code": cycle.territory.code},
        digest=digest,
        descriptor={
            "mapping": receipt.mapping.as_data(),
            "refused": receipt.refused,
            "separator": receipt.grid.separator,
        },
        cycle=cycle,
        file_name=receipt.grid.file_name,
        made_by=by,
    )
    figures = [r.figure for r in receipt.received]
    latest = latest_figures(cycle=cycle, public=public, own=release, figures=figures)
    with transaction.atomic():
        Cycle.objects.select_for_update().get(pk=cycle.pk)  # one after the other
        if held := _same_in_force(release):  # pressed twice, or sent again
            return replace(receipt, release=held)
        release.save()
        write_rows(cycle=cycle, release=release, figures=figures, latest=latest)
        write_entry(
            who=by,
            what="take own figures",
            about=f"release {release.public_id}",
            territory=cycle.territory,
            before={"in force": len(in_force(cycle)) - 1},
            after=_told(release) | {"figures": len(figures), "refused": receipt.refused},
        )
        job = ask_for_assessment(by=by, cycle=cycle)
    return replace(receipt, release=release, job=job)


def _same_in_force(release: Release) -> Release | None:
    """The same file, read in the same way, that the team gave already."""
    given = Release.objects.filter(
        cycle=release.cycle, digest=release.digest, withdrawn=None
    ).order_by("pk")
    return next((r for r in given if r.descriptor == release.descriptor), None)


@transaction.atomic
def withdraw_release(*, by: User, cycle: Cycle, release: Release) -> Job | None:
    """Undo a release: its figures are kept and no longer used."""
    return _turn(by, cycle, release, "undo own figures", withdrawn=True)


@transaction.atomic
def take_back_release(*, by: User, cycle: Cycle, release: Release) -> Job | None:
    """Use the figures of a release again that was undone."""
    return _turn(by, cycle, release, "take own figures back", withdrawn=False)


def _turn(by: User, cycle: Cycle, release: Release, what: str, *, withdrawn: bool) -> Job | None:
    refuse_where_closed(cycle)
    before = _told(release)
    changed = Release.objects.filter(pk=release.pk, withdrawn__isnull=withdrawn).update(
        withdrawn=timezone.now() if withdrawn else None
    )
    if not changed:  # somebody was quicker
        return None
    release.refresh_from_db()
    write_entry(
        who=by,
        what=what,
        about=f"release {release.public_id}",
        territory=cycle.territory,
        before=before,
        after=_told(release),
    )
    if in_force(cycle):
        return ask_for_assessment(by=by, cycle=cycle)
    Assessment.objects.filter(cycle=cycle, current=True).update(current=False)
    return None


def ask_for_assessment(*, by: User | None, cycle: Cycle, deed: str = "") -> Job:
    """A job that works out the own assessment for the figures as they are now; see ``enqueue``."""
    key = f"{ASSESS} {cycle.public_id} {state_of(cycle)}"
    told = {"language": get_language() or "en"}
    return enqueue(kind=ASSESS, arguments=told, by=by, cycle=cycle, key=key, deed=deed)


def _told(release: Release) -> dict[str, Any]:
    return {
        "file": release.file_name,
        "digest": release.digest[:12],
        "used": release.withdrawn is None,
    }
