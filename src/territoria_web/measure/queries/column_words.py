"""What the marks of an indicator's text mean, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

Said = Callable[[], str]

ROLES: Mapping[str, Said] = {
    "scored": lambda: _("scored"),
    "structural": lambda: _("structure, to find peers"),
    "validation": lambda: _("check of our results"),
    "context": lambda: _("context"),
}
CHAINS: Mapping[str, Said] = {
    "input": lambda: _("input: what is put in"),
    "process": lambda: _("process: how it is done"),
    "output": lambda: _("output: what is made"),
    "outcome": lambda: _("outcome: what changes for people and firms"),
    "impact": lambda: _("impact: what comes of it in the long run"),
}
LEVELS: Mapping[str, Said] = {
    "region": lambda: _("regions"),
    "country": lambda: _("countries"),
    "city": lambda: _("cities"),
    "local": lambda: _("counted by the territory itself"),
}
DIRECTIONS: Mapping[int, Said] = {
    1: lambda: _("higher is better"),
    -1: lambda: _("lower is better"),
    0: lambda: _("neither end is better"),
}
THEMES: Mapping[str, Said] = {
    "access": lambda: _("access to the net"),
    "country": lambda: _("digital state of the country"),
    "environment": lambda: _("environment"),
    "firms": lambda: _("firms"),
    "governance": lambda: _("governance"),
    "investment": lambda: _("investment"),
    "living": lambda: _("living"),
    "mobility": lambda: _("mobility"),
    "participation": lambda: _("participation"),
    "policy": lambda: _("policy"),
    "services": lambda: _("public services"),
    "structure": lambda: _("structure"),
    "talent": lambda: _("skills and talent"),
    "technology": lambda: _("technology"),
}


def theme_words(theme: str) -> str:
    """What a theme is called; its id where the city's own library made it."""
    return THEMES[theme]() if theme in THEMES else theme
