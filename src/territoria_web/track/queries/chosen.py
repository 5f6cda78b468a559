"""Which actions somebody asked for: by state of a lamp, owner, node of the framework, or number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.languages import compared
from territoria_web.library.saying import colon, say, semicolon
from territoria_web.track.queries.accounts import Kept, PlanAccount
from territoria_web.track.queries.words import (
    DELIVERY_SIGNS,
    EFFECT_SIGNS,
    delivery_name,
    effect_name,
)

MOST_NUMBERS: Final = 50


def is_chosen(row: Kept, chosen: Mapping[str, Any]) -> bool:
    """Whether an action is among those that were asked for; without a wish, all are."""
    if (state := chosen.get("delivery")) and row.delivery.state != state:
        return False
    if (state := chosen.get("effect")) and row.effect.state != state:
        return False
    if (owner := chosen.get("owner")) and compared(row.action.owner) != compared(owner):
        return False
    if (node := chosen.get("node")) and node not in {n["id"] for n in row.nodes}:
        return False
    if chosen.get("silent") and not row.is_silent:
        return False
    numbers: Sequence[int] = chosen.get("numbers") or ()
    return not numbers or row.action.number in numbers


def chosen_in(asked: Mapping[str, str], account: PlanAccount) -> dict[str, Any]:
    """The wish in an address or a form; what this account does not know is left out."""
    found: dict[str, Any] = {}
    known = {
        "delivery": set(DELIVERY_SIGNS),
        "effect": set(EFFECT_SIGNS),
        "owner": {row.action.owner for row in account.rows},
        "node": {n["id"] for row in account.rows for n in row.nodes},
        "silent": {"1"},
    }
    for name, values in known.items():
        value = asked.get(name, "").strip()
        if value and value in values:
            found[name] = value
    numbers = [int(n) for n in asked.get("numbers", "").split() if n.isdecimal() and len(n) < 6]
    standing = {row.action.number for row in account.rows}
    if kept := [n for n in dict.fromkeys(numbers) if n in standing][:MOST_NUMBERS]:
        found["numbers"] = kept
    return found


def chosen_said(chosen: Mapping[str, Any], account: PlanAccount) -> str:
    """The wish in a sentence."""
    if not chosen:
        count = account.totals.of
        said = ngettext("About its %(count)d action.", "About all its %(count)d actions.", count)
        return said % {"count": count}
    if numbers := chosen.get("numbers"):
        held = [r for r in account.rows if r.action.number in numbers]
        names = semicolon().join(f"{r.action.number} {r.action.title}" for r in held)
        return _("About%(colon)s%(names)s") % {"colon": colon(), "names": names}
    parts = semicolon().join(_parts(chosen, account))
    return _("About the actions with%(colon)s%(parts)s") % {"colon": colon(), "parts": parts}


def _parts(chosen: Mapping[str, Any], account: PlanAccount) -> list[str]:
    titles = {n["id"]: say(n["title"]) for row in account.rows for n in row.nodes}
    said: dict[str, tuple[str, Callable[[Any], str]]] = {
        "delivery": (_("Delivery"), delivery_name),
        "effect": (_("Effect"), effect_name),
        "owner": (_("Owner"), str),
        "node": (_("Factor"), lambda node: titles.get(node, node)),
        "silent": (_("News"), lambda _value: _("silent")),
    }
    return [f"{said[k][0]}{colon()}{said[k][1](v)}" for k, v in chosen.items() if k in said]
