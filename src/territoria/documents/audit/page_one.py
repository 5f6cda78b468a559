"""Page one: what was audited, the verdict, and the findings that matter most."""

from __future__ import annotations

import numpy as np

from territoria.documents.audit.subject import Subject
from territoria.documents.audit.wording import (
    NO_SCORE,
    plain,
    quoted,
    sentence,
    several,
    share,
)
from territoria.documents.document import Block, Box, Bullets, Heading, Paragraph, Strong
from territoria.measure.audit import Finding

MOST = 5


def page_one(subject: Subject) -> list[Block]:
    """The verdict, to be read on its own."""
    return [
        Heading(1, "The verdict", "1"),
        Paragraph(
            plain(
                "An audit looks at numbers. Whether the indicators stand for what they are meant "
                "to is for people to judge."
            ),
            "margin",
        ),
        Paragraph(plain(verdict(subject)), "lead"),
        Paragraph((Strong("The findings that matter most"),)),
        Bullets(tuple(map(sentence, foremost(subject))), ordered=True),
        Box("decision", "", (Paragraph(plain(request(subject))),)),
    ]


def verdict(subject: Subject) -> str:
    """What the findings amount to."""
    severities = [found.severity for found in subject.findings]
    act, look = severities.count("act"), severities.count("look")
    if act:
        words = (
            f"{_capital(several(act, 'point'))} must be mended or explained before this index is "
            f"published. {_capital(several(look, 'more', 'more'))} should be judged by people who "
            "know the subject."
        )
    elif look:
        words = (
            f"Nothing was found that must be mended. {_capital(several(look, 'point'))} should be "
            "judged by people who know the subject."
        )
    else:
        words = "No rule of the audit found a weakness."
    ranks = subject.audit.dominance
    if ranks is not None and not np.isfinite(ranks.ranks).any():
        return NO_SCORE
    if ranks is not None and ranks.clear_pairs is not None and ranks.pairs:
        unclear = float(ranks.cannot_be_told_apart.mean())
        words += f" Of all pairs of territories, {share(ranks.clear_pairs / ranks.pairs)} are clearly ordered"
        words += f", while {share(unclear)} of neighbours in rank are not." if unclear else "."
    return words


def foremost(subject: Subject) -> tuple[Finding, ...]:
    """The five findings to read first: the gravest, and among these the least alike."""
    chosen: list[Finding] = []
    left = list(subject.findings)
    while left and len(chosen) < MOST:
        gravest = [f for f in left if f.severity == left[0].severity]
        best = min(gravest, key=lambda f: sum(_alike(f, c) for c in chosen))
        chosen.append(best)
        left.remove(best)
    return tuple(sorted(chosen, key=subject.findings.index))


def _alike(one: Finding, other: Finding) -> int:
    """How much two findings share: the rule, and what they are about."""
    about = {one.subject, one.other} & {other.subject, other.other} - {""}
    return (one.rule == other.rule) + len(about)


def request(subject: Subject) -> str:
    """The one thing to do next."""
    grave = [f for f in subject.findings if f.severity == "act"]
    names = dict(zip(subject.hierarchy.names, subject.hierarchy.titles, strict=True))
    if grave:
        who = quoted(dict.fromkeys(names[f.subject] for f in grave), 4)
        return f"Next: decide on {who}. Change it, or write down why it stays."
    if subject.of(["outliers-left"]):
        return (
            "Next: decide whether outliers are to be treated, and write down the reason either way."
        )
    if subject.findings:
        return "Next: go through the points to judge, and write down why each stays or changes."
    return "Next: let people who know the subject judge the choice of indicators."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
