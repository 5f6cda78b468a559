"""What a company day takes when: one table of phases; its words, its limits, the links of companies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from territoria_web.act.models import Company, CompanyDay, Encounter
from territoria_web.library.own_links import own_link

State = CompanyDay.State
Firm = Company.State
Talk = Encounter.State

COMPANY_LINK: Final = "company"  # kind of the links of one's own
MINUTES: Final = 20
MOST_TALKS_A_DAY: Final = 8
MOST_DATES: Final = 2
MOST_TAGS_EACH: Final = 3
MOST_TAGS: Final = 60
MOST_TABLES: Final = 150
MOST_COMPANIES: Final = 500
MOST_OPEN_REQUESTS: Final = 24  # that a company has asked for and not taken back
MOST_DEEDS_A_DAY: Final = 120  # by one link
AGAIN_AFTER: Final = timedelta(days=90)
UNCONFIRMED_FOR: Final = timedelta(days=14)  # then a registration is forgotten
FORGOTTEN_AFTER: Final = timedelta(days=274)  # half a year after the last question
LETTER_AFTER: Final = timedelta(hours=20)  # between two letters on requests that wait


class Phase(StrEnum):
    """Where a day stands, by its state and by the clock."""

    PLANNED = "planned"
    REGISTERING = "registering"
    ASKING = "asking"
    ARRANGING = "arranging"
    ARRANGED = "arranged"
    ENDED = "ended"
    CANCELLED = "cancelled"


SETTINGS: Final = "settings"  # title, place
HOURS: Final = "hours"  # slots and tables
REGISTER: Final = "register"
ENTER: Final = "enter"  # the office puts companies on the list, confirms and refuses them
PROFILE: Final = "profile"
ASK: Final = "ask"
ANSWER: Final = "answer"
WITHDRAW: Final = "withdraw"
AWAY: Final = "away"
LEAVE: Final = "leave"
ENTER_TALK: Final = "enter talk"  # the office writes down what two companies agreed on
ARRANGE: Final = "arrange"
MARK: Final = "mark"  # what was held, who did not come
TELL: Final = "tell"  # what came of a talk
KINDS: Final = (
    *(SETTINGS, HOURS, REGISTER, ENTER, PROFILE, ASK, ANSWER, WITHDRAW, AWAY, LEAVE),
    *(ENTER_TALK, ARRANGE, MARK, TELL),
)

_OFFICE = frozenset({SETTINGS, ENTER, ENTER_TALK, ARRANGE})
_OWN = frozenset({PROFILE, WITHDRAW, AWAY, LEAVE})
# phase → what is taken in it; nothing else is, whoever asks
TAKEN: Final[Mapping[Phase, frozenset[str]]] = {
    Phase.PLANNED: frozenset({SETTINGS, HOURS, ENTER}),
    Phase.REGISTERING: _OFFICE | _OWN | {HOURS, REGISTER, ASK, ANSWER},
    Phase.ASKING: _OFFICE | _OWN | {HOURS, ASK, ANSWER},
    Phase.ARRANGING: _OFFICE | _OWN | {HOURS},
    Phase.ARRANGED: _OFFICE | _OWN | {MARK, TELL},
    Phase.ENDED: frozenset({MARK, TELL}),
    Phase.CANCELLED: frozenset(),
}
# state → those that may follow it
ONWARD: Final[Mapping[str, frozenset[str]]] = {
    State.PLANNED: frozenset({State.OPEN, State.CANCELLED}),
    State.OPEN: frozenset({State.ARRANGED, State.CANCELLED}),
    State.ARRANGED: frozenset({State.ARRANGED, State.ENDED, State.CANCELLED}),
    State.ENDED: frozenset(),
    State.CANCELLED: frozenset(),
}

PHASE_NAMES: Final[Mapping[Phase, Promise]] = {
    Phase.PLANNED: _("In preparation"),
    Phase.REGISTERING: _("Open for registration"),
    Phase.ASKING: _("Companies ask each other"),
    Phase.ARRANGING: _("Talks are being arranged"),
    Phase.ARRANGED: _("Agendas are out"),
    Phase.ENDED: _("Ended"),
    Phase.CANCELLED: _("Cancelled"),
}
MODE_NAMES: Final[Mapping[str, Promise]] = {
    CompanyDay.Mode.PLACE: _("In a place"),
    CompanyDay.Mode.ONLINE: _("Online"),
    CompanyDay.Mode.BOTH: _("In a place and online"),
}
SIZE_NAMES: Final[Mapping[str, Promise]] = {
    Company.Size.MICRO: _("Up to 9 people"),
    Company.Size.SMALL: _("10 to 49 people"),
    Company.Size.MEDIUM: _("50 to 249 people"),
    Company.Size.LARGE: _("250 people or more"),
}
COMPANY_STATES: Final[Mapping[str, Promise]] = {
    Firm.WAITING: _("Waits for the office"),
    Firm.IN: _("Takes part"),
    Firm.OUT: _("Does not take part"),
    Firm.ABSENT: _("Did not come"),
}
TALK_STATES: Final[Mapping[str, Promise]] = {
    Talk.REQUESTED: pgettext_lazy("state of a talk", "Waits for an answer"),
    Talk.DECLINED: pgettext_lazy("state of a talk", "Declined"),
    Talk.ACCEPTED: pgettext_lazy("state of a talk", "Agreed"),
    Talk.SCHEDULED: pgettext_lazy("state of a talk", "On the agenda"),
    Talk.HELD: pgettext_lazy("state of a talk", "Held"),
    Talk.NO_SHOW: pgettext_lazy("state of a talk", "Somebody did not come"),
    Talk.WITHDRAWN: pgettext_lazy("state of a talk", "Taken back"),
}
UNANSWERED: Final = pgettext_lazy("state of a talk", "Not answered")  # once answers are closed
VALUES: Final[Mapping[int, Promise]] = {
    1: _("Would be nice"),
    2: _("Important to us"),
    3: _("What we come for"),
}
WORTHS: Final[Mapping[int, Promise]] = {
    0: _("Of no use"),
    1: _("Of little use"),
    2: _("Useful"),
    3: _("Very useful"),
    4: _("Worth the journey alone"),
}
# why an agreed talk found no place
CAUSES: Final[Mapping[str, Promise]] = {
    "never together": _("The two are never there in the same slot."),
    "full": _("One of them has a talk in every slot."),
    "no slot in common": _("The two have no free slot in common."),
    "no table": _("Where both are free, every table is taken."),
    "absent": _("One of them does not come."),
    "forbidden": _("The office ruled out a talk of these two."),
    "unanswered": _("The request was not answered."),
    "declined": _("The request was declined."),
}
OPEN_TALKS: Final = (Talk.REQUESTED, Talk.ACCEPTED, Talk.SCHEDULED)
AGREED: Final = (Talk.ACCEPTED, Talk.SCHEDULED, Talk.HELD, Talk.NO_SHOW)
ON_AGENDA: Final = (Talk.SCHEDULED, Talk.HELD, Talk.NO_SHOW)
LANGUAGES: Final = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt"),
    *("lv", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "tr", "uk"),
)


def phase_of(day: CompanyDay, now: datetime) -> Phase:
    """Where a day stands at a moment."""
    if day.state != State.OPEN:
        return Phase(day.state)
    if day.register_until is None or now <= day.register_until:
        return Phase.REGISTERING
    if day.ask_until is None or now <= day.ask_until:
        return Phase.ASKING
    return Phase.ARRANGING


def takes(day: CompanyDay, kind: str, now: datetime) -> bool:
    """Whether this is taken at a moment."""
    return kind in TAKEN[phase_of(day, now)]


def may_become(day: CompanyDay, state: str) -> bool:
    """Whether this state may follow the one that it is in."""
    return state in ONWARD[day.state]


def is_public(day: CompanyDay) -> bool:
    """Whether everybody may read about it: from the day on which registration opened."""
    return day.opened is not None


def are_apart(day: CompanyDay, one: int, other: int) -> bool:
    """Whether the office ruled out that these two, by row id, are matched."""
    return sorted((one, other)) in day.apart


def slot_begins(day: CompanyDay, slot: int) -> datetime:
    """When a slot begins; slots are counted from 0."""
    return datetime.fromisoformat(day.slots[slot])


def slot_ends(day: CompanyDay, slot: int) -> datetime:
    """When it ends."""
    return slot_begins(day, slot) + timedelta(minutes=day.minutes)


def last_end(day: CompanyDay) -> datetime | None:
    """When the last talk ends; None without slots."""
    return slot_ends(day, len(day.slots) - 1) if day.slots else None


def talk_state(day: CompanyDay, talk: Encounter, now: datetime) -> Promise:
    """How a talk stands, in words: what waits for an answer does so while answers are taken."""
    if talk.state == Talk.REQUESTED and not takes(day, ANSWER, now):
        return UNANSWERED
    return TALK_STATES[talk.state]


def has_begun(day: CompanyDay, talk: Encounter, now: datetime) -> bool:
    """Whether the hour of a talk that is on the agenda has come."""
    slot = talk.slot if talk.state in ON_AGENDA else None
    return slot is not None and slot < len(day.slots) and slot_begins(day, slot) <= now


def may_tell(day: CompanyDay, talk: Encounter, now: datetime) -> bool:
    """Whether the two may say what came of a talk."""
    return takes(day, TELL, now) and talk.state != Talk.NO_SHOW and has_begun(day, talk, now)


def may_tell_again(day: CompanyDay, talk: Encounter, now: datetime) -> bool:
    """Whether the question after 90 days is open for a talk."""
    end = last_end(day)
    return talk.state == Talk.HELD and end is not None and now >= end + AGAIN_AFTER


def company_link(company: Company) -> str:
    """The link of one's own."""
    return own_link(COMPANY_LINK, company.public_id, company.renewed)
