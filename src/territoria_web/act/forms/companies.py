"""What a company says of itself, as a form: registering, changing, entered by the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.queries.companies import language_names
from territoria_web.act.queries.sectors import division_names
from territoria_web.act.rules.companies import SIZE_NAMES
from territoria_web.act.rules.company_tags import tag_name
from territoria_web.act.rules.company_words import CompanyWords, words_of
from territoria_web.library.languages import compared


class CompanyForm(forms.Form):
    """A profile. Offers and seeks are chosen among the words of the day."""

    name = forms.CharField(label=gettext_lazy("Company"), max_length=150)
    city = forms.CharField(label=gettext_lazy("City"), max_length=120)
    nace = forms.ChoiceField(
        label=gettext_lazy("Sector"),
        help_text=gettext_lazy("The division of NACE in which most of your people work."),
        required=False,
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Size"),
        choices=list(SIZE_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the list.")},
    )
    about = forms.CharField(
        label=gettext_lazy("What you do, in two sentences"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=400,
        required=False,
    )
    website = forms.CharField(
        label=gettext_lazy("Web site"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
    )
    offers = forms.MultipleChoiceField(
        label=gettext_lazy("What you offer"),
        help_text=gettext_lazy("Three at most: others find you by it."),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "several"}),
        required=False,
    )
    seeks = forms.MultipleChoiceField(
        label=gettext_lazy("What you seek"),
        help_text=gettext_lazy("Three at most: companies that offer it are proposed to you."),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "several"}),
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages that you can talk in"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "several"}),
        required=False,
    )
    person = forms.CharField(
        label=gettext_lazy("Who comes"),
        help_text=gettext_lazy("Read by the office and by those you have a talk with."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The link of your own goes there. Only the office reads it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    shown = forms.BooleanField(
        label=gettext_lazy(
            "Our profile may stand on the public page of the day, without person and address"
        ),
        required=False,
    )

    def __init__(
        self,
        data: Any,
        *,
        day: CompanyDay,
        company: Company | None = None,
        with_email: bool = True,
        on_paper: bool = False,
    ) -> None:
        known = vars(words_of(company)) if company else {}
        super().__init__(data, initial=known)
        tags = [(tag, tag_name(day.tags, tag)) for tag in day.tags]
        tags.sort(key=lambda held: compared(held[1]))
        self._offer(
            nace=[("", _("none of them")), *division_names()],
            offers=tags,
            seeks=tags,
            languages=language_names(),
        )
        if not with_email:
            del self.fields["email"]
        for name in ("person", "email") if on_paper else ():
            self.fields[name].required = False

    def _offer(self, **choices: list[tuple[str, str]]) -> None:
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def words(self) -> CompanyWords:
        """What a service takes; the form is valid."""
        held: dict[str, Any] = {
            name: self.cleaned_data[name]
            for name in CompanyWords.__dataclass_fields__
            if name in self.cleaned_data
        }
        told: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in held.items()}
        return CompanyWords(**told)
