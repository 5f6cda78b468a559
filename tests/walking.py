"""People in a browser: each with windows of their own, none of which may say an error."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Locator, Page

PATIENCE = 15_000
# a form that was refused, or a door that stays shut: the browser notes the state of the answer
REFUSED = re.compile(r"status of (403|404|409|422) ")


@dataclass
class People:
    """Opens windows, and notes what went wrong in any of them."""

    browser: Browser
    address: str
    wrong: list[str] = field(default_factory=list)
    opened: list[BrowserContext] = field(default_factory=list)

    def window(self, width: int = 1200, **options: Any) -> Page:
        """A window that keeps nothing of any other."""
        viewport = {"width": width, "height": 900}
        context = self.browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.opened.append(context)
        return page

    def comes(self, link: str, width: int = 1200, **options: Any) -> Page:
        """A window of somebody who came in by a link that was given or sent."""
        page = self.window(width, **options)
        page.goto(link)
        press(page, "Sign in")
        return page

    def leave(self) -> None:
        """Close all windows."""
        for context in self.opened:
            context.close()
        self.opened.clear()

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not REFUSED.search(message.text):
            self.wrong.append(f"{message.location.get('url', '')}: {message.text}")


def press(page: Page, name: str | re.Pattern[str], *, inside: Locator | None = None) -> None:
    """Press the first button of this name, and wait for the page that it leads to."""
    where = inside or page.locator("main")
    exact = isinstance(name, str)
    with page.expect_navigation():
        where.get_by_role("button", name=name, exact=exact).first.click()


def follow(page: Page, name: str | re.Pattern[str], *, inside: Locator | None = None) -> None:
    """Follow the first link of this name within the page's own matter."""
    where = inside or page.locator("main")
    exact = isinstance(name, str)
    with page.expect_navigation():
        where.get_by_role("link", name=name, exact=exact).first.click()


def fill(page: Page, **fields: str) -> None:
    """Write into fields by their names (``_`` stands for a hyphen), choose, or tick a value."""
    for name, text in fields.items():
        found = page.locator(f"main [name='{name}'], main [name='{name.replace('_', '-')}']")
        kind = found.first.evaluate("field => field.type")
        if kind in ("radio", "checkbox"):
            found.and_(page.locator(f"[value='{text}']")).check()
        elif kind.startswith("select"):
            found.first.select_option(text)
        else:
            found.first.fill(text)


def said(page: Page) -> str:
    """What the page says."""
    return page.locator("main").inner_text()


def letter_to(home: Path, email: str) -> str:
    """The last letter to somebody: where no mail server is named, letters are kept as files."""
    for _ in range(100):
        for file in sorted((home / "mail").glob("*"), key=lambda f: f.stat().st_mtime)[::-1]:
            letter = message_from_bytes(file.read_bytes())
            written = next(
                p for p in letter.walk() if not p.is_multipart()
            )  # before what is attached
            body = written.get_payload(decode=True)
            if letter["To"] == email and isinstance(body, bytes):
                return body.decode()
        time.sleep(0.1)
    raise AssertionError(f"no letter came to {email}")


def link_in(letter: str, address: str) -> str:
    """The first link of a letter that leads to the site."""
    found = re.search(rf"{re.escape(address)}/\S+", letter)
    assert found, letter
    return found.group()


def look_again(page: Page) -> None:
    """Open the page anew, also where it goes on by itself at the same moment."""
    address = page.url.partition("?")[0]
    try:
        page.goto(address)
    except Error as wrong:
        if "ERR_ABORTED" not in str(wrong):
            raise
        page.wait_for_load_state()
        page.goto(address)


def last_part(page: Page) -> str:
    """What names the thing in the address of a page."""
    found: list[str] = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", page.url)
    return found[-1]


def days_from_now(count: int, form: str = "%Y-%m-%d") -> str:
    """A day as a date field takes it."""
    return (timezone.localdate() + timedelta(days=count)).strftime(form)
