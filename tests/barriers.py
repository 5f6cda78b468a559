"""What keeps a reader out of a page: what axe finds, and pages wider than their window."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, *, colours: bool = True) -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice; contrast is slow to judge."""
    rules = {"color-contrast": {"enabled": colours}}
    found = page.evaluate(
        "rules => axe.run({resultTypes: ['violations'], rules}).then(found => found.violations)",
        rules,
    )
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


def sides(page: Page) -> list[int]:
    """How wide the page is, and how wide the window."""
    found: list[int] = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return found


def what_stands(page: Page) -> tuple[str, int, bool, int, int]:
    """Of a page without its script: language, main headings, whether it says something, sides."""
    found = page.evaluate(
        """[document.documentElement.lang, document.querySelectorAll('h1').length,
        document.querySelector('main').innerText.length > 60,
        document.documentElement.scrollWidth, innerWidth]"""
    )
    return tuple(found)  # type: ignore[return-value]
