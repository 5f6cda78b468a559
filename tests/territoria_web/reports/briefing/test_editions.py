"""Which briefing is meant, and where its files lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from territoria_web.measure.models import Assessment
from territoria_web.reports.briefing import editions
from territoria_web.reports.briefing.editions import FORMATS, Edition, edition_of
from territoria_web.territories.models import Territory

pytestmark = pytest.mark.usefixtures("site_data")


@pytest.fixture
def edition(settings, tmp_path: Path) -> Edition:
    settings.MEDIA_ROOT = tmp_path
    assessment = Assessment.objects.get(framework="blueprint", cycle=None, current=True)
    return Edition(Territory.objects.get(code="FRE1"), assessment, "en")


def test_each_language_has_files_of_its_own(edition: Edition):
    other = Edition(edition.territory, edition.assessment, "fr")
    assert edition.folder != other.folder


def test_a_changed_library_is_another_edition(edition: Edition, monkeypatch):
    before = edition.folder
    monkeypatch.setattr(editions, "library_digest", lambda: "f" * 64)
    assert edition.folder != before


def test_it_is_made_when_all_files_are_there(edition: Edition):
    edition.folder.mkdir(parents=True)
    for name in list(FORMATS)[:-1]:
        (edition.folder / name).write_text("")
    assert not edition.made
    (edition.folder / list(FORMATS)[-1]).write_text("")
    assert edition.made


def test_only_its_own_files_have_a_path(edition: Edition):
    edition.folder.mkdir(parents=True)
    (edition.folder / "other.txt").write_text("")
    assert edition.path("other.txt") is None
    assert edition.path("briefing.pdf") is None


def test_a_job_finds_its_edition_again(edition: Edition):
    assert edition_of(edition.arguments()) == edition
