"""The HTML writer: well-formed, self-contained, every number with its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from territoria.documents import look
from territoria.documents.document import (
    Document,
    Figure,
    Number,
    addresses_of,
    lines_of,
    number_readings,
)
from territoria.documents.html import render_html

VOID = {"meta", "col", "br", "img", "link"}


class Reader(HTMLParser):
    """Checks nesting; collects ids, links, tags and the text of every ``data-reading``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.readings: list[tuple[str, str]] = []
        self.text: list[str] = []
        self._reading: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert len(values) == len(attrs), f"an attribute of <{tag}> is there twice"
        self.tags.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "span" and "data-reading" in values:
            self._reading = values["data-reading"]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._reading is not None:
            self.readings.append((self._reading, data))
            self._reading = None
        if self.open and self.open[-1] not in ("style", "title", "desc"):
            self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def numbers_of(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        for line in lines_of(block):
            for inline in line:
                if isinstance(inline, Number):
                    yield inline.address, inline.text


def test_the_file_is_well_formed_and_every_id_is_unique(document: Document) -> None:
    reader = read(render_html(document))
    ids = [values["id"] for _, values in reader.tags if "id" in values]
    assert len(ids) == len(set(ids))


def test_every_number_carries_its_address(document: Document) -> None:
    found = read(render_html(document)).readings
    missing = [pair for pair in numbers_of(document) if pair not in found]
    assert missing == []


def test_a_number_says_its_sentence_in_its_title(document: Document) -> None:
    html = render_html(document)
    assert 'title="Talent: the score of Oberfranken is about level with peers."' in html


def test_the_end_table_has_one_row_for_every_address(document: Document) -> None:
    reader = read(render_html(document))
    rows = [values["id"] for tag, values in reader.tags if tag == "tr" and "id" in values]
    assert rows == [f"r{n}" for n in range(1, len(number_readings(document)) + 1)]


def test_every_inner_link_leads_somewhere(document: Document) -> None:
    reader = read(render_html(document))
    ids = {values.get("id") for _, values in reader.tags}
    links = [v["href"] or "" for t, v in reader.tags if t == "a"]
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(document: Document) -> None:
    html = render_html(document)
    tags = {tag for tag, _ in read(html).tags}
    assert tags & {"script", "link", "img", "iframe", "object"} == set()
    assert re.findall(r"url\((?!#)|@import", html) == []


def test_there_is_one_h1_and_no_level_is_skipped(document: Document) -> None:
    levels = [int(t[1]) for t, _ in read(render_html(document)).tags if re.fullmatch("h[1-6]", t)]
    assert levels.count(1) == 1
    assert [b for a, b in pairwise(levels) if b > a + 1] == []


def test_pictures_are_named_and_described_and_have_their_data_beside(document: Document) -> None:
    reader = read(render_html(document))
    ids = {values.get("id") for _, values in reader.tags}
    pictures = [values for tag, values in reader.tags if tag == "svg"]
    assert [values["role"] for values in pictures] == ["img", "img"]
    names = " ".join(str(values["aria-labelledby"]) for values in pictures).split()
    assert [name for name in names if name not in ids] == []
    assert "".join(reader.text).count("Data behind this figure") == 2


def test_tables_have_scopes_and_scroll_inside_themselves(document: Document) -> None:
    reader = read(render_html(document))
    assert [v for t, v in reader.tags if t == "th" and v.get("scope") not in ("col", "row")] == []
    regions = [v for t, v in reader.tags if t == "div" and v.get("class") == "scroll"]
    tables = [v for t, v in reader.tags if t == "table"]
    assert len(regions) == len(tables)
    assert {(v.get("role"), v.get("tabindex")) for v in regions} == {("region", "0")}


def test_a_tier_is_told_by_letter_word_and_shape(document: Document) -> None:
    text = "".join(read(render_html(document)).text)
    assert [w for w in ("●A act now", "◇C test small", "○D measure first") if w not in text] == []


def test_hostile_text_survives_and_stays_text(hostile: Document, hostile_text: str) -> None:
    html = render_html(hostile)
    reader = read(html)
    assert "script" not in {tag for tag, _ in reader.tags}
    assert [v["href"] for t, v in reader.tags if t == "a" and "javascript" in str(v["href"])] == []
    assert "".join(reader.text).count(hostile_text) >= 60
    assert re.findall("[\x00-\x08\x0b-\x1f]", html) == []


def test_the_same_document_gives_the_same_file(document: Document) -> None:
    assert render_html(document) == render_html(document)


def test_a_document_without_numbers_or_sections_is_still_a_page(document: Document) -> None:
    html = render_html(replace(document, blocks=(), facts=(), readings={}, subtitle=""))
    assert [t for t, _ in read(html).tags if t in ("nav", "table", "dl")] == []


def test_the_sample_stays_small(document: Document) -> None:
    assert len(render_html(document).encode()) < 60_000


def test_all_addresses_of_the_sample_are_read(document: Document) -> None:
    named = {address for block in document.blocks for address in addresses_of(block)}
    assert {address for address, _ in read(render_html(document)).readings} == named


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [look.LIGHT, look.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
def test_text_has_seven_to_one_and_marks_three_to_one(theme: dict[str, str], ground: str) -> None:
    assert contrast(theme["ink"], theme[ground]) >= 7
    assert contrast(theme["quiet"], theme[ground]) >= 7
    assert contrast(theme["accent"], theme["paper"]) >= 7
    assert contrast(theme["on-accent"], theme["accent"]) >= 7
    assert contrast(theme["mark"], theme[ground]) >= 3


def test_headings_and_contents_read_number_space_words(document: Document) -> None:
    html = render_html(document)
    assert '<h2 id="section-1"><span class="sec">1</span> The message</h2>' in html
    assert '<a href="#section-1"><span class="sec">1</span> <span>The message</span></a>' in html


def test_every_table_has_a_caption_and_every_link_of_numbers_a_name(document: Document) -> None:
    reader = read(render_html(document))
    tags = [tag for tag, _ in reader.tags]
    assert tags.count("caption") == tags.count("table")
    names = [str(v["aria-label"]) for t, v in reader.tags if t == "a" and v.get("class") == "refs"]
    assert names[0] == "Source of number 1"
    assert any(name.startswith("Sources of numbers") and " to " in name for name in names)


def test_a_picture_is_named_by_its_finding_first(document: Document) -> None:
    pictures = [v for t, v in read(render_html(document)).tags if t == "svg"]
    assert [v["aria-labelledby"] for v in pictures] == ["F1-d F1-t", "F2-d F2-t"]


def test_a_narrow_picture_stands_beside_the_wide_one_with_one_data_table(
    document: Document,
) -> None:
    figure = next(b for b in document.blocks if isinstance(b, Figure))
    small = replace(figure.picture, width=360)
    html = render_html(replace(document, blocks=(replace(figure, narrow=small),)))
    reader = read(html)
    ids = [values["id"] for _, values in reader.tags if "id" in values]
    assert len(ids) == len(set(ids))
    classes = [v.get("class") for t, v in reader.tags if t == "div"]
    assert [c for c in classes if c and c.startswith("pic")] == ["pic broad", "pic slim"]
    assert html.count("Data behind this figure") == 1
    assert "hint" not in [v.get("class") for t, v in reader.tags if t == "p"]


def test_a_wide_picture_alone_scrolls_and_says_so(document: Document) -> None:
    assert "The picture goes on to the right" in render_html(document)
