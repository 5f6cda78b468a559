"""The few words and numbers that the chapters of the report share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from territoria.documents.document import (
    Block,
    Bullets,
    Emphasis,
    Line,
    Paragraph,
    Plain,
    Strong,
    Table,
)
from territoria.documents.numerals import numeral
from territoria.measure.audit import Finding
from territoria.measure.audit.numerals import per_cent as share

#: Rule → what it looks for, in a few words.
MEANING: dict[str, str] = {
    "negative-inside": "children of one node that run against each other",
    "negative-with-parent": "a child that runs against its own node",
    "negative-loading": "a child that points against the common direction of its node",
    "no-spread": "an indicator that cannot tell territories apart",
    "low-coverage-indicator": "too few territories have a figure",
    "low-coverage-territory": "a territory has too few figures",
    "much-imputed": "too many figures of an indicator are imputed",
    "many-zeros": "too many figures are 0",
    "same-value": "too many figures are the same",
    "outliers-left": "outliers that treatment has not tamed",
    "significant-negative-inside": "children of one node that tend against each other",
    "collinear-inside": "children of one node that nearly repeat each other",
    "weak-with-parent": "a child that hardly shows in its node",
    "closer-elsewhere": "an indicator that follows another node more closely",
    "follows-size": "an indicator that follows the size of a territory",
    "weak-first-component": "no common factor behind the children of a node",
    "low-alpha": "children of one node that agree little",
    "weight-not-kept": "influence far from the weight",
    "one-row-decides": "one indicator or node that moves many ranks",
    "wide-rank-ranges": "rank ranges that are wide",
    "screened-out": "territories left out by the screen",
    "empty-group": "a group without any figure",
    "treated": "figures that treatment changed",
    "several-components": "more than one factor behind the children of a node",
    "high-alpha": "children of one node that say almost the same",
    "alpha-rises": "a child without which the others agree better",
    "few-cases": "few territories for the number of children",
    "few-territories": "correlations over too few territories to be judged",
    "neighbours-not-apart": "neighbours in rank that cannot be told apart",
    "cannot-do-without": "an indicator without which the whole cannot be computed",
    "replications-excluded": "replications that a method refused",
    "pairs-clear": "how many pairs of territories are clearly ordered",
}
__all__ = [
    "MEANING",
    "PHONE",
    "SEVERITY",
    "findings_by_rule",
    "fixed",
    "grid",
    "grounds",
    "meaning",
    "number",
    "plain",
    "quoted",
    "sentence",
    "several",
    "share",
]

#: Findings of one rule that a chapter lists.
MOST_OF_A_RULE = 6
#: Width of a picture that fits a phone.
PHONE = 360
SEVERITY = {"act": "to mend or explain", "look": "to judge", "note": "to know"}

NO_SCORE = "No territory has a score: too many of the figures are missing. So there are no ranks."


def plain(text: str) -> Line:
    """Words as one line."""
    return (Plain(text),)


def meaning(rule: str) -> str:
    """What a rule looks for; its name where nobody has put it in words."""
    return MEANING.get(rule, rule.replace("-", " "))


def grounds(found: Finding) -> str:
    """Rule, threshold and source of a finding, in one bracket."""
    limit = "" if found.threshold is None else f", threshold {number(found.threshold)}"
    return f"Rule {found.rule}{limit}. {found.source}."


def sentence(found: Finding) -> Line:
    """A finding with its grounds, as an item of a list."""
    return (Plain(f"{found.sentence} "), Emphasis(grounds(found)))


def grid(
    caption: str,
    header: tuple[str, ...],
    rows: Iterable[Sequence[str]],
    align: str,
    *,
    wide: bool = True,
) -> Table:
    """A table of plain words; wide ones have small type."""
    lines = tuple(tuple(map(plain, row)) for row in rows)
    return Table(plain(caption), header, lines, align, wide=wide, small=wide)


def findings_by_rule(found: Sequence[Finding], silence: str) -> list[Block]:
    """The findings of a chapter, rule by rule; ``silence`` where there is none.

    The grounds stand once above the findings of a rule. Of many only the first are listed; the
    chapter of all findings has the others.
    """
    blocks: list[Block] = []
    for rule in dict.fromkeys(f.rule for f in found):
        same = [f for f in found if f.rule == rule]
        words = meaning(rule)
        blocks.append(
            Paragraph(
                (Strong(f"{words[:1].upper()}{words[1:]}. "), Emphasis(grounds(same[0]))),
                "note",
            )
        )
        items = [plain(f.sentence) for f in same[:MOST_OF_A_RULE]]
        if len(same) > MOST_OF_A_RULE:
            items.append(plain(f"{len(same) - MOST_OF_A_RULE} more stand in chapter 10."))
        blocks.append(Bullets(tuple(items)))
    return blocks or [Paragraph(plain(silence))]


def number(value: float, decimals: int = 2) -> str:
    """A number as printed; ``unknown`` where there is none; no needless zeros."""
    if not np.isfinite(value):
        return "unknown"
    least = 10.0**-decimals
    if 0 < value < least / 2:
        return f"under {least:.{decimals}f}"
    text = numeral(float(value), decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def fixed(value: float, decimals: int = 2) -> str:
    """A number for a column, its points under each other."""
    return numeral(float(value), decimals) if np.isfinite(value) else "unknown"


def several(count: int, one: str, many: str = "") -> str:
    """``1 figure``, ``3 figures``, ``no figures``."""
    noun = one if count == 1 else many or f"{one}s"
    return f"no {noun}" if count == 0 else f"{numeral(count)} {noun}"


def quoted(names: Iterable[str], most: int = 5) -> str:
    """Names as a list; the rest counted."""
    found = list(names)
    shown = found[:most]
    if len(found) > most:
        return f"{', '.join(shown)} and {len(found) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
