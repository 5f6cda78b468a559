"""The record of an initiative as its owner tells it, and what must hold before it enters the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from territoria.model import CEILINGS
from territoria_web.library.dates import day_in, is_within_reach, written
from territoria_web.library.initiative_names import (
    AREAS,
    EVALUATIONS,
    INSTRUMENTS,
    LEVELS,
    MONEY_FROM,
    SIZES,
)
from territoria_web.library.queries import library
from territoria_web.library.sector_names import SECTORS
from territoria_web.library.typed import plain, plain_line

GRADES: Final = ("E0", "E1", "E2", "E3", "E4", "E5")
LINE, SHORT, LONG = 200, 600, 4000
MOST_CLAIMS, MOST_YEARS = 12, 40
LARGEST: Final = Decimal(10) ** 11
FIRST_YEAR, LAST_YEAR = 1950, 2100


@dataclass(frozen=True)
class Claim:
    """An effect on firms, with the grade of its evidence, E0 to E5."""

    outcome: str
    claim: str
    grade: str


@dataclass(frozen=True)
class Reached:
    """Firms that it touched in a year, each counted once. ``share``: of the target group, 0 to 100."""

    year: int
    firms: int | None = None
    share: float | None = None


@dataclass(frozen=True)
class Record:
    """All that is told of an initiative; unknown is empty or None. ``budget``: EUR a year."""

    title: str = ""
    owner: str = ""
    what: str = ""
    level: str = ""
    area: str = ""
    target_group: str = ""
    sectors: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    budget: Decimal | None = None
    budget_sources: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    target: str = ""
    target_indicator: str = ""
    target_value: float | None = None
    unit_of_measure: str = ""
    target_due: date | None = None
    baseline: float | None = None
    baseline_year: int | None = None
    reach: tuple[Reached, ...] = ()
    evaluation: str = ""
    finding: str = ""
    claims: tuple[Claim, ...] = ()
    lessons: str = ""
    what_failed: str = ""
    went_wrong: bool = False
    transfer: str = ""
    practices: tuple[str, ...] = ()
    source: str = ""
    contact: str = ""
    valid_until: date | None = None

    @property
    def has_target(self) -> bool:
        """Whether a target is told at all."""
        return bool(self.target) or self.target_value is not None

    @property
    def target_complete(self) -> bool:
        """Whether value, day and baseline are there; without them a target is *incomplete*."""
        return None not in (self.target_value, self.target_due, self.baseline)

    @property
    def grade(self) -> str:
        """The best grade of its claims; empty without any."""
        return max((c.grade for c in self.claims), default="")

    def has_ended(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.end is not None and self.end < today

    def is_confirmed(self, today: date) -> bool:
        """Whether somebody answers for it still."""
        return bool(self.contact) and self.valid_until is not None and self.valid_until >= today


LINES: Final = ("title", "owner", "unit_of_measure", "target_indicator", "contact")
DATES: Final = ("start", "end", "target_due", "valid_until")
LISTS: Final = ("sectors", "sizes", "obstacles", "instruments", "budget_sources", "practices")
LONGEST: Final[Mapping[str, int]] = {
    **dict.fromkeys(("title", "owner", "contact"), LINE),
    **dict.fromkeys(("unit_of_measure",), 40),
    **dict.fromkeys(("what", "target_group", "target", "source"), SHORT),
    **dict.fromkeys(("finding", "lessons", "what_failed", "transfer"), LONG),
}


def body_of(record: Record) -> dict[str, Any]:
    """The record as plain data, cleaned of signs that nobody sees."""
    held: dict[str, Any] = {}
    for name, value in asdict(record).items():
        if isinstance(value, str):
            held[name] = plain_line(value) if name in LINES else plain(value)
        elif name in DATES:
            held[name] = written(value)
        elif name in LISTS:
            held[name] = list(dict.fromkeys(value))
        else:
            held[name] = _kept(value)
    held["claims"] = [{k: plain_line(v) for k, v in asdict(c).items()} for c in record.claims]
    held["reach"] = [asdict(r) for r in sorted(record.reach, key=lambda r: r.year)]
    return held


def _kept(value: Any) -> Any:
    """A sum with its cents; a number with the fifteen digits that a spreadsheet keeps too."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return float(f"{value:.15g}") if isinstance(value, float) else value


def record_of(body: Mapping[str, Any]) -> Record:
    """The record that plain data hold; what an earlier release did not know stays as it is by itself."""
    known = {f.name for f in fields(Record)}
    held: dict[str, Any] = {name: value for name, value in body.items() if name in known}
    for name in DATES:
        held[name] = day_in(held.get(name))
    for name in LISTS:
        held[name] = tuple(held.get(name) or ())
    if held.get("budget") is not None:
        held["budget"] = Decimal(str(held["budget"]))
    held["claims"] = tuple(Claim(**c) for c in held.get("claims") or ())
    held["reach"] = tuple(Reached(**r) for r in held.get("reach") or ())
    return Record(**held)


# ── what must hold ────────────────────────────────────────────────────────────────────────────


def faults_of(record: Record) -> dict[str, str]:
    """All that is wrong with what was typed, by field: what, and how to mend it."""
    return {
        **dict(_lengths(record)),
        **dict(_codes(record)),
        **dict(_amounts(record)),
        **dict(_days(record)),
        **dict(_reached(record)),
        **dict(_claimed(record)),
    }


def lacking_in(record: Record, today: date) -> dict[str, str]:
    """What is still missing before a second territory can read it, by field."""
    found = {}
    for name in ("title", "owner", "what", "target_group", "source", "contact"):
        if not getattr(record, name).strip():
            found[name] = _("This is still missing.")
    for name in ("level", "area", "evaluation"):
        if not getattr(record, name):
            found[name] = _("Choose one.")
    for name in ("obstacles", "instruments"):
        if not getattr(record, name):
            found[name] = _("Choose at least one.")
    if record.start is None:
        found["start"] = _("Say when it began; the first of a month is near enough.")
    if record.valid_until is None or record.valid_until < today:
        found["valid_until"] = _("Say until which day somebody answers for this. It is to come.")
    if record.has_ended(today) and not record.what_failed.strip():
        found["what_failed"] = _("It has ended: say what did not work as hoped.")
    return found


def _lengths(record: Record) -> Iterator[tuple[str, str]]:
    for name, most in LONGEST.items():
        if len(getattr(record, name)) > most:
            yield name, _("Use at most %(most)s characters.") % {"most": most}
    if not record.title.strip():
        yield "title", _("Give it a name.")


def _codes(record: Record) -> Iterator[tuple[str, str]]:
    known = {
        "level": LEVELS,
        "area": AREAS,
        "sectors": SECTORS,
        "sizes": SIZES,
        "obstacles": library().obstacles,
        "instruments": INSTRUMENTS,
        "budget_sources": MONEY_FROM,
        "evaluation": EVALUATIONS,
        "target_indicator": library().indicators,
        "practices": library().practices,
    }
    for name, names in known.items():
        value = getattr(record, name)
        strange = sorted(set((value,) if isinstance(value, str) else value) - {*names, ""})
        if strange:
            yield (
                name,
                _("Not known here: %(codes)s. Choose from the list.")
                % {"codes": ", ".join(strange)},
            )


def _amounts(record: Record) -> Iterator[tuple[str, str]]:
    if record.budget is not None and not 0 <= record.budget < LARGEST:
        yield (
            "budget",
            _("Give the sum of a year as a number of zero or more; unknown stays empty."),
        )
    for name in ("target_value", "baseline"):
        value = getattr(record, name)
        if value is not None and not abs(value) < 1e15:
            yield name, _("Give a number.")
    if record.target_value is not None and not record.unit_of_measure.strip():
        yield "unit_of_measure", _("Say what is counted, such as % of firms.")


def _days(record: Record) -> Iterator[tuple[str, str]]:
    for name in DATES:
        day = getattr(record, name)
        if day is not None and not is_within_reach(day):
            yield name, _("Give a day that is not so far off.")
    if record.start and record.end and record.end < record.start:
        yield "end", _("It cannot end before it begins. Check both days.")
    if record.baseline_year is not None and not FIRST_YEAR <= record.baseline_year <= LAST_YEAR:
        yield "baseline_year", _("Give a year, such as 2024.")
    elif record.baseline is not None and record.baseline_year is None:
        yield "baseline_year", _("Say of which year the starting point is.")


def _reached(record: Record) -> Iterator[tuple[str, str]]:
    years = [r.year for r in record.reach]
    if len(years) != len(set(years)):
        yield "reach", _("A year stands twice. Firms are counted once a year: keep one line.")
    if len(years) > MOST_YEARS:
        yield "reach", _("Give at most 40 years.")
    for r in record.reach:
        if not FIRST_YEAR <= r.year <= LAST_YEAR:
            yield "reach", _("Give a year, such as 2024.")
        elif r.firms is None and r.share is None:
            yield "reach", _("Give the number of firms, or their share; or leave the line out.")
        elif r.firms is not None and not 0 <= r.firms < 10**9:
            yield "reach", _("Give the number of firms as a whole number of zero or more.")
        elif r.share is not None and not 0 <= r.share <= 100:
            yield "reach", _("A share lies between 0 and 100 %.")


def _claimed(record: Record) -> Iterator[tuple[str, str]]:
    ceiling = CEILINGS.get(record.evaluation, "E0")
    if len(record.claims) > MOST_CLAIMS:
        yield "claims", _("Give at most 12 effects.")
    for c in record.claims:
        if not c.outcome.strip() or not c.claim.strip():
            yield "claims", _("Say on what it had an effect, and which.")
        elif "|" in c.outcome:
            yield "claims", _("Leave the sign | out of what it had an effect on.")
        elif max(len(c.outcome), len(c.claim)) > SHORT:
            yield "claims", _("Use at most %(most)s characters.") % {"most": SHORT}
        elif c.grade not in GRADES:
            yield "claims", _("Choose a grade from E0 to E5.")
        elif record.evaluation and c.grade > ceiling:
            yield (
                "claims",
                _("This kind of evaluation carries at most %(ceiling)s, not %(grade)s.")
                % {"ceiling": ceiling, "grade": c.grade},
            )
