"""The card of one recommendation: sixteen fields, each with content or an explicit unknown."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from territoria.diagnosis import Diagnosis
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.phrases import join, lower_first, say, semicolon
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
from territoria.documents.numerals import numeral, span
from territoria.documents.words import day_of
from territoria.model import Expected, Initiative, KnowBy, Recommendation, Span, Words
from territoria.recommend.fit import Fit, grade_here
from territoria.recommend.match import Condition
from territoria.recommend.rank import Advice
from territoria.speech import gettext, gettext_noop, language

TIERS = {
    "A": gettext_noop("act now"),
    "B": gettext_noop("prepare"),
    "C": gettext_noop("test small"),
    "D": gettext_noop("measure first"),
}
GRADES = {
    "E0": gettext_noop("an idea; nobody has reported doing it"),
    "E1": gettext_noop("described by those who did it"),
    "E2": gettext_noop("numbers moved afterwards; may be coincidence"),
    "E3": gettext_noop("did better than comparable places that did not"),
    "E4": gettext_noop("shown several times, or nearly experimental"),
    "E5": gettext_noop("tested by lottery, or systematic review"),
}
STATES = {
    "met": gettext_noop("Met"),
    "unmet": gettext_noop("Not met"),
    "undone": gettext_noop("Not recorded as done"),
    "unknown": gettext_noop("Unknown; ask first"),
}
RELATIONS = {
    "here": gettext_noop("your own territory"),
    "firm": gettext_noop("a firm peer of yours"),
    "likely": gettext_noop("a likely peer of yours"),
    "arguable": gettext_noop("an arguable peer of yours"),
    "unlike": gettext_noop("not among your peers"),
    "unknown": gettext_noop("cannot be compared with you by figures"),
}
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
MONTHS_OF_WORK = gettext_noop("person-months")
EUROS = gettext_noop("euros")
MONTHS = gettext_noop("months")
STAYS_ON_TOP = gettext_noop(
    "In {share} reasonable variations it stays in its tier and among the first five."
)
STAYS_IN_TIER = gettext_noop("In {share} reasonable variations it stays in its tier.")
MOST_PLACES = 3
MOST_INITIATIVES = 2


def short_card(ctx: Context, advice: Advice) -> Card:
    """What a reader needs to decide: why, evidence, effort, what is needed first, the first step."""
    text = advice.text
    return _card(
        ctx,
        advice,
        {
            "Why this": reasons_of(ctx, advice)[:2],
            "Evidence": _evidence(ctx, text)[:1],
            "Effort": _effort(ctx, text)[:1],
            "Needs first": _needs(ctx, advice),
            "First step": (_quote(ctx, text, "first_step", text.first_step),),
            "How firm": _robust(ctx, advice),
        },
    )


def build_card(ctx: Context, advice: Advice) -> Card:
    """The card of one advice with all its fields; fields 1 and 2 are its title and subtitle."""
    text = advice.text
    contents = (
        reasons_of(ctx, advice),
        _places(ctx, text),
        _evidence(ctx, text),
        _effort(ctx, text),
        _needs(ctx, advice),
        _risks(ctx, text),
        (_quote(ctx, text, "first_step", text.first_step),),
        _know(ctx, text),
        tuple(_quote(ctx, text, f"would_change.{n}", w) for n, w in enumerate(text.would_change)),
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


def _quote(ctx: Context, text: Recommendation, path: str, words: Words) -> Line:
    return (ctx.quote("recommendations", text.id, path, words),)


def _places(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    """Where it was tried: places, then policy initiatives, those that failed before the others."""
    fits = ctx.diagnosis.fits[text.id][:MOST_PLACES]
    known = [ctx.diagnosis.library.initiatives[i] for i in text.initiatives]
    known.sort(key=lambda i: (not i.went_wrong, text.initiatives.index(i.id)))
    lines = [_place(ctx, fit) for fit in fits]
    lines += [_initiative(ctx, initiative) for initiative in known[:MOST_INITIATIVES]]
    return tuple(lines) or (say("Nowhere yet in this library."),)


def _initiative(ctx: Context, initiative: Initiative) -> Line:
    """A policy initiative in one line: where, what, and how it ended."""
    kind = "initiatives"
    return say(
        "{place}, policy initiative {title}: {warning}{result}.",
        place=ctx.named(kind, initiative.id, "place", initiative.place),
        title=ctx.quote(kind, initiative.id, "title", initiative.title),
        warning=gettext("went wrong; ") if initiative.went_wrong else "",
        result=ctx.quote(kind, initiative.id, "result", initiative.result),
    )


def _place(ctx: Context, fit: Fit) -> Line:
    practice = fit.practice
    warning = gettext("went wrong; ") if practice.went_wrong else ""
    differs = ""
    if fit.peer is not None:
        differs = gettext("; most unlike you in {indicator}").format(
            indicator=lower_first(ctx.title(fit.peer.most_different[0]))
        )
    contact = (
        gettext("Contact: {contact}.").format(contact=practice.contact)
        if practice.contact
        else gettext("Not confirmed with the place.")
    )
    return say(
        "{place}{country}: {warning}{relation}{differs}. {lesson} {contact}",
        place=ctx.named("practices", practice.id, "place", practice.place),
        country=f" ({practice.country})" if practice.country else "",
        warning=warning,
        relation=gettext(RELATIONS[fit.relation]),
        differs=differs,
        lesson=ctx.quote("practices", practice.id, "lesson", practice.lesson),
        contact=contact,
    )


def _evidence(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    evidence = ctx.diagnosis.library.recommendations[text.id].evidence
    grade, why = grade_here(
        ctx.diagnosis.library.recommendations[text.id], ctx.diagnosis.fits[text.id]
    )
    head = [
        say(
            "{grade}: {words}.",
            grade=Strong(gettext("Grade {grade}").format(grade=grade)),
            words=gettext(GRADES[grade]),
        )
    ]
    if why:
        head.append(
            say(
                "The library grades it {grade}; here {why}.", grade=evidence.grade, why=gettext(why)
            )
        )
    return (
        join(head),
        *(_expected(ctx, text, n, e) for n, e in enumerate(evidence.expected)),
        _quote(ctx, text, "evidence.reason", evidence.reason),
        join([say("Known effect:"), _quote(ctx, text, "evidence.effect", evidence.effect)]),
        join([say("Not known:"), _quote(ctx, text, "evidence.unknown", evidence.unknown)]),
    )


def _expected(ctx: Context, text: Recommendation, number: int, found: Expected) -> Line:
    """A range that an evaluation measured elsewhere, with where and for how long."""
    library = ctx.diagnosis.library
    if found.initiative is not None:
        where = library.initiatives[found.initiative].place
    else:
        where = library.practices[found.practice or ""].place
    digits = 0 if found.low == int(found.low) and found.high == int(found.high) else 1
    at = f"evidence.expected.{number}"
    return say(
        "Measured elsewhere ({place}, grade {grade}): {outcome}, {range}; {horizon}.",
        place=ctx.words(where),
        grade=found.grade,
        outcome=lower_first(ctx.words(found.outcome).rstrip(".")),
        range=ctx.cited(
            "recommendations",
            text.id,
            f"{at}.high",
            f"{span(found.low, found.high, digits)} {ctx.words(found.unit_of_measure)}",
        ),
        horizon=ctx.quote("recommendations", text.id, f"{at}.horizon", found.horizon),
    )


def _span(ctx: Context, text: Recommendation, path: str, value: Span | None, unit: str) -> Line:
    if value is None:
        return say("{unit}: unknown", unit=gettext(unit))
    whole = value.low == int(value.low) and value.high == int(value.high)
    words = span(value.low, value.high, 0 if whole else 1)
    if value.low == value.high:
        words = numeral(value.low, 0 if whole else 1)
    return (ctx.cited("recommendations", text.id, path, f"{words} {gettext(unit)}"),)


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
        _quote(ctx, text, "effort.basis", effort.basis),
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
        _quote(ctx, text, f"prerequisites.{number}.text", p.text),
    ]
    if p.data is not None:
        parts.append(say(" Here: {value}.", value=ctx.figure(p.data.indicator)))
    if p.ask is not None and condition.state == "unknown":
        parts += [(Plain(" "),), _quote(ctx, text, f"prerequisites.{number}.ask", p.ask)]
    return join(parts, "")


def state_named(state: str, advice: str | None) -> str:
    """The key in ``STATES`` of a prerequisite's state; ``advice``: the one that meets it, if one
    does. Where nobody wrote it down as done it may have been: we have not asked.
    """
    return "undone" if state == "unmet" and advice else state


def _risks(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    losers = (
        say("Nobody is named who may lose.")
        if text.losers is None
        else join([say("May lose:"), _quote(ctx, text, "losers", text.losers)])
    )
    return losers, join(
        [say("Not advisable if:"), _quote(ctx, text, "not_advisable_if", text.not_advisable_if)]
    )


def _know(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    return tuple(_know_by(ctx, text, n, k) for n, k in enumerate(text.know_by))


def _know_by(ctx: Context, text: Recommendation, number: int, know: KnowBy) -> Line:
    review = review_day(ctx.day, know.review_months)
    if know.indicator is None:
        assert know.local is not None
        return join(
            [
                _stop(_quote(ctx, text, f"know_by.{number}.local", know.local)),
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
                "; {done} peers have kept this pace.",
                done=ctx.number(
                    "pace",
                    indicator,
                    gettext("{part} of {whole}").format(
                        part=numeral(reading.value), whole=reading.detail["of"]
                    ),
                ),
            )


def _alternatives(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    return tuple(
        join(
            [
                _stop(_quote(ctx, text, f"alternatives.{n}.what", a.what)),
                say("Why not:"),
                _quote(ctx, text, f"alternatives.{n}.why_not", a.why_not),
            ]
        )
        for n, a in enumerate(text.alternatives)
    )


def _stop(line: Line) -> Line:
    """A line that ends with a full stop."""
    return line if text_of(line).rstrip().endswith((".", "?", "!")) else (*line, Plain("."))


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


def review_day(day: date, months: int) -> str:
    """The day so many months later, as ``22 November 2027``, in the language spoken."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    return day_of(date(year, month, min(day.day, monthrange(year, month)[1])), language())


__all__ = [
    "BLOCKING",
    "FIELDS",
    "build_card",
    "card_of",
    "label_line",
    "review_day",
    "short_card",
]
