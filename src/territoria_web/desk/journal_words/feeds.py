"""Sentences of the journal: feeds of other installations."""

from __future__ import annotations

from typing import Any, Final

SENTENCES: Final[dict[str, Any]] = {}
