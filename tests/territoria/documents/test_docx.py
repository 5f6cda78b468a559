"""The DOCX writer: real styles, alternative texts, repeated header rows, the same bytes."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx as word_files
import pytest
from docx.oxml.ns import qn

from territoria.documents.document import Block, Bullets, Card, Document, Heading, Paragraph, Plain
from territoria.documents.docx import render_docx


@pytest.fixture(scope="module")
def data(document: Document) -> bytes:
    return render_docx(document)


@pytest.fixture(scope="module")
def docx(data: bytes) -> Any:
    return word_files.Document(BytesIO(data))


def all_text(docx: Any) -> str:
    return "".join(node.text or "" for node in docx.element.body.iter(qn("w:t")))


def styles_used(docx: Any) -> set[str]:
    return {paragraph.style.name for paragraph in docx.paragraphs}


def test_the_same_document_gives_the_same_bytes(document: Document, data: bytes) -> None:
    assert render_docx(document) == data


def test_parts_have_a_fixed_order_and_the_documents_date(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as parts:
        names = parts.namelist()
        assert names == ["[Content_Types].xml", *sorted(n for n in names if n[0] != "[")]
        assert {entry.date_time for entry in parts.infolist()} == {(2026, 11, 21, 0, 0, 0)}


def test_the_properties_say_title_author_and_day(docx: Any) -> None:
    core = docx.core_properties
    assert (core.title, core.author, core.last_modified_by) == (
        "Oberfranken", "Territoria", "Territoria",
    )  # fmt: skip
    assert core.created == core.modified
    assert core.created.date().isoformat() == "2026-11-21"
    assert core.language == "en"


def test_real_styles_carry_the_text(docx: Any) -> None:
    wanted = {
        "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet",
        "List Number", "Body Text", "Margin note", "Note", "Lead",
    }  # fmt: skip
    assert wanted - styles_used(docx) == set()
    assert {table.style.name for table in docx.tables} == {"Territoria table"}


def test_the_font_and_the_language_are_named(docx: Any) -> None:
    styles = docx.styles
    assert styles["Heading 1"].font.name == styles["Body Text"].font.name == "Source Sans Pro"
    languages = {node.get(qn("w:val")) for node in styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_a_french_document_says_so() -> None:
    from datetime import date

    french = Document("Oise", "", "fr", date(2026, 5, 1), (), "", (Heading(1, "Le message"),))
    docx: Any = word_files.Document(BytesIO(render_docx(french)))
    assert {n.get(qn("w:val")) for n in docx.styles.element.iter(qn("w:lang"))} == {"fr-FR"}
    assert docx.paragraphs[0].text == "Territoria\t1er\u00a0mai 2026"


def test_every_table_repeats_its_header_row_and_keeps_its_rows_whole(docx: Any) -> None:
    for table in docx.tables:
        marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marks == [True] + [False] * (len(marks) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_pictures_have_alternative_texts_and_are_png(docx: Any, data: bytes) -> None:
    texts = [node.get("descr") for node in docx.element.body.iter(qn("wp:docPr"))]
    assert [text.split(".")[0] for text in texts] == [
        "Infrastructure is highest at 68; digital business is lowest at 38",
        "Oberfranken leads its peers on gigabit lines and trails on research personnel",
    ]
    with zipfile.ZipFile(BytesIO(data)) as parts:
        images = [parts.read(name) for name in parts.namelist() if name.endswith(".png")]
    assert [image[:4] for image in images] == [b"\x89PNG", b"\x89PNG"]


def test_each_picture_is_a_drawing_too(docx: Any, data: bytes) -> None:
    blips = [node for node in docx.element.body.iter() if node.tag.endswith("}svgBlip")]
    assert len(blips) == 2
    parts = [docx.part.related_parts[node.get(qn("r:embed"))] for node in blips]
    assert {part.content_type for part in parts} == {"image/svg+xml"}
    assert all(part.blob.startswith(b"<svg ") for part in parts)
    with zipfile.ZipFile(BytesIO(data)) as files:
        assert b'ContentType="image/svg+xml"' in files.read("[Content_Types].xml")


def test_the_contents_are_a_field_filled_with_the_headings(document: Document, docx: Any) -> None:
    codes = [node.text.strip() for node in docx.element.body.iter(qn("w:instrText"))]
    assert codes == ['TOC \\o "1-1" \\h \\z \\u']
    entries = [p.text for p in docx.paragraphs if p.style.name.lower() == "toc 1"]
    sections = [b for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert entries[: len(sections)] == [f"{b.section} {b.text}" for b in sections]
    anchors = {n.get(qn("w:anchor")) for n in docx.element.body.iter(qn("w:hyperlink"))} - {None}
    marks = {n.get(qn("w:name")) for n in docx.element.body.iter(qn("w:bookmarkStart"))}
    assert anchors - marks == set()


def test_word_is_not_told_to_update_fields_when_it_opens_the_file(docx: Any) -> None:
    assert docx.settings.element.find(qn("w:updateFields")) is None


def test_the_footer_holds_edition_and_page(document: Document, docx: Any) -> None:
    footer = docx.sections[0].footer
    codes = [node.text.strip() for node in footer._element.iter(qn("w:instrText"))]
    assert footer.paragraphs[0].text.startswith(document.footer)
    assert codes == ["PAGE", "NUMPAGES"]


def test_each_ordered_list_counts_from_one(document: Document) -> None:
    ordered = [block for block in document.blocks if getattr(block, "ordered", False)]
    twice = replace(document, blocks=tuple(ordered * 2))
    docx: Any = word_files.Document(BytesIO(render_docx(twice)))
    numbers = [p._p.pPr.numPr.numId.val for p in docx.paragraphs if p.style.name == "List Number"]
    assert [numbers.count(n) for n in dict.fromkeys(numbers)] == [3, 3]


def test_the_numbers_of_the_readings_stand_small_at_the_end_of_a_block(docx: Any) -> None:
    runs = [r for p in docx.paragraphs for r in p.runs if r.style.name == "Reading numbers"]
    assert runs[0].text.strip() == "1"
    assert runs[0].style.font.superscript


def test_hostile_text_survives(hostile: Document, hostile_text: str) -> None:
    docx: Any = word_files.Document(BytesIO(render_docx(hostile)))
    assert all_text(docx).count(hostile_text) >= 60
    targets = [r.target_ref for r in docx.part.rels.values() if r.is_external]
    assert [t for t in targets if t.startswith("javascript")] == []


def test_the_end_table_holds_value_sentence_and_address(docx: Any) -> None:
    cells = [cell.text for cell in docx.tables[-1].rows[1].cells]
    assert cells == [
        "1",
        "62 (58–66) points of 100",
        "2024",
        "computed",
        "Talent: the score of Oberfranken is about level with peers.\nscore:…:talent:…",
    ]


def test_a_document_without_pictures_or_numbers_is_written(document: Document) -> None:
    bare = replace(document, blocks=(Paragraph((Plain("Nothing yet."),)),), readings={})
    docx: Any = word_files.Document(BytesIO(render_docx(bare)))
    assert docx.paragraphs[-1].text == "Nothing yet."
    assert docx.tables == []


def test_parts_of_paragraph_properties_stand_in_the_order_word_wants(docx: Any) -> None:
    order = [
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
        "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "spacing", "ind",
        "contextualSpacing", "jc", "outlineLvl", "rPr",
    ]  # fmt: skip
    roots = (docx.element.body, docx.styles.element)
    for properties in (node for root in roots for node in root.iter(qn("w:pPr"))):
        names = [child.tag.split("}")[1] for child in properties]
        places = [order.index(name) for name in names if name in order]
        assert places == sorted(places), names


# ── what stands together, and how wide ────────────────────────────────────────────────────────


def made(document: Document, *blocks: Block) -> Any:
    return word_files.Document(BytesIO(render_docx(replace(document, blocks=blocks))))


def styled_texts(docx: Any) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in docx.paragraphs if p.text]


def test_a_card_never_leaves_its_title_alone_at_the_end_of_a_page(document: Document) -> None:
    card = next(b for b in document.blocks if isinstance(b, Card))
    docx = made(document, card)
    subtitle = next(p for p in docx.paragraphs if p.text == card.subtitle)
    assert subtitle.paragraph_format.keep_with_next is True
    for name in ("Card tier", "Heading 1", "Heading 2", "Heading 3", "Caption", "Table head"):
        assert docx.styles[name].paragraph_format.keep_with_next is True


def test_a_line_that_leads_into_a_list_stays_with_it(document: Document) -> None:
    lead = Paragraph((Plain("Who may lose:"),))
    docx = made(document, lead, Bullets(((Plain("Shops"),),)), lead)
    kept = [p.paragraph_format.keep_with_next for p in docx.paragraphs if "lose" in p.text]
    assert kept == [True, None]


def test_the_annex_has_styles_of_its_own_as_wide_as_the_page(document: Document) -> None:
    text, points = Paragraph((Plain("Text"),)), Bullets(((Plain("Point"),),))
    docx = made(document, text, points, Heading(1, "Annex", "A"), text, points)
    told = [pair for pair in styled_texts(docx) if pair[1] in ("Text", "Point")]
    assert told == [
        ("Body Text", "Text"),
        ("List Bullet", "Point"),
        ("Annex text", "Text"),
        ("Annex list", "Point"),
    ]
    assert docx.styles["Annex text"].paragraph_format.right_indent == 0


def test_a_short_document_has_no_contents_and_a_long_one_has(document: Document) -> None:
    few, many = ([Heading(1, f"Part {n}", str(n)) for n in range(1, k)] for k in (5, 6))
    assert "Contents heading" not in {style for style, _ in styled_texts(made(document, *few))}
    assert "Contents heading" in {style for style, _ in styled_texts(made(document, *many))}


def test_contents_stand_behind_the_words_that_open_a_document(document: Document) -> None:
    parts = [Heading(1, f"Part {n}", str(n)) for n in range(1, 6)]
    opening = Paragraph((Plain("It opens so."),))
    texts = [text for _style, text in styled_texts(made(document, opening, *parts))]
    assert texts.index("Contents") == texts.index("It opens so.") + 1
