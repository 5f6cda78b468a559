"""Section 3: where the territory stands, in scores and in the figures' own units."""

from __future__ import annotations

import math
from typing import Literal, cast

from territoria.diagnosis import Diagnosis
from territoria.documents.briefing.doubt import sure
from territoria.documents.briefing.facts import Context, draw
from territoria.documents.briefing.phrases import (
    counted_sentence,
    in_words,
    join,
    listed,
    lower_first,
    plain,
    say,
    some_of,
)
from territoria.documents.document import (
    Block,
    Heading,
    Line,
    Paragraph,
    Plain,
    Table,
    text_of,
)
from territoria.documents.numerals import numeral
from territoria.errors import AddressError
from territoria.measure.tree import OVERALL
from territoria.model import Status
from territoria.pictures.picture import Label
from territoria.pictures.range_dot_plot import DotRow, range_dot_plot
from territoria.pictures.rank_ribbon import rank_ribbon
from territoria.speech import gettext, gettext_noop, pgettext, semicolon

MOST_ROWS = 12
AGAINST = {
    "above": gettext_noop("above"),
    "level": gettext_noop("about the same"),
    "below": gettext_noop("below"),
    "unknown": gettext_noop("cannot tell"),
}
DRAWN_OF_ALL = gettext_noop(
    "The picture shows {shown} of these {all} figures, those clearly behind or ahead first."
)
DOTS = gettext_noop(
    "The dots are published figures. How far each may be off from age and rounding "
    "enters all ranges; the error of the survey behind it is not in the release."
)


def standing(ctx: Context) -> list[Block]:
    """Scores by dimension with badges, the overall rank range, and the figures against peers."""
    d = ctx.diagnosis
    return [
        Heading(1, gettext("Where we stand"), "3"),
        Paragraph(_lead(ctx)),
        _dimensions(ctx),
        Paragraph(
            say(
                "Above, about the same and below compare with the median of the peers. Data: A is "
                "published and at most three years old in {year}, B published and older, E taken over "
                "from a larger region; the number counts such figures.",
                year=str(d.framework.reference_year),
            ),
            "note",
        ),
        *_ribbon(ctx),
        *_figures(ctx),
    ]


def _lead(ctx: Context) -> Line:
    d = ctx.diagnosis
    if d.score(OVERALL) is None:
        return say(
            "Too few figures are known for a score of all dimensions together: {known}.",
            known=ctx.known(OVERALL),
        )
    scored = [n.id for n in d.framework.nodes if d.score(n.id) is not None]
    lowest = min(scored, key=lambda n: (d.score(n) or 0.0, n))
    without = [lower_first(ctx.title(n.id)) for n in d.framework.nodes if d.score(n.id) is None]
    lines = [
        say(
            "All dimensions together give {score} points of a hundred. A mean hides a bottleneck: the "
            "lowest dimension is {lowest} with {low}.",
            score=ctx.score(OVERALL, strong=True),
            lowest=lower_first(ctx.title(lowest)),
            low=ctx.score(lowest, strong=True),
        )
    ]
    if without:
        lines.append(
            say(
                "The mean leaves out {names}, which is to be measured first.",
                names=listed(without),
            )
        )
    return join(lines)


def _dimensions(ctx: Context) -> Table:
    d = ctx.diagnosis
    rows = []
    for node in d.framework.nodes:
        gap = d.gaps[node.id]
        scored = d.score(node.id) is not None
        badge = ctx.readings.read("score", node.id).badge
        rows.append(
            (
                plain(ctx.title(node.id)),
                (ctx.score(node.id, strong=True),) if scored else say("measure first"),
                plain(ctx.band(node.id) or pgettext("a figure", "unknown")),
                say(AGAINST[gap.word]),
                (ctx.rank(node.id),) if scored else say("no rank"),
                (ctx.known(node.id),),
                (ctx.number("score", node.id, badge),) if badge else say("none"),
            )
        )
    return Table(
        caption=say(
            "Scores from zero to a hundred with their ranges, places with their ranges, and what they rest on."
        ),
        header=(
            gettext("Dimension"),
            gettext("Score"),
            gettext("Band"),
            gettext("Against peers"),
            pgettext("in a ranking", "Place"),
            gettext("Figures known"),
            gettext("Data"),
        ),
        rows=tuple(rows),
        align="lllllll",
        wide=True,
        small=True,
    )


def _ribbon(ctx: Context) -> list[Block]:
    reading = ctx.readings.read("rank", OVERALL)
    if reading.low is None or reading.high is None:
        return []
    low, high, of = int(reading.low), int(reading.high), int(reading.detail["of"])
    finding = say(
        "{place} lies somewhere between places {rank} regions; it cannot be told apart from "
        "{count} others.",
        place=ctx.place,
        rank=ctx.rank(OVERALL),
        count=ctx.count("indistinct", OVERALL),
    )
    figure = draw(
        "F2",
        rank_ribbon,
        gettext("Range of places among the regions scored"),
        text_of(finding),
        low,
        high,
        of,
        ctx.label("rank", OVERALL, ctx.rank(OVERALL).text),
        caption=finding,
        sure=sure(ctx, [OVERALL]),
    )
    return [figure]


def _figures(ctx: Context) -> list[Block]:
    d = ctx.diagnosis
    known = [i for i in dict.fromkeys(d.assessment.tree.indicators) if d.value(i) is not None]
    missing = [i for i in dict.fromkeys(d.assessment.tree.indicators) if d.value(i) is None]
    compared = [i for i in known if d.gaps[i].size is not None]
    compared.sort(key=lambda i: (-(d.gaps[i].size or 0.0), i))
    blocks: list[Block] = []
    if compared:
        shown = _telling(ctx, compared)
        finding = _finding(ctx, compared)
        blocks.append(
            draw(
                "F3",
                range_dot_plot,
                gettext("Figures in their own units against peers and country"),
                text_of(finding),
                [_row(ctx, i) for i in shown],
                caption=finding,
                sure=join([say(DOTS), *_drawn(shown, compared)]),
                source=_sources(ctx, shown),
            )
        )
    if missing:
        names = [lower_first(ctx.title(i)) for i in missing]
        blocks.append(
            Paragraph(
                say(
                    "Unknown for {place}: {names}. To know them, ask the statistical office for the "
                    "regional figure, or fund the survey that makes it.",
                    place=ctx.place,
                    names=some_of(names),
                )
            )
        )
    return blocks


def _telling(ctx: Context, compared: list[str]) -> list[str]:
    """At most twelve figures: those clearly behind or ahead first, in the order of their gaps."""
    gaps = ctx.diagnosis.gaps
    clear = [i for i in compared if gaps[i].word in ("below", "above")]
    level = [i for i in compared if i not in clear]
    kept = {*clear[:MOST_ROWS], *level[: max(MOST_ROWS - len(clear), 0)]}
    return [i for i in compared if i in kept]


def _finding(ctx: Context, compared: list[str]) -> Line:
    """Behind and ahead on so many of all figures that can be compared, whatever is drawn."""
    d = ctx.diagnosis
    below = [i for i in compared if d.gaps[i].word == "below"]
    above = [i for i in compared if d.gaps[i].word == "above"]
    return say(
        counted_sentence(len(below), len(above)),
        place=ctx.place,
        behind=in_words(len(below)),
        ahead=in_words(len(above)),
        all=in_words(len(compared)),
        worst=lower_first(ctx.title(below[0])) if below else "",
        best=lower_first(ctx.title(above[-1])) if above else "",
    )


def _drawn(shown: list[str], compared: list[str]) -> list[Line]:
    """How many of the figures the picture shows, where it does not show all."""
    line = say(
        DRAWN_OF_ALL,
        shown=in_words(len(shown)),
        all=in_words(len(compared)),
    )
    return [line] if len(shown) < len(compared) else []


def _row(ctx: Context, indicator: str) -> DotRow:
    d = ctx.diagnosis
    text = d.indicator(indicator)
    decimals = text.decimals
    gap = d.gaps[indicator]
    peers = d.assessment.cut.values[d.row(indicator), d.peer_columns]
    country, country_label = _country(ctx, indicator)
    median = ctx.readings.read("peer-median", indicator)
    return DotRow(
        name=ctx.title(indicator),
        unit=ctx.words(text.unit_of_measure),
        year=str(d.period(indicator)),
        value=d.value(indicator),
        label=ctx.label("observation", indicator, numeral(d.value(indicator), decimals)),
        peers=tuple(float(p) for p in peers if math.isfinite(p)),
        peer_median=gap.peer_median,
        peer_label=ctx.label("peer-median", indicator, numeral(median.value, decimals)),
        country=country,
        country_label=country_label,
        direction=cast(Literal[1, -1], text.direction),
        word=gap.word,
        inherited=d.status(indicator) is Status.INHERITED,
    )


def _country(ctx: Context, indicator: str) -> tuple[float | None, Label]:
    """The country's own figure for the same year, where the release has one."""
    d = ctx.diagnosis
    home = next((t for t in d.observations.territories if t.code == d.territory.country), None)
    if home is None:
        return None, Label("")
    try:
        reading = ctx.readings.of(
            Diagnosis(d.universe, home, d.capacity),
            "observation",
            f"{indicator}.{d.period(indicator)}",
        )
    except AddressError:
        return None, Label("")
    if reading.value is None:
        return None, Label("")
    return reading.value, Label(
        numeral(reading.value, ctx.decimals(indicator)), str(reading.address)
    )


def _sources(ctx: Context, shown: list[str]) -> Line:
    publishers = dict.fromkeys(gettext(ctx.diagnosis.indicator(i).source.publisher) for i in shown)
    return join([say("Sources: "), (Plain(semicolon().join(publishers) + "."),)], "")


__all__ = ["standing"]
