"""Chapter *Comparison with structural peers*: who they are, and each figure beside theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.briefing.facts import draw
from territoria.documents.briefing.phrases import in_words, percent
from territoria.documents.briefing.standing import DRAWN_OF_ALL
from territoria.documents.document import Block, Box, Figure, Paragraph, Plain, Table, text_of
from territoria.pictures.peer_constellation import FIRMNESS
from territoria.pictures.picture import Label
from territoria.pictures.range_dot_plot import DotRow, range_dot_plot
from territoria.speech import gettext
from territoria_web.library.saying import semicolon
from territoria_web.reports.assessment.told import Told
from territoria_web.reports.paper_text import line_of

MOST_ROWS = 12


def blocks(told: Told) -> list[Block]:
    """The peers with their firmness, then the figures beside theirs."""
    held = told.facts["peers"]
    if held is None or not held["members"]:
        said = _(
            "No structural peers are known for this territory, so nothing here says whether a "
            "figure is high or low."
        )
        return [Box("caveat", _("Nobody to compare with"), (Paragraph(line_of(said)),))]
    found: list[Block] = [_peers(told, held)]
    if held["isolated"]:
        said = _("Few places are like this one: even its nearest peers are rather far away.")
        found.append(Paragraph(line_of(said)))
    return found + _figures(told)


def _peers(told: Told, held: Mapping[str, Any]) -> Table:
    rows = []
    for member in held["members"]:
        alike = semicolon().join(told.said(w) for w in member["alike"])
        said = _("How often this territory is a peer when figures and weights are drawn again.")
        reading = {**member["drawn"], "unit_of_measure": _("share of draws"), "sentence": said}
        rows.append(
            (
                told.cites.words(f"{told.named(member)} ({member['country']})", "peers"),
                (Plain(gettext(FIRMNESS[member["firmness"]])),),
                told.cites.number(percent(100 * member["drawn"]["value"]), reading),
                told.cites.words(alike, "peers/alike"),
            )
        )
    return Table(
        caption=line_of(
            _("Places alike in what a digital strategy cannot change, the nearest first.")
        ),
        header=(_("Territory"), _("Firmness"), _("Is a peer in"), _("Most alike in")),
        rows=tuple(rows),
        small=True,
        wide=True,
    )


def _figures(told: Told) -> list[Block]:
    compared = [
        f
        for f in told.facts["figures"]
        if f["observation"]["value"] is not None and f["median"]["value"] is not None
    ]
    if not compared:
        return []
    compared.sort(key=lambda f: (-(f["size"] or 0.0), f["indicator"]))
    shown = _telling(compared)
    return [_picture(told, compared, shown)]


def _telling(compared: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """At most twelve: those clearly behind or ahead first, in the order of their gaps."""
    clear = [f for f in compared if f["word"] in ("above", "below")][:MOST_ROWS]
    level = [f for f in compared if f["word"] not in ("above", "below")]
    kept = {f["indicator"] for f in [*clear, *level[: MOST_ROWS - len(clear)]]}
    return [f for f in compared if f["indicator"] in kept]


def _picture(
    told: Told, compared: Sequence[Mapping[str, Any]], shown: Sequence[Mapping[str, Any]]
) -> Figure:
    finding = told.cites.words(_finding(compared), "figures/finding", _("Counted from the table."))
    publishers = dict.fromkeys(gettext(f["publisher"]) for f in shown)
    return draw(
        "F1",
        range_dot_plot,
        _("Figures in their own units against the peers"),
        text_of(finding),
        [_row(told, f) for f in shown],
        caption=finding,
        sure=line_of(" ".join(_sure(len(shown), len(compared)))),
        source=line_of(_("Sources: {publishers}."), publishers=semicolon().join(publishers)),
    )


def _sure(shown: int, compared: int) -> Iterator[str]:
    """What the dots are, and how many there are where the picture does not show all."""
    yield _("The dots are the latest figures; the words allow for how far each may be off.")
    if shown < compared:
        said = gettext(DRAWN_OF_ALL)
        yield said.format(shown=in_words(shown), all=in_words(compared))


def _finding(compared: Sequence[Mapping[str, Any]]) -> str:
    told = {
        "behind": sum(f["word"] == "below" for f in compared),
        "ahead": sum(f["word"] == "above" for f in compared),
        "count": len(compared),
    }
    return (
        ngettext(
            "Of %(count)d figure beside the peers', %(behind)d is clearly behind and %(ahead)d "
            "clearly ahead.",
            "Of %(count)d figures beside the peers', %(behind)d are clearly behind and %(ahead)d "
            "clearly ahead.",
            len(compared),
        )
        % told
    )


def _row(told: Told, figure: Mapping[str, Any]) -> DotRow:
    return DotRow(
        name=told.said(figure["title"]),
        unit=told.said(figure["unit"]),
        year=figure["observation"]["period"],
        value=figure["observation"]["value"],
        label=told.label(figure, "observation"),
        peers=tuple(figure["peers"]),
        peer_median=figure["median"]["value"],
        peer_label=told.label(figure, "median"),
        country=None,
        country_label=Label(""),
        direction=1 if figure["direction"] > 0 else -1,
        word=figure["word"],
        inherited=figure["inherited"],
    )
