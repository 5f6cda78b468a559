"""What somebody says of themselves when they register or come in."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from territoria_web.convene.models import Attendee
from territoria_web.convene.queries.people import roles_by_id
from territoria_web.convene.services.registering import Who


class WhoForm(forms.Form):
    """Name, city and role; organisation and address where somebody gives them."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write your name.")},
    )
    city = forms.CharField(
        label=gettext_lazy("Your city or region"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write your city or region.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("You come as"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Tick what you come as."),
            "invalid_choice": gettext_lazy("Tick one of the list."),
        },
    )
    organisation = forms.CharField(
        label=gettext_lazy("Your organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy(
            "For the link of your own, the dates for your calendar, and a letter if time or place "
            "change. Without it only this device knows that you are registered."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    may_be_named = forms.BooleanField(
        label=gettext_lazy("My name, city and organisation may stand in the public report"),
        required=False,
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, with_email: bool = True, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role.id, role.title.say()) for role in roles_by_id().values()]
        if not with_email:
            del self.fields["email"]

    def who(self) -> Who:
        """What a service takes; the form is valid."""
        held = self.cleaned_data
        return Who(**{name: held.get(name, "") for name in Who.__dataclass_fields__})


def known_of(person: Attendee) -> dict[str, Any]:
    """What the form shows of somebody who is registered."""
    return {name: getattr(person, name) for name in Who.__dataclass_fields__}
