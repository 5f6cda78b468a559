"""What keeps a reader out of a page: what axe finds, and pages wider than their window."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
# Colours are slow to judge, and things written alike have the same: of each kind the first two are
# judged. A kind is the names on the way to the root, with all that a style sheet goes by here.
LOOK = """async colours => {
  const speaks = thing => thing.matches('a[href], button, input, select, textarea') ||
    [...thing.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const name = ({name, value}) => /^(class|fill|role|style|type)$/.test(name) ? name + value : name;
  const known = new Map(), seen = {};
  const kind = thing => {
    if (thing && !known.has(thing)) known.set(thing, [thing.localName,
      ...[...thing.attributes].map(name), kind(thing.parentElement)].join(' '));
    return thing ? known.get(thing) : '';
  };
  const first = thing => (seen[kind(thing)] = (seen[kind(thing)] || 0) + 1) <= 2;
  const things = colours ? [...document.body.querySelectorAll('*')].filter(speaks) : [];
  things.filter(first).forEach(thing => thing.setAttribute('data-judged', ''));
  axe.configure({rules: [{id: 'color-contrast', selector: '[data-judged]'},
    {id: 'link-in-text-block', selector: 'a[href][data-judged]'}]});
  return (await axe.run({resultTypes: ['violations']})).violations;
}"""


def violations(page: Page, *, colours: bool = True) -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice. A page that knows axe is asked at once; to
    tell every page that opens would take longer than to look at it.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
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
