"""What the letters of a company day say, in the language spoken."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.queries.company_days import moment_said, when_held
from territoria_web.act.queries.company_talks import agenda_of, place_said, table_said
from territoria_web.act.rules.companies import ASK, takes
from territoria_web.act.services.company_letters import Told, Words
from territoria_web.library.saying import colon


def _when(day: CompanyDay) -> list[str]:
    place = place_said(day, None)
    return ["\n".join([*when_held(day), *([place] if place else [])])]


def on_registered(day: CompanyDay) -> Words:
    """The link of their own, to be confirmed."""

    def words(company: Company) -> Told:
        said = _(
            "%(company)s was registered for “%(title)s” with this address. Open the page of your own "
            "and confirm; then the office reads the profile. If it was not you, do nothing: the "
            "registration is forgotten after two weeks."
        )
        return Told(
            _("Please confirm: %(title)s") % {"title": day.title},
            [said % {"company": company.name, "title": day.title}, *_when(day)],
        )

    return words


def on_admitted(day: CompanyDay) -> Words:
    """The office confirmed them."""

    def words(company: Company) -> Told:
        lines = [
            _("%(company)s takes part in “%(title)s”.")
            % {"company": company.name, "title": day.title},
        ]
        if takes(day, ASK, timezone.now()):
            lines.append(
                _(
                    "On the page of your own you find whom to talk with and why, ask for talks, and "
                    "answer those who ask you."
                )
            )
            if day.ask_until:
                until = moment_said(day, day.ask_until)
                lines.append(_("You can ask and answer until %(moment)s.") % {"moment": until})
        return Told(_("You take part: %(title)s") % {"title": day.title}, [*lines, *_when(day)])

    return words


def on_refused(day: CompanyDay, reason: str) -> Words:
    """The office refused them, and why."""

    def words(company: Company) -> Told:
        said = _("%(company)s cannot take part in “%(title)s”. The office says why:")
        return Told(
            _("You cannot take part: %(title)s") % {"title": day.title},
            [said % {"company": company.name, "title": day.title}, reason],
        )

    return words


def on_requests(day: CompanyDay, names: Sequence[str]) -> Words:
    """Requests wait for an answer: one letter for all of them."""

    def words(company: Company) -> Told:
        said = ngettext(
            "%(count)d company asks you for a talk and waits for an answer:",
            "%(count)d companies ask you for a talk and wait for an answer:",
            len(names),
        ) % {"count": len(names)}
        lines = [said + "\n" + "\n".join(f"– {name}" for name in names)]
        if day.ask_until:
            until = moment_said(day, day.ask_until)
            lines.append(_("Please answer until %(moment)s.") % {"moment": until})
        return Told(_("You are asked for a talk: %(title)s") % {"title": day.title}, lines)

    return words


def on_agenda(day: CompanyDay, *, first: bool) -> Words:
    """Their agenda, new or changed."""

    def words(company: Company) -> Told:
        company.day = day
        rows = agenda_of(company)
        held = [one for one in rows if one.row.state != "no-show"]
        lines = [
            f"{one.when}{colon()}{one.other.name} ({one.other.city})"
            + (f", {table_said(one.row.table)}" if one.row.table else "")
            for one in held
        ]
        if first:
            subject = _("Your agenda: %(title)s") % {"title": day.title}
        else:
            subject = _("Your agenda has changed: %(title)s") % {"title": day.title}
        talks = "\n".join(lines) or _("You have no talk on the agenda.")
        zone = _("Times of %(zone)s.") % {"zone": day.timezone}
        link = [_("Online: %(link)s") % {"link": day.link}] if day.link else []
        return Told(subject, [*_when(day), talks, zone, *link], agenda=rows, path="agenda/")

    return words


def on_fallen(day: CompanyDay, when: str, name: str) -> Words:
    """A talk that was on the agenda falls; the place may be filled by another one."""

    def words(company: Company) -> Told:
        said = _("The talk with %(company)s, %(when)s (%(zone)s), does not take place.")
        lines = [
            said % {"company": name, "when": when, "zone": day.timezone},
            _("If another talk moves up, you get a letter."),
        ]
        return Told(_("A talk falls: %(title)s") % {"title": day.title}, lines, path="agenda/")

    return words


def on_changed(day: CompanyDay) -> Words:
    """Another hour, place or link."""

    def words(company: Company) -> Told:
        said = _("Time or place of “%(title)s” have changed. Now it is:") % {"title": day.title}
        return Told(
            _("Time or place have changed: %(title)s") % {"title": day.title}, [said, *_when(day)]
        )

    return words


def on_cancelled(day: CompanyDay) -> Words:
    """It does not take place, and why."""

    def words(company: Company) -> Told:
        said = _("“%(title)s” does not take place. The office says why:") % {"title": day.title}
        return Told(_("Cancelled: %(title)s") % {"title": day.title}, [said, day.reason])

    return words


def on_after(day: CompanyDay, names: Sequence[str]) -> Words:
    """The question after 90 days."""

    def words(company: Company) -> Told:
        lines = [
            _(
                "Three months ago you talked with others at “%(title)s”. What became of it? Three "
                "clicks a talk: met again, a joint offer, an agreement."
            )
            % {"title": day.title},
            "\n".join(f"– {name}" for name in names),
            _("Only counts of all companies together are published, from five companies on."),
        ]
        return Told(
            _("What became of your talks? %(title)s") % {"title": day.title}, lines, path="after/"
        )

    return words
