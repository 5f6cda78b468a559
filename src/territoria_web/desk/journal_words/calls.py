"""Sentences on calls, expressions of interest, reviews and steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

SENTENCES: Final[Mapping[str, Any]] = {}
