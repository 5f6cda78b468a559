"""One field of a card: how we shall know, with baseline, target, its label and the day of review."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from territoria.documents.briefing.card_evidence import quoted
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.phrases import join, say
from territoria.documents.document import Line, Plain, text_of
from territoria.documents.numerals import numeral
from territoria.documents.words import day_of
from territoria.model import KnowBy, Recommendation
from territoria.speech import gettext, language


def known_by(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    """One line for each indicator or local count that will tell."""
    return tuple(_know_by(ctx, text, n, k) for n, k in enumerate(text.know_by))


def _know_by(ctx: Context, text: Recommendation, number: int, know: KnowBy) -> Line:
    review = review_day(ctx.day, know.review_months)
    if know.indicator is None:
        assert know.local is not None
        return join(
            [
                with_stop(quoted(ctx, text, f"know_by.{number}.local", know.local)),
                say("Baseline: count it first. Review: {day}.", day=review),
            ]
        )
    name = ctx.title(know.indicator)
    if know.indicator not in ctx.diagnosis.targets:
        return say(
            "{name}: baseline {value}; a target needs the figure first. Review: {day}.",
            name=name,
            value=ctx.figure(know.indicator),
            day=review,
        )
    return join(
        [
            say(
                "{name}: baseline {value}; target {target}, five years after a fresh baseline",
                name=name,
                value=ctx.figure(know.indicator),
                target=ctx.target(know.indicator, unit=True),
            ),
            label_line(ctx, know.indicator),
            say(" Review: {day}.", day=review),
        ],
        "",
    )


def label_line(ctx: Context, indicator: str) -> Line:
    """What a target's label means, as a clause that ends the sentence."""
    target = ctx.diagnosis.targets[indicator]
    match target.label:
        case "reached":
            return say(": hold it.")
        case "hold":
            return say("; three quarters of the peers did not improve, so hold it.")
        case "below trend":
            return say("; you would reach this by waiting.")
        case "never seen":
            return say("; no peer has been seen to climb to the others' level, so hold it.")
        case "pace unknown":
            return say("; no series shows how fast peers move.")
        case _:
            reading = ctx.readings.read("pace", indicator)
            return say(
                "; peers that have kept this pace: {done}.",
                done=ctx.number(
                    "pace",
                    indicator,
                    gettext("{part} of {whole}").format(
                        part=numeral(reading.value), whole=reading.detail["of"]
                    ),
                ),
            )


def with_stop(line: Line) -> Line:
    """A line that ends with a full stop."""
    return line if text_of(line).rstrip().endswith((".", "?", "!")) else (*line, Plain("."))


def review_day(day: date, months: int) -> str:
    """The day so many months later, as ``22 November 2027``, in the language spoken."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    return day_of(date(year, month, min(day.day, monthrange(year, month)[1])), language())
