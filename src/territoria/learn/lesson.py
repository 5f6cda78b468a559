"""The facts of a lesson: five answers, figures and sources, from which a practice is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from territoria.learn.effect import RealEffect
from territoria.model import CollaborationForm, Grade, PopulationClass

Extent = Literal["place", "region", "country", "several"]
# up to which population a place has this class
CLASSES: Final[tuple[tuple[int, PopulationClass], ...]] = (
    (49_999, "S"),
    (250_000, "M"),
    (1_000_000, "L"),
)
OF_EXTENT: Final[dict[Extent, PopulationClass]] = {"region": "R", "country": "N", "several": "V"}


@dataclass(frozen=True, slots=True)
class LessonSource:
    """Where a fact can be read. ``dated`` as printed, "" where it bears no date."""

    title: str
    url: str
    dated: str = ""


@dataclass(frozen=True, slots=True)
class CostFigure:
    """One sum that was paid. ``source``: number of its source, counted from 1."""

    what: str
    amount: float
    currency: str
    source: int


@dataclass(frozen=True, slots=True)
class LessonClaim:
    """What is said to have come of it, graded. ``sources``: numbers, counted from 1."""

    id: str
    outcome: str
    claim: str
    grade: Grade | Literal["not reported"]
    reason: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """What a place tells of a closed action. Texts are Markdown without headings, in one language.

    The five answers are ``was_done``, ``came_of_it``, ``it_cost``, ``it_needed``, ``was_difficult``.
    ``record``: number of the source that holds these answers, such as the public page of the
    action: an answer with a figure and without a reference is given this one. ``effect_source``:
    of the measured effect. ``adopted``: id of the practice that was taken up. ``contact`` None:
    nobody is known; ``confirmed``: the day on which the place confirmed the text.
    """

    id: str
    title: str
    place: str
    years: str
    lesson: str
    was_done: str
    came_of_it: str
    it_cost: str
    it_needed: str
    was_difficult: str
    central: tuple[str, ...]
    roles: tuple[str, ...]
    sources: tuple[LessonSource, ...]
    record: int = 1
    context: str = ""
    extent: Extent = "place"
    population: int | None = None
    country: str | None = None
    territories: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    form: CollaborationForm | None = None
    went_wrong: bool = False
    costs: tuple[CostFigure, ...] = ()
    claims: tuple[LessonClaim, ...] = ()
    effect: RealEffect | None = None
    effect_source: int | None = None
    adopted: str = ""
    contact: str | None = None
    confirmed: date | None = None

    @property
    def answers(self) -> dict[str, str]:
        """The five answers by field, in the order of the questions."""
        names = ("was_done", "came_of_it", "it_cost", "it_needed", "was_difficult")
        return {name: getattr(self, name) for name in names}


def population_class(extent: Extent, population: int | None) -> PopulationClass | None:
    """The class of a practice's place; None for one place whose population is not known."""
    if extent != "place":
        return OF_EXTENT[extent]
    if population is None:
        return None
    return next((name for most, name in CLASSES if population <= most), "XL")
