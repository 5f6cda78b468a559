"""What every picture is: an SVG with title and description, and the data behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """Words inside a picture; ``address`` names the reading where they print a number."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG drawing. ``width`` and ``height`` in CSS pixels; ``rows`` is its data table."""

    svg: str
    width: int
    height: int
    title: str
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[Label, ...], ...]
