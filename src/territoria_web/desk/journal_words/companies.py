"""Sentences of the journal: company days."""

from __future__ import annotations

from typing import Any, Final

SENTENCES: Final[dict[str, Any]] = {}
