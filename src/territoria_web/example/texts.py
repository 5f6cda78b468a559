"""What the people of the invented regions say: three files, read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("aldermark.yaml")
PEOPLE_FILE = Path(__file__).with_name("aldermark_people.yaml")
NETWORK_FILE = Path(__file__).with_name("aldermark_network.yaml")
VERSION = "example"  # of the codes of invented territories
REGION = "XA01"
NETWORK = "Example network"
DOMAIN = "aldermark.territoria.example"
NOWHERE = ""  # origin of the links in letters: none are written about what is invented
AGO = 200  # days since the workshop, so that something has become of the plan


@lru_cache(maxsize=1)
def texts() -> dict[str, Any]:
    """Everything that is written in the file."""
    held: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return held


@lru_cache(maxsize=1)
def people_texts() -> dict[str, Any]:
    """What residents said, and what became of the plan."""
    held: dict[str, Any] = yaml.safe_load(PEOPLE_FILE.read_text(encoding="utf-8"))
    return held


@lru_cache(maxsize=1)
def network_texts() -> dict[str, Any]:
    """What the regions of the network do together."""
    held: dict[str, Any] = yaml.safe_load(NETWORK_FILE.read_text(encoding="utf-8"))
    return held


def words(name: str) -> dict[str, dict[str, str]]:
    """The sections of a paper in English, as ``begin_paper`` takes them."""
    return {section: {"en": text.strip()} for section, text in texts()[name].items()}
