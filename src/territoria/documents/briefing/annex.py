"""Section 10 and the annex: follow-up, indicator sheets, method, candidates, cases, questions."""

from __future__ import annotations

from territoria.documents.briefing.annex_cases import cases
from territoria.documents.briefing.annex_figures import caveats, figure_table
from territoria.documents.briefing.annex_trends import trend_lines, trend_table
from territoria.documents.briefing.card import build_card
from territoria.documents.briefing.card_know import review_day
from territoria.documents.briefing.card_words import TIERS
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.phrases import lower_first, plain, say
from territoria.documents.briefing.why_not import why_nots
from territoria.documents.document import (
    Block,
    Bullets,
    Cited,
    Heading,
    Line,
    Paragraph,
    Strong,
    Table,
)
from territoria.documents.numerals import numeral
from territoria.speech import colon, gettext, pgettext, semicolon


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
        figure_table(ctx),
        Bullets(tuple(caveats(ctx))),
        Heading(2, gettext("Where things are heading")),
        *trend_lines(ctx),
        *trend_table(ctx),
        Heading(2, gettext("How it is computed")),
        *_method(ctx),
        Heading(2, gettext("All advice considered")),
        _candidates(ctx),
        *_refused(ctx),
        Heading(2, gettext("The cases behind the advice")),
        *cases(ctx),
        *_asked(ctx),
        Heading(2, gettext("Sources and licences")),
        Bullets(tuple(_sources(ctx))),
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
