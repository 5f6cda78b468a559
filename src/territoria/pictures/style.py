"""The tokens of every picture: colours, fonts, sizes. The page and the reports read them too.

Text on paper has a contrast of at least 7 : 1, marks at least 3 : 1; a test holds both.
"""

from __future__ import annotations

from typing import Final

# ── ink and paper ─────────────────────────────────────────────────────────────────────────────

PAPER: Final = "#ffffff"
INK: Final = "#1b1d1f"
MUTED: Final = "#4e5357"
"""Quiet text: units, years, ticks. Still 7 : 1."""
RULE: Final = "#d5d8da"
"""Hairlines that only guide the eye; never carry meaning alone."""
TINT: Final = "#f1f3f4"
"""Quiet ground under marks."""

# ── who is who ────────────────────────────────────────────────────────────────────────────────

ACCENT: Final = "#085c5e"
"""This territory and its actions. Nothing else uses it."""
PEER: Final = "#7d8388"
"""Peers: the edge of a dot, the median's tick."""
PEER_FILL: Final = "#c6cbce"
"""The inside of a peer's mark; its edge is PEER."""
OTHER: Final = "#8f9498"
"""All other places."""

# ── words about peers: always with a shape and the word ───────────────────────────────────────

ABOVE: Final = "#2b6cb0"
LEVEL: Final = "#6f757a"
BELOW: Final = "#b85c00"

# ── shades ────────────────────────────────────────────────────────────────────────────────────

SEQUENCE: Final[tuple[str, str, str, str, str]] = (
    "#e3ebf2",
    "#bccbd9",
    "#93adc3",
    "#3e5b79",
    "#1c3450",
)
"""One hue from light to dark; its order survives greyscale."""
HATCH: Final = "#6f757a"
"""The strokes of the hatching that means *unknown*."""

# ── type ──────────────────────────────────────────────────────────────────────────────────────

FONT: Final = (
    "'Source Sans Pro', 'Source Sans 3', system-ui, -apple-system, 'Segoe UI', Roboto, "
    "'Helvetica Neue', Arial, sans-serif"
)
FONT_FAMILY: Final = "Source Sans Pro"
"""The one family embedded in PDF and DOCX (package ``font-source-sans-pro``)."""

TEXT: Final = 14.0
SMALL: Final = 12.0
"""No text in a picture is smaller."""
BOLD: Final = 600

# ── measures ──────────────────────────────────────────────────────────────────────────────────

WIDTH: Final = 640
"""The widest picture, in CSS pixels."""
NARROW: Final = 520
"""Below this width names stand above their row instead of beside it (phones)."""
GAP: Final = 16.0
DOT: Final = 6.0
"""Radius of this territory's dot."""
