"""Sentences of the journal: collaboration projects."""

from __future__ import annotations

from typing import Any, Final

SENTENCES: Final[dict[str, Any]] = {}
