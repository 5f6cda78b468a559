"""Section 4: compared with whom, how firmly, and why."""

from __future__ import annotations

from territoria.compare.peers import Peer
from territoria.documents.briefing.facts import Context, draw
from territoria.documents.briefing.phrases import join, listed, lower_first, say
from territoria.documents.document import Block, Figure, Heading, Line, Paragraph, text_of
from territoria.documents.numerals import numeral
from territoria.pictures.peer_constellation import PeerMark, peer_constellation
from territoria.speech import gettext
from territoria.territories import say_name

MOST_ABROAD = 5


def peers(ctx: Context) -> list[Block]:
    """Peers with firmness and reasons, at home and abroad, isolation and hubs."""
    heading = Heading(1, gettext("Compared with whom"), "4")
    d = ctx.diagnosis
    if not d.comparable:
        return [
            heading,
            Paragraph(
                say(
                    "{place} is not comparable in this release: it lacks too many structural "
                    "figures. {count} regions can be compared. Until then, compare with your own past.",
                    place=ctx.place,
                    count=ctx.count("comparable", "universe"),
                )
            ),
        ]
    return [
        heading,
        Paragraph(_lead(ctx)),
        _constellation(ctx),
        Paragraph(_alike(ctx)),
        Paragraph(_abroad(ctx)),
        *_notes(ctx),
    ]


def _lead(ctx: Context) -> Line:
    lines = [
        say(
            "Peers are regions alike in size, age, wealth and trades; how well they do plays no part. "
            "{place} has {firm} firm and {likely} likely peers among {universe} regions.",
            place=ctx.place,
            firm=ctx.count("peers", "firm"),
            likely=ctx.count("peers", "likely"),
            universe=ctx.count("comparable", "universe"),
        )
    ]
    if ctx.diagnosis.peers.isolated:
        lines.append(
            say(
                "None of them is close: read the comparison with care, or compare with your own past."
            )
        )
    return join(lines)


def _constellation(ctx: Context) -> Figure:
    d = ctx.diagnosis
    members = sorted(d.peers.members, key=lambda p: (not p.home, p.distance, p.territory.code))
    firm = [say_name(p.territory) for p in d.peers.chosen("firm")]
    finding = (
        say("The firmest peers of {place} are {names}.", place=ctx.place, names=listed(firm[:4]))
        if firm
        else say(
            "{place} has no firm peers: every likeness depends on the weights.", place=ctx.place
        )
    )
    return draw(
        "F4",
        peer_constellation,
        gettext("Structural peers, how firm and why"),
        text_of(finding),
        [_mark(ctx, p) for p in members],
        [ctx.words(e.title) for e in d.universe.preset.elements],
        caption=finding,
        sure=say(
            "Firm: among the {k} nearest in at least eight of ten of {draws} variations. "
            "Likely: in at least half. Arguable: in at least a fifth.",
            k=ctx.setting("k"),
            draws=ctx.setting("draws"),
        ),
    )


def _mark(ctx: Context, peer: Peer) -> PeerMark:
    code = peer.territory.code
    reading = ctx.readings.read("peer", code)
    return PeerMark(
        name=say_name(peer.territory),
        place=None,
        firmness=peer.firmness,
        probability=ctx.label(
            "peer",
            code,
            gettext("{part} of {whole}").format(
                part=numeral(reading.value), whole=numeral(ctx.diagnosis.universe.preset.draws)
            ),
        ),
        distance=peer.distance,
        home=peer.home,
        reciprocal=peer.reciprocal,
        shares=peer.shares,
    )


def _alike(ctx: Context) -> Line:
    nearest = ctx.diagnosis.peers.members[0] if ctx.diagnosis.peers.members else None
    if nearest is None:
        return say("No region is among the nearest often enough to be named.")
    alike = listed([lower_first(ctx.title(i)) for i in nearest.most_alike[:2]])
    different = lower_first(ctx.title(nearest.most_different[0]))
    return say(
        "It is most like {name} in {alike}, and most unlike it in {different}. The nearest "
        "region is {ratio} times as far away as a nearest region usually is.",
        name=say_name(nearest.territory),
        alike=alike,
        different=different,
        ratio=ctx.number("isolation", "nearest", numeral(ctx.diagnosis.peers.ratio, 1)),
    )


def _abroad(ctx: Context) -> Line:
    found = ctx.diagnosis.peers_abroad.chosen("firm", "likely")[:MOST_ABROAD]
    home = ctx.count("peers", "home")
    if not found:
        return say(
            "Of the firm and likely peers, {home} are at home. No region abroad is alike enough.",
            home=home,
        )
    names = [_abroad_name(p) for p in found]
    return say(
        "Of the firm and likely peers, {home} are at home and {abroad} abroad. "
        "If only regions abroad counted, the most alike would be {names}.",
        home=home,
        abroad=ctx.count("peers", "abroad"),
        names=listed(names),
    )


def _abroad_name(peer: Peer) -> str:
    """Name and country, unless the name says it already, as *Prov. Limburg (BE)* does."""
    name, country = say_name(peer.territory), f" ({peer.territory.country})"
    return name if name.endswith(country) else name + country


def _notes(ctx: Context) -> list[Block]:
    members = ctx.diagnosis.peers.members
    hubs = [say_name(p.territory) for p in members if p.is_hub]
    mutual = [say_name(p.territory) for p in members if p.reciprocal]
    said = [
        say("{names} would also pick this region.", names=listed(mutual))
        if mutual
        else say("None of them has this region among its own nearest.")
    ]
    if hubs:
        said.append(say("{names} stand in many lists: generic neighbours.", names=listed(hubs)))
    return [Paragraph(join(said), "note")]
