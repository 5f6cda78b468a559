"""Sections 7 to 9: recommendations with why-nots, the plan, and what would change our mind."""

from __future__ import annotations

from collections.abc import Sequence

from territoria.documents.briefing.card import short_card
from territoria.documents.briefing.card_know import label_line
from territoria.documents.briefing.card_words import NOTHING_STANDS, waiting_said
from territoria.documents.briefing.facts import Context, draw
from territoria.documents.briefing.phrases import (
    first_of,
    in_words,
    join,
    listed,
    lower_first,
    plain,
    say,
)
from territoria.documents.briefing.why_not import why_nots
from territoria.documents.document import (
    Block,
    Box,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Strong,
    Table,
    text_of,
)
from territoria.documents.numerals import numeral, span
from territoria.pictures.wave_plan import Wave as WaveDrawing
from territoria.pictures.wave_plan import WaveItem, wave_plan
from territoria.plan.waves import Item
from territoria.recommend.rank import Advice
from territoria.speech import gettext, gettext_noop, pgettext, semicolon

WAITS_TOO = gettext_noop("what it waits for is left over too")
NO_ROOM = gettext_noop("it does not fit the capacity")


def recommendations(ctx: Context) -> list[Block]:
    """Section 7: at most five cards, and why the others are not among them."""
    notes = ctx.added.notes if ctx.added else {}
    others = tuple(why_nots(ctx, first_of))
    return [
        Heading(1, gettext("Recommendations"), "7"),
        Paragraph(_lead(ctx)),
        *(b for a in ctx.first for b in (short_card(ctx, a), *notes.get(a.text.id, ()))),
        Paragraph(say("The annex holds the full card of each, with all its fields."), "note"),
        *([Box("why-not", gettext("Why not these"), (Bullets(others),))] if others else []),
    ]


def _lead(ctx: Context) -> Line:
    first = ctx.first
    if not first and ctx.decided:
        return say(NOTHING_STANDS)
    if not first:
        return say("No advice can be given yet: the figures are too thin. Measure first.")
    acts = [a for a in first if a.tier == "A"]
    free = [a for a in first if a.tier != "A" and not a.unmet]
    waiting = [a for a in first if a.unmet]
    lines = [say("Advice must meet fixed rules; the figures only set the order.")]
    if acts:
        lines.append(say("Ready to act on now: {names}.", names=_whats(ctx, acts)))
    else:
        lines.append(say("Nothing reaches the tier to act now."))
    if free:
        lines.append(say("Needs nothing first: {names}.", names=_whats(ctx, free)))
    if waiting:
        lines.append(
            say(
                waiting_said(len(waiting), len(first)),
                count=in_words(len(waiting)),
                all=in_words(len(first)),
            )
        )
    return join(lines)


def _whats(ctx: Context, advice: Sequence[Advice]) -> str:
    return semicolon().join(lower_first(ctx.words(a.text.what).rstrip(".")) for a in advice)


def plan(ctx: Context) -> list[Block]:
    """Section 8: proposed actions in waves, under the stated capacity."""
    roadmap = ctx.diagnosis.roadmap
    blocks: list[Block] = [
        Heading(1, gettext("Action plan"), "8"),
        Paragraph(
            say(
                "These are proposals: an action needs an owner and a decision, and neither exists yet. "
                "The plan assumes {capacity} person-months in each half-year, of all who take part, "
                "and counts with the highest estimates. It shows the main work; the first step on "
                "each card can be taken within 90 days.",
                capacity=ctx.setting("capacity"),
            )
        ),
    ]
    items = [(gettext(w.title), i) for w in roadmap.waves for i in w.items]
    if not items:
        return [*blocks, Paragraph(say("Nothing to plan yet: measure first."))]
    finding = _finding(ctx)
    drawings = [
        WaveDrawing(
            title=gettext("Wave {number}").format(number=number),
            months=gettext(wave.title),
            items=tuple(_drawn(ctx, i) for i in wave.items),
            used=wave.used,
            available=wave.capacity,
            label=ctx.label(
                "load",
                str(number),
                gettext("{part} of {whole}").format(
                    part=numeral(wave.used, int(wave.used % 1 > 0)), whole=numeral(wave.capacity)
                ),
            ),
        )
        for number, wave in enumerate(roadmap.waves, start=1)
    ]
    blocks.append(
        draw(
            "F6",
            wave_plan,
            gettext("Proposed actions in waves"),
            text_of(finding),
            drawings,
            ctx.label(
                "setting",
                "capacity",
                gettext("{number} person-months a half-year").format(
                    number=numeral(roadmap.capacity)
                ),
            ),
            caption=finding,
            sure=say(
                "The largest doubt is the effort: it is estimated from a few cases, not measured here."
            ),
        )
    )
    blocks.append(
        Table(
            caption=say("What is proposed, by whom, at what cost, and how we shall know."),
            header=(
                gettext("Action"),
                gettext("By"),
                gettext("When"),
                gettext("Cost in euros"),
                gettext("Indicator: baseline → target"),
                gettext("Waits for"),
            ),
            rows=tuple(_row(ctx, when, item) for when, item in items),
            align="llllll",
            wide=True,
            small=True,
        )
    )
    blocks.append(Paragraph(_entry(ctx)))
    left = {i.advice.text.id for i in roadmap.left_over}
    blocks += [
        Paragraph(
            say(
                "Left over: {what}; {why}.",
                what=lower_first(ctx.words(i.advice.text.what).rstrip(".")),
                why=gettext(WAITS_TOO if left & {*i.waits_for} else NO_ROOM),
            ),
            "note",
        )
        for i in roadmap.left_over
    ]
    return blocks


def _finding(ctx: Context) -> Line:
    first = [i.advice.text for i in ctx.diagnosis.roadmap.waves[0].items]
    roles = listed(
        [lower_first(ctx.words(ctx.diagnosis.library.roles[t.role].title)) for t in first]
    )
    if not first:
        return say("Nothing fits the first half-year.")
    return say("In the first half-year the work lies with {roles}.", roles=roles)


def _drawn(ctx: Context, item: Item) -> WaveItem:
    text = item.advice.text
    actor = ctx.diagnosis.library.roles[text.role]
    role = ctx.words(actor.short or actor.title)
    label = (
        (pgettext("a figure", "unknown"))
        if item.effort is None
        else numeral(item.effort, int(item.effort % 1 > 0))
    )
    return WaveItem(
        id=text.id,
        name=ctx.words(text.what).rstrip("."),
        role=role,
        effort=item.effort,
        label=ctx.label("text", f"recommendations/{text.id}/effort.person_months", label),
        waits_for=item.waits_for,
    )


def _row(ctx: Context, when: str, item: Item) -> tuple[Line, ...]:
    text = item.advice.text
    d = ctx.diagnosis
    cost = text.effort.cost_eur
    cost_line = (
        plain(pgettext("a figure", "unknown"))
        if cost is None
        else (ctx.cited("recommendations", text.id, "effort.cost_eur", span(cost.low, cost.high)),)
    )
    waits = [ctx.words(d.library.recommendations[i].what).rstrip(".") for i in item.waits_for]
    if any(c.state == "unknown" for c in item.advice.unmet):
        waits.append(gettext("an answer (see its card)"))
    if any(c.state == "unmet" and c.prerequisite.data is not None for c in item.advice.unmet):
        waits.append(gettext("a figure to improve (see its card)"))
    role = ctx.words(d.library.roles[text.role].title)
    return (
        plain(ctx.words(text.what).rstrip(".")),
        say("{role}; owner to be named", role=role),
        plain(when),
        cost_line,
        _indicator(ctx, item),
        plain(semicolon().join(waits) or gettext("nothing")),
    )


def _indicator(ctx: Context, item: Item) -> Line:
    for know in item.advice.text.know_by:
        if know.indicator is not None:
            name = ctx.title(know.indicator)
            if know.indicator not in ctx.diagnosis.targets:
                return say("{name}: {value}", name=name, value=ctx.figure(know.indicator))
            return join(
                [
                    say(
                        "{name}: {value} → {target}",
                        name=name,
                        value=ctx.figure(know.indicator),
                        target=ctx.target(know.indicator),
                    ),
                    label_line(ctx, know.indicator),
                ],
                "",
            )
    return say("counted by the territory itself")


def _entry(ctx: Context) -> Line:
    roadmap = ctx.diagnosis.roadmap
    if roadmap.entry_points:
        names = listed(
            [
                ctx.words(ctx.diagnosis.library.recommendations[i].what).rstrip(".")
                for i in roadmap.entry_points
            ]
        )
        return say("Where to begin: {names}.", names=names)
    return say(
        "No entry point yet: nothing is free of obstacles, visible within a year and opens the way "
        "for something else. The condition that fails most often is: {obstacle}.",
        obstacle=gettext(roadmap.entry_obstacle),
    )


def doubts(ctx: Context) -> list[Block]:
    """Section 9: who may lose, and what would change the advice."""
    lines: list[Line] = []
    for advice in ctx.first:
        text = advice.text
        if text.losers is not None:
            lines.append(
                join(
                    [
                        say("{what}:", what=Strong(ctx.words(text.what).rstrip("."))),
                        (ctx.quote("recommendations", text.id, "losers", text.losers),),
                    ]
                )
            )
    changes: list[Line] = [
        join(
            [
                say("{what}:", what=Strong(ctx.words(a.text.what).rstrip("."))),
                (
                    ctx.quote(
                        "recommendations", a.text.id, "would_change.0", a.text.would_change[0]
                    ),
                ),
            ]
        )
        for a in ctx.first
    ]
    blocks: list[Block] = [Heading(1, gettext("Risks, equity and what would change our mind"), "9")]
    if lines:
        blocks += [Paragraph(say("Who may lose:")), Bullets(tuple(lines))]
    if changes:
        blocks += [Paragraph(say("What would change the advice:")), Bullets(tuple(changes))]
    blocks.append(
        Paragraph(
            say(
                "Averages hide people. None of these figures says how the oldest, the poorest or "
                "the most remote residents fare; only asking them can."
            )
        )
    )
    return blocks
