"""What letters of a project say, each in the language of whoever reads it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from territoria_web.act.models import Exchange, Partner, Project
from territoria_web.act.queries.exchange_words import when_said
from territoria_web.act.rules.projects import ROLE_NAMES
from territoria_web.act.services.project_letters import Told, Words
from territoria_web.library.saying import colon, day


def to_first_lead(project: Project) -> Words:
    """To whoever leads a project from its first day."""

    def words(_partner: Partner) -> Told:
        facts = {"title": project.title, "due": day(project.due), "product": project.product}
        return Told(
            _("Your project stands: %(title)s") % facts,
            [
                project.question,
                _("It is public, and other cities can ask to join. You say yes or no.")
                + " "
                # the second half is of the product, which nobody should have to look up
                + _("By %(due)s there will be: %(product)s") % facts,
                _(
                    "On your page you answer who wants to join, plan the exchanges, tell news and "
                    "close the project. No password is needed."
                ),
            ],
        )

    return words


def to_new_lead(project: Project, former: str) -> Words:
    """To whoever the lead was handed to."""

    def words(_partner: Partner) -> Told:
        facts = {"title": project.title, "former": former}
        return Told(
            _("You lead the project now: %(title)s") % facts,
            [_("%(former)s handed the lead over to you.") % facts],
        )

    return words


def to_invited(project: Project, lead: Partner | None) -> Words:
    """To whoever was named as a partner and has not said yes."""

    def words(partner: Partner) -> Told:
        facts = {
            "title": project.title,
            "name": partner.name,
            "role": ROLE_NAMES[Partner.Role(partner.role)],
            "lead": lead.name if lead else project.network.name,
        }
        return Told(
            _("Are you in? %(title)s") % facts,
            [
                project.question,
                _("%(lead)s named %(name)s for this project. Role: %(role)s.") % facts,
                _("Say yes or no on your page. Nothing is said in your name before."),
            ],
        )

    return words


def to_lead_on_join(project: Project, asker: Partner) -> Words:
    """To the lead: somebody asks to join."""

    def words(_partner: Partner) -> Told:
        facts = {
            "title": project.title,
            "name": asker.name,
            "role": ROLE_NAMES[Partner.Role(asker.role)],
        }
        brings = [_("They bring") + colon() + asker.brings] if asker.brings else []
        return Told(
            _("%(name)s asks to join: %(title)s") % facts,
            [
                _("%(name)s asks to join the project. Role: %(role)s.") % facts,
                *brings,
                _("Say yes or no on your page; a no needs a reason, which only they read."),
            ],
        )

    return words


def to_lead_on_answer(project: Project, partner: Partner, *, is_in: bool) -> Words:
    """To the lead: somebody who was named answered."""

    def words(_partner: Partner) -> Told:
        facts = {"title": project.title, "name": partner.name}
        if is_in:
            return Told(_("%(name)s said yes: %(title)s") % facts, [])
        reason = [partner.reason] if partner.reason else []
        return Told(_("%(name)s said no: %(title)s") % facts, reason)

    return words


def to_asker(project: Project, *, is_in: bool) -> Words:
    """To whoever asked to join: the answer of the lead."""

    def words(partner: Partner) -> Told:
        facts = {"title": project.title, "name": partner.name}
        if is_in:
            said = _("%(name)s is in the project from now on, and stands on its public page.")
            return Told(_("Welcome to the project: %(title)s") % facts, [said % facts])
        return Told(
            _("The answer to your request: %(title)s") % facts,
            [
                _("The project does not take %(name)s in.") % facts,
                _("Reason") + colon() + partner.reason,
            ],
        )

    return words


def to_whom_it_opens(project: Project) -> Words:
    """The link once more, where it was renewed."""

    def words(_partner: Partner) -> Told:
        return Told(
            _("Your link to the project: %(title)s") % {"title": project.title},
            [_("Older links open nothing any more.")],
        )

    return words


def to_former_address(project: Project) -> Words:
    """To where somebody's link went before: it goes elsewhere now."""

    def words(partner: Partner) -> Told:
        said = _(
            "The link of %(name)s goes to another address from now on; the one you have opens nothing "
            "any more. If that is wrong, write to the network’s office."
        )
        title = _("Your link to the project: %(title)s") % {"title": project.title}
        return Told(title, [said % {"name": partner.name}])

    return words


def to_whom_it_is_sent_again(project: Project) -> Words:
    """The link once more, without ending older ones."""

    def words(_partner: Partner) -> Told:
        return Told(_("Your link to the project: %(title)s") % {"title": project.title}, [])

    return words


def to_proposer(project: Project, *, is_public: bool) -> Words:
    """To a city: what the office said to its proposal."""

    def words(_partner: Partner) -> Told:
        facts = {"title": project.title}
        if is_public:
            said = _("The office published your project. Other cities can ask to join.")
            return Told(_("It is published: %(title)s") % facts, [said])
        return Told(
            _("The office gave your proposal back: %(title)s") % facts,
            [
                _("Reason") + colon() + project.reason,
                _("Change it at your desk and hand it in once more."),
            ],
        )

    return words


def on_exchange(project: Project, exchange: Exchange, *, was: date | None = None) -> Words:
    """To partners: an exchange comes up, was moved (``was``: the former day), or falls away."""

    def words(_partner: Partner) -> Told:
        facts = {"title": project.title, "when": when_said(exchange), "was": day(was)}
        if exchange.state == Exchange.State.CANCELLED:
            said = _("The exchange of the project is cancelled: %(title)s") % facts
            return Told(said, [_("It was planned for: %(when)s") % facts])
        subject = _("The next exchange of the project: %(title)s") % facts
        moved = [_("It was moved. Formerly: %(was)s") % facts] if was else []
        return Told(subject, [facts["when"], *moved, *_agenda(exchange)])

    return words


def _agenda(exchange: Exchange) -> list[str]:
    theme = [_("Theme") + colon() + exchange.theme] if exchange.theme else []
    agenda = [exchange.agenda] if exchange.agenda else []
    where = [line for line in (exchange.place, exchange.link) if line]
    return [*theme, *where, *agenda]


def to_lead_on_overdue(project: Project) -> Words:
    """To the lead: the day of the product went by."""

    def words(_partner: Partner) -> Told:
        facts = {"title": project.title, "due": day(project.due), "product": project.product}
        return Told(
            _("The product was due: %(title)s") % facts,
            [
                _("By %(due)s there should have been: %(product)s") % facts,
                _(
                    "The public page shows it as overdue. On your page say that it is there, or "
                    "name another day; the former one stays readable."
                ),
            ],
        )

    return words
