from __future__ import annotations

import pytest

from territoria.sources.xlsform.names import language_column, language_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("English (en)", "en"),
        ("français", "fr"),
        ("Deutsch", "de"),
        ("Croatian", "hr"),
        ("hrvatski", "hr"),
        ("pt-BR", "pt-BR"),
        ("EN", "en"),
        ("中文 (zh)", "zh"),
        ("Elvish", None),
        ("", None),
    ],
)
def test_a_language_is_known_by_code_or_name(written, tag):
    assert language_tag(written) == tag


@pytest.mark.parametrize("tag", ["en", "fr", "de", "hr", "pt-BR", "zh-Hant", "xx"])
def test_a_language_is_written_so_that_it_is_known_again(tag):
    assert language_tag(language_column(tag)) == tag
