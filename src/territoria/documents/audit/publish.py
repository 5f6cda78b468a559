"""Publish an audit: the report as HTML and PDF, the index as a workbook, together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from territoria.documents.audit.build import build_audit
from territoria.documents.audit.page_one import foremost, verdict
from territoria.documents.audit.subject import Subject
from territoria.documents.html import render_html
from territoria.documents.pdf import render_pdf
from territoria.documents.saving import save_together
from territoria.documents.workbook import workbook_bytes

FORMATS = ("html", "pdf", "xlsx")


@dataclass(frozen=True)
class PublishedAudit:
    """What was written, and page one as plain lines for the terminal."""

    paths: tuple[Path, ...]
    summary: tuple[str, ...]


def publish_audit(
    subject: Subject,
    day: date,
    folder: Path,
    *,
    formats: Sequence[str] = FORMATS,
    titles: Mapping[str, str] | None = None,
    step: Callable[[], None] = lambda: None,
) -> PublishedAudit:
    """Write ``audit.html``, ``audit.pdf`` and ``index.xlsx`` into ``folder``.

    ``titles`` of indicators by id, for the workbook. ``step`` is called after each file. DataError
    where the folder cannot be written.
    """
    document = build_audit(subject, day)
    files: dict[str, bytes] = {}
    for name in formats:
        if name == "html":
            files["audit.html"] = render_html(document).encode()
        elif name == "pdf":
            files["audit.pdf"] = render_pdf(document)
        else:
            files["index.xlsx"] = workbook_bytes(
                subject.audit.scores,
                titles=titles,
                release=subject.release,
                digest=subject.digest,
                day=day,
            )
        step()
    return PublishedAudit(save_together(folder, files), _summary(subject))


def _summary(subject: Subject) -> tuple[str, ...]:
    """Page one as plain lines."""
    lines = [str(subject.audit.scores.tree.framework.title), verdict(subject), ""]
    return (*lines, *(f"  - {found.sentence}" for found in foremost(subject)))
