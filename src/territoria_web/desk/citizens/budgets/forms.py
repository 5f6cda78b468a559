"""The forms of a budget: its frame, its days, its list, a ballot on paper, a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.last_day import evening
from territoria_web.desk.sums import SumField
from territoria_web.library.languages import languages
from territoria_web.library.saying import money
from territoria_web.listen.models import Need
from territoria_web.plan.budget_rules import (
    LONGEST,
    RULE_NAMES,
    Frame,
    Item,
)
from territoria_web.plan.models import Action, Budget, BudgetItem

SEPARATE = re.compile(r"[\s,;.]+")


class FrameForm(forms.Form):
    """Sum, rule and words of a budget. ``seen``: which state was on the page."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=LONGEST["title"])
    amount = SumField(label=gettext_lazy("Sum to spend"))
    currency = forms.CharField(label=gettext_lazy("Currency"), max_length=3, initial="EUR")
    rule = forms.ChoiceField(
        label=gettext_lazy("Rule by which the winners are found"),
        help_text=gettext_lazy(
            "It is said on the ballot and holds once people can vote. The result shows what the "
            "other rule would have funded."
        ),
        choices=[*RULE_NAMES.items()],
        initial=Budget.Rule.EQUAL_SHARES,
        widget=forms.RadioSelect,
    )
    most_choices = forms.IntegerField(
        label=gettext_lazy("Most items on one ballot"),
        help_text=gettext_lazy(
            "Leave it empty for as many as one likes. With equal shares allow at least three."
        ),
        required=False,
        min_value=1,
        max_value=200,
    )
    mandate = forms.CharField(
        label=gettext_lazy("What the result is for"),
        help_text=gettext_lazy(
            "Who decides by it, by when, and what happens if it is not followed. People read it "
            "before they vote."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST["mandate"],
        required=False,
    )
    intro = forms.CharField(
        label=gettext_lazy("Introduction"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST["intro"],
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the list"))
    ranks_plan = forms.BooleanField(
        label=gettext_lazy("It puts the actions of the plan in order; it promises no money."),
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = [*languages()]

    def told(self) -> Frame:
        """What was written; the form is valid."""
        return Frame(**{k: v for k, v in self.cleaned_data.items() if k != "seen"})


def frame_initial(budget: Budget) -> dict[str, Any]:
    """A budget as its form shows it."""
    names = (*Frame.__dataclass_fields__,)
    return {**{name: getattr(budget, name) for name in names}, "seen": budget.edit}


class LastDayForm(forms.Form):
    """Until when people can vote: to the end of a day."""

    closes = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("People can vote until the end of this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def end(self) -> datetime:
        """The end of the day that was chosen."""
        return evening(self.cleaned_data["closes"])


class ReasonField(forms.CharField):
    """A reason that everybody may read."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Reason"),
            help_text=gettext_lazy("It is public."),
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=LONGEST["reason"],
        )


class ExtendForm(LastDayForm):
    """Another last day, and why."""

    reason = ReasonField()


class CloseForm(forms.Form):
    """Why it ends now."""

    reason = ReasonField()
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SeenForm(forms.Form):
    """A press on the state that was on the page."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


# ── the list ──────────────────────────────────────────────────────────────────────────────────


class ItemForm(SeenForm):
    """One item of the list."""

    title = forms.CharField(
        label=gettext_lazy("What the money would be spent on"), max_length=LONGEST["title"]
    )
    cost = SumField(label=gettext_lazy("Cost"))
    category = forms.CharField(
        label=gettext_lazy("Heading, such as a theme or a district"),
        max_length=LONGEST["category"],
        required=False,
    )
    what = forms.CharField(
        label=gettext_lazy("What it is, in a few sentences"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST["what"],
        required=False,
    )

    def told(self) -> Item:
        """What was written; the form is valid."""
        return Item(**{k: v for k, v in self.cleaned_data.items() if k != "seen"})


def item_initial(item: BudgetItem, seen: int) -> dict[str, Any]:
    """An item as its form shows it."""
    names = (*Item.__dataclass_fields__,)
    return {**{name: getattr(item, name) for name in names}, "seen": seen}


class PasteForm(SeenForm):
    """Many items at once."""

    table = forms.CharField(
        label=gettext_lazy("Paste a table: title; cost; heading; text"),
        help_text=gettext_lazy(
            "One item a line, cells parted by semicolons or copied from a spreadsheet. Heading and "
            "text may be left out."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class NeedsForm(SeenForm):
    """A cost beside each accepted need that comes onto the list."""

    def __init__(self, *args: Any, needs: Sequence[Need], currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {f"need-{need.number}": need.public_id for need in needs}
        for need in needs:
            label = _("Cost of need %(number)d, in %(currency)s: %(title)s")
            told = {"number": need.number, "currency": currency, "title": need.title}
            self.fields[f"need-{need.number}"] = SumField(label=label % told, required=False)

    def costs(self) -> dict[UUID, Decimal]:
        """Those with a cost; the form is valid."""
        held = self.cleaned_data
        return {key: held[name] for name, key in self.keys.items() if held.get(name) is not None}


class ActionsForm(SeenForm):
    """Actions of the plan, ticked where they come onto the list."""

    actions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Actions of the plan, each with its own sum"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, offered: Sequence[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["actions"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (a.public_id, f"{a.number} {a.title} ({money(float(a.money or 0), a.currency)})")
            for a in offered
        ]


# ── ballots and files ─────────────────────────────────────────────────────────────────────────


class BallotForm(forms.Form):
    """A ballot by the numbers of its items."""

    numbers = forms.CharField(
        label=gettext_lazy("Numbers that are ticked"),
        help_text=gettext_lazy("With blanks between them, as in 3 7 12."),
        max_length=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Where does the ballot come from?"),
        choices=[
            ("paper", gettext_lazy("On paper")),
            ("counter", gettext_lazy("At a counter")),
            ("phone", gettext_lazy("By telephone")),
        ],
        widget=forms.RadioSelect,
    )
    sheet = forms.UUIDField(widget=forms.HiddenInput)

    def clean_numbers(self) -> list[int]:
        """The numbers; what is none is told."""
        parts = [one for one in SEPARATE.split(self.cleaned_data["numbers"]) if one]
        wrong = [one for one in parts if not one.isdecimal() or len(one) > 5]
        if wrong:
            said = _("“%(what)s” is no number of an item.")
            raise forms.ValidationError([said % {"what": one} for one in wrong])
        return [int(one) for one in parts]


class FileForm(forms.Form):
    """A vote that was held elsewhere."""

    file = forms.FileField(
        label=gettext_lazy("File of a vote (.pb)"),
        help_text=gettext_lazy(
            "In the format of Pabulib, at most 5 MB. Nothing is taken before you have seen what was "
            "found."
        ),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".pb,.txt,.csv"}),
    )
    as_approval = forms.BooleanField(
        label=gettext_lazy("Read ranked or scored ballots as plain ticks."), required=False
    )


class SourceForm(forms.Form):
    """Where a file was published."""

    source = forms.CharField(
        label=gettext_lazy("Where the file was published, or who gave it"),
        max_length=300,
        required=False,
    )
