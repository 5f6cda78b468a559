"""Chapter *Policies in place*: what runs, who pays, what is known to work, and what nothing serves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.document import Block, Bullets, Line, Paragraph, Plain, Table
from territoria_web.library.saying import money, semicolon
from territoria_web.measure.queries.policies import STATE_NAMES
from territoria_web.reports.assessment.told import Told
from territoria_web.reports.paper_text import line_of


def blocks(told: Told) -> list[Block]:
    """The inventory, and the factors that no policy serves."""
    held = told.facts["policies"]
    if not held:
        said = _("No policy is in the inventory yet. That does not mean that there is none.")
        return [Paragraph(line_of(said))]
    return [_table(told), *_bare(told)]


def _table(told: Told) -> Table:
    rows = [_row(told, p) for p in told.facts["policies"]]
    return Table(
        caption=line_of(_("Policies in place, and what is known of their effect.")),
        header=(
            _("Policy"),
            _("Body"),
            _("Years"),
            _("Budget"),
            _("State"),
            _("Effect"),
            _("Source"),
        ),
        rows=tuple(rows),
        wide=True,
        small=True,
    )


def _row(told: Told, policy: Mapping[str, Any]) -> tuple[Line, ...]:
    node, source = f"policies/{policy['id']}", policy["source"]
    words = told.cites.words
    return (
        words(policy["title"], f"{node}/title", source),
        words(policy["body"], f"{node}/body", source),
        words(_years(policy), f"{node}/years", source),
        words(_budget(policy), f"{node}/budget", source),
        (Plain(str(STATE_NAMES[policy["state"]])),),
        words(policy["evaluation"] or _("unknown"), f"{node}/evaluation", source),
        words(source, f"{node}/source", source),
    )


def _years(policy: Mapping[str, Any]) -> str:
    begins, ends = policy["begins"], policy["ends"]
    if begins and ends:
        return str(begins) if begins == ends else f"{begins}–{ends}"
    if begins:
        return _("from %(year)s") % {"year": begins}
    return _("until %(year)s") % {"year": ends} if ends else _("unknown")


def _budget(policy: Mapping[str, Any]) -> str:
    if policy["budget"] is None:
        return _("unknown")
    return money(policy["budget"], policy["currency"])


def _bare(told: Told) -> list[Block]:
    """Factors that no policy names, neither itself nor its dimension."""
    served = {node for p in told.facts["policies"] for node in p["nodes"]}
    bare = [f for f in told.facts["coverage"]["factors"] if f["node"] not in served]
    if not bare:
        return []
    names = semicolon().join(told.said(f["title"]) for f in bare)
    said = _("No policy of the inventory serves: {names}.")
    return [Bullets((line_of(said, names=told.cites.words(names, "policies/bare")),))]
