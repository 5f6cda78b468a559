"""Pictures as files of their own."""

from __future__ import annotations

from territoria.pictures.lines import lines
from territoria_web.reports.pictures import png_of, svg_of


def test_a_picture_is_a_file_that_names_what_it_is():
    drawn = svg_of(lines("k", "A title", "What it says.", [], "%"))
    assert 'xmlns="http://www.w3.org/2000/svg"' in drawn
    assert "A title" in drawn


def test_a_picture_is_a_png():
    assert png_of(lines("k", "A title", "What it says.", [], "%"))[:4] == b"\x89PNG"
