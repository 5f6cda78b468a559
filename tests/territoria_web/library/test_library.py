"""Texts opened into rows."""

from __future__ import annotations

import pytest

from territoria.model import Framework
from territoria_web.library.models import FrozenText
from territoria_web.library.queries import body_of, digest_of, library, library_digest
from territoria_web.library.services import freeze_text

pytestmark = pytest.mark.usefixtures("site_data")


def test_a_text_is_frozen_once_and_a_changed_one_again():
    text = library().frameworks["country"]
    first = freeze_text(kind="frameworks", text_id="country", text=text)
    assert freeze_text(kind="frameworks", text_id="country", text=text) == first
    changed = text.model_copy(update={"edition": "9999"})
    assert freeze_text(kind="frameworks", text_id="country", text=changed) != first


def test_a_frozen_text_is_the_text():
    text = library().frameworks["blueprint"]
    row = FrozenText.objects.get(kind="frameworks", text_id="blueprint")
    assert Framework.model_validate(row.body) == text
    assert row.digest == digest_of(body_of(text))


def test_the_digest_of_the_library_stays():
    assert library_digest() == library_digest()
    assert len(library_digest()) == 64
