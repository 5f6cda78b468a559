"""Sentences of the journal: sectors of excellence."""

from __future__ import annotations

from typing import Any, Final

SENTENCES: Final[dict[str, Any]] = {}
