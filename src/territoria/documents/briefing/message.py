"""Page one: the message. Three findings, three recommendations, one decision, one caveat."""

from __future__ import annotations

from territoria.documents.briefing.card_know import review_day
from territoria.documents.briefing.card_words import NOTHING_STANDS, TIERS
from territoria.documents.briefing.doubt import sure
from territoria.documents.briefing.facts import Context, draw
from territoria.documents.briefing.phrases import in_words, join, listed, lower_first, say, some_of
from territoria.documents.document import (
    Block,
    Box,
    Bullets,
    Figure,
    Heading,
    Line,
    Paragraph,
    Strong,
    text_of,
)
from territoria.documents.numerals import on_scale, round_half_up
from territoria.measure.tree import OVERALL
from territoria.pictures.pillar_strip import Pillar, pillar_strip
from territoria.recommend.rank import Advice
from territoria.speech import gettext, gettext_noop

AGAINST_PEERS = {
    "above": gettext_noop("above its peers on {names}"),
    "level": gettext_noop("about level with its peers on {names}"),
    "below": gettext_noop("below its peers on {names}"),
}
TALLY = {
    "above": gettext_noop("{count} above the peers"),
    "level": gettext_noop("{count} about level"),
    "below": gettext_noop("{count} below"),
    "unknown": gettext_noop("{count} unknown"),
}
TALLY_OF_ONE = {
    "above": gettext_noop("one above the peers"),
    "level": gettext_noop("one about level"),
    "below": gettext_noop("one below"),
    "unknown": gettext_noop("one unknown"),
}
FURTHEST = {
    "below": gettext_noop("Furthest behind"),
    "above": gettext_noop("Furthest ahead"),
}
NO_ADVICE = gettext_noop("No advice yet: measure first.")
PLAIN_ADVICE = gettext_noop("{role}: {what}.")
TIERED_ADVICE = gettext_noop("{role}: {what} ({tier}).")
NO_FIGURE = {
    "below": gettext_noop("No figure is clearly behind the peers."),
    "above": gettext_noop("No figure is clearly ahead of the peers."),
}


def message(ctx: Context) -> list[Block]:
    """Section 1, to be read on its own."""
    return [
        Heading(1, gettext("The message"), "1"),
        Paragraph(caveat(ctx), "margin"),
        Paragraph(headline(ctx), "lead"),
        strip(ctx),
        Paragraph(
            sure(ctx, [n.id for n in ctx.diagnosis.framework.nodes], gettext("How sure are we? ")),
            "margin",
        ),
        Bullets(tuple(findings(ctx))),
        Paragraph((Strong(_tiers(ctx)),)),
        Bullets(tuple(first_advice(ctx)), ordered=True),
        Box("decision", "", (Paragraph(decision(ctx)),)),
    ]


def headline(ctx: Context) -> Line:
    """One sentence: where the territory stands against its peers, dimension by dimension."""
    d = ctx.diagnosis
    groups: dict[str, list[str]] = {"above": [], "level": [], "below": [], "unknown": []}
    for node in d.framework.nodes:
        groups[d.gaps[node.id].word].append(lower_first(ctx.title(node.id)))
    parts = [
        gettext(said).format(names=listed(groups[word]))
        for word, said in AGAINST_PEERS.items()
        if groups[word]
    ]
    if not parts and d.peer_columns:
        return say(
            "{place} cannot be placed as a whole yet: too few figures are known. Single figures can "
            "be compared.",
            place=ctx.place,
        )
    if not parts:
        return say(
            "{place} cannot be compared yet: no structural peers or too few figures.",
            place=ctx.place,
        )
    lines = [say("{place} is {part}.", place=ctx.place, part=parts[0])]
    lines += [say("It is {part}.", part=part) for part in parts[1:]]
    if groups["unknown"]:
        lines.append(say("Not known yet: {names}.", names=listed(groups["unknown"])))
    return join(lines)


def findings(ctx: Context) -> list[Line]:
    """The figure furthest behind the peers, the one furthest ahead, and what is unknown."""
    found = [_figure(ctx, "below"), _figure(ctx, "above"), _unknown(ctx)]
    lines = [line for line in found if line]
    if len(lines) < 3:
        lines.append(_overall(ctx))
    return lines[:3]


def _figure(ctx: Context, word: str) -> Line:
    """A figure in its own unit beside the middle half of the peers; composites hide too much."""
    d = ctx.diagnosis
    gaps = [g for i in dict.fromkeys(d.assessment.tree.indicators) if (g := d.gaps[i]).word == word]
    if not gaps:
        return say(NO_FIGURE[word]) if d.peer_columns else ()
    sign = 1 if word == "below" else -1
    gap = max(gaps, key=lambda g: (sign * (g.size or 0.0), g.node))
    return say(
        "{head}: {name}, {value}. Half the peers lie {half}.",
        head=Strong(gettext(FURTHEST[word])),
        name=lower_first(ctx.title(gap.node)),
        value=ctx.figure(gap.node),
        half=ctx.peer_half(gap.node),
    )


def _unknown(ctx: Context) -> Line:
    d = ctx.diagnosis
    unknown = [f for f in d.framework.factors() if d.score(f.id) is None]
    if not unknown:
        return ()
    names = some_of([lower_first(ctx.title(f.id)) for f in unknown])
    return say("{head}: {names}.", head=Strong(gettext("No figures exist for")), names=names)


def _overall(ctx: Context) -> Line:
    if ctx.diagnosis.score(OVERALL) is None:
        return say("Too few figures are known for a score of all dimensions together.")
    return say(
        "Over all dimensions: {score} points, between places {rank}.",
        score=ctx.score(OVERALL),
        rank=ctx.rank(OVERALL),
    )


def _tiers(ctx: Context) -> str:
    """Heading of the first advice, with the tier where all share it."""
    tiers = {a.tier for a in ctx.first[:3]}
    if len(tiers) == 1:
        return gettext("What we recommend first: {tier}").format(tier=gettext(TIERS[tiers.pop()]))
    return gettext("What we recommend first")


def first_advice(ctx: Context) -> list[Line]:
    """The first three recommendations, with their tiers where these differ."""
    first = ctx.first[:3]
    alike = len({a.tier for a in first}) == 1
    lines = []
    for advice in first:
        lines.append(
            say(
                PLAIN_ADVICE if alike else TIERED_ADVICE,
                role=Strong(_short_role(ctx, advice)),
                what=lower_first(ctx.words(advice.text.what).rstrip(".")),
                tier=gettext(TIERS[advice.tier]),
            )
        )
    none = NOTHING_STANDS if ctx.decided else NO_ADVICE
    return lines or [say(none)]


def _short_role(ctx: Context, advice: Advice) -> str:
    """What a role is called in one or two words: *Mayors*, not all they stand for."""
    actor = ctx.diagnosis.library.roles[advice.text.role]
    return ctx.words(actor.short or actor.title)


def decision(ctx: Context) -> Line:
    """The one decision a reader can take."""
    if ctx.added is not None and ctx.added.decision:
        return join(
            [say("{head}", head=Strong(gettext("The decision we ask for."))), ctx.added.decision]
        )
    return say(
        "{head} Name one person to ask the key actors and put these proposals to a vote by {day}.",
        head=Strong(gettext("The decision we ask for.")),
        day=review_day(ctx.day, 3),
    )


def caveat(ctx: Context) -> Line:
    """What this page cannot know."""
    if ctx.added is not None and ctx.added.caveat:
        return ctx.added.caveat
    years = [ctx.diagnosis.period(i) for i in ctx.diagnosis.known(OVERALL)]
    if not years:
        return say("Indicators only; survey not yet held.")
    taken = ctx.readings.read("inherited", OVERALL)
    own = (
        say(
            " {count} of them come from a larger region.",
            count=ctx.count("inherited", OVERALL),
        )
        if taken.value
        else ()
    )
    return join(
        [
            say(
                "Indicators only; survey not yet held. {known} figures are known, from {first} to {last}.",
                known=ctx.known(OVERALL),
                first=str(min(years)),
                last=str(max(years)),
            ),
            own,
        ],
        "",
    )


def _tally(ctx: Context) -> Line:
    """The finding of F1: how many dimensions stand where."""
    words: list[str] = [ctx.diagnosis.gaps[n.id].word for n in ctx.diagnosis.framework.nodes]
    parts = [
        gettext(TALLY_OF_ONE[word] if count == 1 else said).format(count=in_words(count))
        for word, said in TALLY.items()
        if (count := words.count(word))
    ]
    return say("Of {count} dimensions, {parts}.", count=in_words(len(words)), parts=listed(parts))


def _whole(value: float | None) -> float | None:
    return None if value is None else round_half_up(value)


def strip(ctx: Context) -> Figure:
    """F1: dimensions with band and range against peers."""
    d = ctx.diagnosis
    pillars = []
    for node in d.framework.nodes:
        gap = d.gaps[node.id]
        score = ctx.readings.read("score", node.id)
        compared = gap.peer_median is not None
        pillars.append(
            Pillar(
                name=ctx.title(node.id),
                value=on_scale(score.value),
                low=on_scale(score.low),
                high=on_scale(score.high),
                label=ctx.label("score", node.id, ctx.score_text(node.id)),
                band=ctx.band(node.id),
                word=gap.word,
                peers_low=_whole(gap.peer_low),
                peers_high=_whole(gap.peer_high),
                peers_median=_whole(gap.peer_median),
                coverage=ctx.label(
                    "known",
                    node.id,
                    gettext("{known} figures known").format(known=ctx.known(node.id).text),
                ),
                peers_label=ctx.label(
                    "peer-median",
                    node.id,
                    f"{ctx.range_of('peer-median', node.id, 0)}",
                )
                if compared
                else None,
            )
        )
    finding = headline(ctx)
    return draw(
        "F1",
        pillar_strip,
        gettext("Dimensions against structural peers"),
        text_of(finding),
        pillars,
        caption=_tally(ctx),
    )
