"""The annex on figures: each that is scored with its scale, and what to keep in mind about it."""

from __future__ import annotations

from collections.abc import Sequence

from territoria.content import sentences_of
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.phrases import join, plain, say
from territoria.documents.document import Line, Strong, Table
from territoria.documents.numerals import bounds_said
from territoria.model import Node
from territoria.readings import STATUSES
from territoria.speech import colon, gettext, pgettext


def figure_table(ctx: Context) -> Table:
    """Every figure that is scored: value, status, peers, target and the bounds of its scale."""
    d = ctx.diagnosis
    rows = []
    for row, binding in enumerate(d.assessment.tree.bindings):
        indicator = binding.indicator
        known = d.gaps[indicator].size is not None
        proxy = gettext(" (stand-in)") if binding.proxy else ""
        low, high = binding.minimum, binding.maximum
        bounds = gettext("sample") if low is None or high is None else bounds_said(low, high)
        rows.append(
            (
                join([(Strong(ctx.title(indicator)),), plain(proxy)], ""),
                (ctx.figure(indicator),),
                say(STATUSES[d.status(indicator).name.lower()]),
                (ctx.peer_median(indicator),) if known else plain(pgettext("a figure", "unknown")),
                (ctx.target(indicator),) if indicator in d.targets else say("none"),
                (ctx.cited("frameworks", d.framework.id, _path(ctx, row), bounds),),
            )
        )
    return Table(
        caption=say(
            "Figures with unit, year, status, peers, target and the bounds of their scale."
        ),
        header=(
            pgettext("in a table", "Figure"),
            gettext("Value"),
            gettext("Status"),
            gettext("Peers: median, middle half"),
            gettext("Target and band"),
            gettext("Scale"),
        ),
        rows=tuple(rows),
        align="llllll",
        wide=True,
        small=True,
    )


def caveats(ctx: Context) -> list[Line]:
    """What to keep in mind about every figure: the first sentences of its caveats."""
    lines = []
    for indicator in dict.fromkeys(ctx.diagnosis.assessment.tree.indicators):
        words = ctx.words(ctx.diagnosis.indicator(indicator).caveats)
        first = " ".join(sentences_of(words)[:2])
        lines.append(
            join(
                [
                    (Strong(ctx.title(indicator) + colon()),),
                    (ctx.cited("indicators", indicator, "caveats", first),),
                ],
                "",
            )
        )
    return lines


def _path(ctx: Context, row: int) -> str:
    """Where the bounds of a binding stand in the framework's text."""
    wanted = ctx.diagnosis.assessment.tree.bindings[row]

    def visit(nodes: Sequence[Node], path: str) -> str:
        for n, node in enumerate(nodes):
            here = f"{path}nodes.{n}."
            for m, binding in enumerate(node.indicators):
                if binding is wanted:
                    return f"{here}indicators.{m}.minimum"
            found = visit(node.nodes, here)
            if found:
                return found
        return ""

    return visit(ctx.diagnosis.framework.nodes, "")
