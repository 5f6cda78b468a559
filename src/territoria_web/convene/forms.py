"""The forms in which things are put down and dots are given: the same on phones and for sheets."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.convene.models import Contribution
from territoria_web.convene.queries.votes import axis_name
from territoria_web.convene.rules import (
    CHOICES,
    FIELDS,
    LONGEST_FIELD,
    LONGEST_TEXT,
    MOST_DOTS,
    Phase,
)

WORDS: Mapping[str, Promise] = {
    "topic": gettext_lazy("Your question or topic"),
    "contribution": gettext_lazy("Your point"),
    "proposal": gettext_lazy("Your proposal"),
    "action": gettext_lazy("The action: a verb, and what is done"),
    "commitment": gettext_lazy("What will be done by then"),
    "note": gettext_lazy("What you want to note"),
}
LABELS: Mapping[str, Promise] = {
    "objective": gettext_lazy("What it is to achieve"),
    "owner": gettext_lazy("Who carries it out"),
    "resource": gettext_lazy("Money, people or rooms that it needs"),
    "indicator": gettext_lazy("How one sees that it works"),
    "due": gettext_lazy("Until when"),
    "action": gettext_lazy("For which action"),
}
CHOOSE: Mapping[str, Promise] = {
    "quadrant": gettext_lazy("What is it?"),
    "for": gettext_lazy("What is it?"),
    "about": gettext_lazy("What is it about?"),
}
BUTTONS: Mapping[str, Promise] = {
    "topic": gettext_lazy("Put it on the list"),
    "contribution": gettext_lazy("Put it on the sheet"),
    "proposal": gettext_lazy("Propose it"),
    "action": gettext_lazy("Put the action down"),
    "commitment": gettext_lazy("Promise it"),
    "note": gettext_lazy("Note it"),
}


class ContributionForm(forms.Form):
    """One thing put down in a phase. The services say what is wrong with it: nothing is cut here."""

    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    dissent = forms.BooleanField(
        label=gettext_lazy("Somebody at the table sees it differently"), required=False
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    phase = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    kind = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)

    def __init__(
        self,
        *args: Any,
        phase: Phase,
        kind: str,
        actions: Sequence[Contribution] = (),
        **kwargs: Any,
    ) -> None:
        initial = {"once": uuid.uuid4(), "phase": phase.id, "kind": kind}
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        kwargs["auto_id"] = f"id_{kind}_%s"
        super().__init__(*args, **kwargs)
        self.kind_of = kind
        self.fields["text"].label = str(WORDS[kind])
        self.fields["text"].widget.attrs["maxlength"] = LONGEST_TEXT
        self.key = ""
        offered = phase.asks.get(kind, ())
        if kind in CHOICES and len(offered) > 1:
            self.key, names = CHOICES[kind]
            self.fields[self.key] = forms.CharField(
                label=str(CHOOSE[self.key]),
                required=False,
                widget=forms.RadioSelect(choices=[(one, names[one]) for one in offered]),
            )
        for name in FIELDS.get(kind, ()):
            self.fields[name] = self._field(name, kind, actions)
        first = [name for name in (self.key, "action" if kind == "commitment" else "") if name]
        self.order_fields([*first, "text", *FIELDS.get(kind, ()), "dissent"])
        if kind in ("commitment", "topic"):
            del self.fields["dissent"]

    def _field(self, name: str, kind: str, actions: Sequence[Contribution]) -> forms.CharField:
        widget: forms.Widget = forms.TextInput(attrs={"maxlength": LONGEST_FIELD})
        if name == "due":
            widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        if name == "action":
            choices = [(str(row.public_id), row.text[:120]) for row in actions]
            widget = forms.Select(choices=[("", "–"), *choices])
        label = str(LABELS[name])
        if kind == "commitment" and name == "owner":
            label = _("Who stands for it: a name or a body, printed in the proceedings")
        return forms.CharField(label=label, required=False, widget=widget)

    @property
    def button(self) -> str:
        """The word on the button."""
        return str(BUTTONS[self.kind_of])

    @property
    def optional(self) -> frozenset[str]:
        """Fields that may stay empty."""
        return frozenset(FIELDS["action"]) if self.kind_of == "action" else frozenset({"action"})

    def body(self) -> dict[str, Any]:
        """What belongs to the words; the form is bound and looked through."""
        names = [*([self.key] if self.key else []), *FIELDS.get(self.kind_of, ())]
        return {name: self.cleaned_data.get(name, "") for name in names}


class DotsForm(forms.Form):
    """How many dots each item gets on each axis."""

    phase = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(
        self,
        *args: Any,
        phase: Phase,
        items: Sequence[Contribution],
        each: Mapping[str, int],
        cast: Mapping[str, Mapping[str, int]] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"phase": phase.id}
        super().__init__(*args, **kwargs)
        self.items, self.axes = list(items), phase.axes
        for item in items:
            for axis in phase.axes:
                held = (cast or {}).get(axis, {}).get(str(item.public_id), 0)
                self.fields[f"{axis}-{item.public_id}"] = forms.IntegerField(
                    label=self._label(axis, each.get(axis, 0)),
                    required=False,
                    min_value=0,
                    max_value=MOST_DOTS,
                    initial=held or None,
                    widget=forms.NumberInput(
                        attrs={"max": each.get(axis, 0), "data-dots": axis, "inputmode": "numeric"}
                    ),
                )

    def _label(self, axis: str, each: int) -> str:
        """What is asked, and how much may be given; the axis where there are several."""
        if len(self.axes) == 1:
            return _("Dots (0 to %(each)d)") % {"each": each}
        return _("%(axis)s: dots (0 to %(each)d)") % {"axis": axis_name(axis), "each": each}

    def rows(self) -> list[tuple[int, Contribution, list[forms.BoundField]]]:
        """Number, item, and its questions."""
        return [
            (n, item, [self[f"{axis}-{item.public_id}"] for axis in self.axes])
            for n, item in enumerate(self.items, start=1)
        ]

    def votes(self) -> dict[str, dict[UUID, int]]:
        """The dots by axis; the form is valid."""
        return {
            axis: {
                item.public_id: self.cleaned_data.get(f"{axis}-{item.public_id}") or 0
                for item in self.items
            }
            for axis in self.axes
        }
