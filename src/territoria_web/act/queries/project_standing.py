"""How a project stands on a day: who is in it, what comes next, whether it is late or silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.models import Exchange, Partner, Project
from territoria_web.act.queries.projects import agreed_of, lead_in, talks_of
from territoria_web.act.rules.projects import (
    ALIVE,
    CITIES,
    State,
    answer_is_late,
    is_overdue,
    is_returned,
    is_silent,
    takes_joins,
    was_missed,
)
from territoria_web.library.saying import day


@dataclass(frozen=True)
class Standing:
    """A project on a day, read from what was fetched with it; no query of its own."""

    project: Project
    today: date
    partners: tuple[Partner, ...]
    talks: tuple[Exchange, ...]

    @property
    def lead(self) -> Partner | None:
        """Who leads."""
        return lead_in(self.partners)

    @property
    def in_it(self) -> int:
        """How many cities said yes, confirmed or not."""
        return sum(one.role in CITIES for one in self.partners)

    @property
    def cities(self) -> int:
        """How many cities are in it that are confirmed."""
        return self.in_it - self.unconfirmed

    @property
    def unconfirmed(self) -> int:
        """How many are named, and no account of theirs nor the office stands for them yet."""
        return sum(one.role in CITIES and one.is_unconfirmed for one in self.partners)

    @property
    def next(self) -> Exchange | None:
        """The exchange that comes next."""
        planned = [t for t in self.talks if t.state == Exchange.State.PLANNED]
        return next((t for t in planned if t.day >= self.today), None)

    @property
    def held(self) -> int:
        """How many exchanges were held."""
        return sum(t.state == Exchange.State.HELD for t in self.talks)

    @property
    def unsaid(self) -> Exchange | None:
        """An exchange whose day went by without a word."""
        planned = [t for t in self.talks if t.state == Exchange.State.PLANNED]
        return next((t for t in planned if was_missed(t, self.today)), None)

    @property
    def said_on(self) -> date:
        """When anybody told anything last."""
        return timezone.localdate(self.project.said or self.project.made)

    @property
    def is_silent(self) -> bool:
        """Whether too long nobody has told anything."""
        return is_silent(self.project, self.today, self.said_on)

    @property
    def is_overdue(self) -> bool:
        """Whether its product should be there."""
        return is_overdue(self.project, self.today)

    @property
    def is_alive(self) -> bool:
        """Whether it is worked on."""
        return self.project.state in ALIVE

    @property
    def takes_joins(self) -> bool:
        """Whether others may ask to join now."""
        return takes_joins(self.project, self.today)

    @property
    def answer_is_late(self) -> bool:
        """Whether a proposal waits too long for the office."""
        return answer_is_late(self.project, self.today, self.said_on)


def standing_on(project: Project, today: date) -> Standing:
    """How a project stands; it comes with its partners and exchanges."""
    return Standing(project, today, tuple(agreed_of(project)), tuple(talks_of(project)))


def all_standing_on(projects: Iterable[Project], today: date) -> list[Standing]:
    """The same of many."""
    return [standing_on(one, today) for one in projects]


def finding_of(held: Standing) -> str:
    """How it stands, in plain sentences."""
    said = [_state_said(held)]
    if held.is_alive:
        said += [
            _unconfirmed_said(held),
            _product_said(held),
            _next_said(held),
            _silence_said(held),
        ]
    return " ".join(line for line in said if line)


def name_said(partner: Partner) -> str:
    """What a partner is called in public; a city that nobody stands for yet is marked."""
    if not partner.is_unconfirmed:
        return partner.name
    return f"{partner.name} ({_('not confirmed by the city yet')})"


def _unconfirmed_said(held: Standing) -> str:
    said = ngettext(
        "%(count)d city is named and not confirmed yet.",
        "%(count)d cities are named and not confirmed yet.",
        held.unconfirmed,
    )
    return said % {"count": held.unconfirmed} if held.unconfirmed else ""


def _state_said(held: Standing) -> str:
    project, lead = held.project, held.lead
    facts = {
        "count": held.cities,
        "lead": name_said(lead) if lead else _("nobody yet"),
        "day": day(project.ended) if project.ended else "",
    }
    if project.state == State.OPEN:
        said = ngettext(
            "Open to others: %(count)d city is in it. It is led by %(lead)s.",
            "Open to others: %(count)d cities are in it. It is led by %(lead)s.",
            held.cities,
        )
        return said % facts
    if project.state == State.RUNNING:
        said = ngettext(
            "In progress: %(count)d city is in it. It is led by %(lead)s.",
            "In progress: %(count)d cities are in it. It is led by %(lead)s.",
            held.cities,
        )
        return said % facts
    return str(_ended_said(project)) % facts


def _ended_said(project: Project) -> str:
    if is_returned(project):
        return _("The office gave this proposal back; the reason stands below.")
    return {
        State.PROPOSED: _("Proposed by %(lead)s. The network’s office has not published it yet."),
        State.DONE: _("Done since %(day)s. It was led by %(lead)s."),
        State.STOPPED: _("Stopped on %(day)s; the reason stands below."),
        State.PARKED: _("The project is parked; the reason stands below."),
    }[State(project.state)]


def _product_said(held: Standing) -> str:
    project = held.project
    if project.delivered:
        return _("The product is there since %(day)s.") % {"day": day(project.delivered)}
    facts = {"day": day(project.due)}
    if held.is_overdue:
        return _("The product was due on %(day)s and is not there yet.") % facts
    return _("The product is due on %(day)s.") % facts


def _next_said(held: Standing) -> str:
    if held.next is None:
        return _("No exchange is planned.")
    return _("The next exchange is on %(day)s.") % {"day": day(held.next.day)}


def _silence_said(held: Standing) -> str:
    if not held.is_silent:
        return ""
    return _("It is silent: nobody has told anything since %(day)s.") % {"day": day(held.said_on)}
