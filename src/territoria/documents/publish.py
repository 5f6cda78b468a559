"""Publish a briefing: build, lint, and write HTML, PDF, DOCX and the readings beside them.

Files appear together or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from territoria.diagnosis import Diagnosis
from territoria.documents.briefing import build_briefing
from territoria.documents.briefing.build import expected_of
from territoria.documents.document import Bullets, Document, Paragraph, section, text_of
from territoria.documents.docx import render_docx
from territoria.documents.html import render_html
from territoria.documents.lint import demand_clean
from territoria.documents.pdf import render_pdf
from territoria.documents.saving import save_together
from territoria.speech import language, speaking

STEPS = ("scoring, comparing, advising", "checking the rules", "HTML", "PDF", "DOCX", "saving")


@dataclass(frozen=True)
class Published:
    """What was written, a summary for the terminal, and an address to try."""

    paths: tuple[Path, ...]
    summary: tuple[str, ...]
    example: str


def publish_briefing(
    diagnosis: Diagnosis,
    day: date,
    folder: Path,
    step: Callable[[], None] = lambda: None,
    lang: str = "en",
) -> Published:
    """Write the briefing of a diagnosis into ``folder``, in ``lang``.

    LintError where a rule is broken.
    """
    with speaking(lang):
        return _publish(diagnosis, day, folder, step)


def _publish(diagnosis: Diagnosis, day: date, folder: Path, step: Callable[[], None]) -> Published:
    document = build_briefing(diagnosis, day)
    step()
    demand_clean(document, expected_of(diagnosis))
    step()
    files: dict[str, bytes] = {"briefing.html": render_html(document).encode()}
    step()
    files["briefing.pdf"] = render_pdf(document)
    step()
    files["briefing.docx"] = render_docx(document)
    step()
    files["readings.json"] = readings_json(diagnosis, document, day)
    paths = save_together(folder, files)
    step()
    scores = [a for a in document.readings if a.startswith("score:")]
    example = next((a for a in scores if document.readings[a].value is not None), scores[0])
    return Published(paths, _summary(document), example)


def readings_json(diagnosis: Diagnosis, document: Document, day: date) -> bytes:
    """Every printed number by address, with the digests it rests on."""
    body = {
        **diagnosis.as_facts(),
        "capacity": diagnosis.capacity,
        "date": day.isoformat(),
        "language": language(),
        "readings": {a: r.as_dict() for a, r in document.readings.items()},
    }
    return (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode()


def _summary(document: Document) -> tuple[str, ...]:
    """Page one as plain lines."""
    lines = [document.title, document.subtitle, ""]
    for block in section(document, "1"):
        if isinstance(block, Paragraph) and block.style != "margin":
            lines += [text_of(block.line), ""]
        elif isinstance(block, Bullets):
            marks = [f"{n}." if block.ordered else "-" for n in range(1, len(block.items) + 1)]
            lines += [f"  {m} {text_of(i)}" for m, i in zip(marks, block.items, strict=True)] + [""]
    return tuple(lines[:-1])
