"""French sets a space before a colon and a semicolon: pages and documents ask the house for both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "territoria_web"
TEMPLATES = sorted(WEB.rglob("*.html"))
REPORTS = sorted((WEB / "reports").rglob("*.py"))

# What translators write themselves, and what nobody reads.
ELSEWHERE = re.compile(
    r"\{% blocktranslate\b.*?\{% endblocktranslate %\}|\{#.*?#\}"
    r"|\{% comment %\}.*?\{% endcomment %\}|<script.*?</script>|<style.*?</style>",
    re.DOTALL,
)
SIGN = re.compile(r"(?:\}\}|%\}|</(?:b|a|strong|span|em|i|c-[a-z-]+)>)[:;] \S")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.relative_to(WEB).as_posix())
def test_templates_write_colon_and_semicolon_as_tags(path: Path):
    text = ELSEWHERE.sub("", path.read_text(encoding="utf-8"))
    assert SIGN.findall(text) == []


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.relative_to(WEB).as_posix())
def test_reports_join_what_they_name_with_the_semicolon_of_the_language(path: Path):
    assert re.findall(r"""["']; ["']\.join""", path.read_text(encoding="utf-8")) == []
