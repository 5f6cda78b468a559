"""The form of a sector: what it is, what proves it, jobs, what the city offers and seeks."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.act.forms.projects import line_field, text_field, url_field
from territoria_web.act.models import Sector
from territoria_web.act.queries.sectors import division_names
from territoria_web.act.rules.sectors import SectorWords

PARTS: Final[tuple[tuple[str, Promise, tuple[str, ...]], ...]] = (
    ("what", gettext_lazy("Which sector?"), ("nace", "emerging")),
    ("proof", gettext_lazy("What proves it?"), ("proof", "proof_url", "firms")),
    ("exchange", gettext_lazy("What for?"), ("offers", "seeks")),
    (
        "jobs",
        gettext_lazy("Jobs, where they are known"),
        ("jobs", "all_jobs", "reference", "reference_jobs", "reference_all", "year", "source"),
    ),
)


def _count(label: Any, help_text: Any = "", **more: Any) -> Any:
    wrong = gettext_lazy("Write a whole number, such as 1200.")
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=2_000_000_000,
        required=False,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        **more,
    )


class SectorForm(forms.Form):
    """A sector; only its name is needed to keep it, and a proof to publish the list."""

    nace = forms.ChoiceField(
        label=gettext_lazy("Division of the economy (NACE Rev. 2)"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the list.")},
    )
    emerging = line_field(
        gettext_lazy("Or an emerging field"),
        gettext_lazy("Where no division fits, such as: green hydrogen."),
        most=100,
        required=False,
    )
    proof = text_field(
        gettext_lazy("What shows that your city is strong here?"),
        gettext_lazy(
            "A firm that others know, a school, a fair, figures. Without it the list is not published."
        ),
        rows=3,
        required=False,
    )
    proof_url = url_field(gettext_lazy("Where can one read it?"))
    firms = _count(gettext_lazy("How many firms?"))
    offers = line_field(
        gettext_lazy("What do you offer other cities?"),
        gettext_lazy("In plain words: those that another city seeks are found by them."),
        required=False,
    )
    seeks = line_field(gettext_lazy("What do you seek from other cities?"), required=False)
    jobs = _count(gettext_lazy("Jobs in this sector, in your city"))
    all_jobs = _count(gettext_lazy("All jobs in your city"))
    reference = line_field(
        gettext_lazy("Compared with"),
        gettext_lazy("A larger area, such as your country."),
        most=100,
        required=False,
    )
    reference_jobs = _count(gettext_lazy("Jobs in this sector there"))
    reference_all = _count(gettext_lazy("All jobs there"))
    year = forms.IntegerField(
        label=gettext_lazy("Year of all four counts"),
        min_value=1900,
        max_value=2200,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), gettext_lazy("Give a year, such as 2024.")
        ),
    )
    source = line_field(gettext_lazy("Who counted them?"), most=200, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["nace"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("none of them")), *division_names()]

    def parts(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Key, heading and fields."""
        return [(key, str(title), [self[name] for name in names]) for key, title, names in PARTS]

    def words(self) -> SectorWords:
        """What was written; the form is valid."""
        return SectorWords(**{k: v for k, v in self.cleaned_data.items() if k != "seen"})


def initial_of(sector: Sector) -> dict[str, Any]:
    """A sector as the form shows it."""
    return {name: getattr(sector, name) for _key, _title, names in PARTS for name in names}
