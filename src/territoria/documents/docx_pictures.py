"""Pictures of a DOCX as drawings: word processors that know SVG show it, others its PNG."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from territoria.documents.svg import paper_svg
from territoria.pictures.picture import Picture

_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def add_drawing(docx: Any, shape: Any, picture: Picture) -> None:
    """Put the SVG beside the PNG of an inline picture, as Word 2016 and later write it."""
    package = docx.part.package
    drawings: dict[str, Part] = docx.part.__dict__.setdefault("_territoria_drawings", {})
    if picture.svg not in drawings:
        name = PackURI(f"/word/media/drawing{len(drawings) + 1}.svg")
        blob = paper_svg(picture).encode()
        drawings[picture.svg] = Part(name, "image/svg+xml", blob, package)
    key = docx.part.relate_to(drawings[picture.svg], RELATIONSHIP_TYPE.IMAGE)
    extension = parse_xml(
        f'<a:extLst xmlns:a="{_A}"><a:ext uri="{_URI}"><asvg:svgBlip xmlns:asvg="{_ASVG}" '
        f'xmlns:r="{_R}" r:embed="{key}"/></a:ext></a:extLst>'
    )
    blip = next(shape._inline.iter(qn("a:blip")))
    blip.append(extension)
