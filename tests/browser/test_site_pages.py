"""Every public page in a real browser: two sizes, three languages, for every reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from barriers import sides, violations, what_stands
from served import Served
from tabs import DESKTOP, LARGEST, LEAVE_THE_FIRST, PHONE, SCHEMES, Tab, tab_in

PAGES = (
    "",
    "find/?q=lile",
    "map/",
    "map/?show=broadband_households",
    "territories/FRE1/",
    "territories/FRE1/?role=MAY",
    "territories/RO42/",
    "territories/DE/",
    "territories/FRE1/briefing/",
    "compare/",
    "compare/?t=FRE1&t=DED5&t=FI20",
    "explore/",
    "explore/?view=table&i=broadband_households&i=hrst",
    "explore/?view=ranking&i=broadband_households&t=FRE1",
    "explore/?view=scatter&i=broadband_households&i=hrst&t=FRE1",
    "explore/?view=line&i=broadband_households&t=FRE1&t=DED5",
    "explore/?view=map&i=broadband_households",
    "explore/?view=what-if&framework=blueprint&w.A2=2&t=FRE1",
    "explain/?number={score}",
    "practices/",
    "practices/?territory=FRE1",
    "practices/denmark-os2/",
    "practices/comparison/",
    "advice/",
    "advice/?territory=FRE1",
    "advice/user-feedback/",
    "advice/for/MAY/",
    "advice/factor/blueprint/A2/",
    "territories/FRE1/decisions/",
    "initiatives/",
    "initiatives/denmark-effect-register/",
    "frameworks/",
    "frameworks/blueprint/",
    "frameworks/blueprint/A2/",
    "indicators/",
    "indicators/broadband_households/",
    "data/",
    "data/europe-nuts2021/",
    "methods/",
    "about/",
    "api/",
    "account/login/",
    "nothing-here/",
)
# how a language is looked at: opened at the first width, and left at the last
SIZES = {"en": (PHONE, DESKTOP), "fr": (DESKTOP, PHONE)}
DECIDED = """
from territoria_web.measure.queries.assessments import current
from territoria_web.people.models import User
from territoria_web.recommend.queries.judged import one_judged
from territoria_web.recommend.services.decisions import judge_advice
from territoria_web.territories.models import Cycle, Territory

team = Cycle.objects.create(territory=Territory.objects.get(code="FRE1"), title="Strategy")
judge_advice(
    by=User.objects.create_user("lead@example.org"),
    cycle=team,
    judged=one_judged(team, current(), "user-feedback"),
    decision="changed",
    reason="Our council decided on another order.",
    changed_text="We begin with the library and its visitors.",
)
print(current().address("score", "FRE1@2021", "A2"))
"""


@pytest.fixture(scope="module")
def score(site: Served) -> str:
    """A team of it decides on a piece of advice; the address of one of its numbers."""
    return site.run(DECIDED)


def address_of(site: Served, language: str, path: str, score: str) -> str:
    """Where a page is; that of the API has its language behind it."""
    if path == "api/":
        return f"{site.address}/api/?lang={language}"
    return f"{site.address}/{language}/{path.format(score=score)}"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """One tab for all pages, as windows are slow to open, in which every visit is the first."""
    with browser.new_context() as context:
        yield tab_in(context)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_every_reader_at_every_size(tab: Tab, site: Served, score: str, path: str):
    """In English and French at both sizes, one light and the other dark; barriers are looked for in one
    of them by turns, as they hang on neither size nor language.
    """
    turn = PAGES.index(path)
    for n, (language, widths) in enumerate(SIZES.items()):
        tab.open(address_of(site, language, path, score), SCHEMES[(turn + n) % 2], widths[0])
        missing = "404" in "".join(tab.said) and path == "nothing-here/"
        assert (language, [] if missing else tab.said) == (language, [])
        assert [url for url in tab.asked if not url.startswith(site.address)] == []
        assert (language, tab.travelled) == (language, min(tab.travelled, LARGEST))
        assert tab.page.evaluate("document.documentElement.lang") == language
        for width in widths:
            tab.page.set_viewport_size({"width": width, "height": 900})
            assert (language, sides(tab.page)) == (language, [width, width])
        if n == turn // 2 % 2:
            tab.page.evaluate(LEAVE_THE_FIRST)
            assert (language, violations(tab.page)) == (language, [])


def test_pages_stand_at_320_pixels_and_without_javascript(
    browser: Browser, site: Served, score: str
):
    with browser.new_context(
        viewport={"width": 320, "height": 700}, java_script_enabled=False
    ) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(address_of(site, "de", path, score))
            assert (path, *what_stands(page)) == (path, "de", 1, True, 320, 320)


def test_a_bad_page_would_be_found(tab: Tab, site: Served):
    tab.open(f"{site.address}/en/about/")
    tab.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    tab.page.evaluate("document.querySelector('main p:last-of-type').style.color = '#ccc'")
    found = [v.partition(":")[0] for v in violations(tab.page)]
    assert found == ["color-contrast", "image-alt"]
