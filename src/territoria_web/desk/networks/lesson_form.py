"""The form of a lesson: its words, and who shows it, ticked here or typed from the long list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.library.languages import document_languages
from territoria_web.library.saying import say
from territoria_web.papers.models import PaperLesson
from territoria_web.papers.queries.paper_lessons import Referent
from territoria_web.papers.services.paper_lessons import (
    LONGEST_LESSON,
    MOST_REFERENCES,
    LessonDraft,
    draft_in,
)

SIDES: Final = {
    "supports": gettext_lazy("Shown by, in this network"),
    "against": gettext_lazy("Shows the contrary, in this network"),
}
BEYOND: Final = {
    "supports": gettext_lazy("Shown by others"),
    "against": gettext_lazy("Shows the contrary elsewhere"),
}
LINES: Final = 3  # to type into, beside those that stand


def referent_said(held: Referent) -> str:
    """*Kit Digital, Spain (E3)*."""
    name = f"{say(held.title)}, {say(held.place)}" if held.place else say(held.title)
    return f"{name} ({held.grade})" if held.grade else name


class LessonForm(forms.Form):
    """Words in the language of the paper and others; supports and counter-examples; what was looked for."""

    none_against = forms.BooleanField(
        label=gettext_lazy("We looked for a counter-example and found none"), required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        language: str,
        here: Sequence[Referent],
        beyond: Sequence[Referent],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.language, self.beyond = language, sorted(beyond, key=referent_said)
        self.known = {r.reference for r in (*here, *beyond)}
        self._add_words()
        for side in SIDES:
            self._add_side(side, here)
        self.order_fields(self._order())

    def _add_words(self) -> None:
        for code, name in sorted(document_languages(), key=lambda one: one[0] != self.language):
            self.fields[f"words_{code}"] = forms.CharField(
                label=_("The lesson in one or two sentences: %(language)s") % {"language": name},
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
                max_length=LONGEST_LESSON,
                required=code == self.language,
            )

    def _add_side(self, side: str, here: Sequence[Referent]) -> None:
        if here:
            self.fields[side] = forms.MultipleChoiceField(
                label=SIDES[side],
                choices=[(r.reference, referent_said(r)) for r in here],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        held = [n for n in self.initial if n.startswith(f"{side}_")]
        for n in range(min(len(held) + LINES, MOST_REFERENCES)):
            self.fields[f"{side}_{n}"] = forms.CharField(
                label=_("%(side)s, %(number)d") % {"side": BEYOND[side], "number": n + 1},
                help_text=_("Type a part of the name and choose.") if n == 0 else "",
                widget=forms.TextInput(attrs={"list": "references"}),
                max_length=150,
                required=False,
            )

    def _order(self) -> list[str]:
        """Words, who shows it, who does not, what was looked for."""
        names = list(self.fields)
        rank = ("words_", "supports", "against", "none_against")
        return sorted(
            names, key=lambda n: next((i for i, r in enumerate(rank) if n.startswith(r)), 9)
        )

    @property
    def typed(self) -> Iterator[tuple[str, str]]:
        """What the lines to type into offer: reference and name."""
        return ((r.reference, referent_said(r)) for r in self.beyond)

    def clean(self) -> dict[str, Any]:
        """What is typed is one of the list."""
        held: dict[str, Any] = super().clean() or {}
        for name in list(held):
            reference = held[name]
            if name.rpartition("_")[0] in SIDES and name[-1].isdigit() and reference:
                if reference.strip() not in self.known:
                    self.add_error(name, ValidationError(_("Choose from what is listed.")))
        return held

    def draft(self) -> LessonDraft:
        """What was written; the form is valid."""
        held = self.cleaned_data
        words = {code: held[f"words_{code}"] for code, _name in document_languages()}
        return LessonDraft(
            words=words,
            supports=self._chosen("supports"),
            against=self._chosen("against"),
            none_against=held["none_against"],
        )

    def _chosen(self, side: str) -> tuple[str, ...]:
        held = self.cleaned_data
        lines = [held[n].strip() for n in self.fields if n.startswith(f"{side}_") and held[n]]
        return tuple(dict.fromkeys([*held.get(side, ()), *lines]))


def initial_of(lesson: PaperLesson, here: Sequence[Referent]) -> dict[str, Any]:
    """A lesson as the form shows it: what is of the network is ticked, the rest stands in lines."""
    draft, near = draft_in(lesson), {r.reference for r in here}
    found: dict[str, Any] = {f"words_{code}": text for code, text in draft.words.items()}
    for side, references in (("supports", draft.supports), ("against", draft.against)):
        found[side] = [r for r in references if r in near]
        far = (r for r in references if r not in near)
        found |= {f"{side}_{n}": r for n, r in enumerate(far)}
    return {**found, "none_against": draft.none_against, "seen": lesson.edit}
