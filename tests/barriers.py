"""What keeps a reader out of a page: what axe finds, and pages wider than their window."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
# Colours are slow to judge, and things written alike have the same: of each kind the first two are
# judged. A kind is the names on the way to the root, with all that a style sheet goes by here.
LOOK = """async colours => {
  const slow = ['color-contrast', 'link-in-text-block'], only = {resultTypes: ['violations']};
  const rules = Object.fromEntries(slow.map(name => [name, {enabled: false}]));
  const found = (await axe.run({...only, rules})).violations;
  if (!colours) return found;
  const speaks = thing => thing.matches('a[href], button, input, select, textarea') ||
    [...thing.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const name = ({name, value}) => /^(class|fill|role|style|type)$/.test(name) ? name + value : name;
  const kind = thing => thing ? [thing.localName, ...[...thing.attributes].map(name),
    kind(thing.parentElement)].join(' ') : '';
  const seen = {};
  const include = [...document.body.querySelectorAll('*')].filter(thing => {
    if (!speaks(thing)) return false;
    const known = kind(thing);
    return (seen[known] = (seen[known] || 0) + 1) <= 2;
  });
  return [...found, ...(await axe.run({include}, {...only, runOnly: slow})).violations];
}"""


def violations(page: Page, *, colours: bool = True) -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice."""
    found = page.evaluate(LOOK, colours)
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
