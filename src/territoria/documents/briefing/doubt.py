"""*How sure are we?* The largest doubt behind some scores, found by switching each off."""

from __future__ import annotations

from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.phrases import lower_first, say
from territoria.documents.document import Line, Strong
from territoria.speech import gettext, gettext_noop

WIDEST = gettext_noop(
    "{head}Ranges hold nine tenths of {runs} variations. The widest, for {widest}, comes mostly from "
    "{doubt}."
)
ONLY = gettext_noop(
    "{head}Ranges hold nine tenths of {runs} variations. It comes mostly from {doubt}."
)
DOUBTS = {
    "impute": gettext_noop("what stands in for missing figures"),
    "treat": gettext_noop("how extreme values are treated"),
    "normalise": gettext_noop("how figures in different units are made comparable"),
    "weights": gettext_noop("the weights"),
    "aggregate": gettext_noop("how far strengths may offset weaknesses"),
    "values": gettext_noop("the age and precision of the figures"),
}


def sure(ctx: Context, nodes: list[str], head: str = "") -> Line:
    """*How sure are we?* The largest doubt behind some scores, found by switching each off."""
    d = ctx.diagnosis
    scored = [n for n in nodes if d.score(n) is not None]
    if not scored:
        return say("Nothing here is scored, so nothing is sure.")
    widths = {n: _width(ctx, n) for n in scored}
    widest = max(scored, key=lambda n: (widths[n], n))
    return say(
        WIDEST if len(scored) > 1 else ONLY,
        head=Strong(head) if head else "",
        runs=ctx.setting("runs"),
        widest=lower_first(ctx.title(widest)),
        doubt=gettext(DOUBTS[d.largest_doubt[widest]]),
    )


def _width(ctx: Context, node: str) -> float:
    reading = ctx.readings.read("score", node)
    return (reading.high or 0.0) - (reading.low or 0.0)
