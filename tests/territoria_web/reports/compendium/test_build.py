"""An edition as a document: each card with its words, English beside, in all three kinds of file."""

from __future__ import annotations

import pytest

from a_compendium import FRENCH, a_running, published
from territoria_web.act.services.editions import freeze_edition
from territoria_web.reports.compendium.build import document_of_edition, edition_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_document_holds_every_card_with_its_english_and_its_digest():
    doing = a_running()
    published(doing, FRENCH)
    edition = freeze_edition(project=doing.row, doer=doing.by())
    document = document_of_edition(edition, "en")
    facts = dict(document.facts)
    assert (document.subtitle, facts["Digest (SHA-256)"].replace(" ", "")) == (
        "Compendium of practices, edition 1",
        edition.digest,
    )
    page = edition_file(edition, "html", "en").decode()
    assert (FRENCH.title in page, "A counter for old trades" in page) == (True, True)
    assert "This project is invented" not in page
    assert "Bilbao: Fit to be published. Money and work are told" in page
    begins = {kind: edition_file(edition, kind, "en")[:4] for kind in ("pdf", "docx")}
    assert begins == {"pdf": b"%PDF", "docx": b"PK\x03\x04"}


def test_an_edition_of_an_invented_project_says_so():
    doing = a_running(example=True)
    published(doing)
    edition = freeze_edition(project=doing.row, doer=doing.by())
    assert "This project is invented" in edition_file(edition, "html", "en").decode()
