"""Sentences on what becomes of promises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

SENTENCES: Final[Mapping[str, Any]] = {}
