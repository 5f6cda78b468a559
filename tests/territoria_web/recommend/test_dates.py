"""Years and dates of the library in the language spoken."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from territoria.speech import speaking
from territoria_web.recommend.queries.dates import dated_said


@pytest.mark.parametrize(
    ("lang", "written", "said"),
    [
        ("en", "c. 2007–21", "c. 2007–21"),
        ("en", "5 Oct 2022", "5 Oct 2022"),
        ("fr", "5 Oct 2022", "5 oct. 2022"),
        ("de", "March 2021", "März 2021"),
        ("de", "Sept 2021", "Sept. 2021"),
        ("fr", "survey 2018–20", "survey 2018–20"),
        ("fr", "2021", "2021"),
        ("de", "2018–2021", "2018–2021"),
    ],
)
def test_dates_are_said_as_the_language_writes_them(lang: str, written: str, said: str):
    with speaking(lang), override(lang):
        assert dated_said(written) == said


@pytest.mark.parametrize("lang", ["fr", "de"])
def test_about_when_is_written_out_in_full(lang: str):
    with speaking(lang), override(lang):
        assert dated_said("c. 2007–21").endswith("2007–2021")
