"""Policies in place: the inventory by node, and what a line of it must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria.model import Words
from territoria_web.library.queries import library
from territoria_web.library.typed import plain
from territoria_web.measure.models import Policy
from territoria_web.measure.queries.findings import nodes_asked
from territoria_web.territories.models import Cycle

STATE_NAMES: Final[Mapping[str, Promise]] = {
    Policy.State.ANNOUNCED: gettext_lazy("Announced"),
    Policy.State.RUNNING: gettext_lazy("Running"),
    Policy.State.ENDED: gettext_lazy("Ended"),
    Policy.State.STOPPED: gettext_lazy("Stopped"),
}
LONGEST_LINE, LONGEST_TEXT, LONGEST_SOURCE = 200, 500, 300
FIRST_YEAR, LAST_YEAR = 1950, 2100
LARGEST: Final = Decimal(10) ** 11


@dataclass(frozen=True)
class Told:
    """A policy as people tell it. ``evaluation``: what is known to work; empty: unknown."""

    title: str
    body: str
    state: str
    source: str
    what: str = ""
    nodes: tuple[str, ...] = ()
    initiative: str = ""
    begins: int | None = None
    ends: int | None = None
    budget: Decimal | None = None
    currency: str = "EUR"
    evaluation: str = ""

    def fields(self) -> dict[str, Any]:
        """As the row holds them."""
        held = {
            name: plain(value) if isinstance(value, str) else value
            for name, value in asdict(self).items()
        }
        return {**held, "nodes": list(self.nodes)}


def told_of(policy: Policy) -> Told:
    """What a row of the inventory tells."""
    names = Told.__dataclass_fields__
    held = {name: getattr(policy, name) for name in names}
    return Told(**{**held, "nodes": tuple(policy.nodes)})


def faults_of(cycle: Cycle, told: Told) -> dict[str, str]:
    """All that is wrong with a line, by field: what, and how to mend it."""
    wrong: dict[str, str] = {}
    for name in ("title", "body"):
        if not 0 < len(getattr(told, name).strip()) <= LONGEST_LINE:
            wrong[name] = _("Write one line, at most %(most)s characters.") % {"most": LONGEST_LINE}
    for name in ("what", "evaluation"):
        if len(getattr(told, name)) > LONGEST_TEXT:
            wrong[name] = _("Use at most %(most)s characters.") % {"most": LONGEST_TEXT}
    if not 0 < len(told.source.strip()) <= LONGEST_SOURCE:
        wrong["source"] = _("Say where it comes from: a document with its year, or the meeting.")
    unknown = [n for n in told.nodes if n not in {node.id for node, _d, _f in nodes_asked(cycle)}]
    if unknown:
        wrong["nodes"] = _("The framework has no part %(nodes)s. Use the ids of the list.") % {
            "nodes": ", ".join(unknown)
        }
    if told.initiative and told.initiative not in library().initiatives:
        wrong["initiative"] = _("There is no initiative of this name. Leave it empty if unsure.")
    if told.state not in Policy.State.values:
        wrong["state"] = _("Choose one of: %(states)s.") % {
            "states": ", ".join(Policy.State.values)
        }
    return wrong | _years(told) | _money(told)


def _years(told: Told) -> dict[str, str]:
    for name, year in (("begins", told.begins), ("ends", told.ends)):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            return {name: _("Give a year, such as 2024.")}
    if told.begins and told.ends and told.ends < told.begins:
        return {"ends": _("It cannot end before it begins. Check both years.")}
    return {}


def _money(told: Told) -> dict[str, str]:
    wrong = {}
    if told.budget is not None and not 0 <= told.budget < LARGEST:
        wrong["budget"] = _("Give the whole sum as a number of zero or more; leave unknown empty.")
    if not (len(told.currency) == 3 and told.currency.isascii() and told.currency.isupper()):
        wrong["currency"] = _("Give the currency as three letters, such as EUR.")
    return wrong


# ── the inventory ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class NodePolicies:
    """A node of the framework with the policies that serve it, or a node below it."""

    node: str
    title: Words
    depth: int
    factor: bool
    policies: tuple[Policy, ...]


def policies_of(cycle: Cycle) -> QuerySet[Policy]:
    """The policies of the inventory, by title."""
    return Policy.objects.filter(cycle=cycle, taken_back=None)


def open_policy(cycle: Cycle, public_id: UUID) -> Policy:
    """A policy of this cycle's inventory; 404 for anything else."""
    found = policies_of(cycle).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    found.cycle = cycle
    return found


def served(cycle: Cycle, policies: Sequence[Policy]) -> tuple[NodePolicies, ...]:
    """Each node with the policies that name it, in the order of the framework; no query."""
    return tuple(
        NodePolicies(
            node.id,
            node.title,
            depth,
            factor,
            tuple(p for p in policies if node.id in p.nodes),
        )
        for node, depth, factor in nodes_asked(cycle)
    )


def initiative_choices() -> list[tuple[str, str]]:
    """The kinds of policy that the library describes."""
    return sorted(((i.id, str(i.title.say())) for i in library().initiatives.values()), key=_second)


def _second(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def initiative_titles() -> Mapping[str, str]:
    """What the library calls them."""
    return dict(initiative_choices())
