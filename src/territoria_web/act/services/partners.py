"""Who is in a project: asking to join and the lead's answer, invitations, leaving, the lead handed over."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Partner, Project
from territoria_web.act.queries.projects import territory_named
from territoria_web.act.rules.project_drafts import Named, is_address
from territoria_web.act.rules.projects import (
    LONGEST,
    MOST_PARTNERS,
    PRESENT,
    Doer,
    by_partner,
    stands_for,
    takes_joins,
)
from territoria_web.act.services.partner_links import (
    held_partner,
    refuse_a_taken_address,
    send_again,
    tell_former,
)
from territoria_web.act.services.project_journal import (
    NotTakenNow,
    held_project,
    note,
    reason_in,
    refuse_unless_read,
    tell_story,
)
from territoria_web.act.services.project_letters import (
    lead_of,
    leads_of,
    may_write_to,
    write_to,
)
from territoria_web.act.services.project_sayings import (
    to_asker,
    to_invited,
    to_lead_on_answer,
    to_lead_on_join,
    to_new_lead,
    to_whom_it_is_sent_again,
)
from territoria_web.library.typed import plain_line
from territoria_web.people.models import User
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

S = Partner.State


@transaction.atomic
def ask_to_join(
    *,
    project: Project,
    named: Named,
    brings: str,
    may_be_named: bool,
    origin: str,
) -> Partner:
    """Somebody asks to be in a project; the lead is told. An address that is in it gets its link once
    more, and nothing else happens.
    """
    held = held_project(project, "ask")
    _refuse_unless_joined(held)
    email = named.email.strip().lower()
    if not is_address(email):
        raise ValidationError({"email": _("This is no e-mail address.")})
    there = held.partners.filter(email=email, state__in=PRESENT).first()
    if there is not None:
        if may_write_to(there, held):
            write_to([there], held, to_whom_it_is_sent_again(held), origin=origin)
        return there
    partner = _asking(held, named, email, brings, may_be_named)
    write_to(leads_of(held), held, to_lead_on_join(held, partner), origin=origin)
    return partner


def _refuse_unless_joined(held: Project) -> None:
    if not takes_joins(held, timezone.localdate()):
        raise NotTakenNow(
            _("This project takes nobody in at the moment. What you wrote is kept below.")
        )
    _refuse_a_crowd(held)


def _refuse_a_crowd(held: Project) -> None:
    if held.partners.filter(state__in=PRESENT).count() >= MOST_PARTNERS:
        raise ValidationError(
            _("With its invitations and requests the project is full: nobody else can join.")
        )


def _asking(held: Project, named: Named, email: str, brings: str, may_be_named: bool) -> Partner:
    name = plain_line(named.name)[:150]
    if not name:
        raise ValidationError({"name": _("Say which city or company asks.")})
    if named.role not in Partner.Role or named.role == Partner.Role.LEAD:
        raise ValidationError({"role": _("Choose one of the list.")})
    is_company = named.role == Partner.Role.COMPANY
    return Partner.objects.create(
        project=held,
        role=named.role,
        name=name,
        territory=None if is_company else territory_named(name, held),
        person=plain_line(named.person)[:150],
        email=email,
        language=named.language,
        may_be_named=may_be_named,
        brings=plain_line(brings)[:300],
    )


@transaction.atomic
def join_for_territory(*, by: User, project: Project, territory: Territory, origin: str) -> Partner:
    """A team asks for its territory, in one press; letters go to whoever pressed."""
    held = held_project(project, "ask")
    if held.example != territory.example:
        raise ValidationError(
            _("Invented territories join invented projects alone, real ones real projects.")
        )
    _refuse_unless_joined(held)
    active = held.partners.filter(state__in=PRESENT)
    if active.filter(territory=territory).exists() or active.filter(email=by.email).exists():
        raise ValidationError(_("Your territory is in this project already, or has asked."))
    partner = Partner.objects.create(
        project=held,
        name=territory_name(territory)[:150],
        territory=territory,
        person=by.name,
        email=by.email,
        language=by.language,
        vouched=True,
    )
    note(by_partner(partner, by), held, "ask to join project")
    write_to(leads_of(held), held, to_lead_on_join(held, partner), origin=origin)
    return partner


@transaction.atomic
def answer_join(
    *, project: Project, doer: Doer, partner: Partner, is_in: bool, reason: str, origin: str
) -> Partner:
    """The lead says yes, or no with a reason that only the asker reads. A yes of the office confirms it."""
    held = held_project(project, "answer", doer)
    row = held_partner(held, partner, S.ASKED)
    row.vouched = row.vouched or (is_in and stands_for(doer, row))
    row.reason = "" if is_in else reason_in(reason, is_public=False)
    _answered(row, S.AGREED if is_in else S.DECLINED)
    if is_in:
        tell_story(held, doer, "joined", name=row.name, role=row.role)
    else:
        tell_story(held, doer, "answered no")
    note(doer, held, "answer request to join", name=row.name, accepted=is_in)
    write_to([row], held, to_asker(held, is_in=is_in), origin=origin)
    return row


def _answered(row: Partner, state: str) -> None:
    row.state, row.answered = state, timezone.now()
    row.save()


@transaction.atomic
def invite_partner(
    *, project: Project, doer: Doer, named: Named, seen: int, origin: str
) -> Partner:
    """Name somebody to be in a project; they are asked by letter and say yes themselves."""
    held = held_project(project, "invite", doer)
    refuse_unless_read(held.edit, seen)
    _refuse_a_crowd(held)
    email = named.email.strip().lower()
    if not is_address(email):
        raise ValidationError({"email": _("This is no e-mail address.")})
    refuse_a_taken_address(held, email)
    row = _asking(held, named, email, "", may_be_named=False)
    row.state, row.vouched = S.INVITED, stands_for(doer, row)
    row.save()
    if not may_write_to(row, held):
        raise ValidationError({"email": _("Too many letters went there today.")})
    Project.objects.filter(pk=held.pk).update(edit=held.edit + 1)
    tell_story(held, doer, "invited")
    note(doer, held, "invite project partner", name=row.name)
    write_to([row], held, to_invited(held, lead_of(held)), origin=origin)
    return row


@transaction.atomic
def take_invitation_back(*, project: Project, doer: Doer, partner: Partner) -> Partner:
    """Somebody was named by mistake, or never answered."""
    held = held_project(project, "take-back", doer)
    row = held_partner(held, partner, S.INVITED)
    _answered(row, S.LEFT)
    note(doer, held, "take invitation to project back", name=row.name)
    return row


@transaction.atomic
def answer_invitation(
    *, project: Project, doer: Doer, is_in: bool, reason: str, may_be_named: bool, origin: str
) -> Partner:
    """Somebody who was named says yes or no; a reason is welcome, and only the lead reads it."""
    held = held_project(project, "agree" if is_in else "decline", doer)
    assert doer.partner is not None
    row = held_partner(held, doer.partner, S.INVITED)
    row.reason, row.may_be_named = plain_line(reason)[:LONGEST], may_be_named
    _answered(row, S.AGREED if is_in else S.DECLINED)
    if is_in:
        _taken_over(row, held, doer, origin)
        tell_story(held, doer, "joined", name=row.name, role=row.role)
    note(doer, held, "answer invitation to project", accepted=is_in)
    write_to(leads_of(held), held, to_lead_on_answer(held, row, is_in=is_in), origin=origin)
    return row


def _taken_over(row: Partner, held: Project, doer: Doer, origin: str) -> None:
    """An account that answers stands for its city, and its link goes to that account from now on: who
    typed the address that was named, nobody knows.
    """
    if doer.user is None or not stands_for(doer, row):
        return
    email = doer.user.email.strip().lower()
    is_taken = held.partners.filter(email=email, state__in=PRESENT).exclude(pk=row.pk).exists()
    row.vouched, was = True, row.email
    if was != email:
        row.email, row.renewed = "" if is_taken else email, row.renewed + 1
    row.save()
    tell_former(row, was, held, origin=origin)


@transaction.atomic
def leave_project(*, project: Project, doer: Doer, reason: str) -> Partner:
    """Somebody leaves, or takes a request back. Whoever leads hands the lead over first."""
    held = held_project(project, "leave", doer)
    assert doer.partner is not None
    row = held_partner(held, doer.partner, S.AGREED, S.ASKED)
    was_in = row.state == S.AGREED
    said = reason_in(reason) if was_in else ""
    _answered(row, S.LEFT)
    if was_in:
        tell_story(held, doer, "left", said=said, name=row.name)
    note(doer, held, "leave project")
    return row


@transaction.atomic
def hand_over_lead(
    *, project: Project, doer: Doer, partner: Partner, seen: int, origin: str
) -> Partner:
    """Another city that is in the project leads it from now on; the former lead stays a partner."""
    held = held_project(project, "hand-over", doer)
    refuse_unless_read(held.edit, seen)
    row = held_partner(held, partner, S.AGREED)
    if row.role != Partner.Role.PARTNER:
        raise ValidationError({"partner": _("Only a city that is a partner can lead.")})
    former = lead_of(held)
    if former is not None:
        former.role = Partner.Role.PARTNER
        former.save()
    row.role = Partner.Role.LEAD
    row.save()
    Project.objects.filter(pk=held.pk).update(edit=held.edit + 1)
    was = former.name if former else held.network.name
    tell_story(held, doer, "handed over", name=row.name, was=was)
    note(doer, held, "hand over project", name=row.name)
    write_to([row], held, to_new_lead(held, was), origin=origin)
    return row


@transaction.atomic
def change_own(
    *,
    project: Project,
    doer: Doer,
    person: str,
    brings: str,
    language: str,
    may_be_named: bool,
    email: str = "",
    origin: str = "",
) -> Partner:
    """What a partner says of itself: who answers, what it brings, the language of its letters; where
    its link goes ("": where it went).
    """
    held = held_project(project, "own", doer)
    assert doer.partner is not None
    row = Partner.objects.select_for_update(of=("self",)).get(pk=doer.partner.pk)
    row.person, row.brings = plain_line(person)[:150], plain_line(brings)[:300]
    row.language, row.may_be_named = language, may_be_named
    row.save()
    said = email.strip().lower()
    if said and said != row.email:
        send_again(row, held, said, origin=origin)
    note(doer, held, "change own part of project")
    return row
