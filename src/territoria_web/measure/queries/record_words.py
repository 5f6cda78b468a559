"""A record of the register in words: its codes by their names, sums and days in the language spoken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.speech import semicolon, with_unit
from territoria_web.library.initiative_names import (
    AREAS,
    EVALUATIONS,
    INSTRUMENTS,
    LEVELS,
    MONEY_FROM,
    SIZES,
)
from territoria_web.library.queries import library
from territoria_web.library.saying import day, listed, money, numeral_of, say
from territoria_web.library.sector_names import SECTORS
from territoria_web.measure.queries.records import Record


@dataclass(frozen=True)
class ReachSaid:
    """A year of reach; ``firms`` and ``share`` are empty where they are not known."""

    year: int
    firms: str
    share: str


@dataclass(frozen=True)
class SaidRecord:
    """What is told of an initiative, as readers see it; what is not known is empty. ``practices``: id and
    title; ``target``: value, unit and day in one line; ``target_words``: its own words, where they say
    more; ``target_lacks``: what makes it incomplete.
    """

    record: Record
    level: str
    area: str
    sizes: str
    sectors: str
    obstacles: tuple[str, ...]
    instruments: str
    budget: str
    budget_sources: str
    years: str
    indicator: str
    target_words: str
    target: str
    target_lacks: str
    baseline: str
    evaluation: str
    reach: tuple[ReachSaid, ...]
    reach_latest: str
    practices: tuple[tuple[str, str], ...]
    is_confirmed: bool


def said_record(record: Record, today: date) -> SaidRecord:
    """A record in the language spoken; its own words stay in theirs."""
    known, kept = library().indicators, library().obstacles
    indicator = known.get(record.target_indicator)
    return SaidRecord(
        record=record,
        level=_named([record.level], LEVELS),
        area=_named([record.area], AREAS),
        sizes=_named(record.sizes, SIZES),
        sectors=semicolon().join(_(SECTORS[s]) for s in record.sectors if s in SECTORS),
        obstacles=tuple(say(kept[o].title) for o in record.obstacles if o in kept),
        instruments=_named(record.instruments, INSTRUMENTS),
        budget=money(float(record.budget), "EUR") if record.budget is not None else "",
        budget_sources=_named(record.budget_sources, MONEY_FROM),
        years=years_of(record),
        indicator=say(indicator.name) if indicator else "",
        target_words=_target_words(record),
        target=_target(record),
        target_lacks=target_lacks(record.target_value, record.target_due, record.baseline)
        if record.has_target
        else "",
        baseline=_baseline(record),
        evaluation=_named([record.evaluation], EVALUATIONS),
        reach=tuple(ReachSaid(r.year, _firms(r.firms), _share(r.share)) for r in record.reach),
        reach_latest=_reach_latest(record),
        practices=practices_named(record.practices),
        is_confirmed=record.is_confirmed(today),
    )


def _named(codes: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(_(names[code]) for code in codes if code in names)


def years_of(record: Record) -> str:
    """``2024–2026``; what goes on ends with the dash."""
    begun, ended = record.start, record.end
    if begun is None:
        return str(ended.year) if ended else ""
    if ended is not None and ended.year == begun.year:
        return str(begun.year)
    return f"{begun.year}–{ended.year if ended else ''}"


def _measured(value: float, unit: str) -> str:
    decimals = 0 if value == int(value) else 1
    return f"{numeral_of(value, decimals)} {unit}".strip()


def _target(record: Record) -> str:
    if record.target_value is None:
        return ""
    said = _measured(record.target_value, record.unit_of_measure)
    if record.target_due is None:
        return said
    return _("%(value)s by %(day)s") % {"value": said, "day": day(record.target_due)}


def _target_words(record: Record) -> str:
    """The owner's words; nothing where they only repeat value and unit."""
    if record.target_value is None:
        return record.target
    value = _measured(record.target_value, record.unit_of_measure)
    repeated = _letters(record.target) in (_letters(value), _letters(_target(record)))
    return "" if repeated else record.target


def _letters(said: str) -> str:
    return "".join(sign for sign in said.casefold() if sign.isalnum())


def target_lacks(value: float | None, due: date | str | None, baseline: float | None) -> str:
    """What a target is incomplete without, as a sentence; empty where all is there."""
    parts = ((value, _("value")), (due, _("date")), (baseline, _("starting point")))
    lacks = [said for held, said in parts if held is None]
    return _("Missing in the target: %(what)s.") % {"what": listed(lacks)} if lacks else ""


def _baseline(record: Record) -> str:
    if record.baseline is None:
        return ""
    said = _measured(record.baseline, record.unit_of_measure)
    return f"{said}, {record.baseline_year}" if record.baseline_year else said


def _firms(firms: int | None) -> str:
    return "" if firms is None else numeral_of(firms)


def _share(share: float | None) -> str:
    if share is None:
        return ""
    return with_unit(numeral_of(share, 0 if share == int(share) else 1), "%")


def _reach_latest(record: Record) -> str:
    """The latest year that is known, as a sentence; years are never added, as a firm may come again."""
    known = [r for r in record.reach if r.firms is not None]
    if not known:
        return ""
    last = max(known, key=lambda r: r.year)
    said = ngettext(
        "%(firms)s firm in %(year)s", "%(firms)s firms in %(year)s", int(last.firms or 0)
    )
    return said % {"firms": _firms(last.firms), "year": last.year}


def practices_named(ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Id and title of these practices, as far as the library has them."""
    held = library().practices
    return tuple((i, say(held[i].title)) for i in ids if i in held)


def practice_called(asked: str) -> str:
    """The id of the practice that is meant by an id or a title in any language; what was asked where
    there is none.
    """
    wanted = " ".join(asked.split()).casefold()
    for key, practice in library().practices.items():
        if wanted in (key, *(" ".join(t.split()).casefold() for t in practice.title.root.values())):
            return key
    return asked
