"""The mark of a grade of evidence, made once a language: lists show it in every entry."""

from __future__ import annotations

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language


def grade_mark(grade: str) -> SafeString:
    """Bars, letter and word of a grade as HTML."""
    return _made(grade, get_language() or "en")


@lru_cache(maxsize=64)
def _made(grade: str, lang: str) -> SafeString:
    return render_to_string("public/parts/grade.html", {"grade": grade})
