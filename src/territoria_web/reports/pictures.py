"""A picture as a file of its own, for a slide or a letter: SVG with its font named, or PNG."""

from __future__ import annotations

from territoria.documents.paper_png import pngs_of
from territoria.documents.svg import paper_svg
from territoria.pictures.picture import Picture


def svg_of(picture: Picture) -> str:
    """The picture as an SVG file."""
    return paper_svg(picture)


def png_of(picture: Picture) -> bytes:
    """The picture as a PNG of twice its size."""
    return pngs_of([picture])[picture.svg]
