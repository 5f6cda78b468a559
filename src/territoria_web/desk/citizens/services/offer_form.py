"""What a team says of a service: its names, who runs it, how it is asked about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.library.languages import name_of_language
from territoria_web.listen.models import Forum, Service
from territoria_web.listen.queries.need_themes import need_themes
from territoria_web.listen.services.services_offered import LONGEST_NAME, LONGEST_QUESTION, Offer


class ServiceForm(forms.Form):
    """A name and, if wanted, a question of its own in each language of the forum."""

    office = forms.CharField(
        label=gettext_lazy("Which office runs it?"), max_length=200, required=False
    )
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    asked_otherwise = forms.BooleanField(
        label=gettext_lazy(
            "From now on people are asked in another way (at another moment, another place): begin a "
            "new series."
        ),
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, forum: Forum, made: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = list(forum.languages)
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ChoiceField)
        theme.choices = [("", _("None of these")), *need_themes().items()]
        for language in self.languages:
            self.fields[f"name-{language}"] = _name(language)
            self.fields[f"question-{language}"] = _question(language)
        names = [f"name-{language}" for language in self.languages]
        questions = [f"question-{language}" for language in self.languages]
        last = ["asked_otherwise"] if made else []
        if not made:
            del self.fields["asked_otherwise"]
        self.order_fields([*names, "office", "theme", *questions, *last])

    def offer(self) -> Offer:
        """What was typed."""
        told = self.cleaned_data
        return Offer(
            names={one: told[f"name-{one}"] for one in self.languages},
            office=told["office"],
            theme=told["theme"],
            question={one: told[f"question-{one}"] for one in self.languages},
        )


def _name(language: str) -> forms.CharField:
    label = _("Name in %(language)s") % {"language": name_of_language(language)}
    return forms.CharField(label=label, max_length=LONGEST_NAME)


def _question(language: str) -> forms.CharField:
    label = _("Own words for “Was it solved?” in %(language)s")
    return forms.CharField(
        label=label % {"language": name_of_language(language)},
        help_text=_("For example “Did you get the book you wanted?” Yes, partly and no must fit."),
        max_length=LONGEST_QUESTION,
        required=False,
    )


def initial_of(service: Service) -> dict[str, Any]:
    """What stands now, as the form shows it."""
    return {
        "office": service.office,
        "theme": service.theme,
        "seen": service.edit,
        **{f"name-{one}": words for one, words in service.names.items()},
        **{f"question-{one}": words for one, words in service.question.items()},
    }
