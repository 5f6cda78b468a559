"""The look holds together: tokens, size, components."""

from __future__ import annotations

import re
from pathlib import Path

import territoria_web.site
from territoria_web.site.tokens import tokens_css

SITE = Path(territoria_web.site.__file__).parent
STATIC, TEMPLATES = SITE / "static" / "site", SITE / "templates"
COMPONENTS = sorted((TEMPLATES / "cotton").glob("*.html"))
INLINE = ("badge", "evidence", "firmness", "nav_link", "number", "standing", "tier", "unknown")


def test_the_tokens_are_those_of_the_engine() -> None:
    assert (STATIC / "tokens.css").read_text() == tokens_css()


def test_the_style_sheet_stays_small() -> None:
    assert (STATIC / "territoria.css").stat().st_size <= 40_000


def test_scripts_stay_small() -> None:
    assert [p.name for p in STATIC.glob("*.js") if p.stat().st_size > 4_096] == []


def test_every_component_says_its_parameters_and_is_short() -> None:
    texts = {p.name: p.read_text() for p in COMPONENTS}
    assert [name for name, text in texts.items() if "{% comment %}" not in text] == []
    assert [name for name, text in texts.items() if text.count("\n") > 25] == []


def test_inline_components_add_no_space_behind_themselves() -> None:
    assert [n for n in INLINE if (TEMPLATES / "cotton" / f"{n}.html").read_text()[-1] == "\n"] == []


def test_no_template_carries_style_or_script() -> None:
    bad = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=")
    found = [p.name for p in TEMPLATES.rglob("*.html") if bad.search(p.read_text())]
    assert found == []


def test_the_reference_names_every_component() -> None:
    page = (SITE.parents[2] / "docs" / "reference" / "components.md").read_text()
    names = [f"<c-{p.stem.replace('_', '-')}" for p in COMPONENTS]
    assert [name for name in names if name not in page] == []


def test_colours_stand_in_the_tokens_only() -> None:
    assert re.findall(r"#[0-9a-f]{3,8}\b", (STATIC / "territoria.css").read_text()) == []
