"""What may be said of a company day: its settings, checked as a whole; what is missing to open it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.rules.companies import HOURS, MOST_TABLES, takes
from territoria_web.act.rules.company_slots import Plan, as_data, begins_of, plan_from
from territoria_web.act.rules.company_tags import tag_names, tags_in, tags_said
from territoria_web.library.dates import is_within_reach
from territoria_web.library.typed import is_web_address, plain, plain_line

Mode = CompanyDay.Mode
KEPT: Final = (
    *("title", "about", "host", "mode", "place", "link", "timezone", "minutes", "tables"),
    *("slots", "plan", "tags", "register_until", "ask_until"),
)
MOST_ABOUT: Final = 2000


@dataclass(frozen=True)
class DaySettings:
    """What a day is called, when and where it is held. ``tags``: as they are typed, one a line."""

    title: str
    about: str = ""
    host: str = ""
    mode: str = Mode.PLACE
    place: str = ""
    link: str = ""
    timezone: str = "Europe/Brussels"
    plan: Plan = field(default_factory=Plan)
    tables: int = 10
    tags: str = ""
    register_until: datetime | None = None
    ask_until: datetime | None = None


def settings_of(day: CompanyDay) -> DaySettings:
    """What a form shows of a day."""
    names = ("title", "about", "host", "mode", "place", "link", "timezone", "tables")
    return DaySettings(
        **{name: getattr(day, name) for name in names},
        plan=plan_from(day.plan),
        tags=tags_said(day.tags),
        register_until=day.register_until,
        ask_until=day.ask_until,
    )


def checked_settings(held: CompanyDay, told: DaySettings) -> dict[str, Any]:
    """Everything as it is kept; ValidationError, by field, with all that does not hold."""
    wrong = _faults(told)
    tags = _tags_checked(held, told, wrong)
    slots = _slots_checked(told, wrong)
    if not wrong:
        wrong |= _hours_wrong(held, told, slots)
    if held.opened is not None:
        for name, said in _missing(told, slots, tags).items():
            wrong.setdefault(name, said)
    if wrong:
        raise ValidationError(wrong)
    return _kept(told, slots, tags)


def _kept(told: DaySettings, slots: list[str], tags: Any) -> dict[str, Any]:
    lines = {name: plain_line(getattr(told, name)) for name in ("title", "host", "place")}
    same = ("mode", "timezone", "tables", "register_until", "ask_until")
    return {
        **lines,
        **{name: getattr(told, name) for name in same},
        "about": plain(told.about),
        "link": told.link.strip(),
        "minutes": told.plan.minutes,
        "slots": slots,
        "plan": as_data(told.plan),
        "tags": tags,
    }


def _tags_checked(held: CompanyDay, told: DaySettings, wrong: dict[str, Any]) -> Any:
    try:
        tags = tags_in(told.tags, held.tags)
    except ValidationError as refused:
        wrong |= refused.error_dict
        return held.tags
    if lost := _tags_in_use(held, tags):
        wrong["tags"] = _("Companies use these words, so they must stay: %(tags)s") % {"tags": lost}
    return tags


def _slots_checked(told: DaySettings, wrong: dict[str, Any]) -> list[str]:
    if not told.plan.dates or "timezone" in wrong:
        return []
    try:
        return begins_of(told.plan, told.timezone)
    except ValidationError as refused:
        wrong |= refused.error_dict
        return []


def title_wrong(title: str) -> str:
    """What is wrong with a title; empty where nothing is."""
    if 3 <= len(plain_line(title)) <= 200:
        return ""
    return _("Give the day a title of at most 200 characters.")


def _faults(told: DaySettings) -> dict[str, Any]:
    wrong: dict[str, Any] = {}
    if said := title_wrong(told.title):
        wrong["title"] = said
    if len(told.about) > MOST_ABOUT:
        wrong["about"] = _("Use at most 2,000 characters.")
    if told.mode not in Mode.values:
        wrong["mode"] = _("Choose one of the list.")
    if told.timezone not in available_timezones():
        wrong["timezone"] = _("There is no such time zone. Write it like Europe/Brussels.")
    if not 1 <= told.tables <= MOST_TABLES:
        wrong["tables"] = _("Give 1 to 150 tables.")
    if told.link and not is_web_address(told.link):
        wrong["link"] = _("This is no address of a web page. Such an address begins with https://.")
    for name in ("register_until", "ask_until"):
        if (until := getattr(told, name)) and not is_within_reach(until):
            wrong[name] = _("Give a day, such as 2027-05-10.")
    if told.register_until and told.ask_until and told.ask_until < told.register_until:
        wrong["ask_until"] = _("Companies ask each other at least as long as they can register.")
    return wrong


def _hours_wrong(held: CompanyDay, told: DaySettings, slots: list[str]) -> dict[str, str]:
    """Hours after the deadlines; and none of them changes once agendas are out."""
    wrong: dict[str, str] = {}
    hours = (slots, told.plan.minutes, told.tables)
    if hours != (held.slots, held.minutes, held.tables) and not takes(held, HOURS, timezone.now()):
        wrong["date"] = _("Agendas are out: hours and tables stay as they are.")
    last = told.ask_until or told.register_until
    if slots and last and last > datetime.fromisoformat(slots[0]):
        name = "ask_until" if told.ask_until else "register_until"
        wrong[name] = _("This is after the first talk. Leave time to arrange the talks.")
    booths = held.companies.exclude(booth=None).exclude(state=Company.State.OUT)
    taken = booths.order_by("-booth").first()
    if taken is not None and (taken.booth or 0) > told.tables:
        wrong["tables"] = _("%(company)s has the booth %(number)d.") % {
            "company": taken.name,
            "number": taken.booth,
        }
    return wrong


def _tags_in_use(held: CompanyDay, tags: dict[str, dict[str, str]]) -> str:
    used = {
        tag
        for offers, seeks in held.companies.values_list("offers", "seeks")
        for tag in (*offers, *seeks)
    }
    return ", ".join(tag_names(held.tags, sorted(used - set(tags))))


def _missing(
    told: DaySettings | CompanyDay, slots: list[str], tags: Mapping[str, Any] | None
) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not slots:
        wrong["date"] = _("Give the date: people plan their journey by it.")
    if told.mode != Mode.ONLINE and not told.place.strip():
        wrong["place"] = _("Say where the day is held.")
    if told.mode != Mode.PLACE and not told.link.strip():
        wrong["link"] = _("Give the link of the talks online.")
    if len(tags or {}) < 2:
        wrong["tags"] = _("Agree on words for what companies offer and seek, at least two.")
    if told.register_until is None:
        wrong["register_until"] = _("Say until when companies can register.")
    if told.ask_until is None:
        wrong["ask_until"] = _("Say until when companies can ask each other for talks.")
    return wrong


def missing_for_opening(day: CompanyDay) -> dict[str, str]:
    """What is missing before companies can register, by field; empty where nothing is."""
    return _missing(day, day.slots, day.tags)
