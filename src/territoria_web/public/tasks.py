"""Long work of this face: pages written down before anyone asks for them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from django.conf import settings

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue, make_way, report_progress
from territoria_web.library.languages import language_codes
from territoria_web.library.saying import said_in
from territoria_web.measure.queries.assessments import public_assessments
from territoria_web.public.ahead import addresses, write_page
from territoria_web.public.written import clear, folder_of

log = logging.getLogger(__name__)
KIND = "write-pages"
TOLD = 20  # pages from one report of progress to the next


def write_ahead() -> Job | None:
    """Have the pages of this site written down by the worker; None where that is done, or not
    wanted.
    """
    mark = _mark()
    if mark is None:
        return None
    clear(mark.parent)
    return None if mark.is_file() else enqueue(kind=KIND, key=KIND)


def _mark() -> Path | None:
    """Says that all pages of this state are written."""
    home = settings.WRITTEN_PAGES
    return None if home is None else folder_of(public_assessments(), home) / "complete"


def write_pages(job: Job) -> dict[str, Any]:
    """Every page in every language; those that are there are passed over, and others go first."""
    mark = _mark()
    asked, left_out = _in_every_language(), 0
    for done, (address, language) in enumerate(asked):
        if done % TOLD == 0:
            report_progress(job=job, done=done, of=len(asked))
            make_way(job=job)
        left_out += not _written(address, language)
    report_progress(job=job, done=len(asked), of=len(asked))
    if mark and mark == _mark():  # else something changed meanwhile; the next start writes the rest
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    return {"pages": len(asked) - left_out, "left_out": left_out}


def _written(address: str, language: str) -> bool:
    """A page that cannot be made is said in the log; the others are not to wait for it."""
    try:
        write_page(address, language)
    except Exception:
        log.exception("the page %s could not be written ahead", address)
        return False
    return True


def _in_every_language() -> list[tuple[str, str]]:
    """Page by page, so that all languages of those that come first are soon there."""
    by_language = []
    for language in language_codes():
        with said_in(language):
            by_language.append([(address, language) for address in addresses()])
    return [one for page in zip(*by_language, strict=True) for one in page]
