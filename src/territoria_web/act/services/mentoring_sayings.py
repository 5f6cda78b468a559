"""What the letters of a mentoring round say, in the language spoken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from django.utils.translation import gettext as _

from territoria_web.act.models import (
    MentoringPerson,
    MentoringRound,
    MentoringWorkshop,
    Mentorship,
)
from territoria_web.act.queries.mentoring_people import profile_of
from territoria_web.act.queries.mentoring_workshops import workshop_when
from territoria_web.act.rules.mentoring import At, Kind
from territoria_web.act.services.mentoring_letters import Told, Words
from territoria_web.library.saying import colon


def other_of(pair: Mentorship, person: MentoringPerson) -> MentoringPerson:
    """The other of the two."""
    other: MentoringPerson = pair.mentee if pair.mentor_id == person.pk else pair.mentor
    return other


def on_registered(held: MentoringRound) -> Words:
    """The link of their own, to be confirmed."""

    def words(person: MentoringPerson) -> Told:
        part = (
            _("Somebody registered with this address as a mentor for “%(title)s”.")
            if person.kind == Kind.MENTOR
            else _("Somebody registered with this address as a mentee for “%(title)s”.")
        )
        asked = _(
            "If it was you, open the page of your own and confirm. If not, do nothing: the "
            "registration is forgotten after two weeks."
        )
        subject = _("Please confirm: %(title)s") % {"title": held.title}
        return Told(subject, [part % {"title": held.title}, asked])

    return words


def on_link(held: MentoringRound) -> Words:
    """The link of somebody who takes part, once more or for the first time."""

    def words(person: MentoringPerson) -> Told:
        said = _("You take part in “%(title)s”. Here is the page of your own.")
        subject = _("Your page: %(title)s") % {"title": held.title}
        return Told(subject, [said % {"title": held.title}])

    return words


def on_proposed(held: MentoringRound, pairs: Sequence[Mentorship]) -> Words:
    """A pair, or several of a mentor, is proposed: one letter."""

    def words(person: MentoringPerson) -> Told:
        mine = [one for one in pairs if person.pk in (one.mentor_id, one.mentee_id)]
        others = [_shown(other_of(one, person), held) for one in mine]
        asked = _(
            "Open the page of your own, read why you might fit, and say yes or no; no reason is "
            "needed. Addresses are exchanged once both have said yes."
        )
        intro = (
            _("We propose this mentor to you:")
            if person.kind == Kind.MENTEE
            else _("We propose that you accompany:")
        )
        subject = _("A proposal for you: %(title)s") % {"title": held.title}
        return Told(subject, ["\n".join([intro, *(f"– {one}" for one in others)]), asked])

    return words


def _shown(person: MentoringPerson, held: MentoringRound) -> str:
    place = profile_of(person, held).place
    return f"{person.name} ({place})" if place else person.name


def on_agreed(held: MentoringRound, pair: Mentorship) -> Words:
    """Both said yes: the address of the other."""

    def words(person: MentoringPerson) -> Told:
        other = other_of(pair, person)
        reach = f"{_('E-mail')}{colon()}{other.email}"
        if not other.email:
            reach = _("%(name)s has no e-mail address here; the office brings you together.")
        lines = [
            _("%(name)s and you have both said yes.") % {"name": other.name},
            reach % {"name": other.name} if not other.email else reach,
            _(
                "Please talk for the first time within three weeks. Three to six talks of 45 to 60 "
                "minutes are a good measure; on the page of your own you note what is next."
            ),
        ]
        return Told(_("You are a pair: %(title)s") % {"title": held.title}, lines)

    return words


def on_declined(held: MentoringRound, pair: Mentorship) -> Words:
    """It did not come about; the other is told, without a reason."""

    def words(person: MentoringPerson) -> Told:
        said = _(
            "The pair with %(name)s does not come about this time. That happens for many reasons and "
            "says nothing about you. The office looks for another."
        )
        name = other_of(pair, person).name
        return Told(
            _("No pair this time: %(title)s") % {"title": held.title}, [said % {"name": name}]
        )

    return words


def on_ended(held: MentoringRound, pair: Mentorship) -> Words:
    """The other ended it, without a reason."""

    def words(person: MentoringPerson) -> Told:
        lines = [
            _("%(name)s has ended your talks. Either of a pair can do so without a reason.")
            % {"name": other_of(pair, person).name},
            _("Thank you for your time. What the talks were worth, you can say on your page."),
        ]
        return Told(_("Your talks have ended: %(title)s") % {"title": held.title}, lines)

    return words


def on_round_ended(held: MentoringRound, asked: Collection[int]) -> Words:
    """The round is over: thanks, and the last question to those who talked (``asked``: their keys)."""

    def words(person: MentoringPerson) -> Told:
        lines = [_("“%(title)s” has ended. Thank you for your time.") % {"title": held.title}]
        if person.pk in asked:
            lines.append(_("What were the talks worth? One click on the page of your own."))
        lines.append(
            _(
                "On the page of your own you can erase what you wrote; half a year from now it is "
                "erased by itself."
            )
        )
        return Told(_("The round has ended: %(title)s") % {"title": held.title}, lines)

    return words


def on_silence(held: MentoringRound) -> Callable[[], Told]:
    """To the office: nothing has happened for long, and the round will end by itself."""

    def words() -> Told:
        said = _(
            "Nothing has happened in this round for eleven months: no talk, no registration, nothing "
            "of yours. If that stays so, it ends by itself in a month, and half a year later what "
            "people wrote is erased. You may end it yourself, or go on with it, here:"
        )
        return Told(_("Does it go on? %(title)s") % {"title": held.title}, [said])

    return words


def on_first_talk_due(held: MentoringRound, pair: Mentorship) -> Words:
    """Three weeks are over and no talk is noted; said once."""

    def words(person: MentoringPerson) -> Told:
        lines = [
            _("%(name)s and you said yes three weeks ago, and no talk is noted yet.")
            % {"name": other_of(pair, person).name},
            _(
                "A short first one is enough. If you have talked, note it on your page; if it does "
                "not suit any more, end it there. We will not remind you again."
            ),
        ]
        return Told(_("Your first talk: %(title)s") % {"title": held.title}, lines)

    return words


def on_feedback_due(held: MentoringRound, pair: Mentorship, at: str) -> Words:
    """What the talks are worth, in the middle or at the end; asked once."""

    def words(person: MentoringPerson) -> Told:
        facts = {"name": other_of(pair, person).name or _("somebody who has left")}
        said = (
            _("You have talked with %(name)s twice or more. What are the talks worth so far?")
            if at == At.MIDDLE
            else _("Your talks with %(name)s have ended. What were they worth?")
        )
        more = _("One click on the page of your own. The office sees counts alone.")
        return Told(_("One question: %(title)s") % {"title": held.title}, [said % facts, more])

    return words


def on_workshop(held: MentoringRound, workshop: MentoringWorkshop, what: str) -> Words:
    """A workshop is planned (to its mentor), is offered (to mentees), has changed, is another mentor's,
    has no place for somebody any more, or is cancelled.
    """

    def words(person: MentoringPerson) -> Told:
        subjects = {
            "planned": _("Your workshop: %(title)s"),
            "offered": _("A workshop you can come to: %(title)s"),
            "changed": _("Time or link have changed: %(title)s"),
            "handed on": _("Somebody else leads it now: %(title)s"),
            "without a place": _("Your place is no longer there: %(title)s"),
            "cancelled": _("Cancelled: %(title)s"),
        }
        subject = subjects[what] % {"title": workshop.title}
        if what in ("handed on", "without a place"):
            return Told(subject, [workshop_when(workshop)])
        if what == "offered":
            asked = _("If you want to come, take a place on the page of your own.")
            when = f"{workshop_when(workshop)} · {workshop.mentor.name}"
            return Told(subject, [when, asked])
        if what == "cancelled":
            lines = [_("This workshop does not take place:"), workshop_when(workshop)]
        else:
            link = [_("Online: %(link)s") % {"link": workshop.link}] if workshop.link else []
            lines = [workshop_when(workshop), *link]
        return Told(subject, lines, workshop=workshop)

    return words
