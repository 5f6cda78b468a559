"""The form of a need in three steps; what was typed in one step is carried through the others."""

from __future__ import annotations

import uuid
from typing import Any, Final

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.guest.voice.frame import shown_now
from territoria_web.guest.voice.spot import is_on_map
from territoria_web.library.typed import plain_line
from territoria_web.listen.models import Forum
from territoria_web.listen.need_rules import LONGEST_TEXT, LONGEST_TITLE, SHORTEST_TITLE
from territoria_web.listen.queries.need_themes import need_themes
from territoria_web.listen.queries.needs import district_names
from territoria_web.listen.services.needs import Said
from territoria_web.listen.voice_rules import LONGEST_ADDRESS

STEPS: Final = (
    ("title", "theme", "text"),
    ("place", "district", "latitude", "longitude"),
    ("email", "told", "asked"),
)
LENGTH: Final = gettext_lazy("Say in 5 to 120 letters what is missing.")
NO_ADDRESS: Final = gettext_lazy("This is no e-mail address.")
OFF_THE_MAP: Final = gettext_lazy("This spot is not on the map. Choose it again, or leave it out.")
LETTERS: Final = ("told", "asked")
SPOT: Final = ("latitude", "longitude")


class NeedForm(forms.Form):
    """All three steps; ``trim`` leaves the faults of those that are shown."""

    title = forms.CharField(
        label=gettext_lazy("What is missing?"),
        help_text=gettext_lazy("One line, as you would tell a neighbour. Up to 120 letters."),
        min_length=SHORTEST_TITLE,
        max_length=LONGEST_TITLE,
        error_messages={"required": LENGTH, "min_length": LENGTH, "max_length": LENGTH},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("What is it about?"), required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("More about it"),
        help_text=gettext_lazy("Who misses it, and when? Please no names of other people."),
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={"max_length": gettext_lazy("Use at most 2,000 letters.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = forms.CharField(
        label=gettext_lazy("Where is it missing?"),
        help_text=gettext_lazy("A street, a square, a school. Not your own front door."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    district = forms.ChoiceField(label=gettext_lazy("District"), required=False)
    latitude = forms.FloatField(
        required=False, min_value=-90, max_value=90, widget=forms.HiddenInput
    )
    longitude = forms.FloatField(
        required=False, min_value=-180, max_value=180, widget=forms.HiddenInput
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        max_length=LONGEST_ADDRESS,
        error_messages=dict.fromkeys(("invalid", "max_length"), NO_ADDRESS),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    told = forms.BooleanField(
        label=gettext_lazy("Write to me when something happens to my need."), required=False
    )
    asked = forms.BooleanField(
        label=gettext_lazy("Ask me once, four weeks after it is delivered, whether it is solved."),
        required=False,
    )
    form = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, typed: QueryDict | None = None, *, forum: Forum, **more: Any) -> None:
        first = {"form": uuid.uuid4(), "shown": shown_now(), "theme": ""}
        super().__init__(typed, initial=first, **more)
        self.forum = forum
        theme, district = self.fields["theme"], self.fields["district"]
        assert isinstance(theme, forms.ChoiceField)
        assert isinstance(district, forms.ChoiceField)
        theme.choices = [*need_themes().items(), ("", _("Something else, or I do not know"))]
        names = district_names(forum)
        district.choices = [("", _("I do not know, or the whole town")), *names.items()]
        if not names:
            del self.fields["district"]

    def clean_title(self) -> str:
        """As it is kept: signs that nobody sees are no letters."""
        said = plain_line(self.cleaned_data["title"])
        if len(said) < SHORTEST_TITLE:
            raise forms.ValidationError(LENGTH)
        return said

    def clean(self) -> dict[str, Any]:
        """An address is for letters that are wanted, and the other way round."""
        held = super().clean() or {}
        wanted = any(held.get(name) for name in LETTERS)
        given = bool(self.data.get("email", "").strip())
        if wanted and not given:
            self.add_error("email", _("Write your address, or take the ticks away."))
        if given and not wanted:
            self.add_error("told", _("Tick what we may write to you, or leave the address empty."))
        return held

    def names_in(self, step: int) -> list[str]:
        """The fields of a step."""
        return [name for name in STEPS[step - 1] if name in self.fields]

    def wrong_step(self, until: int) -> int:
        """The first step up to this one in which something does not hold; 0 where all does."""
        for step in range(1, until + 1):
            if any(name in self.errors for name in self.names_in(step)):
                return step
        return 0

    def trim(self, step: int) -> None:
        """Only the faults of one step are shown, and those of no field; 0: none."""
        kept = {*self.names_in(step), NON_FIELD_ERRORS} if step else set()
        for name in set(self.errors) - kept:
            del self.errors[name]

    def spot(self) -> tuple[float, float] | None:
        """The mark on the map, if one is set."""
        latitude, longitude = (self.cleaned_data.get(n) for n in SPOT)
        return None if latitude is None or longitude is None else (latitude, longitude)

    def loses_spot(self) -> bool:
        """Whether a spot was sent that cannot be read, or lies off the map."""
        if self.errors.keys() & set(SPOT):
            return True
        spot = self.spot()
        if spot is None:
            return any(self.data.get(name) for name in SPOT)
        return not is_on_map(self.forum, spot)

    def said(self, language: str) -> Said:
        """What goes to the forum."""
        held = self.cleaned_data
        return Said(
            title=held["title"],
            text=held["text"],
            theme=held["theme"],
            place=held["place"],
            district=held.get("district", ""),
            spot=self.spot(),
            language=language,
        )

    def purposes(self) -> set[str]:
        """What may be written to whoever says it."""
        return {name for name in LETTERS if self.cleaned_data.get(name)}
