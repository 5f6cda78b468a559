"""*Why this*: two to four reasons of an advice, each resting on a reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from territoria.compare.gaps import Gap
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.phrases import join, say
from territoria.documents.document import Line
from territoria.documents.numerals import numeral
from territoria.model import Recommendation
from territoria.recommend.rank import Advice
from territoria.speech import gettext

FEWEST_REASONS, MOST_REASONS = 2, 4


def reasons_of(ctx: Context, advice: Advice) -> tuple[Line, ...]:
    """What it opens the way for, its firm gaps, single figures; if need be, what is not firm.

    A gap that is not firm is no reason by itself: it is told only where less than two stand, and
    told as such. The last resort is whom the advice concerns.
    """
    library = ctx.diagnosis.library
    opened = [library.recommendations[i].what for i in reversed(advice.opens)]
    lines = [say("It opens the way for: {what}", what=ctx.words(what)) for what in opened]
    lines += [_gap(ctx, gap) for gap in advice.gaps if gap.firm]
    for factor in advice.text.factors:
        lines += [_figure(ctx, indicator) for indicator in _widest(ctx, factor)]
        lines += _unknown(ctx, factor)
    if len(lines) < FEWEST_REASONS:
        unsure = [gap for gap in advice.gaps if gap.chance is not None and not gap.firm]
        lines += [_unsure(ctx, gap) for gap in unsure]
    if len(lines) < FEWEST_REASONS:
        lines.append(_people(ctx, advice.text))
    return tuple(lines[:MOST_REASONS])


def _gap(ctx: Context, gap: Gap) -> Line:
    """A score beside the peers, and how often the gap is there."""
    if gap.said:
        return say(
            "{name}: key actors put it at {said} of a hundred. It is below the middle of the levels "
            "in {chance} of the variations; peers were not asked.",
            **_as_said(ctx, gap),
        )
    return say(
        "{name}: {score} points; the middle half of the peers lies {half}. There is a gap to their "
        "better quarter in {chance} of the variations.",
        **_beside_peers(ctx, gap),
    )


def _unsure(ctx: Context, gap: Gap) -> Line:
    """The same of a gap that is not firm: that it is not stands with it."""
    if gap.said:
        return say(
            "{name}: key actors put it at {said} of a hundred. Whether that is below the middle of "
            "the levels is not firm: so it is in {chance} of the variations.",
            **_as_said(ctx, gap),
        )
    return say(
        "{name}: {score} points; the middle half of the peers lies {half}. A gap to their better "
        "quarter is not firm: it is there in {chance} of the variations.",
        **_beside_peers(ctx, gap),
    )


def _as_said(ctx: Context, gap: Gap) -> dict[str, Any]:
    return {
        "name": ctx.title(gap.node),
        "said": ctx.said(gap.node),
        "chance": ctx.chance(gap.node),
    }


def _beside_peers(ctx: Context, gap: Gap) -> dict[str, Any]:
    return {
        "name": ctx.title(gap.node),
        "score": ctx.score(gap.node),
        "half": ctx.peer_half(gap.node),
        "chance": ctx.chance(gap.node),
    }


def _figure(ctx: Context, indicator: str) -> Line:
    reason = say(
        "{name}: {value}; the middle half of the peers lies {half}.",
        name=ctx.title(indicator),
        value=ctx.figure(indicator),
        half=ctx.peer_half(indicator),
    )
    if ctx.diagnosis.targets[indicator].label != "below trend":
        return reason
    return join([reason, say("The present trend closes this gap by itself.")])


def _unknown(ctx: Context, factor: str) -> Iterator[Line]:
    """What is not known of a factor, if anything."""
    d = ctx.diagnosis
    bound = d.bound(factor)
    missing = [i for i in bound if d.value(i) is None]
    if not bound and d.gaps[factor].said:
        return
    if not bound:
        yield say(
            "{name}: no figure exists for regions; only people here can tell.",
            name=ctx.title(factor),
        )
    elif missing:
        yield say(
            "{indicator}: {value} for this region.",
            indicator=ctx.title(missing[0]),
            value=ctx.figure(missing[0]),
        )
    elif d.gaps[factor].size is None:
        yield say(
            "{indicator}: {value}; there are no peers to compare it with.",
            indicator=ctx.title(bound[0]),
            value=ctx.figure(bound[0]),
        )


def _widest(ctx: Context, factor: str) -> list[str]:
    """The factor's indicator with the widest firm gap, if any."""
    gaps = [ctx.diagnosis.gaps[i] for i in ctx.diagnosis.bound(factor)]
    firm = [g for g in gaps if g.firm and g.size is not None and g.size > 0]
    return [max(firm, key=lambda g: (g.size or 0.0, g.node)).node] if firm else []


def _people(ctx: Context, text: Recommendation) -> Line:
    share = gettext("{number} %").format(number=numeral(text.share_of_people * 100))
    return say(
        "It concerns about {share} of the people. {basis}",
        share=ctx.cited("recommendations", text.id, "share_of_people", share),
        basis=ctx.quote("recommendations", text.id, "share_basis", text.share_basis),
    )
