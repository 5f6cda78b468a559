"""What a team says of its forum: who answers and until when, what is shown, its districts and shares."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.library.languages import languages
from territoria_web.library.saying import colon
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.districts_list import (
    Fault,
    as_lines,
    districts_in,
    proposed_frame,
)
from territoria_web.listen.queries.margins_list import margins_as_lines, margins_in
from territoria_web.listen.services.forums import Frame
from territoria_web.territories.models import Territory

LARGEST: Final = 1_000_000
EDGES: Final = ("west", "south", "east", "north")
MODERATIONS: Final = [
    (
        Forum.Moderation.BEFORE.value,
        gettext_lazy("before it is shown, unless its author confirmed an address"),
    ),
    (Forum.Moderation.AFTER.value, gettext_lazy("after it is shown; what looks wrong waits")),
]


class OpenForm(forms.Form):
    """What is needed to begin."""

    office = forms.CharField(
        label=gettext_lazy("Which office answers?"),
        help_text=gettext_lazy("It stands beside every answer."),
        max_length=200,
    )
    contact = forms.EmailField(
        label=gettext_lazy("Address for questions"),
        help_text=gettext_lazy("It is shown on every page and in every letter."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In which languages?"),
        widget=forms.CheckboxSelectMultiple,
        choices=languages,
    )
    moderation = forms.ChoiceField(
        label=gettext_lazy("When do you read what comes in?"),
        widget=forms.RadioSelect,
        choices=MODERATIONS,
        initial=Forum.Moderation.BEFORE,
    )
    answer_days = forms.IntegerField(
        label=gettext_lazy("Days until a first answer"),
        help_text=gettext_lazy(
            "This is a promise: it is shown to everybody, and so is how often it is kept."
        ),
        min_value=1,
        max_value=365,
        initial=30,
    )
    keep_months = forms.IntegerField(
        label=gettext_lazy("Months after which addresses are erased"),
        help_text=gettext_lazy("Counted from the last time somebody did something here."),
        min_value=1,
        max_value=120,
        initial=24,
    )
    rules_said = forms.CharField(
        label=gettext_lazy("What else is not published here?"),
        help_text=gettext_lazy(
            "In your own words. That nobody is named, insulted or advertised to is said anyway."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )

    def told(self) -> Frame:
        """What was typed, for the services."""
        return Frame(**self.cleaned_data)


class RulesForm(OpenForm):
    """All of it."""

    takes_needs = forms.BooleanField(
        label=gettext_lazy("People can say what they need."), required=False
    )
    districts = forms.CharField(
        label=gettext_lazy("Districts"),
        help_text=gettext_lazy(
            "One a line: id, name, share of the population, latitude, longitude. Shares in percent or "
            "as counts of people; the last three may be left out."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        required=False,
        max_length=100_000,
    )
    districts_file = forms.FileField(
        label=gettext_lazy("Or a CSV file with them"),
        help_text=gettext_lazy("It takes the place of the list above."),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt"}),
    )
    west = forms.FloatField(
        label=gettext_lazy("West"), required=False, min_value=-180, max_value=180
    )
    south = forms.FloatField(
        label=gettext_lazy("South"), required=False, min_value=-90, max_value=90
    )
    east = forms.FloatField(
        label=gettext_lazy("East"), required=False, min_value=-180, max_value=180
    )
    north = forms.FloatField(
        label=gettext_lazy("North"), required=False, min_value=-90, max_value=90
    )
    margins = forms.CharField(
        label=gettext_lazy("Known shares of groups"),
        help_text=gettext_lazy(
            "One group a line: what is grouped, the group, its share in percent. For example “Age; "
            "under 30; 31”. Who answered is compared with them."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        required=False,
        max_length=20_000,
    )
    margins_source = forms.CharField(
        label=gettext_lazy("Where are these shares known from?"), max_length=300, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, territory: Territory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.territory = territory

    def edges(self) -> list[forms.BoundField]:
        """The fields of the map's frame."""
        return [self[edge] for edge in EDGES]

    def clean_districts_file(self) -> UploadedFile[Any] | None:
        """Not larger than a list of districts can be."""
        file: UploadedFile[Any] | None = self.cleaned_data["districts_file"]
        if file and (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        """The lists read, the frame proposed where none was typed."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        self._read_districts(told)
        self._read_margins(told)
        self._read_frame(told)
        return told

    def _read_districts(self, told: dict[str, Any]) -> None:
        file = told.get("districts_file")
        read = districts_in(_decoded(file.read()) if file else told.get("districts", ""))
        where = "districts_file" if file else "districts"
        for fault in read.faults[:20]:
            self.add_error(where, _said(fault))
        told["districts"] = [_kept(one) for one in read.districts]

    def _read_margins(self, told: dict[str, Any]) -> None:
        read = margins_in(told.get("margins", ""))
        for fault in read.faults[:20]:
            self.add_error("margins", _said(fault))
        told["margins"] = read.margins
        if read.margins and not told.get("margins_source", "").strip():
            self.add_error("margins_source", _("Say where the shares are known from; it is shown."))

    def _read_frame(self, told: dict[str, Any]) -> None:
        edges = [told.get(edge) for edge in EDGES]
        given = [edge for edge in edges if edge is not None]
        if not given:
            told["frame"] = proposed_frame(self.territory, told["districts"])
        elif len(given) < len(EDGES):
            self.add_error("west", _("Give all four edges of the map, or none."))
        elif given[0] >= given[2] or given[1] >= given[3]:
            self.add_error("west", _("West lies left of east, and south beneath north."))
        else:
            told["frame"] = given

    def told(self) -> Frame:
        """What was typed, for the services."""
        beside = {*EDGES, "districts_file", "seen"}
        return Frame(**{key: v for key, v in self.cleaned_data.items() if key not in beside})


def initial_of(forum: Forum) -> dict[str, Any]:
    """What stands now, as the form shows it."""
    names = ("office", "contact", "languages", "moderation", "answer_days", "keep_months")
    more = ("rules_said", "takes_needs", "margins_source")
    return {
        **{name: getattr(forum, name) for name in (*names, *more)},
        **dict(zip(EDGES, forum.frame, strict=False)),
        "districts": as_lines(forum.districts),
        "margins": margins_as_lines(forum.margins),
        "seen": forum.edit,
    }


def _kept(district: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in district.items() if value is not None}


def _said(fault: Fault) -> str:
    return _("Line %(line)d") % {"line": fault.line} + f"{colon()}{fault.what}"


def _decoded(content: bytes) -> str:
    """A list as spreadsheets save it, in UTF-8 or as they did before."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
