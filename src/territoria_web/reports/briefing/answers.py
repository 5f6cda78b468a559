"""The files of a briefing as answers: the page to read, the others to keep."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from territoria_web.reports.briefing.editions import FORMATS


def file_answer(request: HttpRequest, path: Path, code: str, language: str) -> HttpResponseBase:
    """A file of the briefing of a territory: HTML is shown as it is, all else is saved."""
    return _shown(request, path) if path.suffix == ".html" else _saved(path, code, language)


def _shown(request: HttpRequest, path: Path) -> HttpResponseBase:
    """Its own style is let through by digest, nothing else is."""
    text = path.read_text(encoding="utf-8")

    @csp_replace({"style-src": style_digests(text), "script-src": ["'none'"]})
    def view(request: HttpRequest) -> HttpResponse:
        return _sent(text, path, f'inline; filename="{path.name}"')

    shown: HttpResponseBase = view(request)
    return shown


def style_digests(text: str) -> list[str]:
    """What a browser compares the style of a document with."""
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in styles
    ]


def _saved(path: Path, code: str, language: str) -> HttpResponse:
    """Named by territory and language."""
    name = f"{path.stem}-{code}-{language}{path.suffix}"
    return _sent(path.read_bytes(), path, f'attachment; filename="{name}"')


def _sent(body: str | bytes, path: Path, disposition: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=FORMATS[path.name])
    answer["Content-Disposition"] = disposition
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
