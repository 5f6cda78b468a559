"""The annex on trends: the lines of the figures that move, and a table of all changes."""

from __future__ import annotations

from territoria.documents.briefing.facts import Context, draw
from territoria.documents.briefing.phrases import plain, say
from territoria.documents.document import Block, Figure, Number, Paragraph, Table, text_of
from territoria.documents.numerals import numeral, span
from territoria.pictures.trend_line import TrendPoint, trend_line
from territoria.readings import TREND_WORDS
from territoria.speech import gettext, pgettext


def trend_lines(ctx: Context) -> list[Block]:
    """The figures that clearly move, widest gaps first: at most three lines."""
    d = ctx.diagnosis
    moving = [
        i
        for i, trend in d.trends.items()
        if trend.word != "no clear direction" and d.gaps[i].size is not None
    ]
    moving.sort(key=lambda i: (-(d.gaps[i].size or 0.0), i))
    return [_trend_line(ctx, f"F{n}", i) for n, i in enumerate(moving[:3], start=7)]


def _trend_line(ctx: Context, key: str, indicator: str) -> Figure:
    d = ctx.diagnosis
    trend = d.trends[indicator]
    digits = ctx.decimals(indicator)
    points = [
        TrendPoint(
            year, value, ctx.label("observation", f"{indicator}.{year}", numeral(value, digits))
        )
        for year, value in zip(trend.periods, trend.values, strict=True)
    ]
    finding = say(
        "{name}: {word}, {slope} a year.",
        name=ctx.title(indicator),
        word=gettext(TREND_WORDS[trend.word]),
        slope=_slope(ctx, indicator),
    )
    return draw(
        key,
        trend_line,
        gettext("{indicator} over the years").format(indicator=ctx.title(indicator)),
        text_of(finding),
        points,
        ctx.words(d.indicator(indicator).unit_of_measure),
        points[-1].label,
        caption=finding,
        sure=say("The range of the change is wide, as few years are known."),
    )


def _slope(ctx: Context, indicator: str) -> Number:
    """Change per year with its range."""
    digits = ctx.decimals(indicator) + 1
    reading = ctx.readings.read("trend", indicator)
    text = f"{numeral(reading.value, digits)} ({span(reading.low, reading.high, digits)})"
    return ctx.number("trend", indicator, text)


def trend_table(ctx: Context) -> list[Block]:
    """Change per year of every figure that is known for three years or more."""
    d = ctx.diagnosis
    if not d.trends:
        return [Paragraph(say("No figure here is known for three years or more."))]
    rows = []
    for indicator, trend in d.trends.items():
        rows.append(
            (
                plain(ctx.title(indicator)),
                plain(f"{trend.periods[0]}–{trend.periods[-1]}"),
                (_slope(ctx, indicator),),
                plain(gettext(TREND_WORDS[trend.word])),
            )
        )
    return [
        Table(
            caption=say(
                "Change per year in the figure's own unit, with its range, where three or more years "
                "exist."
            ),
            header=(
                pgettext("in a table", "Figure"),
                gettext("Years"),
                gettext("Change per year"),
                gettext("In words"),
            ),
            rows=tuple(rows),
            align="llll",
            small=True,
        )
    ]
