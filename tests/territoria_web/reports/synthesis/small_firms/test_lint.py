"""Each rule of a synthesis with a benchmark, with an example that fails it."""

from __future__ import annotations

from datetime import date

import pytest

from small_firms_told import A, C, a_result, an_entrant, small
from territoria.documents.document import Document, Figure, Heading, Paragraph, Plain
from territoria_web.reports.synthesis.small_firms.lint import lint_benchmark
from territoria_web.reports.synthesis.small_firms.policies import blocks

WORDS = "Vouchers may help where a supplier stays for a week."


def checked(*, silent=(), head=(), order=1, said=WORDS, grade="E2", **fields):
    voucher = an_entrant("Voucher", A, (3, 3, 3), grade=grade)
    told = small(a_result(voucher, silent=list(silent), **fields))
    document = Document(
        title="Report",
        subtitle="",
        lang="en",
        day=date(2026, 1, 1),
        facts=tuple(head),
        footer="",
        blocks=(
            Heading(1, "Key messages", "1"),
            Paragraph((Plain(said),)),
            Heading(1, "Policies", "4"),
            *blocks(told)[::order],
        ),
    )
    return [p.what for p in lint_benchmark(document, told.facts)]


def test_a_report_that_keeps_the_rules_passes():
    assert checked(silent=[C], head=[("Territories without one", "Place C")]) == []


def test_results_before_the_criteria_are_refused():
    assert checked(order=-1) == ["Results stand before the criteria that they are judged by."]


def test_whoever_is_silent_is_named_on_the_first_page():
    assert checked(silent=[C]) == [
        "The first page does not say that Place C has no initiative in the benchmark."
    ]


@pytest.mark.parametrize(("grade", "found"), [("E2", 1), ("", 1), ("E3", 0), ("E5", 0)])
def test_a_promise_needs_a_comparison(grade, found):
    assert len(checked(said="Vouchers will help every firm.", grade=grade)) == found


def test_another_benchmark_than_before_is_named_in_the_key_messages():
    before = {"title": "First round", "day": "2025-05-02"}
    assert checked(before=before) == [
        "The version before used another benchmark: “First round” of 2 May 2025."
    ]
    assert checked(before=before, said="In the benchmark Round some did well.") == []


def test_without_a_benchmark_nothing_is_asked():
    told = small()
    document = Document(
        "R", "", "en", date(2026, 1, 1), (), "", (Heading(1, "4", "4"), Figure("F1", None, ()))
    )  # type: ignore[arg-type]
    assert lint_benchmark(document, told.facts) == []
