"""Chapters 6 and 7: what counts and how much, and the index without each of its parts."""

from __future__ import annotations

import numpy as np

from territoria.documents.audit.subject import Subject
from territoria.documents.audit.wording import (
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
from territoria.documents.numerals import numeral
from territoria.pictures.paired_marks import PairRow, paired_marks
from territoria.pictures.picture import Label
from territoria.pictures.style import WIDTH

LEFT_OUT = ("one-row-decides", "cannot-do-without")
#: Rows of a picture; what is nearer to its weight or moves less stands in the table only.
MOST = 8


def weights(subject: Subject) -> list[Block]:
    """Chapter 6: the influence that figures give an indicator, beside its weight."""
    return [
        Heading(1, "What counts, and how much", "6"),
        Paragraph(
            plain(
                "A weight says what was meant. Influence is what comes of it: how much of the "
                "differences in the whole follows an indicator. Correlations lift or lower it."
            )
        ),
        *findings_by_rule(
            subject.of(("weight-not-kept",)),
            "Inside each node, no child has an influence far from its weight.",
        ),
        *_weight_figure(subject),
        _weight_table(subject),
    ]


def _weight_figure(subject: Subject) -> list[Figure]:
    """Weight and influence, the furthest apart first; none where nothing can be computed."""
    found, limit = subject.audit.influence, subject.audit.thresholds.influence
    if not np.isfinite(found.share).any():
        return []
    apart = np.abs(np.log(np.maximum(found.ratio, 1e-3)))
    order = [int(n) for n in np.argsort(-np.nan_to_num(apart, nan=-1.0), kind="stable")]
    strongest = int(np.nanargmax(found.share))
    flagged = [bool(r > limit or r < 1 / limit) for r in found.ratio]
    head = (
        f"Of {several(len(flagged), 'indicator')}, {sum(flagged)} have over {number(limit)} times "
        f"or under {share(1 / limit)} of the influence that their weight asks for. “"
        f"{subject.title(int(found.children[strongest]))}” has the largest influence: "
        f"{share(float(found.share[strongest]))} of it, with "
        f"{share(float(found.nominal[strongest]))} of the weight."
    )
    rows = [
        PairRow(
            name=subject.title(int(found.children[n])),
            first=float(found.nominal[n]) * 100,
            second=float(found.share[n]) * 100,
            label=Label(_arrow(float(found.nominal[n]), float(found.share[n]))),
            flagged=flagged[n],
        )
        for n in order[:MOST]
    ]
    words = ("weight", "influence", "% of the whole")
    return [pair_figure("W1", "Weight and influence of the indicators", head, rows, words)]


def _arrow(weight: float, influence: float) -> str:
    if not np.isfinite(influence):
        return "unknown"
    return f"{numeral(weight * 100)} → {numeral(influence * 100)} %"


def _weight_table(subject: Subject) -> Table:
    found = subject.audit.influence
    rows = [
        (
            subject.title(int(found.children[n])),
            share(float(found.nominal[n])),
            share(float(found.share[n])),
            fixed(float(found.ratio[n]), 1),
            fixed(float(found.correlation[n])),
            fixed(float(found.main_effect[n])),
        )
        for n in range(len(found.children))
    ]
    header = (
        "Indicator",
        "Weight",
        "Influence",
        "Influence over weight",
        "r with the whole",
        "Main effect",
    )
    return grid("Weight and influence of every indicator on the whole.", header, rows, "lrrrrr")


def left_out(subject: Subject) -> list[Block]:
    """Chapter 7: ranks without each indicator and node."""
    found = subject.audit.drop_one
    shifts = np.nan_to_num(found.mean_shift, nan=-1.0)
    # without its only child a node is gone too: one row is enough for both
    repeats = {row for row in subject.hierarchy.nodes if len(subject.hierarchy.children(row)) == 1}
    order = [
        int(n) for n in np.argsort(-shifts, kind="stable") if int(found.rows[n]) not in repeats
    ]
    first = order[0]
    head = (
        f"Without “{subject.title(int(found.rows[first]))}” ranks move most: by "
        f"{number(found.mean_shift[first], 1)} places on average."
    )
    rows = [
        PairRow(
            name=subject.title(int(found.rows[n])),
            first=float(found.largest_shift[n]),
            second=float(found.mean_shift[n]),
            label=Label(_moves(float(found.mean_shift[n]), float(found.largest_shift[n]))),
        )
        for n in order[:MOST]
    ]
    words = ("largest move", "average move", "places")
    return [
        Heading(1, "The index without each of its parts", "7"),
        *findings_by_rule(subject.of(LEFT_OUT), "No single part decides the ranks."),
        pair_figure("D1", "Ranks without each part", head, rows, words),
        _left_out_table(subject, order),
    ]


def _left_out_table(subject: Subject, order: list[int]) -> Table:
    found = subject.audit.drop_one
    lost = bool(found.lost.any())
    rows = [
        (
            subject.title(int(found.rows[n])),
            fixed(float(found.mean_shift[n]), 1),
            number(float(found.largest_shift[n]), 0),
            fixed(float(found.rank_correlation[n]), 3),
            *([str(int(found.lost[n]))] if lost else []),
        )
        for n in order
    ]
    header: tuple[str, ...] = ("Without", "Average move", "Largest move", "Rank correlation")
    caption = "Ranks of the whole without each indicator and node."
    if lost:
        header = (*header, "Territories without a score")
    else:
        caption += " All territories keep a score."
    return grid(caption, header, rows, "lrrrr"[: len(header)])


def _moves(mean: float, largest: float) -> str:
    if not np.isfinite(mean):
        return "not computed"
    return f"{number(mean, 1)} (up to {number(largest, 0)})"


def pair_figure(
    key: str,
    title: str,
    head: str,
    rows: list[PairRow],
    words: tuple[str, str, str],
    *,
    small: bool = False,
    sure: str = "",
) -> Figure:
    """Paired marks whose caption is the finding, with a sister for phones.

    ``small``: drawn once, at a width that fits phone and page alike. ``sure``: how sure it is.
    """
    more = f" The {several(len(rows), 'largest case')} are shown." if len(rows) == MOST else ""
    return Figure(
        key=key,
        picture=paired_marks(key, title, head, rows, *words, width=PHONE if small else WIDTH),
        caption=plain(head + more),
        sure=plain(sure) if sure else (),
        narrow=None if small else paired_marks(f"{key}n", title, head, rows, *words, width=PHONE),
    )
