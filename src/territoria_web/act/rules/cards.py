"""What a practice card of a compendium holds, what it lacks before peers read it, how long it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from territoria.plan.agreed import months_after
from territoria_web.act.models import Card, CardReview
from territoria_web.act.rules.projects import CARD_MONTHS, LONGEST
from territoria_web.library.typed import plain, plain_line

State = Card.State
REVIEWS: Final = 2  # of two cities, on the same words
ROWS: Final = 3  # effects on a form
SHORTEST_SAID: Final = 20
MOST_CARDS: Final = 20  # of a partner in a project
GRADES: Final = ("E0", "E1", "E2", "E3", "E4", "E5")
UNKNOWN: Final = "unknown"
ENGLISH: Final = "en"

PART_NAMES: Final[Mapping[str, Promise]] = {
    "problem": gettext_lazy("Which problem was to be solved?"),
    "done": gettext_lazy("What was done, and by whom?"),
    "why": gettext_lazy("Why should it work?"),
    "needs": gettext_lazy("What must be there first?"),
    "effort": gettext_lazy("Work in people-months"),
    "money": gettext_lazy("Money"),
    "until_effect": gettext_lazy("Time until the first effect"),
    "failed": gettext_lazy("What did not work?"),
    "obstacle": gettext_lazy("What stood in the way?"),
    "facilitator": gettext_lazy("What helped?"),
    "sdg": gettext_lazy("Sustainable Development Goals it serves"),
    "transferable": gettext_lazy("What can another city take over?"),
    "contact": gettext_lazy("Whom may others ask?"),
}
LINES: Final = ("effort", "money", "until_effect", "sdg", "contact")  # of one line
NEEDED: Final = ("problem", "done", "failed", "transferable", "contact")
IN_ENGLISH: Final = ("problem", "done", "failed", "transferable")
GRADE_NAMES: Final[Mapping[str, Promise]] = {
    UNKNOWN: gettext_lazy("not known"),
    "E0": gettext_lazy("E0: an idea; nobody has reported doing it"),
    "E1": gettext_lazy("E1: described by those who did it"),
    "E2": gettext_lazy("E2: numbers moved afterwards; may be coincidence"),
    "E3": gettext_lazy("E3: did better than comparable places that did not"),
    "E4": gettext_lazy("E4: shown several times, or nearly experimental"),
    "E5": gettext_lazy("E5: tested by lottery, or systematic review"),
}
STATE_NAMES: Final[Mapping[str, Promise]] = {
    State.DRAFT: pgettext_lazy("state of a practice card", "Being written"),
    State.SUBMITTED: pgettext_lazy("state of a practice card", "With its reviewers"),
    State.PUBLISHED: pgettext_lazy("state of a practice card", "Published"),
    State.WITHDRAWN: pgettext_lazy("state of a practice card", "Withdrawn"),
}
VERDICT_NAMES: Final[Mapping[str, Promise]] = {
    CardReview.Verdict.FIT: gettext_lazy("Fit to be published"),
    CardReview.Verdict.MEND: gettext_lazy("To be mended first"),
}


@dataclass(frozen=True)
class CardWords:
    """What a city writes of a practice. ``body``, ``english``: by part; ``effects``: claim, English
    claim and grade, each.
    """

    title: str
    language: str = ENGLISH
    body: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)
    effects: tuple[tuple[str, str, str], ...] = ()
    dated: date | None = None

    def as_fields(self) -> dict[str, Any]:
        """By field of the row, tidied; nothing is demanded yet."""
        foreign = self.language != ENGLISH
        return {
            "title": plain_line(self.title)[:140],
            "language": self.language,
            "body": _tidy(self.body, PART_NAMES),
            "english": _tidy(self.english, ("title", *IN_ENGLISH)) if foreign else {},
            "effects": [_effect(*one, foreign=foreign) for one in self.effects if one[0].strip()],
            "dated": self.dated,
        }


def _tidy(held: Mapping[str, str], names: Any) -> dict[str, str]:
    told = {name: plain(held.get(name, ""))[:LONGEST] for name in names}
    return {name: text for name, text in told.items() if text}


def _effect(claim: str, english: str, grade: str, *, foreign: bool) -> dict[str, str]:
    known = grade if grade in GRADES else UNKNOWN
    told = {"claim": plain_line(claim)[:500], "grade": known}
    return {**told, "english": plain_line(english)[:500]} if foreign else told


def missing_in(card: Card, today: date) -> dict[str, list[str]]:
    """What a card lacks before peers read it, by field of its form."""
    wrong: dict[str, list[str]] = {}

    def lacks(name: str, said: str) -> None:
        wrong.setdefault(name, []).append(said)

    for name in NEEDED:
        if not card.body.get(name):
            lacks(name, _("Not answered yet: %(question)s") % {"question": PART_NAMES[name]})
    if not (card.body.get("effort") or card.body.get("money")):
        lacks("effort", _("Say what it took, in work or in money."))
    if card.dated is None:
        lacks("dated", _("Say of which day the card is."))
    elif card.dated > today:
        lacks("dated", _("This day has not come yet."))
    if not card.effects:
        lacks("claim_1", _("Name at least one effect, with its grade or with “not known”."))
    if card.language != ENGLISH:
        for name, said in _english_missing(card):
            lacks(name, said)
    return wrong


def _english_missing(card: Card) -> list[tuple[str, str]]:
    said = _("Not said in English yet: %(question)s")
    names = {"title": _("Title"), **{name: str(PART_NAMES[name]) for name in IN_ENGLISH}}
    found = [
        (f"english_{name}", said % {"question": label})
        for name, label in names.items()
        if not card.english.get(name)
    ]
    rows = [(n, one) for n, one in enumerate(card.effects, start=1) if not one.get("english")]
    return found + [(f"english_claim_{n}", said % {"question": one["claim"]}) for n, one in rows]


def holds_until(day: date) -> date:
    """The last day on which a card confirmed on ``day`` counts as confirmed."""
    return months_after(day, CARD_MONTHS)


def is_unconfirmed(card: Card, today: date) -> bool:
    """Whether it was published so long ago that somebody should say whether it still holds."""
    published = card.state == State.PUBLISHED
    return published and card.valid_until is not None and today > card.valid_until


def state_said(card: Card, today: date) -> Promise:
    """What its state is called."""
    if is_unconfirmed(card, today):
        return pgettext_lazy("state of a practice card", "Unconfirmed")
    return STATE_NAMES[State(card.state)]


def grade_said(grade: str) -> str:
    """What a grade of evidence means."""
    return str(GRADE_NAMES.get(grade, GRADE_NAMES[UNKNOWN]))
