from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from places import DAY, universe
from territoria.content import sentences_of
from territoria.documents.audit import Subject, build_audit
from territoria.documents.audit.page_one import foremost, verdict
from territoria.documents.audit.wording import (
    MEANING,
    findings_by_rule,
    meaning,
    number,
    quoted,
    several,
    share,
)
from territoria.documents.briefing import build_briefing  # noqa: F401 (opened before the linter)
from territoria.documents.document import (
    Bullets,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
    lines_of,
    text_of,
)
from territoria.documents.html import render_html
from territoria.documents.lint import RULES as HOUSE_RULES
from territoria.documents.lint import Expected
from territoria.documents.pdf import render_pdf
from territoria.measure.audit import Thresholds, audit
from territoria.measure.audit.thresholds import RULES

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Sobol:
    first: Floats
    total: Floats
    total_low: Floats | None
    total_high: Floats | None
    factors: tuple[str, ...] = ("weights", "normalisation")
    runs: int = 1024
    method: str = "sobol"
    output: str = "the mean shift of ranks"


SOBOL = Sobol(*map(np.array, ([0.2, 0.6], [0.3, 0.8], [0.25, 0.7], [0.35, 0.9])))


@cache
def subject() -> Subject:
    shared = universe()
    titles = {i: str(shared.library.indicators[i].short) for i in shared.library.indicators}
    found = audit(
        shared.assessment.scores,
        replications=shared.assessment.replications,
        sensitivity=SOBOL,
        sizes={"population": np.arange(shared.assessment.scores.kept.size, dtype=float)},
        titles=titles,
    )
    return Subject(found, "figures", "0123456789abcdef")


@cache
def document() -> Document:
    return build_audit(subject(), DAY)


def words() -> str:
    return " ".join(text_of(line) for block in document().blocks for line in lines_of(block))


def test_the_chapters_stand_in_their_order() -> None:
    heads = [b.section for b in document().blocks if isinstance(b, Heading) and b.level == 1]
    assert heads == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "A"]


def test_page_one_has_five_findings_with_rule_and_source() -> None:
    (items,) = [b.items for b in document().blocks[:6] if isinstance(b, Bullets)]
    told = foremost(subject())
    assert len(told) == 5
    assert [text_of(item) for item in items] == [
        f"{f.sentence} Rule {f.rule}"
        + ("" if f.threshold is None else f", threshold {number(f.threshold)}")
        + f". {f.source}."
        for f in told
    ]


def test_the_foremost_findings_are_the_gravest_and_of_different_rules_and_subjects() -> None:
    told = foremost(subject())
    order = [("act", "look", "note").index(f.severity) for f in told]
    assert order == sorted(order)
    assert len({f.rule for f in told}) == 5
    assert len({f.subject for f in told}) == 5


def test_the_verdict_counts_what_is_grave() -> None:
    look = sum(f.severity == "look" for f in subject().findings)
    assert verdict(subject()).startswith(
        f"Nothing was found that must be mended. {look} points should be judged"
    )
    strict = audit(subject().audit.scores, thresholds=Thresholds(negative=-0.2))
    assert verdict(Subject(strict)).startswith("1 point must be mended or explained")
    nothing = Subject(replace(strict, dominance=None))
    nothing.__dict__["findings"] = ()
    assert verdict(nothing) == "No rule of the audit found a weakness."


def test_every_finding_stands_in_the_report_with_its_grounds() -> None:
    said = words()
    for found in subject().findings:
        assert said.count(found.sentence) >= 2  # in its chapter and in the list of all
        assert meaning(found.rule)[1:] in said
    (table,) = [
        b for b in document().blocks if isinstance(b, Table) and b.header[:2] == ("Kind", "Finding")
    ]
    assert len(table.rows) == len(subject().findings)


def test_of_many_findings_of_one_rule_the_first_six_are_listed() -> None:
    one = subject().findings[0]
    grounds, items = findings_by_rule([one] * 8, "none")
    assert isinstance(items, Bullets)
    assert [text_of(item) for item in items.items] == [
        *[one.sentence] * 6,
        "2 more stand in chapter 10.",
    ]
    assert text_of(next(lines_of(grounds))).count(one.source) == 1
    assert [text_of(line) for b in findings_by_rule([], "none") for line in lines_of(b)] == ["none"]


def test_every_rule_is_put_in_words() -> None:
    assert set(MEANING) == set(RULES)


def test_every_rule_belongs_to_a_chapter() -> None:
    from territoria.documents.audit import figures_chapter, influence, ranks, structure

    placed = {
        *figures_chapter.COVERAGE, *figures_chapter.SPREAD, *figures_chapter.OUTLIERS,
        *structure.RULES, *structure.DIMENSIONS, *ranks.RULES, *influence.LEFT_OUT, "weight-not-kept",
    }  # fmt: skip
    assert placed == set(RULES)


@pytest.mark.parametrize("rule", ["figures are described", "sentences are short"])
def test_the_report_keeps_the_rules_of_the_house(rule: str) -> None:
    assert list(HOUSE_RULES[rule](document(), Expected())) == []


def test_every_table_has_a_caption_and_cells_for_every_column() -> None:
    tables = [b for b in document().blocks if isinstance(b, Table)]
    assert len(tables) == 13
    for table in tables:
        assert text_of(table.caption).strip()
        assert {len(row) for row in table.rows} == {len(table.header)}
        assert all(name.strip() for name in table.header)


def test_every_figure_says_its_finding_and_has_a_sister_for_phones() -> None:
    figures = [b for b in document().blocks if isinstance(b, Figure)]
    assert [f.key for f in figures] == ["C1", "C2", "C3", "C4", "W1", "D1", "R1", "S1"]
    for figure in figures:
        assert figure.narrow is not None
        assert (figure.picture.width, figure.narrow.width) == (640, 360)
        assert figure.picture.description in text_of(figure.caption)


def test_without_replications_and_sensitivity_the_report_says_so() -> None:
    bare = build_audit(Subject(audit(subject().audit.scores)), DAY)
    said = " ".join(text_of(line) for block in bare.blocks for line in lines_of(block))
    assert "Rank ranges need replications, and none were given to this audit." in said
    assert "Sensitivity to single choices was not computed for this audit." in said


def test_methods_and_digests_stand_in_the_annex() -> None:
    said = words()
    tree = subject().audit.scores.tree
    for part in (tree.digest, "0123456789abcdef", "fixed-bounds (scale 100, clip no)"):
        assert part in said


def test_the_same_audit_gives_the_same_files() -> None:
    html = render_html(document())
    assert html == render_html(build_audit(subject(), DAY))
    assert len(html) < 200_000
    assert render_pdf(document()).startswith(b"%PDF")


def test_no_sentence_of_ours_is_longer_than_a_breath() -> None:
    notes = [b for b in document().blocks if isinstance(b, Paragraph)]
    for block in notes:
        for sentence in sentences_of(text_of(block.line)):
            assert len(sentence.split()) <= 40


def test_numbers_are_printed_for_readers() -> None:
    assert [number(v) for v in (1.0, 0.256, 3.9e-6, float("nan"), -0.5)] == [
        "1", "0.26", "under 0.01", "unknown", "−0.5",
    ]  # fmt: skip
    assert [share(v) for v in (0.0, 0.001, 0.5, 0.999, 1.0)] == [
        "0 %", "under 1 %", "50 %", "over 99 %", "100 %",
    ]  # fmt: skip
    assert [several(n, "figure") for n in (0, 1, 2)] == ["no figures", "1 figure", "2 figures"]
    assert [quoted(x) for x in ("", "a", "ab", "abcdefg")] == [
        "",
        "a",
        "a and b",
        "a, b, c, d, e and 2 more",
    ]
