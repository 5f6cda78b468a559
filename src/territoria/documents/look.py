"""The look of documents: what the three writers share beyond the colours of the pictures.

Colours come from ``territoria.pictures.style`` so that a page and its pictures agree. Lengths for
print are in millimetres, type sizes on paper in points; the web takes the same scale in CSS pixels.
"""

from __future__ import annotations

from territoria.pictures.style import (
    ABOVE,
    BELOW,
    FONT_FAMILY,
    HATCH,
    LEVEL,
    MUTED,
    OTHER,
    PEER_FILL,
    SEQUENCE,
)
from territoria.pictures.style import (
    ACCENT as ACCENT,
)
from territoria.pictures.style import (
    INK as INK,
)
from territoria.pictures.style import (
    PAPER as PAPER,
)
from territoria.pictures.style import (
    PEER as PEER,
)
from territoria.pictures.style import (
    RULE as RULE,
)
from territoria.pictures.style import (
    TINT as TINT,
)

AUTHOR = "Territoria"

#: Secondary text: quieter than ink and still above 7 : 1, on the tint too.
QUIET = "#484d51"

#: Steps of the type scale on paper, in points: 14 · 16 · 20 · 25 · 31 · 39 pixels at 11 : 16.
SCALE_PT = (9.6, 11.0, 13.75, 17.2, 21.3, 36.0)

#: The page: A4 with a column of at most 68 characters and a wide outer margin for notes.
PAGE_MM = (210.0, 297.0)
LEFT_MM, COLUMN_MM, GAP_MM, OUTER_MM = 22.0, 118.0, 7.0, 41.0
TOP_MM, BOTTOM_MM = 22.0, 24.0
WIDE_MM = COLUMN_MM + GAP_MM + OUTER_MM

#: The widest picture on paper: 12 pixels of a 640 wide drawing become 8 points.
PICTURE_MM = 150.0

FONT = FONT_FAMILY
MONO = "DejaVu Sans Mono"

#: Tier letter → shape; the letter and the words always stand beside it.
TIER_SHAPES = {"A": "●", "B": "◐", "C": "◇", "D": "○"}

#: Light and dark values of the web's custom properties.
LIGHT = {
    "ink": INK,
    "paper": PAPER,
    "quiet": QUIET,
    "accent": ACCENT,
    "on-accent": "#ffffff",
    "mark": PEER,
    "rule": RULE,
    "tint": TINT,
}
DARK = {
    "ink": "#e8ebed",
    "paper": "#14171a",
    "quiet": "#b3bac0",
    "accent": "#74cbc6",
    "on-accent": "#0c1416",
    "mark": "#98a1a8",
    "rule": "#3b4248",
    "tint": "#1e2327",
}

#: The pictures' light colours → what stands in their place in the dark.
PICTURE_DARK = {
    INK: "#e8ebed",
    PAPER: "#14171a",
    MUTED: "#b3bac0",
    ACCENT: "#5fbdb7",
    PEER: "#98a1a8",
    PEER_FILL: "#4a5259",
    OTHER: "#7b848b",
    ABOVE: "#7fb2ec",
    LEVEL: "#a0a8ae",
    HATCH: "#a0a8ae",
    BELOW: "#eb9c4f",
    RULE: "#3b4248",
    TINT: "#1e2327",
    **dict(zip(SEQUENCE, ("#22313f", "#34506a", "#55789a", "#86a7c4", "#c4d6e6"), strict=True)),
}


def font_directory() -> str:
    """Folder of the Source Sans Pro font files."""
    import font_source_sans_pro

    return str(font_source_sans_pro.font_directory)


def tier_shape(tier: str) -> str:
    """The shape of a tier's badge; a square for a letter that has none."""
    return TIER_SHAPES.get(tier.strip().upper()[:1], "■")
