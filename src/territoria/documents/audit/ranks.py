"""Chapters 8 and 9: how firm the ranks are, and which choices make the doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from territoria.documents.audit.influence import pair_figure
from territoria.documents.audit.subject import Subject
from territoria.documents.audit.wording import (
    NO_SCORE,
    PHONE,
    findings_by_rule,
    fixed,
    grid,
    number,
    plain,
    several,
    share,
)
from territoria.documents.document import Block, Figure, Heading, Paragraph, Table
from territoria.documents.numerals import span
from territoria.measure.audit.dominance import Dominance
from territoria.measure.sensitivity import Sensitivity
from territoria.pictures.paired_marks import PairRow
from territoria.pictures.picture import Label
from territoria.pictures.rank_ranges import RankRow, rank_ranges

RULES = ("replications-excluded", "wide-rank-ranges", "neighbours-not-apart", "pairs-clear")
#: Factor → what it is for a reader.
FACTORS = {
    "screen": "which territories stay",
    "impute": "how gaps are filled",
    "treat": "how outliers are treated",
    "normalise": "how indicators are put on one scale",
    "weight": "how weights are made",
    "aggregate": "how scores are put together",
    "weights": "how large the weights are",
    "values": "errors in the figures",
    "leave_out": "which indicator is left out",
}
OUTPUTS = {
    "rank-shift": "the average move of ranks",
    "rank": "the rank",
    "score": "the score",
}
#: What tick, dot and scale of the sensitivity mean.
INDICES = ("alone (first-order index)", "alone and with others (total index)", "share of variance")
#: Neighbours in the table: those that come nearest to being told apart stand first.
MOST = 25


def ranks(subject: Subject) -> list[Block]:
    """Chapter 8: rank ranges, neighbours and pairs."""
    found = subject.audit.dominance
    heading = Heading(1, "How firm the ranks are", "8")
    if found is None:
        words = "Rank ranges need replications, and none were given to this audit."
        return [heading, Paragraph(plain(words))]
    if not np.isfinite(found.ranks).any():
        return [heading, Paragraph(plain(NO_SCORE))]
    return [
        heading,
        *findings_by_rule(subject.of(RULES), "No rule on ranks was broken."),
        _ranges(subject, found),
        _neighbours(subject, found),
    ]


def _ranges(subject: Subject, found: Dominance) -> Figure:
    rows = [
        RankRow(subject.places[n], float(found.ranks[n]), float(found.low[n]), float(found.high[n]))
        for n in found.order
    ]
    width = float(np.nanmedian(found.widths))
    head = (
        f"Half of the territories have a rank range of {number(width, 0)} places or more, "
        f"of {len(rows)} places."
    )
    title = "Ranks and their ranges"
    picture = rank_ranges("R1", title, head, rows)
    return Figure(
        key="R1",
        picture=replace(picture, header=("Territory", "Rank and its range"), rows=_brief(rows)),
        caption=plain(head),
        narrow=rank_ranges("R1n", title, head, rows, width=PHONE),
        sure=plain(
            f"The stroke holds the rank in 90 % of {several(found.runs - found.excluded, 'replication')}; "
            "the dot is the rank."
        ),
    )


def _brief(rows: Sequence[RankRow]) -> tuple[tuple[Label, ...], ...]:
    """The data of the picture in two columns: there may be hundreds of territories."""
    ordered = sorted(rows, key=lambda row: (row.rank, row.name))
    return tuple(
        (Label(row.name), Label(f"{row.rank:.0f} ({span(row.low, row.high)})")) for row in ordered
    )


def _neighbours(subject: Subject, found: Dominance) -> Table:
    unclear = found.cannot_be_told_apart
    pairs = [n for n in range(len(found.share_above)) if not unclear[n]]
    pairs.sort(key=lambda n: (-float(found.share_above[n]), n))
    rows = [
        (
            subject.places[found.order[n]],
            subject.places[found.order[n + 1]],
            _places(found, n),
            share(float(found.share_above[n])),
        )
        for n in pairs[:MOST]
    ]
    caption = f"Neighbours in rank that are clearly ordered: {len(pairs)} of {len(unclear)} pairs."
    if len(pairs) > MOST:
        caption += f" The {MOST} clearest are shown."
    header = ("Ahead", "Behind", "Ranks", "Ahead in")
    return grid(caption, header, rows or [("none", "", "", "")], "lllr", wide=False)


def _places(found: Dominance, n: int) -> str:
    first, second = (found.ranks[found.order[m]] for m in (n, n + 1))
    return f"{first:.0f} and {second:.0f}"


def doubts(subject: Subject) -> list[Block]:
    """Chapter 9: sensitivity of the result to each choice, where it was computed."""
    heading = Heading(1, "Which choices make the doubt", "9")
    found = subject.sensitivity
    if found is None:
        words = "Sensitivity to single choices was not computed for this audit."
        return [heading, Paragraph(plain(words))]
    return [heading, *_sensitivity(found)]


def _sensitivity(found: Sensitivity) -> list[Block]:
    order = [int(n) for n in np.argsort(-np.nan_to_num(found.total, nan=-1.0), kind="stable")]
    first = order[0]
    result = OUTPUTS.get(found.output, found.output)
    factors = [FACTORS.get(name, name) for name in found.factors]
    if not np.isfinite(found.total).any():
        return [Paragraph(plain(f"No choice changes {result}, so none can explain it."))]
    head = (
        f"{factors[first][:1].upper()}{factors[first][1:]} matters most for {result}: alone or "
        f"with others it makes {share(min(float(found.total[first]), 1.0))} of the variance."
    )
    low, high = found.total_low, found.total_high
    rows = [
        PairRow(
            name=factors[n],
            first=float(found.first[n]),
            second=float(found.total[n]),
            label=Label(f"{fixed(float(found.first[n]))} → {fixed(float(found.total[n]))}"),
            low=None if low is None else float(low[n]),
            high=None if high is None else float(high[n]),
        )
        for n in order
    ]
    sampled = (
        "All combinations were computed; there is no sampling error."
        if found.method == "exact"
        else f"Estimated from {found.runs:,} runs: an index near 0 may come out below it. "
        "Thin lines are the 5–95 % ranges of the total index."
    )
    return [
        Paragraph(
            plain(
                "The first-order index is the share of the variance that a choice makes alone. The "
                "total index adds what it makes together with others."
            )
        ),
        pair_figure(
            "S1", f"Sensitivity of {result}", head, rows, INDICES, small=True, sure=sampled
        ),
    ]
