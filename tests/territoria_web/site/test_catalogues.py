"""Catalogues compiled from text: all files of a language in one, and anew only when changed."""

from __future__ import annotations

import gettext
import os
from pathlib import Path
from typing import IO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from territoria_web.site import catalogues
from territoria_web.site.catalogues import compiled_catalogues


def write(path: Path, sentence: str, said: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'msgid "{sentence}"\nmsgstr "{said}"\n', encoding="utf-8")


def test_all_files_of_a_language_are_one_catalogue(tmp_path: Path):
    write(tmp_path / "po/fr/public.po", "Map", "Carte")
    write(tmp_path / "po/fr/desk.po", "Team", "Équipe")
    target = compiled_catalogues(tmp_path / "po", tmp_path / "mo")
    spoken = gettext.translation("django", target, ["fr"])
    assert (spoken.gettext("Map"), spoken.gettext("Team")) == ("Carte", "Équipe")


def test_a_catalogue_is_compiled_anew_when_its_text_changed(tmp_path: Path):
    write(tmp_path / "po/fr/public.po", "Map", "Carte")
    target = compiled_catalogues(tmp_path / "po", tmp_path / "mo")
    compiled = target / "fr" / "LC_MESSAGES" / "django.mo"
    os.utime(compiled, (1, 1))
    os.utime(tmp_path / "po/fr/public.po", (1, 1))
    compiled_catalogues(tmp_path / "po", tmp_path / "mo")
    assert compiled.stat().st_mtime == 1
    write(tmp_path / "po/fr/public.po", "Map", "Plan")
    compiled_catalogues(tmp_path / "po", tmp_path / "mo")
    assert b"Plan" in compiled.read_bytes()


def test_two_processes_that_start_at_once_do_not_take_each_others_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write(tmp_path / "po/fr/public.po", "Map", "Carte")

    def written(file: IO[bytes], whole: Catalog) -> None:
        monkeypatch.setattr(catalogues, "write_mo", write_mo)
        compiled_catalogues(tmp_path / "po", tmp_path / "mo")  # the other one is done first
        write_mo(file, whole)

    monkeypatch.setattr(catalogues, "write_mo", written)
    target = compiled_catalogues(tmp_path / "po", tmp_path / "mo")
    assert [one.name for one in (target / "fr/LC_MESSAGES").iterdir()] == ["django.mo"]


def test_a_sentence_without_translation_stays_english(tmp_path: Path):
    write(tmp_path / "po/fr/public.po", "Map", "")
    target = compiled_catalogues(tmp_path / "po", tmp_path / "mo")
    assert gettext.translation("django", target, ["fr"]).gettext("Map") == "Map"
