"""Pictures as PNG for word processors, drawn by typst in one go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from territoria.documents import look
from territoria.documents.pdf_lines import esc
from territoria.documents.svg import paper_svg
from territoria.pictures.picture import Picture

PIXELS_PER_INCH = 144
"""Enough for a screen; whoever prints from Word gets the drawing beside it."""


def pngs_of(pictures: Sequence[Picture]) -> dict[str, bytes]:
    """SVG text → PNG bytes for all pictures; each different drawing is rendered once."""
    sizes = {
        picture.svg: (paper_svg(picture), picture.width, picture.height) for picture in pictures
    }
    images = _draw(tuple(sizes.values()))
    return dict(zip(sizes, images, strict=True))


@lru_cache(maxsize=16)
def _draw(drawings: tuple[tuple[str, int, int], ...]) -> tuple[bytes, ...]:
    if not drawings:
        return ()
    import typst

    pages = [
        f"#page(width: {width * 0.75:g}pt, height: {height * 0.75:g}pt, margin: 0pt, "
        f'image(bytes({esc(svg)}), format: "svg", width: 100%))'
        for svg, width, height in drawings
    ]
    compiler = typst.Compiler(font_paths=[look.font_directory()], ignore_system_fonts=True)
    source = f"#set text(font: {esc(look.FONT)})\n" + "\n".join(pages)
    images = compiler.compile(input=source.encode(), format="png", ppi=PIXELS_PER_INCH)
    if isinstance(images, bytes):
        return (images,)
    assert images is not None
    return tuple(images)
