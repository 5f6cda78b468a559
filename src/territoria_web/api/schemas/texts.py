"""Reviewed texts: indicators, frameworks, practices, advice, initiatives; and releases."""

from __future__ import annotations

from typing import Any

from ninja import Schema


class IndicatorOut(Schema):
    """What is observed."""

    id: str
    name: str
    short: str
    definition: str
    unit_of_measure: str
    direction: int
    role: str
    chain: str
    theme: str
    level: str
    publisher: str
    dataset: str
    licence: str
    caveats: str
    territories: int
    first: int | None
    last: int | None
    page: str


class FrameworkOut(Schema):
    """A framework in one edition."""

    id: str
    edition: str
    title: str
    summary: str
    level: str
    reference_year: int
    nodes: int
    indicators: int
    data: str
    plan: str
    page: str


class BindingOut(Schema):
    """An indicator in a node, with its share of the node's weight and its bounds."""

    indicator: str
    weight: float
    minimum: float | None
    maximum: float | None


class NodeOut(Schema):
    """A node of the tree, in the order of the text; ``parent`` empty: directly below the whole."""

    id: str
    parent: str
    kind: str
    title: str
    meaning: str
    weight: float
    scored: int
    indicators: list[BindingOut]
    questions: list[str]
    page: str


class TreeOut(FrameworkOut):
    """A framework with its tree, its recipe and what is varied for the ranges."""

    tree: list[NodeOut]
    recipe: dict[str, Any]
    uncertainty: dict[str, Any]
    in_words: list[str]


class PracticeOut(Schema):
    """What another territory did, and what came of it."""

    id: str
    title: str
    place: str
    country: str | None
    years: str
    population_class: str
    went_wrong: bool
    central: list[str]
    touched: list[str]
    roles: list[str]
    lesson: str
    grade: str


class RecommendationOut(Schema):
    """Advice for one role."""

    id: str
    role: str
    what: str
    first_step: str
    factors: list[str]
    grade: str
    practices: list[str]
    initiatives: list[str]


class InitiativeOut(Schema):
    """A policy instrument for small firms; ``origin``: library or register. What is of the register is told
    by its owner and read by a second territory.
    """

    id: str
    origin: str
    title: str
    place: str
    countries: list[str]
    level: str
    area: str
    owner: str
    instruments: list[str]
    obstacles: list[str]
    start: str | None
    end: str | None
    evaluation: str
    finding: str
    went_wrong: bool
    example: bool


class TextOut(Schema):
    """A text in full: every field as it was reviewed, long parts in the language asked for."""

    id: str
    kind: str
    language: str
    fields: dict[str, Any]
    parts: dict[str, str]


class InitiativeTextOut(TextOut):
    """An initiative in full. ``territory``, ``edition`` and ``digest`` are of the register alone."""

    origin: str
    example: bool
    territory: str | None
    edition: int | None
    digest: str | None


class FileOut(Schema):
    """A file of a release."""

    name: str
    address: str
    media_type: str
    bytes: int
    sha256: str


class ReleaseOut(Schema):
    """A frozen set of observations."""

    name: str
    title: str
    digest: str
    made: str
    observations: int
    territories: int
    indicators: int
    first: int | None
    last: int | None
    licences: list[str]
    sources: list[str]
    files: list[FileOut]
    page: str


class CycleOut(Schema):
    """A team's passage through the journey."""

    id: str
    territory: str
    title: str
    framework: str
    state: str
    example: bool


class ReceiptOut(Schema):
    """What was found in a table of own figures, and what came of it."""

    dry_run: bool
    taken: int
    new: int
    replacing: int
    empty: int
    cautions: list[str]
    release: str | None
    job: str | None
