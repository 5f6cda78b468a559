"""What a portrait says in whole sentences, the same ones as in the briefing."""

from __future__ import annotations

from collections.abc import Sequence

from territoria.documents.briefing.phrases import (
    counted_sentence,
    in_words,
    listed,
    lower_first,
)
from territoria.documents.numerals import numeral
from territoria.speech import gettext, semicolon
from territoria_web.compare.queries.portrait import Portrait
from territoria_web.compare.queries.portrait_parts import Measured, Peers

MOST_FIGURES = 8
MOST_STRENGTHS = 3
MOST_NAMES = 4


def compared(portrait: Portrait) -> tuple[Measured, ...]:
    """The figures that stand beside those of peers, in the order of their gaps."""
    found = [f for f in portrait.figures if f.value is not None and f.size is not None]
    return tuple(sorted(found, key=lambda f: (-(f.size or 0.0), f.indicator)))


def telling(portrait: Portrait) -> tuple[Measured, ...]:
    """At most eight of them: the widest gaps, the furthest strengths, and level ones if room."""
    below, above = portrait.behind, portrait.ahead
    ahead = above[: max(MOST_STRENGTHS, MOST_FIGURES - len(below))]
    clear = [*below[: MOST_FIGURES - len(ahead)], *ahead]
    level = [f for f in compared(portrait) if f.word not in ("below", "above")]
    kept = [*clear, *level[: MOST_FIGURES - len(clear)]]
    return tuple(f for f in compared(portrait) if f in kept)


def figures_finding(portrait: Portrait) -> str:
    """Behind its peers on so many figures, most on this one; the briefing counts the same."""
    shown = compared(portrait)
    below = [f for f in shown if f.word == "below"]
    above = [f for f in shown if f.word == "above"]
    return gettext(counted_sentence(len(below), len(above))).format(
        place=portrait.name,
        behind=in_words(len(below)),
        ahead=in_words(len(above)),
        all=in_words(len(shown)),
        worst=lower_first(below[0].title.say()) if below else "",
        best=lower_first(above[-1].title.say()) if above else "",
    )


def publishers(shown: Sequence[Measured]) -> str:
    """Who publishes these figures."""
    return semicolon().join(dict.fromkeys(f.source for f in shown))


def peers_lead(portrait: Portrait, peers: Peers) -> str:
    """What peers are, and how many there are."""
    said = gettext(
        "Peers are regions alike in size, age, wealth and trades; how well they do plays no part. "
        "{place} has {firm} firm and {likely} likely peers among {universe} regions."
    ).format(
        place=portrait.name,
        firm=len(peers.chosen("firm")),
        likely=len(peers.chosen("likely")),
        universe=peers.comparable_regions,
    )
    if not peers.isolated:
        return said
    lonely = gettext(
        "None of them is close: read the comparison with care, or compare with your own past."
    )
    return f"{said} {lonely}"


def peers_finding(portrait: Portrait, peers: Peers) -> str:
    """The firmest peers by name."""
    firm = [p.name for p in peers.chosen("firm")]
    if not firm:
        return gettext("{place} has no firm peers: every likeness depends on the weights.").format(
            place=portrait.name
        )
    return gettext("The firmest peers of {place} are {names}.").format(
        place=portrait.name, names=listed(firm[:MOST_NAMES])
    )


def peers_sure(peers: Peers) -> str:
    """What firm, likely and arguable mean."""
    return gettext(
        "Firm: among the {k} nearest in at least eight of ten of {draws} variations. "
        "Likely: in at least half. Arguable: in at least a fifth."
    ).format(k=peers.k, draws=numeral(peers.draws))


def alike_said(peers: Peers) -> str:
    """What the nearest one shares with the territory, and what sets it apart."""
    if not peers.members:
        return gettext("No region is among the nearest often enough to be named.")
    nearest = peers.members[0]
    return gettext(
        "It is most like {name} in {alike}, and most unlike it in {different}. The nearest "
        "region is {ratio} times as far away as a nearest region usually is."
    ).format(
        name=nearest.name,
        alike=listed([lower_first(w.say()) for w in nearest.alike[:2]]),
        different=lower_first(nearest.different[0].say()) if nearest.different else "",
        ratio=numeral(peers.ratio, 1),
    )


def not_comparable(portrait: Portrait, regions: int) -> str:
    """Why there are no peers."""
    return gettext(
        "{place} is not comparable in this release: it lacks too many structural "
        "figures. {count} regions can be compared. Until then, compare with your own past."
    ).format(place=portrait.name, count=regions)


def trend_said(word: str) -> str:
    """Improving, worsening or no clear direction, in the language spoken."""
    return gettext(word)
