"""Pages written down: the markup of a page, kept on disk for a known state of what it shows.

A page that hangs on nothing but its address, the language and published figures is the same until
those change. It is written once, for all serving processes and over their restarts; the folder is
named by the code, the texts and the assessments that are in use, so nothing in it is ever out of
date; the folders of former states are thrown away when a site starts.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import os
import shutil
import zlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from territoria_web.library.queries import library_digest
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.assessments import public_assessments
from territoria_web.people.links import origin_of
from territoria_web.public.code import code_state
from territoria_web.territories.boundaries import installed_boundaries

log = logging.getLogger(__name__)
ORIGIN = "https://origin.invalid"
"""Stands in the file for the site's own address, which may be another one next time."""
QUICK = 6

Opened = Mapping[str, Assessment]
State = Callable[..., Hashable | None]
"""The assessments in use, the request and the parts of its address → what a page hangs on besides
them; None: make it anew each time."""


def nothing_more(opened: Opened, request: HttpRequest, **parts: str) -> Hashable:
    """The state of a page that shows texts and published figures only."""
    return ()


def this_day(opened: Opened, request: HttpRequest, **parts: str) -> Hashable:
    """The state of a page that says how old something is."""
    return timezone.localdate()


@dataclass(frozen=True)
class Hangs:
    """What a page hangs on: the parameters that it reads, and ``state``."""

    state: State = nothing_more
    reads: tuple[str, ...] = ()

    def place(self, request: HttpRequest, parts: Mapping[str, Any]) -> Place | None:
        """Where the page is written down; None where it is made anew each time.

        A parameter that the page does not read may be said on it, so it is not written.
        """
        home = settings.WRITTEN_PAGES
        if home is None:
            return None
        if not all(self._reads(name, values) for name, values in request.GET.lists()):
            return None
        opened = public_assessments()
        state = self.state(opened, request, **parts)
        if state is None:
            return None
        address = request.path, tuple(sorted(request.GET.items())), get_language()
        return Place(folder_of(opened, home), _digest(address), _digest(state))

    def _reads(self, name: str, values: Sequence[object]) -> bool:
        """Whether a parameter is one of these, given once and plainly: one page has one file."""
        value = str(values[-1])
        return name in self.reads and len(values) == 1 and value == value.strip()


@dataclass(frozen=True)
class Place:
    """A page's file, there or not: one for an address. Its first line is the state it stands for."""

    folder: Path
    name: str
    state: str

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / self.name[:2] / f"{self.name}.gz"

    def read(self, request: HttpRequest) -> str | None:
        """The markup; None where it is not written yet, for another state, or cannot be read."""
        try:
            state, _line, text = gzip.decompress(self.path.read_bytes()).decode().partition("\n")
        except FileNotFoundError:
            return None
        except (OSError, EOFError, ValueError, zlib.error):
            log.warning("a written page could not be read: %s", self.path, exc_info=True)
            return None
        sound = state == self.state and text.rstrip().endswith("</html>")
        return text.replace(ORIGIN, origin_of(request)) if sound else None

    def write(self, request: HttpRequest, text: str) -> None:
        """Write it for the next reader. Where the disk is full the page is shown all the same."""
        text = f"{self.state}\n{text.replace(origin_of(request), ORIGIN)}"
        coming = self.path.with_name(f"{self.name}.{os.getpid()}-{get_ident()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            coming.write_bytes(gzip.compress(text.encode(), QUICK, mtime=0))
            coming.replace(self.path)
        except OSError as error:
            log.warning("a page could not be written: %s", error)
            with suppress(OSError):
                coming.unlink(missing_ok=True)


def folder_of(opened: Opened, home: Path) -> Path:
    """Where pages of this state of the site are written."""
    figures = tuple(sorted(a.public_id.hex for a in opened.values()))
    texts = library_digest(), settings.OPERATOR_NAME, settings.OPERATOR_CONTACT
    return home / _digest((code_state(), texts, figures, installed_boundaries()))


def _digest(things: Hashable) -> str:
    return hashlib.sha256(repr(things).encode()).hexdigest()[:32]


def clear(current: Path) -> None:
    """Throw away what was written for former states; when a site starts, not while others serve."""
    for old in current.parent.glob("*"):
        if old != current:
            shutil.rmtree(old, ignore_errors=True)
