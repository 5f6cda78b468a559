"""The card of one recommendation: sixteen fields, each with content or an explicit unknown."""

from __future__ import annotations

from datetime import date
from typing import Any

from territoria.diagnosis import Diagnosis
from territoria.documents.briefing.card_evidence import evidence_lines, quoted, tried_where
from territoria.documents.briefing.card_know import known_by, with_stop
from territoria.documents.briefing.card_words import (
    EUROS,
    MONTHS,
    MONTHS_OF_WORK,
    STATES,
    TIERS,
    state_named,
)
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.phrases import join, lower_first, say
from territoria.documents.briefing.reasons import reasons_of
from territoria.documents.document import (
    Card,
    Line,
    Plain,
    Strong,
    addresses_of,
    lines_of,
    text_of,
)
from territoria.documents.numerals import bounds_said, numeral
from territoria.model import Recommendation, Span
from territoria.recommend.match import Condition
from territoria.recommend.rank import Advice
from territoria.speech import gettext, gettext_noop, semicolon, with_unit

FIELDS = (
    gettext_noop("Why this"),
    gettext_noop("Tried where"),
    gettext_noop("Evidence"),
    gettext_noop("Effort"),
    gettext_noop("Needs first"),
    gettext_noop("Risks"),
    gettext_noop("First step"),
    gettext_noop("How we shall know"),
    gettext_noop("What would change this advice"),
    gettext_noop("Alternatives"),
    gettext_noop("How firm"),
    gettext_noop("Who supports, who objects"),
    gettext_noop("Decision"),
    gettext_noop("Provenance"),
)
BLOCKING = (
    "Why this",
    "Evidence",
    "Needs first",
    "How we shall know",
    "What would change this advice",
)
STAYS_ON_TOP = gettext_noop(
    "In {share} reasonable variations it stays in its tier and among the first five."
)
STAYS_IN_TIER = gettext_noop("In {share} reasonable variations it stays in its tier.")


def short_card(ctx: Context, advice: Advice) -> Card:
    """What a reader needs to decide: why, evidence, effort, what is needed first, the first step."""
    text = advice.text
    return _card(
        ctx,
        advice,
        {
            "Why this": reasons_of(ctx, advice)[:2],
            "Evidence": evidence_lines(ctx, text)[:1],
            "Effort": _effort(ctx, text)[:1],
            "Needs first": _needs(ctx, advice),
            "First step": (quoted(ctx, text, "first_step", text.first_step),),
            "How firm": _robust(ctx, advice),
        },
    )


def build_card(ctx: Context, advice: Advice) -> Card:
    """The card of one advice with all its fields; fields 1 and 2 are its title and subtitle."""
    text = advice.text
    contents = (
        reasons_of(ctx, advice),
        tried_where(ctx, text),
        evidence_lines(ctx, text),
        _effort(ctx, text),
        _needs(ctx, advice),
        _risks(ctx, text),
        (quoted(ctx, text, "first_step", text.first_step),),
        known_by(ctx, text),
        tuple(quoted(ctx, text, f"would_change.{n}", w) for n, w in enumerate(text.would_change)),
        _alternatives(ctx, text),
        _robust(ctx, advice),
        (_supporters(ctx),),
        _decision(ctx, text),
        _provenance(ctx, text),
    )
    return _card(ctx, advice, dict(zip(FIELDS, contents, strict=True)))


def card_of(diagnosis: Diagnosis, advice: Advice, day: date) -> dict[str, Any]:
    """A full card as plain data, with the addresses of its numbers."""
    ctx = Context(diagnosis, day)
    card = build_card(ctx, advice)
    return {
        "id": advice.text.id,
        "tier": card.tier,
        "tier_words": card.tier_words,
        "why_tier": gettext(advice.why_tier),
        "place": advice.place,
        "what": card.title,
        "for_whom": ctx.words(diagnosis.library.roles[advice.text.role].title),
        "fields": {name: [text_of(line) for line in lines] for name, lines in card.fields},
        "readings": addresses_of(card),
    }


def _card(ctx: Context, advice: Advice, fields: dict[str, tuple[Line, ...]]) -> Card:
    actor = ctx.diagnosis.library.roles[advice.text.role]
    return Card(
        tier=advice.tier,
        tier_words=gettext(TIERS[advice.tier]),
        title=ctx.words(advice.text.what).rstrip("."),
        subtitle=gettext("For {role}").format(role=lower_first(ctx.words(actor.title))),
        fields=tuple((gettext(name), lines) for name, lines in fields.items()),
    )


def _span(ctx: Context, text: Recommendation, path: str, value: Span | None, unit: str) -> Line:
    if value is None:
        return say("{unit}: unknown", unit=gettext(unit))
    words = with_unit(bounds_said(value.low, value.high), gettext(unit))
    return (ctx.cited("recommendations", text.id, path, words),)


def _effort(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    effort = text.effort
    parts = [
        _span(ctx, text, "effort.person_months", effort.person_months, MONTHS_OF_WORK),
        _span(ctx, text, "effort.cost_eur", effort.cost_eur, EUROS),
        join(
            [
                say("first effect after"),
                _span(ctx, text, "effort.first_effect_months", effort.first_effect_months, MONTHS),
            ]
        ),
    ]
    undo = say("It can be undone.") if effort.reversible else say("It is hard to undo.")
    return (
        join([join(parts, semicolon()), (Plain(". "),), undo], ""),
        quoted(ctx, text, "effort.basis", effort.basis),
    )


def _needs(ctx: Context, advice: Advice) -> tuple[Line, ...]:
    if not advice.conditions:
        return (say("Nothing. It can start now."),)
    return tuple(_need(ctx, advice.text, n, c) for n, c in enumerate(advice.conditions))


def _need(ctx: Context, text: Recommendation, number: int, condition: Condition) -> Line:
    p = condition.prerequisite
    parts = [
        say(
            "{state}: ",
            state=Strong(gettext(STATES[state_named(condition.state, p.recommendation)])),
        ),
        quoted(ctx, text, f"prerequisites.{number}.text", p.text),
    ]
    if p.data is not None:
        parts.append(say(" Here: {value}.", value=ctx.figure(p.data.indicator)))
    if p.ask is not None and condition.state == "unknown":
        parts += [(Plain(" "),), quoted(ctx, text, f"prerequisites.{number}.ask", p.ask)]
    return join(parts, "")


def _risks(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    losers = (
        say("Nobody is named who may lose.")
        if text.losers is None
        else join([say("May lose:"), quoted(ctx, text, "losers", text.losers)])
    )
    return losers, join(
        [say("Not advisable if:"), quoted(ctx, text, "not_advisable_if", text.not_advisable_if)]
    )


def _alternatives(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    return tuple(
        join(
            [
                with_stop(quoted(ctx, text, f"alternatives.{n}.what", a.what)),
                say("Why not:"),
                quoted(ctx, text, f"alternatives.{n}.why_not", a.why_not),
            ]
        )
        for n, a in enumerate(text.alternatives)
    )


def _robust(ctx: Context, advice: Advice) -> tuple[Line, ...]:
    reading = ctx.readings.read("robust", advice.text.id)
    share = ctx.number(
        "robust",
        advice.text.id,
        gettext("{part} of {whole}").format(
            part=numeral(reading.value), whole=ctx.diagnosis.advised.draws
        ),
    )
    return (say(STAYS_ON_TOP if advice.shown else STAYS_IN_TIER, share=share),)


def _supporters(ctx: Context) -> Line:
    if ctx.added is None:
        return say("Not yet asked: this is a desk diagnosis.")
    return say("What people here say, and where they disagree, has a section of its own.")


def _decision(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    """What was decided on it, in the words of those who decided."""
    held = ctx.added.notes.get(text.id, ()) if ctx.added else ()
    lines = tuple(line for block in held for line in lines_of(block))
    if lines:
        return lines
    if ctx.added and ctx.added.chosen is not None:
        return (say("Taken by the team; no reason was written down."),)
    return (
        say("Open. Accepted, changed or declined, with the reason and the name, belongs here."),
    )


def _provenance(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    d = ctx.diagnosis
    return (
        say(
            "Advice {name}, framework {framework} edition {edition}, release {release}.",
            name=Plain(text.heading or text.id),
            framework=d.framework.id,
            edition=d.framework.edition,
            release=d.observations.name,
        ),
    )
