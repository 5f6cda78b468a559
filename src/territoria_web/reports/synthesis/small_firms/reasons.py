"""Why a piece of advice of the synthesis came here, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from territoria_web.library.saying import semicolon
from territoria_web.reports.synthesis.among import Among


def because(told: Among, advice: Mapping[str, Any]) -> str:
    """The criteria and obstacles that lead to it; else the factors that it is about."""
    parts = [reason.partition(":") for reason in advice.get("because", ())]
    criteria = [_criterion(told, name) for kind, _colon, name in parts if kind == "criterion"]
    obstacles = [_obstacle(told, name) for kind, _colon, name in parts if kind == "obstacle"]
    said = []
    if criteria:
        said.append(_("Most initiatives there stand low on: %(names)s.") % _named(criteria))
    if obstacles:
        said.append(
            _("Many firms name, and no initiative there is known against: %(names)s.")
            % _named(obstacles)
        )
    factors = told.titles(advice.get("factors", ()))
    if not said and factors:
        said.append(_("It is about: %(names)s.") % _named(factors))
    return " ".join(said)


def _named(names: list[str]) -> dict[str, str]:
    return {"names": semicolon().join(names)}


def _criterion(told: Among, name: str) -> str:
    held = told.facts["small_firms"]["benchmark"] or {"criteria": ()}
    return next((told.said(c["title"]) for c in held["criteria"] if c["id"] == name), name)


def _obstacle(told: Among, name: str) -> str:
    return told.said(told.facts["small_firms"]["obstacles"].get(name)) or name
