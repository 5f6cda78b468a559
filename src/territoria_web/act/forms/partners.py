"""Forms of a project's partners: answering, naming, leaving, the lead handed over."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from territoria_web.act.deeds.target import Target
from territoria_web.act.forms.projects import DeedForm, SeenForm, line_field, text_field
from territoria_web.act.models import Partner
from territoria_web.act.rules.projects import (
    ROLE_NAMES,
    hides_contact,
    may_readdress,
    stands_for,
)

JOINING: Final = [(role, name) for role, name in ROLE_NAMES.items() if role != Partner.Role.LEAD]

LINK_GOES: Final = _("The link goes there; older links open nothing any more.")


def role_field() -> Any:
    """What somebody is to be in the project."""
    return forms.ChoiceField(
        label=_("Role"),
        help_text=_("Observers read along; companies bring their experience."),
        choices=JOINING,
        initial=Partner.Role.PARTNER,
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )


def email_field(help_text: Any = "") -> Any:
    """Where a link is sent."""
    wrong = _("This is no e-mail address.")
    return forms.CharField(
        label=_("E-mail address"),
        help_text=help_text,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        max_length=254,
        error_messages={"required": wrong},
    )


def named_field() -> Any:
    """Consent to be named."""
    return forms.BooleanField(
        label=_("My name may stand on the public page beside the city"), required=False
    )


class AnswerForm(DeedForm):
    """Yes, or no with a reason."""

    is_in = forms.ChoiceField(
        label=_("Are they in?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        error_messages={"required": _("Choose yes or no.")},
    )
    reason = text_field(
        _("If not, why?"), _("Only with a no. Only they read it."), rows=3, required=False
    )


class InviteForm(SeenForm):
    """Somebody to be in the project."""

    name = line_field(_("City, body or company"), most=150)
    role = role_field()
    email = email_field(_("They get a link there and say yes or no themselves."))
    language = forms.ChoiceField(label=_("Language of the letters"), choices=settings.LANGUAGES)

    def told(self, target: Target) -> dict[str, Any]:
        return {**super().told(target), "language": target.project.language}


class AddressForm(DeedForm):
    """Where somebody's link is sent; a button alone for whoever may name no other address."""

    email = email_field(LINK_GOES)

    def told(self, target: Target) -> dict[str, Any]:
        return {"email": "" if hides_contact(target.doer, target.partner) else target.partner.email}

    def fit(self, target: Target) -> None:
        if not may_readdress(target.doer, target.partner):
            del self.fields["email"]


class VouchForm(DeedForm):
    """Where the link of a city goes that is confirmed by this."""

    email = email_field(LINK_GOES)

    def told(self, target: Target) -> dict[str, Any]:
        doer, partner = target.doer, target.partner
        is_read = stands_for(doer, partner) and not hides_contact(doer, partner)
        return {"email": partner.email if is_read else ""}

    def fit(self, target: Target) -> None:
        self.fields["email"].required = bool(target.partner.email)


class PressForm(DeedForm):
    """A button alone."""


class AgreeForm(DeedForm):
    """A yes."""

    may_be_named = named_field()


class DeclineForm(DeedForm):
    """A no."""

    reason = text_field(_("If not, why?"), _("Only the lead reads it."), rows=3, required=False)


class LeaveForm(DeedForm):
    """Why somebody leaves; whoever only asked needs none."""

    reason = text_field(_("Why?"), _("Everybody reads it."), rows=3, required=False)


class HandOverForm(SeenForm):
    """Who leads from now on."""

    partner = forms.ModelChoiceField(
        label=_("Who leads from now on?"),
        queryset=Partner.objects.none(),
        to_field_name="public_id",
        error_messages={
            "required": _("Choose one of the list."),
            "invalid_choice": _("Choose one of the list."),
        },
    )

    def fit(self, target: Target) -> None:
        held = target.project.partners.filter(state=Partner.State.AGREED, role=Partner.Role.PARTNER)
        self.fields["partner"] = of_partners(self.fields["partner"], held)


def of_partners(field: Any, held: Any) -> Any:
    """A field that offers these partners, by their names."""
    field.queryset = held
    field.label_from_instance = name_of
    return field


def name_of(partner: Partner) -> str:
    """What a list of partners shows."""
    return partner.name


class OwnForm(DeedForm):
    """What a partner says of itself."""

    person = line_field(_("Who answers for it"), most=150, required=False)
    email = email_field(LINK_GOES)
    brings = line_field(_("What we bring"), _("Everybody reads it."), required=False)
    language = forms.ChoiceField(label=_("Language of the letters"), choices=settings.LANGUAGES)
    may_be_named = named_field()

    def told(self, target: Target) -> dict[str, Any]:
        names = ("person", "email", "brings", "language", "may_be_named")
        return {name: getattr(target.doer.partner, name) for name in names}

    def fit(self, target: Target) -> None:
        partner = target.doer.partner
        self.fields["email"].required = False
        if partner is None or hides_contact(target.doer, partner):
            del self.fields["email"]
