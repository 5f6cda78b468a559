"""Figures of city operation: which are shown, where they are read, and the reading itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from territoria.errors import DataError, Problem, TerritoriaError
from territoria.sources.guarded_http import check_address, fetch_guarded
from territoria.sources.ngsi_ld import read_kpis
from territoria.sources.status_csv import read_status
from territoria_web.library.typed import plain_line
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed
from territoria_web.track.models import Gauge, GaugeValue

MOST_GAUGES: Final = 60  # of one cycle
KEPT: Final = 5000  # values of one gauge
EARLIEST: Final = 1900  # year; no source of city operation reaches further back
ACCEPT: Final = {
    Gauge.Kind.NGSI_LD: "application/ld+json, application/json",
    Gauge.Kind.CSV: "text/csv, text/plain, */*",
}
Fetch = Callable[..., bytes]


@dataclass(frozen=True)
class Wanted:
    """What a team says of a gauge. ``reads``: entity (its id, NGSI-LD), or time and value (columns)."""

    names: Mapping[str, str]
    kind: str
    unit_of_measure: str = ""
    theme: str = ""
    office: str = ""
    url: str = ""
    reads: Mapping[str, str] = field(default_factory=dict)
    every_minutes: int = 60
    low: float | None = None
    high: float | None = None
    decimals: int = 0
    source: str = ""
    licence: str = ""


@transaction.atomic
def add_gauge(*, by: User, cycle: Cycle, wanted: Wanted) -> Gauge:
    """Show another figure."""
    refuse_where_closed(cycle)
    if cycle.gauges.count() >= MOST_GAUGES:
        raise ValidationError(_("At most 60 figures. Switch one off and delete it first."))
    gauge = Gauge.objects.create(cycle=cycle, made_by=by, **_checked(wanted))
    _note(by, gauge, "add gauge")
    return gauge


@transaction.atomic
def change_gauge(*, by: User, gauge: Gauge, wanted: Wanted, seen: int) -> None:
    """Another name, source or limit; another source is asked at the next turn. Its values keep their
    unit: ValidationError for another one.
    """
    refuse_where_closed(gauge.cycle)
    fresh = _checked(wanted)
    if fresh["unit_of_measure"] != gauge.unit_of_measure and gauge.values.exists():
        refused = _("Its values are in the unit of before. Show another figure for another unit.")
        raise ValidationError({"unit_of_measure": refused})
    held = Gauge.objects.filter(pk=gauge.pk, edit=seen)
    if not held.update(edit=F("edit") + 1, tried=None, problem="", **fresh):
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Look at it as it stands now."))
    gauge.refresh_from_db()
    _note(by, gauge, "change gauge")


@transaction.atomic
def switch_gauge(*, by: User, gauge: Gauge, is_on: bool) -> None:
    """Show it or not; what it said is kept."""
    if Gauge.objects.filter(pk=gauge.pk, is_on=not is_on).update(is_on=is_on):
        _note(by, gauge, "switch gauge on" if is_on else "switch gauge off")
    gauge.is_on = is_on


@transaction.atomic
def drop_gauge(*, by: User, gauge: Gauge) -> None:
    """Delete a figure with all its values."""
    refuse_where_closed(gauge.cycle)
    _note(by, gauge, "drop gauge")
    gauge.delete()


@transaction.atomic
def enter_value(*, by: User, gauge: Gauge, value: float, when: datetime) -> None:
    """A value by hand; of the same moment the later one holds."""
    if gauge.kind != Gauge.Kind.BY_HAND:
        raise ValidationError(_("This figure is read from its source."))
    if when > timezone.now():
        raise ValidationError({"when": _("This moment is still to come.")})
    if when.year < EARLIEST:
        raise ValidationError({"when": _("Give the year like 2027.")})
    _keep(gauge, [(when, value)])
    _note(by, gauge, "enter value")


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def read_gauge(*, gauge: Gauge, fetch: Fetch = fetch_guarded) -> int:
    """Ask the source once and keep what is new; how many values that were. A problem is kept with
    the gauge, in words, and what stood before stays. Nothing is kept where the gauge was changed or
    deleted while its source answered.
    """
    problem, found = "", []
    try:
        body = fetch(gauge.url, accept=ACCEPT[Gauge.Kind(gauge.kind)], trusted=settings.GAUGE_HOSTS)
        found = values_in(gauge, body)
    except TerritoriaError as error:
        problem = " ".join(f"{p.what} {p.mend}" for p in error.problems[:3])
    with transaction.atomic():
        held = Gauge.objects.select_for_update().filter(pk=gauge.pk, edit=gauge.edit).first()
        if held is None:
            return 0
        held.tried, held.problem = timezone.now(), problem[:1000]
        held.save(update_fields=["tried", "problem"])
        return _keep(held, found)


def values_in(gauge: Gauge, body: bytes) -> list[tuple[datetime, float]]:
    """Moments and values of what a source answered. DataError where there is none."""
    if gauge.kind == Gauge.Kind.NGSI_LD:
        return _of_entity(gauge, body)
    time, value = gauge.reads.get("time") or "time", gauge.reads.get("value") or "value"
    rows = read_status(body, time=time, value=value, where=gauge.url)
    return [(_moment(row.time), row.value) for row in rows if row.value is not None]


def _of_entity(gauge: Gauge, body: bytes) -> list[tuple[datetime, float]]:
    wanted = gauge.reads.get("entity", "")
    readings = [r for r in read_kpis(body, where=gauge.url) if not wanted or r.id == wanted]
    if not readings:
        what = _("the entity %(name)s is not among what it answers.") % {"name": wanted or "–"}
        raise DataError(Problem(gauge.url, what, _("Correct its id.")))
    now = timezone.now()
    return [(r.observed or now, r.value) for r in readings[-KEPT:]]


def _moment(said: str) -> datetime:
    """A time as sources write it; of a year, a quarter or a month its first day."""
    if quarter := re.fullmatch(r"(\d{4})-Q([1-4])", said):
        said = f"{quarter[1]}-{3 * int(quarter[2]) - 2:02}"
    return datetime.fromisoformat(f"{said}-01-01"[:10] if len(said) < len("2026-05-03") else said)


def _keep(gauge: Gauge, found: list[tuple[datetime, float]]) -> int:
    """Keep the latest, in whichever order they came; how many of them are new."""
    now, before = timezone.now(), gauge.values.count()
    told = {_aware(when): value for when, value in found if when.year >= EARLIEST}
    rows = {
        when: GaugeValue(gauge=gauge, when=when, value=told[when], received=now)
        for when in sorted(when for when in told if when <= now)[-KEPT:]
    }
    GaugeValue.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["gauge", "when"],
        update_fields=["value", "received"],
        batch_size=200,
    )
    count = gauge.values.count() - before
    last = gauge.values.order_by("-when").values_list("when", flat=True)[KEPT : KEPT + 1]
    if oldest := next(iter(last), None):
        gauge.values.filter(when__lte=oldest).delete()
    return count


def _aware(when: datetime) -> datetime:
    """Without a zone it is that of the site."""
    return when if when.tzinfo else when.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def _checked(wanted: Wanted) -> dict[str, Any]:
    wrong: dict[str, str] = {}
    names = {lang: plain_line(said)[:200] for lang, said in wanted.names.items() if said.strip()}
    if not names:
        wrong["names"] = _("Give it a name.")
    if wanted.kind not in Gauge.Kind.values:
        wrong["kind"] = _("Choose one of the list.")
    url = wanted.url.strip() if wanted.kind != Gauge.Kind.BY_HAND else ""
    if wanted.kind in ACCEPT:
        try:
            check_address(url)
        except DataError as error:
            wrong["url"] = capfirst(" ".join(f"{p.what} {p.mend}" for p in error.problems))
    if not 5 <= wanted.every_minutes <= 43_200:
        wrong["every_minutes"] = _("Ask every 5 minutes to every 30 days.")
    if wanted.low is not None and wanted.high is not None and wanted.high < wanted.low:
        wrong["high"] = _("The upper limit lies below the lower one.")
    if wrong:
        raise ValidationError(wrong)
    return {
        "names": names,
        "kind": wanted.kind,
        "unit_of_measure": plain_line(wanted.unit_of_measure)[:40],
        "theme": wanted.theme,
        "office": plain_line(wanted.office)[:200],
        "url": url,
        "reads": {key: plain_line(said) for key, said in wanted.reads.items() if said.strip()},
        "every_minutes": wanted.every_minutes,
        "low": wanted.low,
        "high": wanted.high,
        "decimals": min(max(wanted.decimals, 0), 3),
        "source": plain_line(wanted.source)[:300],
        "licence": plain_line(wanted.licence)[:120],
    }


def _note(by: User, gauge: Gauge, what: str) -> None:
    names: Mapping[str, str] = gauge.names
    write_entry(
        who=by,
        what=what,
        about=f"gauge {gauge.public_id}",
        territory=gauge.cycle.territory,
        after={"title": next(iter(names.values()), "")},
    )
