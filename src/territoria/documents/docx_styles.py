"""The real styles of the DOCX, so that a team can edit it and it keeps its look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from territoria.documents import look

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

TABLE_STYLE = "Territoria table"
_LOCALES = {"en": "en-GB", "fr": "fr-FR", "de": "de-DE"}

#: name → (based on, points, bold, colour, space before, space after, line spacing)
_PARAGRAPHS: dict[str, tuple[str | None, float, bool, str, float, float, float]] = {
    "Normal": (None, 11, False, look.INK, 0, 6, 1.15),
    "Body Text": ("Normal", 11, False, look.INK, 0, 6, 1.15),
    "Title": ("Normal", 28, True, look.INK, 14, 4, 1.0),
    "Subtitle": ("Normal", 13, False, look.QUIET, 0, 10, 1.05),
    "Heading 1": ("Normal", 17.2, True, look.INK, 18, 6, 1.05),
    "Heading 2": ("Normal", 13.75, True, look.INK, 14, 5, 1.05),
    "Heading 3": ("Normal", 11, True, look.INK, 13, 4, 1.15),
    "Caption": ("Normal", 10.5, True, look.INK, 10, 5, 1.1),
    "List Bullet": ("Normal", 11, False, look.INK, 0, 3, 1.15),
    "List Number": ("Normal", 11, False, look.INK, 0, 3, 1.15),
    "Lead": ("Normal", 12.5, False, look.INK, 0, 6, 1.15),
    "Note": ("Normal", 9.6, False, look.QUIET, 0, 4, 1.2),
    "Margin note": ("Normal", 8.5, False, look.QUIET, 0, 6, 1.15),
    "Figure": ("Normal", 11, False, look.INK, 0, 4, 1.0),
    "Box title": ("Normal", 11, True, look.INK, 0, 0, 1.25),
    "Box text": ("Normal", 11, False, look.INK, 0, 0, 1.25),
    "Card tier": ("Normal", 9.6, True, look.ACCENT, 20, 4, 1.2),
    "Card field": ("Normal", 9.6, False, look.INK, 0, 3, 1.15),
    "Annex text": ("Body Text", 9.6, False, look.INK, 0, 5, 1.15),
    "Annex list": ("List Bullet", 9.6, False, look.INK, 0, 3, 1.15),
    "Table text": ("Normal", 9.6, False, look.INK, 2.5, 2.5, 1.1),
    "Table text small": ("Table text", 8.6, False, look.INK, 2, 2, 1.1),
    "Address": ("Table text", 6.5, False, look.QUIET, 0, 2, 1.1),
    "Table head": ("Table text", 9.2, True, look.QUIET, 2.5, 2.5, 1.1),
    "Cover line": ("Normal", 9.6, False, look.QUIET, 0, 0, 1.0),
    "Facts": ("Normal", 9.6, False, look.INK, 0, 2, 1.2),
    "Contents heading": ("Normal", 11, True, look.INK, 12, 4, 1.2),
    "TOC 1": ("Normal", 10, False, look.INK, 0, 2, 1.2),
    "TOC 2": ("Normal", 9.6, False, look.QUIET, 0, 2, 1.2),
    "Footer": ("Normal", 8, False, look.QUIET, 0, 0, 1.0),
}
#: Text keeps to the reading column and leaves the outer margin to notes, tables and pictures.
_IN_COLUMN = (
    "Body Text",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Caption",
    "List Bullet",
    "List Number",
    "Lead",
    "Note",
    "Box title",
    "Box text",
    "Contents heading",
    "TOC 1",
    "TOC 2",
)
_KEEP_WITH_NEXT = (
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Caption",
    "Box title",
    "Card tier",
    "Table head",
)
#: As wide as the page, though the style they are based on keeps to the column.
_WIDE = ("Annex text", "Annex list")


def dress(docx: DocxDocument, lang: str) -> None:
    """Set fonts, sizes, spaces and the table style; name the document's language."""
    styles = docx.styles
    _drop_template_tables(styles.element)
    for name, values in _PARAGRAPHS.items():
        existing = name in [style.name for style in styles]
        style: Any = styles[name] if existing else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_paragraph_style(styles, style, *values)
        style.paragraph_format.keep_with_next = name in _KEEP_WITH_NEXT or None
    _indents(docx)
    for old in docx.part.numbering_part.element.xpath("//w:lvl/w:pPr/w:tabs"):
        old.getparent().remove(old)  # a tab of the template that would cut hanging indents short
    for name, bold, colour in (("Label", True, look.QUIET), ("Reading numbers", False, look.QUIET)):
        mark: Any = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        mark.font.bold = bold or None
        mark.font.color.rgb = rgb(colour)
        mark.font.superscript = True if name == "Reading numbers" else None
        mark.quick_style = True
    styles.element.append(parse_xml(_table_style_xml()))
    _set_language(docx, lang)


def rgb(colour: str) -> RGBColor:
    """A hex token as Word's colour."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def border(side: str, points: float, colour: str, space: int = 0) -> Any:
    """One side of a paragraph's border; ``points`` wide."""
    element = OxmlElement(f"w:{side}")
    element.set(qn("w:val"), "single")
    element.set(qn("w:sz"), str(round(points * 8)))
    element.set(qn("w:space"), str(space))
    element.set(qn("w:color"), colour.lstrip("#").upper())
    return element


def _set_paragraph_style(
    styles: Any,
    style: Any,
    base: str | None,
    size: float,
    bold: bool,
    colour: str,
    before: float,
    after: float,
    leading: float,
) -> None:
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    for old in style.element.xpath("w:pPr/w:pBdr | w:pPr/w:contextualSpacing | w:pPr/w:tabs"):
        old.getparent().remove(old)
    fonts = OxmlElement("w:rFonts")
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), look.MONO if style.name == "Address" else look.FONT)
    properties.append(fonts)
    if base:
        style.base_style = styles[base]
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = rgb(colour)
    style.quick_style, style.hidden = True, False
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = (Pt(before), Pt(after), leading)
    form.widow_control = True


def _indents(docx: DocxDocument) -> None:
    styles: Any = docx.styles
    for name in _IN_COLUMN:
        styles[name].paragraph_format.right_indent = Mm(look.WIDE_MM - look.COLUMN_MM)
    for name in _WIDE:
        styles[name].paragraph_format.right_indent = Mm(0)
    for name in ("Box title", "Box text"):
        styles[name].paragraph_format.left_indent = Mm(4)
    for name in ("List Bullet", "List Number"):
        styles[name].paragraph_format.left_indent = Mm(6)
        styles[name].paragraph_format.first_line_indent = Mm(-6)
    styles["TOC 2"].paragraph_format.left_indent = Mm(6)
    for name, width in (("Card field", 54), ("Facts", 38)):
        form = styles[name].paragraph_format
        form.left_indent, form.first_line_indent = Mm(width), Mm(-width)
        form.tab_stops.add_tab_stop(Mm(width))
    for name in ("Cover line", "Footer"):
        styles[name].paragraph_format.tab_stops.add_tab_stop(
            Mm(look.WIDE_MM), WD_TAB_ALIGNMENT.RIGHT
        )
    properties = styles["Margin note"].element.get_or_add_pPr()
    before = properties.find(qn("w:widowControl"))
    before.addprevious(margin_frame())


def margin_frame() -> Any:
    """The place in the outer margin where a margin note stands."""
    frame = OxmlElement("w:framePr")
    left = look.LEFT_MM + look.COLUMN_MM + look.GAP_MM
    for name, value in (
        ("w", str(_twips(look.OUTER_MM))),
        ("hSpace", "0"),
        ("wrap", "around"),
        ("vAnchor", "text"),
        ("hAnchor", "page"),
        ("x", str(_twips(left))),
        ("y", "1"),
    ):
        frame.set(qn(f"w:{name}"), value)
    return frame


def _drop_template_tables(styles: Any) -> None:
    """The template's hundred table styles: nobody needs them, and they slow every look-up."""
    for style in styles.xpath("w:style[@w:type='table'][not(@w:default)]"):
        styles.remove(style)


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def _table_style_xml() -> str:
    ink, rule = look.INK.lstrip("#").upper(), look.RULE.lstrip("#").upper()
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{rule}"'
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TerritoriaTable">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
        f"<w:qFormat/><w:tblPr><w:tblBorders><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ink}"/>'
        '</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _set_language(docx: DocxDocument, lang: str) -> None:
    root: Any = docx.styles.element
    for element in root.xpath("//w:lang"):
        element.getparent().remove(element)
    language = OxmlElement("w:lang")
    locale = _LOCALES.get(lang[:2], lang)
    language.set(qn("w:val"), locale)
    language.set(qn("w:eastAsia"), locale)
    root.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0].append(language)
