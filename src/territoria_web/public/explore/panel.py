"""The form beside a view: everything in it is part of the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from territoria_web.measure.queries.explored import Opened, Variable
from territoria_web.public.explore.asked import Asked
from territoria_web.public.explore.gathered import Gathered
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name


def theme_names() -> Mapping[str, str]:
    """What the themes of indicators are called."""
    return {
        "access": _("Access to the internet"),
        "country": _("Digital Economy and Society Index"),
        "environment": _("Environment"),
        "firms": _("Firms"),
        "governance": _("Governance"),
        "investment": _("Investment"),
        "living": _("Living conditions"),
        "mobility": _("Mobility"),
        "participation": _("Participation"),
        "policy": pgettext("a subject of figures", "Policy"),
        "services": _("Services"),
        "structure": _("Structure of the territory"),
        "talent": _("Talent and education"),
        "technology": _("Technology"),
    }


def options_of(here: Opened) -> SafeString:
    """All figures by theme, then all frameworks with their nodes, as options of a list.

    Written once a language and edition: the list is long, and the same on every page.
    """
    texts = tuple(sorted(made.text_id for made in here.assessments.values()))
    key = (get_language(), here.release.digest, texts)
    if key not in _written:
        while len(_written) >= MOST_WRITTEN:
            _written.pop(next(iter(_written)), None)
        _written[key] = _options(here)
    return _written[key]


_written: dict[tuple[object, ...], SafeString] = {}
MOST_WRITTEN = 12


def _options(here: Opened) -> SafeString:
    groups: dict[str, list[Variable]] = {}
    for variable in here.variables.values():
        groups.setdefault(variable.theme, []).append(variable)
    return format_html_join(
        "\n",
        '<optgroup label="{}">{}</optgroup>',
        (
            (
                theme_title(here, theme),
                format_html_join(
                    "", '<option value="{}">{}</option>', ((v.id, v.short) for v in held)
                ),
            )
            for theme, held in groups.items()
        ),
    )


def theme_title(here: Opened, theme: str) -> str:
    """A theme or framework as a heading."""
    if theme.startswith("framework:"):
        return here.framework(theme.removeprefix("framework:")).title.say()
    return theme_names().get(theme, theme.replace("-", " ").capitalize())


def views_of(asked: Asked) -> list[tuple[str, str, bool]]:
    """The views as links that keep the question."""
    names = {
        "table": _("Table"),
        "ranking": _("Ranking"),
        "scatter": _("Scatter"),
        "line": _("Lines"),
        "map": _("Map"),
        "what-if": _("What if"),
    }
    return [
        (label, asked.address(view=view, sort=None), view == asked.view)
        for view, label in names.items()
    ]


def panel_of(held: Gathered) -> dict[str, Any]:
    """What the form shows as set."""
    countries = sorted({t.country for t in held.level_all})
    return {
        "options": options_of(held.here),
        "figures": held.figures,
        "chosen": [(t.code, territory_name(t)) for t in held.chosen],
        "countries": countries,
        "among": held.asked.among,
        "years": held.asked.params.get("years", ""),
        "level": held.level,
        "both_levels": len(frozenset.intersection(*(v.levels for v in held.figures))) > 1,
        "count": len(held.figures) + len(held.chosen) + (held.asked.among != "all"),
    }


def offered(asked: Asked, found: Sequence[Territory]) -> list[tuple[str, str]]:
    """The territories that a name may mean, as links that choose one."""
    held = list(asked.chosen)
    return [(f"{territory_name(t)} ({t.code})", asked.address(t=[*held, t.code])) for t in found]
