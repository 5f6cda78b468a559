"""The form of an expression of interest: every section of the call, a file, and consent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria_web.invite.call_rules import (
    FILES,
    GROUP_NAMES,
    LONGEST_SECTION,
    count_words,
    needed,
)
from territoria_web.invite.models import Application
from territoria_web.invite.queries.calls import raw_sections, sections_of
from territoria_web.library.languages import languages
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import numeral_of


class ExpressionForm(forms.Form):
    """The sections of the form; a draft may lack anything."""

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        body: dict[str, str] = application.body
        self.fields["organisation"] = forms.CharField(
            label=_("The body that applies"),
            max_length=200,
            required=False,
            initial=application.organisation,
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language you write in"), choices=languages(), initial=application.language
        )
        for section, raw in zip(
            sections_of(application.call), raw_sections(application.call), strict=True
        ):
            text = body.get(section.id, "")
            self.fields[f"section-{section.id}"] = forms.CharField(
                label=section.title,
                help_text=_help(section.guidance, count_words(text), section.words, needed(raw)),
                max_length=LONGEST_SECTION,
                required=False,
                strip=False,
                initial=text,
                widget=forms.Textarea(attrs={"rows": 5 if section.words else 8}),
            )
        self.fields["may_publish"] = forms.BooleanField(
            label=_("If we are selected, our name and the reason may be published."),
            required=False,
            initial=application.may_publish,
        )
        self.fields["file"] = forms.FileField(
            label=_("Attach a file"),
            help_text=_("PDF, DOCX, ODT, PNG or JPEG, at most 2 MB each, at most %(most)d files.")
            % {"most": FILES},
            required=False,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt,.png,.jpg,.jpeg"}),
        )
        self.fields["group"] = forms.ChoiceField(
            label=_("A letter of"),
            required=False,
            choices=[("", _("no letter")), *GROUP_NAMES.items()],
        )
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=application.edit)

    def written(self) -> list[forms.BoundField]:
        """The fields that are written, in the order of the form."""
        sections = [self[f"section-{s['id']}"] for s in raw_sections(self.application.call)]
        return [self["organisation"], self["language"], *sections, self["may_publish"]]

    def body(self) -> dict[str, str]:
        """Section → text."""
        held = self.cleaned_data
        return {
            s["id"]: held.get(f"section-{s['id']}", "") for s in raw_sections(self.application.call)
        }

    def refuse(self, refused: ValidationError) -> None:
        """Sections are named without their prefix by the services."""
        if hasattr(refused, "error_dict"):
            named = {
                f"section-{k}" if f"section-{k}" in self.fields else k: v
                for k, v in refused.error_dict.items()
            }
            refused = ValidationError(named)
        put_beside(self, refused)


def _help(guidance: str, count: int, limit: int | None, must: bool) -> str:
    """What belongs here, and how long it is by the last saving."""
    facts = {"count": numeral_of(count), "most": numeral_of(limit) if limit else ""}
    said = _("%(count)s of at most %(most)s words.") if limit else _("%(count)s words.")
    optional = "" if must else f" {_('You may leave this empty.')}"
    return f"{guidance} {said % facts}{optional}"
