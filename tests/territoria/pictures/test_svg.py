from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.pictures.lettering import clean
from territoria.pictures.picture import Label
from territoria.pictures.svg import Drawing


@given(st.text())
def test_any_text_becomes_well_formed_xml(text: str) -> None:
    drawing = Drawing("k", 100)
    drawing.text(0, 10, Label(text, text))
    root = ElementTree.fromstring(drawing.picture(20, text, text, (), ()).svg)
    assert (root[0].text or "") == clean(text)


@pytest.mark.parametrize("key", ["", "1a", "a b", "a:b", 'a"'])
def test_a_key_that_cannot_be_an_id_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        Drawing(key, 100)


def test_hatching_is_a_pattern_of_this_picture_only() -> None:
    drawing = Drawing("mine", 100)
    drawing.hatch(0, 0, 50, 10)
    svg = drawing.picture(20, "t", "d", (), ()).svg
    assert '<pattern id="mine-h"' in svg
    assert 'fill="url(#mine-h)"' in svg


def test_text_with_an_address_names_its_reading() -> None:
    drawing = Drawing("k", 100)
    drawing.text(0, 10, Label("62", "a:b"))
    root = ElementTree.fromstring(drawing.picture(20, "t", "d", (), ()).svg)
    assert [(e.text, e.get("data-reading")) for e in root.iter() if e.tag.endswith("text")] == [
        ("62", "a:b")
    ]
