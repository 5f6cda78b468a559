"""What a column of a team's table may be told to hold, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from territoria.model import Indicator
from territoria_web.library.queries import library
from territoria_web.measure.queries.column_roles import YEAR
from territoria_web.measure.queries.team_releases import indicators_asked
from territoria_web.territories.models import Cycle

Choices = list[tuple[str, str | list[tuple[str, str]]]]


def column_choices(cycle: Cycle, head: Sequence[str]) -> Choices:
    """Roles and indicators: those of the team's framework first, then all others by name."""
    texts, asked = library().indicators, indicators_asked(cycle)
    others = sorted((i for i in texts if i not in asked), key=lambda i: texts[i].short.say())
    years = [title for title in head if YEAR.fullmatch(title)]
    choices: Choices = [
        ("", _("leave it out")),
        ("territory", _("territory")),
        ("indicator", _("name of the indicator")),
        ("period", _("year")),
        ("value", _("figure")),
        ("status", _("status")),
        ("flag", _("flag")),
        ("source", _("source")),
        ("unit", _("unit")),
        (_("Figures of one indicator"), [(f"is:{i}", texts[i].short.say()) for i in asked]),
    ]
    if years:
        choices.append((_("Figures of one year"), [(f"year:{y}", y) for y in years]))
    choices.append((_("Not scored here"), [(f"is:{i}", texts[i].short.say()) for i in others]))
    return choices


def digits_of(value: float, least: int) -> int:
    """Digits after the point that a figure was given in, from ``least`` to 6: what a team gave is
    shown to it as it gave it.
    """
    said = f"{value:.6f}".rstrip("0")
    return max(least, len(said.partition(".")[2]))


def indicator_text(indicator: str) -> Indicator:
    """The text of an indicator."""
    return library().indicators[indicator]
