"""Sentences of the journal: mentoring."""

from __future__ import annotations

from typing import Any, Final

SENTENCES: Final[dict[str, Any]] = {}
