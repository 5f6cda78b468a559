"""What a collaboration project takes when, and from whom: one table; its intervals and limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from territoria.plan.agreed import months_after
from territoria_web.act.models import Delegation, Exchange, Partner, Project
from territoria_web.library.own_links import own_link
from territoria_web.people.models import Organisation, User

State = Project.State
Role = Partner.Role

PARTNER_LINK: Final = "project partner"  # kind of the links of one's own
ANSWER_WITHIN: Final = timedelta(days=10)  # the office, to a proposal
BEFORE_EXCHANGE: Final = timedelta(days=7)
PRODUCT_MONTHS: Final = 18
RHYTHM: Final = 4  # months between exchanges, as long as nobody says otherwise
CARD_MONTHS: Final = 24
CITIES_TO_BEGIN: Final = 2
MOST_PARTNERS: Final = 60
MOST_JOINS_A_DAY: Final = 20  # to one project
MOST_JOINS_BY_ONE: Final = 5
MOST_DEEDS_A_DAY: Final = 60  # by one link
LONGEST: Final = 4000
QUESTION_MARKS: Final = ("?", "？", "؟")

STATE_NAMES: Final[Mapping[str, Promise]] = {
    State.PROPOSED: pgettext_lazy("state of a project", "Proposed"),
    State.OPEN: pgettext_lazy("state of a project", "Open to others"),
    State.RUNNING: pgettext_lazy("state of a project", "In progress"),
    State.DONE: pgettext_lazy("state of a project", "Done"),
    State.STOPPED: pgettext_lazy("state of a project", "Stopped"),
    State.PARKED: pgettext_lazy("state of a project", "Parked"),
}
ROLE_NAMES: Final[Mapping[str, Promise]] = {
    Role.LEAD: pgettext_lazy("role in a project", "Lead"),
    Role.PARTNER: pgettext_lazy("role in a project", "Partner"),
    Role.OBSERVER: pgettext_lazy("role in a project", "Observer"),
    Role.COMPANY: pgettext_lazy("role in a project", "Company"),
}
PARTNER_STATES: Final[Mapping[str, Promise]] = {
    Partner.State.ASKED: pgettext_lazy("state of a partner", "Asked to join"),
    Partner.State.INVITED: pgettext_lazy("state of a partner", "Invited, has not answered"),
    Partner.State.AGREED: pgettext_lazy("state of a partner", "In the project"),
    Partner.State.DECLINED: pgettext_lazy("state of a partner", "Declined"),
    Partner.State.LEFT: pgettext_lazy("state of a partner", "Left"),
}
EXCHANGE_STATES: Final[Mapping[str, Promise]] = {
    Exchange.State.PLANNED: pgettext_lazy("state of an exchange", "Planned"),
    Exchange.State.HELD: pgettext_lazy("state of an exchange", "Held"),
    Exchange.State.MISSED: pgettext_lazy("state of an exchange", "Not held"),
    Exchange.State.CANCELLED: pgettext_lazy("state of an exchange", "Cancelled"),
}
CITIES: Final = (Role.LEAD, Role.PARTNER)  # the others watch, or are firms
PRESENT: Final = (Partner.State.ASKED, Partner.State.INVITED, Partner.State.AGREED)

# ── who ───────────────────────────────────────────────────────────────────────────────────────

LEAD: Final = "lead"
PARTNER: Final = "partner"
OBSERVER: Final = "observer"
COMPANY: Final = "company"
INVITED: Final = "invited"
ASKED: Final = "asked"
OFFICE: Final = "office"  # of the network
GONE: Final = "gone"
STANDINGS: Final = (LEAD, PARTNER, OBSERVER, COMPANY, INVITED, ASKED, OFFICE, GONE)


@dataclass(frozen=True)
class Doer:
    """Who does something: a partner by its link, a team for its territory, the network's office.

    ``shown``: city or office, as everybody reads it; ``user``: the account, where there is one.
    """

    standing: str
    shown: str
    partner: Partner | None = None
    user: User | None = None


def standing_of(partner: Partner) -> str:
    """What somebody is in a project."""
    if partner.state == Partner.State.AGREED:
        return str(Role(partner.role))
    return {Partner.State.INVITED: INVITED, Partner.State.ASKED: ASKED}.get(
        Partner.State(partner.state), GONE
    )


def judges_cards(partner: Partner) -> bool:
    """Whether it reads cards before they are published: the cities in it, no observer or company."""
    return standing_of(partner) in TABLE["card-review"].who


def by_partner(partner: Partner, user: User | None = None) -> Doer:
    """Whoever holds the link of a partner, or the team of its territory."""
    return Doer(standing_of(partner), partner.name, partner, user)


def hides_contact(doer: Doer, partner: Partner) -> bool:
    """Whether a person and address stay hidden from the doer: of whoever was named, from everybody but
    the office, until they say yes themselves. Sessions name people who gave theirs to the office alone.
    """
    return partner.state == Partner.State.INVITED and doer.standing != OFFICE


def stands_for(doer: Doer, partner: Partner) -> bool:
    """Whether a doer may say that a partner is who it is named: the network's office, or an account of
    its own territory. A link alone may not: whoever typed an address holds it.
    """
    own = doer.partner is not None and doer.partner.pk == partner.pk
    return doer.standing == OFFICE or (own and doer.user is not None)


def may_readdress(doer: Doer, partner: Partner) -> bool:
    """Whether somebody else may say where a partner's link goes: the office; whoever runs the project
    only where it has no address at all yet.
    """
    is_bare = partner.state == Partner.State.INVITED and not (partner.email or partner.vouched)
    return doer.standing == OFFICE or is_bare


def by_office(user: User, network: Organisation) -> Doer:
    """The network's office."""
    return Doer(OFFICE, network.name, None, user)


# ── what ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Rule:
    """In which states a deed is taken, from whom, and which state it leads to ("": the same)."""

    states: frozenset[str]
    who: frozenset[str]
    leads_to: str = ""


ALIVE: Final = frozenset({State.OPEN, State.RUNNING})
KEPT: Final = ALIVE | {State.PARKED, State.DONE}  # its compendium is
TOLD: Final = KEPT | {State.STOPPED}  # a consent can be taken back
FREEZES: Final = ALIVE | {State.DONE}  # an edition by itself, on the day of its product
RUN: Final = frozenset({LEAD, OFFICE})
WORK: Final = frozenset({LEAD, PARTNER, COMPANY, OFFICE})
INSIDE: Final = WORK | {OBSERVER}  # read links of meetings online

TABLE: Final[Mapping[str, Rule]] = {
    "publish": Rule(frozenset({State.PROPOSED}), frozenset({OFFICE}), State.OPEN),
    "return": Rule(frozenset({State.PROPOSED}), frozenset({OFFICE})),
    "hand-in": Rule(frozenset({State.PROPOSED}), frozenset({LEAD})),
    "begin": Rule(frozenset({State.OPEN}), RUN, State.RUNNING),
    "park": Rule(ALIVE, RUN, State.PARKED),
    "stop": Rule(ALIVE | {State.PROPOSED, State.PARKED}, RUN, State.STOPPED),
    "reopen": Rule(frozenset({State.PARKED, State.STOPPED}), RUN),
    "close": Rule(frozenset({State.RUNNING}), RUN, State.DONE),
    "change": Rule(ALIVE, RUN),
    "call": Rule(ALIVE, RUN),
    "deliver": Rule(ALIVE, RUN),
    "tell": Rule(ALIVE, WORK),
    "ask": Rule(ALIVE, frozenset()),  # by whoever is not in it yet
    "answer": Rule(ALIVE, RUN),
    "invite": Rule(ALIVE, RUN),
    "readdress": Rule(ALIVE, RUN),
    "take-back": Rule(ALIVE, RUN),
    "vouch": Rule(KEPT, frozenset({LEAD, PARTNER, OBSERVER, OFFICE})),  # see stands_for
    "agree": Rule(ALIVE, frozenset({INVITED})),
    "decline": Rule(ALIVE, frozenset({INVITED})),
    "leave": Rule(ALIVE | {State.PARKED}, frozenset({PARTNER, OBSERVER, COMPANY, ASKED})),
    "hand-over": Rule(ALIVE | {State.PARKED}, RUN),
    "own": Rule(TOLD, frozenset({LEAD, PARTNER, OBSERVER, COMPANY, INVITED, ASKED})),
    "actions": Rule(ALIVE | {State.PARKED, State.DONE}, frozenset({LEAD, PARTNER, OBSERVER})),
    "exchange": Rule(ALIVE, RUN),
    "agenda": Rule(ALIVE, WORK),
    "hold": Rule(ALIVE, WORK),
    "move": Rule(ALIVE, RUN),
    "miss": Rule(ALIVE, RUN),
    "cancel": Rule(ALIVE, RUN),
    "forum": Rule(ALIVE, RUN),
    "forum-change": Rule(ALIVE, RUN),
    "delegation": Rule(TOLD, frozenset({LEAD, PARTNER, COMPANY})),
    "card-begin": Rule(KEPT, frozenset({LEAD, PARTNER})),
    "card-write": Rule(KEPT, frozenset({LEAD, PARTNER})),
    "card-hand-in": Rule(KEPT, frozenset({LEAD, PARTNER})),
    "card-review": Rule(KEPT, frozenset({LEAD, PARTNER})),  # two other cities, not who watches
    "card-confirm": Rule(KEPT, frozenset({LEAD, PARTNER})),
    # of the own city, also once it left; of every city for those who run the project
    "card-withdraw": Rule(TOLD, frozenset({LEAD, PARTNER, OFFICE, GONE})),
    "edition": Rule(KEPT, RUN),
}


def may_do(deed: str, state: str, standing: str) -> bool:
    """Whether a project in this state takes this from somebody who stands so."""
    rule = TABLE[deed]
    return state in rule.states and standing in rule.who


def takes_joins(project: Project, today: date) -> bool:
    """Whether others may ask to join: while it lives, until the last day of its call."""
    within = project.open_until is None or today <= project.open_until
    return project.opened is not None and project.state in ALIVE and within


# ── when ──────────────────────────────────────────────────────────────────────────────────────


def product_due(today: date) -> date:
    """The day that is offered for the product."""
    return months_after(today, PRODUCT_MONTHS)


def next_exchange(held: date, every_months: int) -> date:
    """The day that is proposed after an exchange that was held."""
    return months_after(held, every_months)


def silent_from(said: date, every_months: int) -> date:
    """The first day on which no word since ``said`` is silence: half as long again as the rhythm."""
    whole, half = divmod(3 * every_months, 2)
    return months_after(said, whole) + timedelta(days=15 * half)


def is_silent(project: Project, today: date, said: date) -> bool:
    """Whether it lives, and nobody has told anything for too long."""
    return project.state in ALIVE and today >= silent_from(said, project.every_months)


def is_overdue(project: Project, today: date) -> bool:
    """Whether its product is not there the day after it was due."""
    return project.state in ALIVE and project.delivered is None and today > project.due


def was_missed(exchange: Exchange, today: date) -> bool:
    """Whether its day went by and nobody said that it was held."""
    missed = exchange.state == Exchange.State.MISSED
    return missed or (exchange.state == Exchange.State.PLANNED and today > exchange.day)


def is_returned(project: Project) -> bool:
    """Whether the office gave the proposal back, with a reason."""
    return project.state == State.PROPOSED and bool(project.reason)


def answer_is_late(project: Project, today: date, handed_in: date) -> bool:
    """Whether a proposal waits for the office longer than it should."""
    waits = project.state == State.PROPOSED and not is_returned(project)
    return waits and today > handed_in + ANSWER_WITHIN


def is_complete(delegation: Delegation) -> bool:
    """Whether it brings a company with its sector, its tool, before and after, and its consent."""
    told = (delegation.company, delegation.sector, delegation.tool)
    return all((*told, delegation.before, delegation.after)) and delegation.consent


def partner_link(partner: Partner) -> str:
    """The link of a partner's own."""
    return own_link(PARTNER_LINK, partner.public_id, partner.renewed)
