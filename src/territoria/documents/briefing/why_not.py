"""Why other advice is not given, not decided on, or behind the first five: one line a reason."""

from __future__ import annotations

from collections.abc import Callable

from territoria.documents.briefing.card_words import TIERS
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.phrases import listed, lower_first, say
from territoria.documents.document import Line, Strong, text_of
from territoria.recommend.rank import Rejected
from territoria.speech import gettext


def why_nots(
    ctx: Context, named: Callable[[list[str]], str], *, refused_only: bool = False
) -> list[Line]:
    """A line for each reason, with the advice that it keeps back; ``named`` makes a list of names.

    ``refused_only``: without the advice that is given, but further down. What people took or
    declined has its own reason elsewhere, and no line here.
    """
    reasons: dict[str, tuple[Line, list[str]]] = {}
    if ctx.undecided and not refused_only:
        open_yet = say("the team has not decided on it.")
        names = [ctx.words(a.text.what).rstrip(".") for a in ctx.undecided]
        reasons[text_of(open_yet)] = (open_yet, names)
    for rejected in ctx.diagnosis.advised.rejected:
        given = rejected.tier is not None
        if given and (refused_only or rejected.text.id in ctx.decided):
            continue
        why = _refused(ctx, rejected) if rejected.tier is None else _behind(ctx, rejected)
        _, whats = reasons.setdefault(text_of(why), (why, []))
        whats.append(ctx.words(rejected.text.what).rstrip("."))
    return [_line(named(whats), why) for why, whats in reasons.values()]


def _line(names: str, why: Line) -> Line:
    return (*say("{what}: ", what=Strong(names)), *why)


def _behind(ctx: Context, rejected: Rejected) -> Line:
    """Behind the first five: two already serve its dimension, or a later tier, or a smaller need."""
    advised = ctx.diagnosis.advised
    order = [a.text.id for a in advised.advice]
    mine = order.index(rejected.text.id)
    if any(order.index(a.text.id) > mine for a in advised.first):
        dimension = ctx.diagnosis.framework.dimension_of(rejected.text.factors[0])
        return say(
            "two of the first five already serve {dimension}.",
            dimension=lower_first(ctx.title(dimension.id)),
        )
    if advised.first[-1].tier != rejected.tier:
        tier = TIERS[rejected.tier or "D"]
        return say("its tier, {tier}, comes later.", tier=gettext(tier))
    return say("its gaps are smaller or touch fewer people.")


def _refused(ctx: Context, rejected: Rejected) -> Line:
    """Excluded by a rule, without a gap, or with one that cannot be told."""
    if rejected.why == "excluded":
        return say(
            "excluded here, because of {value} for {name}.",
            value=ctx.figure(rejected.detail),
            name=lower_first(ctx.title(rejected.detail)),
        )
    names = listed([lower_first(ctx.title(n.strip())) for n in rejected.detail.split(",")])
    if rejected.why == "no gap":
        return say("no gap to close on {names}.", names=names)
    return say("it cannot be told whether there is a gap on {names}.", names=names)
