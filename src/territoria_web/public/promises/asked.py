"""Which actions of an account are asked for: the filters of its address, with their choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from territoria_web.library.saying import say
from territoria_web.recommend.queries.wording import not_understood
from territoria_web.track.queries.accounts import Kept, PlanAccount
from territoria_web.track.queries.chosen import is_chosen
from territoria_web.track.queries.words import delivery_name, effect_name

SILENT = "silent"


@dataclass(frozen=True)
class Choice:
    """A value of a filter with how many actions have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter of the list."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Asked:
    """What is asked of an account; ``query``: the same for an address, with & at its end."""

    filters: tuple[Filter, ...]
    chosen: dict[str, Any]
    rows: tuple[Kept, ...]

    @property
    def count(self) -> int:
        """How many filters are set."""
        return len(self.chosen)

    @property
    def query(self) -> str:
        """The filters as the beginning of a query."""
        return f"{urlencode(self.chosen)}&" if self.chosen else ""


def asked_of(request: HttpRequest, account: PlanAccount) -> Asked:
    """The filters of an address, and what is left; values that nothing has are refused."""
    known = _choices(account)
    chosen: dict[str, Any] = {}
    for name, (label, counted) in known.items():
        value = request.GET.get(name, "").strip()
        if value and value not in counted:
            said = _("The filter “{name}” does not know this value.").format(name=label)
            raise not_understood(value, said, _worded(counted))
        if value:
            chosen[name] = value
    rows = tuple(row for row in account.rows if is_chosen(row, chosen))
    return Asked(tuple(_filters(known, chosen)), chosen, rows)


Counted = dict[str, tuple[str, int]]


def _worded(counted: Counted) -> list[str]:
    """Values as people read them, with what the address holds where that is another word."""
    words = ((value, label) for value, (label, _count) in counted.items())
    return [label if label == value else f"{label} ({value})" for value, label in words]


def _choices(account: PlanAccount) -> dict[str, tuple[str, Counted]]:
    """By filter: its label, and value → label and count."""
    totals = account.totals
    silent = len(account.silent)
    return {
        "delivery": (_("Delivery"), _states(totals.delivery.items(), delivery_name)),
        "effect": (_("Effect"), _states(totals.effect.items(), effect_name)),
        "owner": (_("Owner"), _owners(account.rows)),
        "node": (_("Factor"), _nodes(account.rows)),
        SILENT: (_("News"), {"1": (_("silent"), silent)} if silent else {}),
    }


def _states(counts: Iterable[tuple[str, int]], name: Any) -> Counted:
    return {state: (name(state), count) for state, count in counts if count}


def _owners(rows: Iterable[Kept]) -> Counted:
    counts = Counter(row.action.owner for row in rows if row.action.owner)
    return {owner: (owner, counts[owner]) for owner in sorted(counts, key=str.casefold)}


def _nodes(rows: Iterable[Kept]) -> Counted:
    found: Counted = {}
    for row in rows:
        for node in row.nodes:
            label, count = found.get(node["id"], (say(node["title"]), 0))
            found[node["id"]] = (label, count + 1)
    return dict(sorted(found.items()))


def _filters(known: dict[str, tuple[str, Counted]], chosen: dict[str, Any]) -> Iterable[Filter]:
    for name, (label, counted) in known.items():
        choices = tuple(
            Choice(value, said, count, chosen.get(name) == value)
            for value, (said, count) in counted.items()
        )
        if choices:
            yield Filter(name, label, choices)
