"""Section 10 and the annex: follow-up, indicator sheets, method, candidates, cases, questions."""

from __future__ import annotations

import re

from territoria.content import HEADINGS, sentences_of
from territoria.documents.briefing.card import GRADES, TIERS, build_card, review_day
from territoria.documents.briefing.facts import Context, draw
from territoria.documents.briefing.phrases import colon, join, lower_first, plain, say, semicolon
from territoria.documents.briefing.why_not import why_nots
from territoria.documents.document import (
    Block,
    Bullets,
    Cited,
    Figure,
    Heading,
    Line,
    Number,
    Paragraph,
    Plain,
    Strong,
    Table,
    text_of,
)
from territoria.documents.numerals import numeral, span
from territoria.model import EffectClaim, Practice
from territoria.pictures.trend_line import TrendPoint, trend_line
from territoria.readings import STATUSES, TREND_WORDS
from territoria.speech import gettext, language, pgettext

MOST_CASES = 2  # of each advice, the most alike
# Places of two headings among those of a practice.
WHAT_WAS_DONE, DIFFICULTIES = 1, 5


def follow_up(ctx: Context) -> list[Block]:
    """Section 10: how progress is to be shown."""
    months = sorted({k.review_months for a in ctx.first for k in a.text.know_by})
    days = [review_day(ctx.day, m) for m in months]
    reviews = (
        gettext("Review dates: {days}.").format(days=semicolon().join(days))
        if days
        else gettext("No review dates yet.")
    )
    return [
        Heading(1, gettext("How progress will be shown"), "10"),
        Paragraph(
            say(
                "Each action is to have an owner, a date and an indicator, and a public page where "
                "moved dates stay visible. {reviews} A desk diagnosis has no such page yet. Until then "
                "every number here can be computed again from the address in the last table.",
                reviews=reviews,
            )
        ),
    ]


def annex(ctx: Context) -> list[Block]:
    """Indicator sheets, trends, method, all candidates, cases and the questionnaire."""
    return [
        Heading(1, gettext("Annex"), "A"),
        Heading(2, gettext("The cards in full")),
        *(build_card(ctx, a) for a in ctx.first),
        Heading(2, gettext("Every figure that is scored")),
        _sheets(ctx),
        Bullets(tuple(_caveats(ctx))),
        Heading(2, gettext("Where things are heading")),
        *_trend_lines(ctx),
        *_trends(ctx),
        Heading(2, gettext("How it is computed")),
        *_method(ctx),
        Heading(2, gettext("All advice considered")),
        _candidates(ctx),
        *_refused(ctx),
        Heading(2, gettext("The cases behind the advice")),
        *_cases(ctx),
        *_asked(ctx),
        Heading(2, gettext("Sources and licences")),
        Bullets(tuple(_sources(ctx))),
    ]


def _sheets(ctx: Context) -> Table:
    d = ctx.diagnosis
    rows = []
    for row, binding in enumerate(d.assessment.tree.bindings):
        indicator = binding.indicator
        known = d.gaps[indicator].size is not None
        proxy = gettext(" (stand-in)") if binding.proxy else ""
        low, high = binding.minimum, binding.maximum
        bounds = (
            gettext("sample")
            if low is None or high is None
            else span(low, high, _digits(low, high))
        )
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


def _caveats(ctx: Context) -> list[Line]:
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


def _digits(low: float, high: float) -> int:
    return 0 if low == int(low) and high == int(high) else 1


def _path(ctx: Context, row: int) -> str:
    """Where the bounds of a binding stand in the framework's text."""
    wanted = ctx.diagnosis.assessment.tree.bindings[row]

    def visit(nodes: tuple[object, ...], path: str) -> str:
        for n, node in enumerate(nodes):
            here = f"{path}nodes.{n}."
            for m, binding in enumerate(node.indicators):  # type: ignore[attr-defined]
                if binding is wanted:
                    return f"{here}indicators.{m}.minimum"
            found = visit(node.nodes, here)  # type: ignore[attr-defined]
            if found:
                return found
        return ""

    return visit(ctx.diagnosis.framework.nodes, "")


def _trend_lines(ctx: Context) -> list[Block]:
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


def _trends(ctx: Context) -> list[Block]:
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


def _method(ctx: Context) -> list[Block]:
    d = ctx.diagnosis
    recipe = d.framework.recipe
    scale = (
        gettext("the edition's fixed bounds, not clipped")
        if recipe.normalise.method == "fixed-bounds"
        else recipe.normalise.method
    )
    return [
        Paragraph(
            say(
                "Each figure is put on a scale from zero to a hundred by {scale}. A factor is the mean "
                "of its figures, a dimension the mean of its factors, with equal weights. Nothing is "
                "filled in: what is missing is left out, and a dimension needs figures for {least} % of "
                "its weight, else it says measure first.",
                scale=scale,
                least=ctx.setting("minimum-coverage"),
            )
        ),
        Paragraph(
            say(
                "Ranges come from {runs} variations. Each draws every figure within its error, which "
                "comes from age and rounding; the error of a survey is not in the release. Each shakes "
                "the weights at every level by up to a quarter. Each draws one of the listed methods "
                "for missing figures, extreme values, scaling and averaging. The range leaves out the "
                "lowest and highest twentieth. The framework's text lists all of it; the digest of "
                "that plan stands in every address.",
                runs=ctx.setting("runs"),
            )
        ),
        Paragraph(
            say(
                "Peers come from {variables}. Each is scaled to the same width, each element counts the "
                "same, and the distance is the weighted mean of squared differences.",
                variables=semicolon().join(
                    lower_first(ctx.title(v)) for v in (d.universe.space.variables)
                ),
            )
        ),
    ]


def _candidates(ctx: Context) -> Table:
    d = ctx.diagnosis
    rows = []
    for advice in d.advised.advice:
        role = ctx.words(d.library.roles[advice.text.role].title)
        reading = ctx.readings.read("robust", advice.text.id)
        rows.append(
            (
                plain(ctx.words(advice.text.what).rstrip(".")),
                plain(role),
                say(TIERS[advice.tier]),
                plain(gettext(advice.why_tier)),
                (
                    ctx.number(
                        "robust",
                        advice.text.id,
                        gettext("{part} of {whole}").format(
                            part=numeral(reading.value), whole=d.advised.draws
                        ),
                    ),
                ),
            )
        )
    return Table(
        caption=say(
            "Every advice that was admissible, in order, with its tier and how firm that is."
        ),
        header=(
            gettext("Advice"),
            pgettext("whom advice is for", "For"),
            gettext("Tier"),
            gettext("Why this tier"),
            gettext("Stays so in variations"),
        ),
        rows=tuple(rows) or (tuple(say("none") for _ in range(5)),),
        align="lllll",
        wide=True,
        small=True,
    )


def _refused(ctx: Context) -> list[Block]:
    """Advice that is not given here, by reason, with all its names."""
    lines = why_nots(ctx, semicolon().join, refused_only=True)
    if not lines:
        return []
    return [Paragraph(say("Not given here, and why:")), Bullets(tuple(lines))]


def _cases(ctx: Context) -> list[Block]:
    d = ctx.diagnosis
    fits = [fit for a in ctx.first for fit in d.fits[a.text.id][:MOST_CASES]]
    ids = dict.fromkeys(fit.practice.id for fit in fits)
    blocks: list[Block] = []
    for practice_id in ids:
        blocks += _case(ctx, d.library.practices[practice_id])
    return blocks or [Paragraph(say("No case of the library stands behind the first five."))]


def _case(ctx: Context, practice: Practice) -> list[Block]:
    sections, used = ctx.diagnosis.library.long_text("practices", practice.id, language())
    warning = gettext("Went wrong. ") if practice.went_wrong else ""
    country = f" ({practice.country})" if practice.country else ""
    years = gettext("undated") if practice.years == "undated" else practice.years
    if years.endswith("–"):
        years = gettext("since {year}").format(year=years[:-1])
    blocks: list[Block] = [
        Paragraph(
            join(
                [
                    (ctx.named("practices", practice.id, "place", practice.place),),
                    plain(f"{country}{colon()}"),
                    (ctx.quote("practices", practice.id, "title", practice.title),),
                    say(
                        ". {warning}{years}. Not confirmed with the place.",
                        warning=warning,
                        years=ctx.cited("practices", practice.id, "years", years),
                    ),
                ],
                "",
            )
        )
    ]
    address = str(ctx.readings.read("text", f"practices/{practice.id}/title").address)
    if used != language():
        blocks.append(Paragraph(say("This case is told in English only."), "note"))
    headings = HEADINGS["practices"][used]
    for heading in (headings[WHAT_WAS_DONE], headings[DIFFICULTIES]):
        if sections.get(heading):
            blocks.append(Paragraph(_cited(sections[heading], address)))
    blocks.append(
        Bullets(tuple(_claim(ctx, practice, n, c) for n, c in enumerate(practice.claims)))
    )
    return blocks


def _cited(text: str, address: str) -> Line:
    plain = re.sub(
        r"\s+", " ", re.sub(r"\s*\[\d+\]", "", text.replace("**", "").replace("\n- ", " "))
    ).strip()
    return (Cited(plain, address) if re.search(r"\d", plain) else Plain(plain),)


def _claim(ctx: Context, practice: Practice, number: int, claim: EffectClaim) -> Line:
    grade = (
        gettext("not reported")
        if claim.grade == "not reported"
        else f"{claim.grade}, {gettext(GRADES[claim.grade])}"
    )
    return join(
        [
            (ctx.named("practices", practice.id, f"claims.{number}.outcome", claim.outcome),),
            plain(colon()),
            (ctx.quote("practices", practice.id, f"claims.{number}.claim", claim.claim),),
            plain(f" ({grade})"),
        ],
        "",
    )


def _asked(ctx: Context) -> list[Block]:
    """What was answered, question by question; where nobody was asked, what to ask."""
    if ctx.added and ctx.added.asked:
        return [Heading(2, gettext("Question by question")), *ctx.added.asked]
    return [Heading(2, gettext("The questions to ask next")), _questions(ctx)]


def _questions(ctx: Context) -> Table:
    d = ctx.diagnosis
    bank = {q.id: q for b in d.library.questionnaires.values() for q in b.questions}
    rows = [
        (plain(ctx.title(f.id)), plain(ctx.words(bank[q].text)))
        for f in d.framework.factors()
        for q in f.questions
    ]
    return Table(
        caption=say("The survey of key actors, with five described levels for each question."),
        header=(gettext("Factor"), gettext("Question")),
        rows=tuple(rows) or ((say("none"), ()),),
        align="ll",
        small=True,
    )


def _sources(ctx: Context) -> list[Line]:
    d = ctx.diagnosis
    seen: dict[str, str] = {}
    for indicator in dict.fromkeys((*d.assessment.tree.indicators, *d.universe.space.variables)):
        source = d.indicator(indicator).source
        key = f"{gettext(source.publisher)} ({gettext(source.licence)})"
        seen[key] = (
            f"{seen[key]}{semicolon()}{gettext(source.dataset)}"
            if key in seen and gettext(source.dataset) not in seen[key]
            else seen.get(key, gettext(source.dataset))
        )
    first = next(iter(dict.fromkeys(d.assessment.tree.indicators)))
    address = str(ctx.readings.read("text", f"indicators/{first}/source.dataset").address)
    return [(Strong(f"{who}{colon()}"), Cited(f"{what}.", address)) for who, what in seen.items()]
