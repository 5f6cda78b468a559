"""Writing about people: accounts, roles, keys; each deed with its line in the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.people.models import FORMER, Entry, Membership, Organisation, Role, User
from territoria_web.people.names import check_name
from territoria_web.people.rules import may_give_themselves, roles_for
from territoria_web.territories.models import Territory

Place = Territory | Organisation


def write_entry(
    *,
    who: User | None,
    what: str,
    about: str,
    territory: Territory | None = None,
    before: Any = None,
    after: Any = None,
) -> Entry:
    """One line of the journal: who did what to which thing, before and after."""
    return Entry.objects.create(
        who=who, what=what, about=about, territory=territory, before=before, after=after
    )


# ── roles ─────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def give_role(*, by: User | None, user: User, role: Role, place: Place) -> Membership:
    """Give (or change) the role of an account in a place; ValidationError where the role does not
    belong there, where someone gives it to themselves, or where a territory would be left without
    a lead.
    """
    if role not in roles_for(place):
        raise ValidationError(_("This role cannot be held here."))
    held = Membership.objects.filter(user=user, **_in(place)).first()
    if user == by and not may_give_themselves(held.role if held else None):
        raise ValidationError(
            _("Nobody gives a role to themselves. Ask someone else who may invite people here.")
        )
    if held is not None and held.role != role:
        _keep_a_lead(by, held)
    before = None if held is None else {"role": held.role}
    membership, _made = Membership.objects.update_or_create(
        user=user, **_in(place), defaults={"role": role}
    )
    write_entry(
        who=by,
        what="give role",
        about=_about(user),
        territory=_territory(place),
        before=before,
        after={"role": role, "in": str(place)},
    )
    return membership


@transaction.atomic
def take_role(*, by: User, membership: Membership) -> None:
    """End a role; ValidationError where a territory would be left without a lead."""
    _keep_a_lead(by, membership)
    _end_role(by, membership)


def _end_role(by: User, membership: Membership) -> None:
    place = membership.territory or membership.organisation
    write_entry(
        who=by,
        what="take role",
        about=_about(membership.user),
        territory=membership.territory,
        before={"role": membership.role, "in": str(place)},
    )
    membership.delete()


@transaction.atomic
def invite_person(
    *, by: User, email: str, role: Role, place: Place, name: str = "", language: str = "en"
) -> User:
    """Give someone a first role in a place, with an account made for them where they have none.

    ValidationError where they have a role there already, their account was closed, or the name is
    not one plain line.
    """
    user = make_account(
        by=by, email=email, name=name, language=language, territory=_territory(place)
    )
    if Membership.objects.filter(user=user, **_in(place)).exists():
        raise ValidationError(
            _("This person has a role here already. Select their name to change it.")
        )
    give_role(by=by, user=user, role=role, place=place)
    return user


@transaction.atomic
def make_account(
    *,
    by: User | None,
    email: str,
    name: str = "",
    language: str,
    territory: Territory | None = None,
) -> User:
    """An account without any role; the one that is there already, where there is one.

    ValidationError where it was closed, or the name is not one plain line.
    """
    check_name(name)
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if email.endswith(FORMER) or (user is not None and not user.is_active):
        raise ValidationError(_("This account was closed. Ask the operator of this site."))
    if user is None:
        user = User.objects.create_user(email, name=name, language=language)
        write_entry(who=by, what="make account", about=_about(user), territory=territory)
    return user


def _in(place: Place) -> dict[str, Any]:
    return {"territory" if isinstance(place, Territory) else "organisation": place}


def _territory(place: Place) -> Territory | None:
    return place if isinstance(place, Territory) else None


def _about(user: User) -> str:
    return f"user {user.public_id}"


def _keep_a_lead(by: User | None, membership: Membership) -> None:
    """A territory keeps someone who can invite; only the operator, who can appoint, may end that.

    Someone who was invited as lead and never came does not count.
    """
    if membership.role != Role.LEAD or (by is not None and by.is_operator):
        return
    # locked, so that of two leads who end each other's role at once the second is refused
    leads = Membership.objects.select_for_update().filter(
        territory=membership.territory, role=Role.LEAD
    )
    others = [one.user_id for one in leads.order_by("pk") if one.pk != membership.pk]
    came = User.objects.filter(pk__in=others, is_active=True).exclude(last_login=None)
    if not came.exists():
        raise ValidationError(
            _("A territory needs a lead who has signed in. Make someone else lead first.")
        )


# ── accounts ──────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def change_account(*, by: User, name: str, language: str) -> None:
    """What an account is called, and which language its mail speaks."""
    check_name(name)
    before = {"language": by.language, "name changed": by.name != name}
    by.name, by.language = name, language
    by.save(update_fields=["name", "language"])
    write_entry(
        who=by, what="change account", about=_about(by), before=before, after={"language": language}
    )


@transaction.atomic
def use_up_links(*, user: User, now: datetime | None = None) -> bool:
    """End all sign-in links of an account; False where someone else was quicker with this one."""
    seen = User.objects.filter(pk=user.pk, last_login=user.last_login, is_active=True)
    user.last_login = now or timezone.now()
    return seen.update(last_login=user.last_login) == 1


@transaction.atomic
def confirm_address(*, user: User) -> None:
    """Whoever came in by a link or an organisation's sign-in has shown that the address is theirs."""
    held, made = EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    if not made and not held.verified:
        held.set_verified()


@transaction.atomic
def forget_password(*, by: User) -> None:
    """Take the password away: from now on the account is entered by link."""
    by.set_unusable_password()
    by.save(update_fields=["password"])
    write_entry(who=by, what="forget password", about=_about(by))


@transaction.atomic
def renew_calendars(*, by: User) -> None:
    """End all addresses under which calendars read somebody's dates; new ones take their place."""
    User.objects.filter(pk=by.pk).update(calendars_renewed=F("calendars_renewed") + 1)
    by.refresh_from_db(fields=["calendars_renewed"])
    write_entry(who=by, what="renew calendars", about=_about(by))


@transaction.atomic
def delete_account(*, by: User) -> None:
    """Delete everything that names someone. The row stays without name and address, so that the
    journal still says which deeds were one person's.

    ValidationError where a team would be left without a lead.
    """
    for membership in by.memberships.select_related("user", "territory", "organisation"):
        territory = membership.territory
        if territory is None or territory.memberships.exclude(user=by).exists():
            _keep_a_lead(by, membership)  # a team of one locks nobody out by ending
        _end_role(by, membership)
    by.tokens.all().delete()
    for related in (
        "emailaddress_set",
        "authenticator_set",
        "usersession_set",
        "socialaccount_set",
    ):
        getattr(by, related).all().delete()
    write_entry(who=by, what="delete account", about=_about(by))
    by.email, by.name, by.is_active, by.is_operator = f"{by.public_id}{FORMER}", "", False, False
    by.set_unusable_password()
    by.save()


@transaction.atomic
def close_account(*, by: User, user: User, closed: bool) -> None:
    """Shut someone out, ending their open sessions, or let them in again."""
    if closed and user == by:
        raise ValidationError(_("You cannot close your own account here."))
    write_entry(
        who=by,
        what="close account" if closed else "reopen account",
        about=_about(user),
        before={"active": user.is_active},
        after={"active": not closed},
    )
    User.objects.filter(pk=user.pk).update(is_active=not closed)
    if closed:
        _end_sessions(user)


@transaction.atomic
def end_sessions(*, by: User, user: User) -> None:
    """End all open sessions of an account."""
    write_entry(who=by, what="end sessions", about=_about(user))
    _end_sessions(user)


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def make_operator(*, email: str) -> User:
    """Make an account (a new one where there is none) an operator; done at the machine only."""
    email = email.strip().lower()
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    user.is_operator = True
    user.save(update_fields=["is_operator"])
    write_entry(who=None, what="make operator", about=_about(user), after={"operator": True})
    return user
