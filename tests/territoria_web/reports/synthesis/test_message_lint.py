"""Key messages give no figure without a source and rank nobody."""

from __future__ import annotations

from datetime import date

import pytest

from territoria.documents.document import Bullets, Document, Heading, Paragraph, Plain
from territoria_web.reports.synthesis.message_lint import lint_messages


def faults(*said: str, lang: str = "en") -> list[str]:
    blocks = (
        Heading(1, "Key messages", "1"),
        Paragraph((Plain(said[0]),)),
        Bullets(tuple((Plain(one),) for one in said[1:])),
        Heading(1, "Scope", "2"),
        Paragraph((Plain("12 territories, ranked by nobody."),)),
    )
    found = lint_messages(Document("R", "", lang, date(2026, 1, 1), (), "", blocks))
    return [p.what.partition(".")[0] for p in found]


def test_a_message_with_its_chapter_passes():
    assert faults("Of 60 initiatives 10 went wrong. [Chapter 4]", "Vouchers may help.") == []


def test_a_figure_needs_a_source():
    bare = "Vouchers increase sales by 10 % in all firms."
    assert faults("Some do well.", bare) == ["It gives a figure without a source"]
    assert faults("Some do well.", f"{bare} [Survey of the chamber, p. 4]") == []


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Aldermark is the best of the eight."),
        ("en", "Aldermark ranks before the others."),
        ("fr", "Aldermark est la meilleure des huit."),
        ("fr", "Aldermark arrive en tête du classement."),
        ("de", "Aldermark ist die beste der acht Regionen."),
        ("de", "Aldermark steht auf Platz 1. [Kapitel 4]"),
    ],
)
def test_nobody_is_ranked(lang, said):
    assert faults(said, lang=lang) == ["It ranks"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Cost is the first of the obstacles, in the first place for the rank and file."),
        ("en", "In 2026 5G and Industry 4.0 reach more firms."),
        ("fr", "Les aides sont classées par type, le coût est le premier des freins."),
        ("de", "Die Kosten sind das erste der Hemmnisse, der letzte von drei Schritten fehlt."),
    ],
)
def test_what_looks_like_a_rank_or_a_figure_and_is_none_passes(lang, said):
    assert faults(said, lang=lang) == []
