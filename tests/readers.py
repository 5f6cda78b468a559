"""Whoever reads a list of pages in a real browser, and what each page has to be for them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext

from barriers import sides, violations, what_stands
from served import Served
from tabs import DESKTOP, LARGEST, LEAVE_THE_FIRST, PHONE, SCHEMES, Tab, tab_in
from walking import press


class Readers:
    """Each has one window, opened when it is needed first. ``things``: what the pages are about, and the
    links by which readers sign in, by name. ``enter``: whoever comes by another way, and the page where
    they press a button.
    """

    def __init__(
        self,
        browser: Browser,
        site: Served,
        things: dict[str, Any],
        enter: dict[str, tuple[str, str]] | None = None,
    ) -> None:
        self.browser, self.site, self.things = browser, site, things
        self.enter = enter or {}
        self.tabs: dict[str, tuple[BrowserContext, Tab]] = {}

    def tab_of(self, who: str) -> Tab:
        """The tab of a reader who has come in."""
        if who not in self.tabs:
            context = self.browser.new_context()
            tab = tab_in(context)
            if who in self.things:
                tab.page.goto(self.things[who])
                press(tab.page, "Sign in")
            elif who in self.enter:
                path, button = self.enter[who]
                tab.page.goto(self.address(path))
                press(tab.page, button)
            self.tabs[who] = (context, tab)
        return self.tabs[who][1]

    def address(self, path: str, language: str = "en") -> str:
        """Where a page is."""
        return f"{self.site.address}/{language}/{path.format(**self.things)}"

    def leave(self) -> None:
        """Close all windows."""
        for context, _tab in self.tabs.values():
            context.close()

    def judge(self, who: str, path: str, turn: int) -> None:
        """In English on a desk, in French on a phone, one light and the other dark; barriers are looked for
        in one of them by turns, as they hang on neither size nor language.
        """
        tab = self.tab_of(who)
        tab.open(self.address(path), SCHEMES[turn // 2 % 2])
        assert tab.said == []
        assert tab.page.url == self.address(path)
        assert [url for url in tab.asked if not url.startswith(self.site.address)] == []
        assert tab.travelled == min(tab.travelled, LARGEST)
        assert sides(tab.page) == [DESKTOP, DESKTOP]
        self._judge_barriers(tab, is_its_turn=turn % 2 == 0)
        tab.open(self.address(path, "fr"), SCHEMES[(turn // 2 + 1) % 2], PHONE)
        assert (tab.said, sides(tab.page)) == ([], [PHONE, PHONE])
        assert tab.page.evaluate("document.documentElement.lang") == "fr"
        self._judge_barriers(tab, is_its_turn=turn % 2 == 1)

    @staticmethod
    def _judge_barriers(tab: Tab, *, is_its_turn: bool) -> None:
        if is_its_turn:
            tab.page.evaluate(LEAVE_THE_FIRST)
            assert violations(tab.page) == []

    def judge_narrow(self, who: str, *paths: str) -> None:
        """In German at 320 pixels, without JavaScript."""
        self.tab_of(who)
        with self.browser.new_context(
            viewport={"width": 320, "height": 700},
            java_script_enabled=False,
            storage_state=self.tabs[who][0].storage_state(),
        ) as context:
            page = context.new_page()
            for path in paths:
                page.goto(self.address(path, "de"))
                assert (path, *what_stands(page)) == (path, "de", 1, True, 320, 320)
