"""Two fields of a card: where the advice was tried, and how good the evidence is."""

from __future__ import annotations

from territoria.documents.briefing.card_words import GRADES, RELATIONS
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.phrases import join, lower_first, say
from territoria.documents.document import Line, Strong
from territoria.documents.numerals import bounds_said
from territoria.model import Expected, Initiative, Recommendation, Words
from territoria.recommend.fit import Fit, grade_here
from territoria.speech import gettext, with_unit

MOST_PLACES = 3
MOST_INITIATIVES = 2


def tried_where(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
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


def evidence_lines(ctx: Context, text: Recommendation) -> tuple[Line, ...]:
    """The grade that holds here first, then what was measured elsewhere, and what is not known."""
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
        quoted(ctx, text, "evidence.reason", evidence.reason),
        join([say("Known effect:"), quoted(ctx, text, "evidence.effect", evidence.effect)]),
        join([say("Not known:"), quoted(ctx, text, "evidence.unknown", evidence.unknown)]),
    )


def _expected(ctx: Context, text: Recommendation, number: int, found: Expected) -> Line:
    """A range that an evaluation measured elsewhere, with where and for how long."""
    library = ctx.diagnosis.library
    if found.initiative is not None:
        where = library.initiatives[found.initiative].place
    else:
        where = library.practices[found.practice or ""].place
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
            with_unit(bounds_said(found.low, found.high), ctx.words(found.unit_of_measure)),
        ),
        horizon=ctx.quote("recommendations", text.id, f"{at}.horizon", found.horizon),
    )


def quoted(ctx: Context, text: Recommendation, path: str, words: Words) -> Line:
    """Words of an advice, with the address they are read from."""
    return (ctx.quote("recommendations", text.id, path, words),)
