"""The files of a briefing as answers."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from django.test import RequestFactory

from territoria_web.reports.briefing.answers import file_answer
from territoria_web.reports.briefing.editions import FORMATS

STYLE = "p { color: teal }"


def answered(folder: Path, name: str):
    path = folder / name
    path.write_text(f"<style>{STYLE}</style><p>Été</p>", encoding="utf-8")
    return file_answer(RequestFactory().get("/"), path, "FRE1", "fr")


def test_the_page_is_shown_with_its_own_style_and_no_other(tmp_path: Path):
    answer = answered(tmp_path, "briefing.html")
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    assert answer["Content-Disposition"] == 'inline; filename="briefing.html"'
    assert answer._csp_replace == {"style-src": [f"'sha256-{digest}'"], "script-src": ["'none'"]}


@pytest.mark.parametrize("name", ["briefing.pdf", "briefing.docx", "readings.json"])
def test_the_others_are_saved_under_a_name_of_their_own(tmp_path: Path, name: str):
    answer = answered(tmp_path, name)
    stem, suffix = name.split(".")
    kept = f'attachment; filename="{stem}-FRE1-fr.{suffix}"'
    assert (answer["Content-Disposition"], answer["Content-Type"]) == (kept, FORMATS[name])
    assert answer["X-Content-Type-Options"] == "nosniff"
