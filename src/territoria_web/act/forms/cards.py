"""Forms of practice cards: beginning, writing, handing in, judging, withdrawing."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from territoria_web.act.deeds.target import Target
from territoria_web.act.forms.projects import DeedForm, SeenForm, day_field, line_field, text_field
from territoria_web.act.queries.cards import read_card
from territoria_web.act.rules.cards import (
    GRADE_NAMES,
    IN_ENGLISH,
    LINES,
    PART_NAMES,
    ROWS,
    UNKNOWN,
    VERDICT_NAMES,
    CardWords,
)

PARTS: Final[tuple[tuple[Promise, tuple[str, ...]], ...]] = (
    (gettext_lazy("The practice"), ("title", "language", "problem", "done", "why")),
    (gettext_lazy("What it takes"), ("needs", "effort", "money", "until_effect")),
    (
        gettext_lazy("What came of it"),
        tuple(f"{name}_{n}" for n in range(1, ROWS + 1) for name in ("claim", "grade")),
    ),
    (gettext_lazy("What others should know"), ("failed", "obstacle", "facilitator")),
    (gettext_lazy("For whom the practice is"), ("transferable", "sdg", "contact", "dated")),
    (
        gettext_lazy("In English, where it was written in another language"),
        (
            *("english_title", *(f"english_{name}" for name in IN_ENGLISH)),
            *(f"english_claim_{n}" for n in range(1, ROWS + 1)),
        ),
    ),
)
HELP: Final = {
    "problem": gettext_lazy("What was wrong, for whom."),
    "why": gettext_lazy("By which way it leads from what was done to what changed."),
    "effort": gettext_lazy("Such as: 6 people-months. Work or money has to be said."),
    "money": gettext_lazy("Such as: 40,000 euros, half of it from the region."),
    "failed": gettext_lazy("Others learn most from this. A card without it is not taken."),
    "sdg": gettext_lazy("Their numbers, such as: 9, 11."),
    "transferable": gettext_lazy("What fits elsewhere, and what hangs on your city."),
    "contact": gettext_lazy("An office with an address, not a person. Everybody reads it."),
}


class CardBeginForm(DeedForm):
    """A title and the language it will be written in."""

    title = line_field(
        gettext_lazy("Title"),
        gettext_lazy("What was done, as somebody would search for it."),
        most=140,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language it is written in"), choices=settings.LANGUAGES
    )

    def told(self, target: Target) -> dict[str, Any]:
        return {"language": get_language() or target.project.language}


class CardForm(SeenForm):
    """All that a city writes of a practice; only the title is needed to keep it."""

    title = line_field(gettext_lazy("Title"), most=140)
    language = forms.ChoiceField(
        label=gettext_lazy("Language it is written in"), choices=settings.LANGUAGES
    )
    dated = day_field(
        gettext_lazy("Of which day is this?"),
        gettext_lazy("Once published it counts as confirmed for 24 months."),
        required=False,
    )

    def fit(self, target: Target) -> None:
        for name, label in PART_NAMES.items():
            make: Any = line_field if name in LINES else text_field
            self.fields[name] = make(label, HELP.get(name, ""), required=False)
        self.fields["english_title"] = line_field(_("Title in English"), most=140, required=False)
        for name in IN_ENGLISH:
            self.fields[f"english_{name}"] = text_field(
                _("In English: %(question)s") % {"question": PART_NAMES[name]}, required=False
            )
        for n in range(1, ROWS + 1):
            self._row(n)

    def _row(self, n: int) -> None:
        number = {"number": n}
        self.fields[f"claim_{n}"] = line_field(
            _("Effect %(number)d") % number, most=500, required=False
        )
        self.fields[f"grade_{n}"] = forms.ChoiceField(
            label=_("How well is effect %(number)d shown?") % number,
            choices=[*GRADE_NAMES.items()],
            required=False,
        )
        self.fields[f"english_claim_{n}"] = line_field(
            _("Effect %(number)d in English") % number, most=500, required=False
        )

    def told(self, target: Target) -> dict[str, Any]:
        card = target.card
        told: dict[str, Any] = {"title": card.title, "language": card.language, "dated": card.dated}
        told |= {name: card.body.get(name, "") for name in PART_NAMES}
        told |= {f"english_{name}": card.english.get(name, "") for name in ("title", *IN_ENGLISH)}
        for n, one in enumerate(card.effects[:ROWS], start=1):
            told |= {f"claim_{n}": one["claim"], f"grade_{n}": one["grade"]}
            told[f"english_claim_{n}"] = one.get("english", "")
        return {**super().told(target), **told}

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Heading and fields."""
        return [(str(title), [self[name] for name in names]) for title, names in PARTS]


def words_in(typed: dict[str, Any]) -> CardWords:
    """What a form of a card holds."""
    rows = range(1, ROWS + 1)
    return CardWords(
        title=typed["title"],
        language=typed["language"],
        body={name: typed[name] for name in PART_NAMES},
        english={name: typed[f"english_{name}"] for name in ("title", *IN_ENGLISH)},
        effects=tuple(
            (typed[f"claim_{n}"], typed[f"english_claim_{n}"], typed[f"grade_{n}"] or UNKNOWN)
            for n in rows
        ),
        dated=typed["dated"],
    )


class CardPressForm(SeenForm):
    """A button beneath the card as it stands."""

    def fit(self, target: Target) -> None:
        self.read = read_card(target.card, target.today)


def verdict_field() -> Any:
    """Fit, or to be mended."""
    return forms.ChoiceField(
        label=gettext_lazy("Your verdict"),
        choices=[*VERDICT_NAMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )


def basis_field() -> Any:
    """What a verdict rests on."""
    return text_field(
        gettext_lazy("What does it rest on?"),
        gettext_lazy(
            "What is well shown, what is missing. Everybody reads it beside the card, with the name "
            "of your city and without yours."
        ),
    )


class CardReviewForm(CardPressForm):
    """What a peer thinks of a card."""

    verdict = verdict_field()
    said = basis_field()
