"""`territoria check`: what it prints where, which languages it asks for, and how it ends."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shelf import MAYOR, Shelf, filled_shelf, script
from territoria import content
from territoria.cli import main

COUNTED = """\
kind              texts     en     fr     de
indicators            4      4      4      4
questionnaires        1      1      1      1
frameworks            1      1      1      1
roles                 3      3      2      3
practices             1      1      1      1
recommendations       2      2      2      2
initiatives           1      1      1      1
obstacles             1      1      1      1
themes                1      1      1      1
formats               1      1      1      1
templates             1      1      1      1
"""


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    """The small library, in which one role has no French title."""
    made = filled_shelf(tmp_path / "library")
    made.change(MAYOR, "  fr: Maires\n", "")
    return made


@pytest.fixture
def ours(shelf, tmp_path, monkeypatch) -> Shelf:
    """An empty folder to be laid over the small library, which takes the bundled one's place."""
    monkeypatch.setattr(content, "content_root", lambda: shelf.root)
    (tmp_path / "ours").mkdir()
    return Shelf(tmp_path / "ours")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


# ── what must be complete ─────────────────────────────────────────────────────────────────────


def test_a_few_texts_of_ones_own_need_only_be_english(shelf, ours):
    ours.write("roles/OUR.yaml", shelf.read(MAYOR).replace("id: MAY", "id: OUR"))
    result = run(ours.root)
    assert (result.exit_code, result.stdout) == (0, "")
    roles = "roles                 4      4      2      4"
    assert result.stderr == (
        COUNTED.replace("roles                 3      3      2      3", roles)
        + "18 texts hold, 0 problems.\n"
    )


def test_a_library_that_keeps_a_register_speaks_every_language(shelf):
    script("write_register").enter(shelf.root)
    result = run(shelf.root)
    assert result.exit_code == 1
    assert result.stdout == (f"{shelf.root}/{MAYOR}:3: the text is missing in fr. Translate it.\n")
    assert result.stderr == f"{COUNTED}1 problem in 17 texts.\n"


@pytest.mark.parametrize(
    ("languages", "code"), [(("en",), 0), (("de",), 0), (("fr",), 1), (("en", "de", "fr"), 1)]
)
def test_the_languages_that_are_named_are_those_that_count(shelf, ours, languages, code):
    script("write_register").enter(shelf.root)
    options = [o for lang in languages for o in ("--language", lang)]
    assert run(shelf.root, *options).exit_code == code


def test_a_language_that_the_house_does_not_speak_is_refused(shelf):
    result = run(shelf.root, "--language", "it")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'it' is not one of 'en', 'fr', 'de'." in result.stderr


# ── which library ─────────────────────────────────────────────────────────────────────────────


def test_without_a_folder_the_bundled_library_is_checked(shelf, monkeypatch):
    monkeypatch.setattr(content, "content_root", lambda: shelf.root)
    refused = run()
    assert refused.exit_code == 2
    assert "register.csv: the register of ids is missing. Restore it from " in refused.stderr
    script("write_register").enter(shelf.root)
    assert run("--language", "en").stderr == f"{COUNTED}17 texts hold, 0 problems.\n"


def test_a_few_texts_are_laid_over_the_bundled_library(shelf, ours):
    ours.write(MAYOR, shelf.read(MAYOR).replace("id: MAY", "id: MAY\ncolour: red"))
    ours.write("roles/OUR.yaml", shelf.read(MAYOR).replace("id: MAY", "id: OUR"))
    result = run(ours.root)
    assert result.exit_code == 1
    assert re.fullmatch(
        rf"{re.escape(str(ours.root))}/{MAYOR}:2: colour: this field is not known\. .*\n",
        result.stdout,
    )
    assert result.stderr.endswith("1 problem in 18 texts.\n")


def test_a_folder_that_keeps_a_register_is_a_library_of_its_own(shelf, monkeypatch):
    script("write_register").enter(shelf.root)
    monkeypatch.setattr(content, "content_root", lambda: shelf.root / "nowhere")
    assert run(shelf.root, "--language", "en").exit_code == 0
    shelf.remove("register.csv")
    shelf.remove("obstacles/cost.yaml")  # known to the library beneath, if there is one
    assert run(shelf.root).exit_code == 1


def test_every_problem_is_printed_on_a_line_with_file_and_line(shelf):
    script("write_register").enter(shelf.root)
    shelf.write("indicators/bikes.yaml", "id: bikes\ncolour: red\n")
    shelf.write("indicators/cars.yaml", "id: [\n")
    result = run(shelf.root, "--language", "en")
    lines = result.stdout.splitlines()
    assert [n for n in lines if not re.search(r"/(bikes|cars)\.yaml:\d+: ", n)] == []
    assert result.stderr.endswith(f"{len(lines)} problems in 17 texts.\n")


def test_a_kind_without_texts_has_no_line(shelf):
    shutil.rmtree(shelf.root / "templates")
    script("write_register").enter(shelf.root)
    assert run(shelf.root, "--language", "en").stderr == (
        COUNTED.replace("templates             1      1      1      1\n", "")
        + "16 texts hold, 0 problems.\n"
    )


def test_a_folder_that_is_not_there_cannot_be_checked(tmp_path):
    result = run(tmp_path / "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nowhere' does not exist." in result.stderr
