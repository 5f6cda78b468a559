"""Section 6: gaps that matter, and those we cannot tell."""

from __future__ import annotations

from territoria.documents.briefing.facts import Context, draw
from territoria.documents.briefing.phrases import (
    in_words,
    listed,
    lower_first,
    say,
    without_accents,
)
from territoria.documents.document import Block, Heading, Line, Paragraph, text_of
from territoria.pictures.gap_board import GapMark, gap_board
from territoria.pictures.picture import Label
from territoria.speech import gettext, pgettext

ORDER = ("act", "unblock", "watch", "keep", "cannot-tell")


def gaps(ctx: Context) -> list[Block]:
    """The gap board of the factors."""
    finding = _finding(ctx)
    items = sorted(
        (_mark(ctx, f.id) for f in ctx.diagnosis.framework.factors()),
        key=lambda m: (
            ORDER.index(m.kind),
            -(m.gap if m.gap is not None else -99.0),
            without_accents(m.name),
        ),
    )
    return [
        Heading(1, gettext("Gaps that matter"), "6"),
        Paragraph(
            say(
                "A gap is the way to the level that the better quarter of the firm and likely peers "
                "reach. Its unit is the spread of the peers: the width of their middle half. A region "
                "can be level with the middle of its peers and still have a gap."
            )
        ),
        draw(
            "F5",
            gap_board,
            gettext("Gaps by factor"),
            text_of(finding),
            items,
            caption=finding,
            sure=say(
                "A gap is firm when it is there in at least six of ten of {draws} variations; the share "
                "stands beside it. How much each factor matters to people here has not been asked.",
                draws=ctx.setting("draws"),
            ),
        ),
        *_told_by_people(ctx),
    ]


def _told_by_people(ctx: Context) -> list[Block]:
    """Gaps that stand on a scale of their own: no peers were asked."""
    factors = ctx.diagnosis.framework.factors()
    said = [ctx.title(f.id) for f in factors if ctx.diagnosis.gaps[f.id].said]
    if not said:
        return []
    line = say(
        "Nothing is counted of these, so only key actors here could tell: {names}. Their gap is in "
        "levels of the survey, to the middle one, not in spreads of the peers.",
        names=listed([lower_first(name) for name in said]),
    )
    return [Paragraph(line, "note")]


def kind_of(ctx: Context, node: str) -> str:
    """Class of a factor: *unblock* where all advice for it waits for something known to be unmet."""
    advice = [a for a in ctx.diagnosis.advised.advice if node in a.text.factors and a.tier in "ABC"]
    blocked = bool(advice) and all(any(c.state == "unmet" for c in a.conditions) for a in advice)
    return ctx.diagnosis.gaps[node].kind(blocked=blocked)


def _mark(ctx: Context, node: str) -> GapMark:
    gap = ctx.diagnosis.gaps[node]
    if gap.size is None:
        return GapMark(
            ctx.title(node),
            "cannot-tell",
            None,
            None,
            None,
            Label(pgettext("a figure", "unknown")),
            Label(""),
        )
    return GapMark(
        name=ctx.title(node),
        kind=kind_of(ctx, node),  # type: ignore[arg-type]
        gap=gap.size,
        low=gap.low,
        high=gap.high,
        label=ctx.label("gap", node, ctx.gap(node).text),
        chance=ctx.label("chance", node, ctx.chance(node).text),
    )


def _finding(ctx: Context) -> Line:
    d = ctx.diagnosis
    act = [f.id for f in d.framework.factors() if kind_of(ctx, f.id) in ("act", "unblock")]
    act.sort(key=lambda n: (-(d.gaps[n].size or 0.0), n))
    unknown = [f.id for f in d.framework.factors() if kind_of(ctx, f.id) == "cannot-tell"]
    if not act:
        return say(
            "No factor has a firm gap; {count} cannot be told.", count=in_words(len(unknown))
        )
    names = listed([lower_first(ctx.title(n)) for n in act[:3]])
    return say(
        "The widest firm gaps are {names}; {count} factors cannot be told.",
        names=names,
        count=in_words(len(unknown)),
    )
