from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from places import DAY, universe
from territoria.content import sentences_of
from territoria.documents.audit import Subject, build_audit
from territoria.documents.audit.page_one import foremost, verdict
from territoria.documents.audit.ranks import FACTORS, doubts
from territoria.documents.audit.structure import structure
from territoria.documents.audit.wording import (
    MEANING,
    findings_by_rule,
    meaning,
    number,
    quoted,
    several,
    share,
)
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
from territoria.measure.draws import STEPS
from territoria.measure.sensitivity import Sensitivity, sensitivity

Floats = NDArray[np.float64]


@cache
def subject() -> Subject:
    shared = universe()
    titles = {i: str(shared.library.indicators[i].short) for i in shared.library.indicators}
    found = audit(
        shared.assessment.scores,
        replications=shared.assessment.replications,
        sensitivity=sensitivity(shared.assessment.scores, shared.assessment.errors, base=64),
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
    assert len(tables) == 12
    for table in tables:
        assert text_of(table.caption).strip()
        assert {len(row) for row in table.rows} == {len(table.header)}
        assert all(name.strip() for name in table.header)


def test_every_figure_says_its_finding_and_fits_a_phone() -> None:
    figures = [b for b in document().blocks if isinstance(b, Figure)]
    assert [f.key for f in figures] == ["C1", "C2", "C3", "C4", "W1", "D1", "R1", "S1"]
    for figure in figures:
        slim = figure.narrow or figure.picture
        assert slim.width == 360
        assert figure.picture.width == (360 if figure.narrow is None else 640)
        assert figure.picture.description in text_of(figure.caption)


def test_without_replications_and_sensitivity_the_report_says_so() -> None:
    bare = build_audit(Subject(audit(subject().audit.scores)), DAY)
    said = " ".join(text_of(line) for block in bare.blocks for line in lines_of(block))
    assert "Rank ranges need replications, and none were given to this audit." in said
    assert "Sensitivity to single choices was not computed for this audit." in said


def test_too_few_territories_are_told_and_no_pair_is_flagged() -> None:
    few = audit(universe().assessment.scores, thresholds=Thresholds(territories=100_000))
    blocks = structure(Subject(few, "figures", ""))
    told = [text_of(line) for block in blocks for line in lines_of(block)]
    start = "Correlations over too few territories to be judged. Rule few-territories"
    assert [line.startswith(start) for line in told].count(True) == 1
    assert (
        "No rule on components or reliability was broken where there are enough territories to "
        "judge."
    ) in told
    figures = [text_of(b.caption) for b in blocks if isinstance(b, Figure)]
    assert figures
    assert all(caption.endswith("; no pair stands out.") for caption in figures)


def chapter_on_doubts(found: Sensitivity) -> list[str]:
    blocks = doubts(Subject(replace(subject().audit, sensitivity=found)))
    return [text_of(line) for block in blocks for line in lines_of(block)]


def test_the_choice_that_matters_most_is_named_with_its_share() -> None:
    found = subject().sensitivity
    assert found is not None
    sure = replace(
        found, factors=("treat", "weights"), first=np.array([0.2, 0.6]),
        total=np.array([0.3, 0.8]), total_low=None, total_high=None, method="exact",
    )  # fmt: skip
    said = chapter_on_doubts(sure)
    assert said[1] == (
        "How large the weights are matters most for the average move of ranks: alone or with "
        "others it makes 80\u00a0% of the variance."
    )
    assert said[-2] == "All combinations were computed; there is no sampling error."


def test_an_estimated_index_says_how_it_was_sampled() -> None:
    found = subject().sensitivity
    assert found is not None
    assert found.method == "sobol"
    assert chapter_on_doubts(found)[-2] == (
        f"Estimated from {found.runs:,} runs: an index near 0 may come out below it. Thin lines "
        "are the 5–95\u00a0% ranges of the total index."
    )


def test_a_result_that_nothing_changes_has_no_choice_that_matters() -> None:
    found = subject().sensitivity
    assert found is not None
    still = replace(found, total=np.full(len(found.factors), np.nan))
    assert chapter_on_doubts(still) == [
        "No choice changes the average move of ranks, so none can explain it."
    ]


def test_every_factor_is_put_in_words() -> None:
    assert set(FACTORS) >= {*STEPS, "weights", "values", "leave_out"}


def test_methods_and_digests_stand_in_the_annex() -> None:
    said = words()
    tree = subject().audit.scores.tree
    for part in (tree.digest, "0123456789abcdef", "fixed-bounds (scale 100, clip no)"):
        assert part in said


def test_the_same_audit_gives_the_same_files() -> None:
    html = render_html(document())
    assert html == render_html(build_audit(subject(), DAY))
    assert len(html.encode()) < 150_000
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
        "0\u00a0%", "under 1\u00a0%", "50\u00a0%", "over 99\u00a0%", "100\u00a0%",
    ]  # fmt: skip
    assert [several(n, "figure") for n in (0, 1, 2)] == ["no figures", "1 figure", "2 figures"]
    assert [quoted(x) for x in ("", "a", "ab", "abcdefg")] == [
        "",
        "a",
        "a and b",
        "a, b, c, d, e and 2 more",
    ]
