"""What the people of the invented region say: one file, read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("aldermark.yaml")
VERSION = "example"  # of the codes of invented territories
REGION = "XA01"
NETWORK = "Example network"
DOMAIN = "aldermark.territoria.example"


@lru_cache(maxsize=1)
def texts() -> dict[str, Any]:
    """Everything that is written in the file."""
    held: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return held


def words(name: str) -> dict[str, dict[str, str]]:
    """The sections of a paper in English, as ``begin_paper`` takes them."""
    return {section: {"en": text.strip()} for section, text in texts()[name].items()}
