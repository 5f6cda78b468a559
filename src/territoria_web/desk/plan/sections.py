"""The parts of the form of an action: what most plans need stands open, the rest under *more*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

# Of each section: what most plans need, and what stands under *more*.
SECTIONS: Final[Sequence[tuple[str, Promise, tuple[str, ...], tuple[str, ...]]]] = (
    (
        "what",
        gettext_lazy("What and why"),
        ("title", "what"),
        ("why", "serves", "nodes", "quick_win"),
    ),
    ("who", gettext_lazy("Who"), ("owner",), ("owner_account", "partners")),
    ("when", gettext_lazy("When and how much work"), ("begins", "ends", "effort"), ("wave",)),
    ("money", gettext_lazy("Money"), ("money", "money_state"), ("currency", "money_from")),
    ("first", gettext_lazy("What comes first"), ("needs",), ("conditions",)),
    (
        "know",
        gettext_lazy("How we shall know"),
        ("indicator", "target_low", "target_high", "target_year"),
        (
            *("indicator_is_outcome", "unit_of_measure"),
            *("baseline", "baseline_period", "baseline_source"),
        ),
    ),
    ("state", gettext_lazy("How far it is"), ("state",), ("reason",)),
)


@dataclass(frozen=True)
class Section:
    """A part of the form. ``more``: fields that most actions do without; ``opened``: to be seen."""

    key: str
    title: str
    fields: list[BoundField]
    more: list[BoundField]
    opened: bool

    @property
    def told(self) -> list[BoundField]:
        """All of them."""
        return [*self.fields, *self.more]

    @property
    def named(self) -> str:
        """What stands under *more*."""
        return ", ".join(str(field.label) for field in self.more)
