"""Everything that does not hold, all at once, by file and line; and how much there is."""

from __future__ import annotations

import pytest

from shelf import ADVICE, FRAMEWORK, MAYOR, PRACTICE, Shelf
from territoria.content import content_root, load_library
from territoria.content_check import check_library, counts_of
from territoria.errors import did_you_mean
from territoria.measure.methods import METHODS, check_step

LANGUAGES = ("en", "fr", "de")


def test_the_small_library_holds_in_every_language(shelf):
    assert shelf.problems(*LANGUAGES) == []


def test_the_bundled_library_holds_in_every_language():
    library, problems = check_library(content_root(), check_step=check_step, languages=LANGUAGES)
    assert [str(p) for p in problems] == []
    assert library.frameworks["blueprint"] == load_library().frameworks["blueprint"]


def test_all_problems_are_reported_at_once_by_file_and_line(shelf):
    mayor = shelf.read(MAYOR)
    shelf.write("roles/NEW.yaml", mayor.replace("MAY", "NEW").replace("authority", "mayors"))
    method = shelf.change(FRAMEWORK, "method: winsorise", "method: winsorize")
    indicator = shelf.change(FRAMEWORK, "indicator: eqi_quality", "indicator: eqi_qualty")
    factor = shelf.change(PRACTICE, "central:\n  - A3.1", "central:\n  - A3.7")
    shelf.change(ADVICE, "role: OFF", "rôle: OFF")
    *found, unknown, role = shelf.problems()
    assert found == [
        f"{FRAMEWORK}:{indicator}: the indicator eqi_qualty is not known. Did you mean eqi_quality? "
        "Known: eqi_quality, hightech_employment, population, population_density.",
        f"{FRAMEWORK}:{method}: the treat method winsorize is not known. "
        f"{did_you_mean('winsorize', METHODS['treat'])}",
        f"{PRACTICE}:{factor}: the factor or dimension A3.7 is not known. "
        "Did you mean A3.1? Known: A1, A1.1, A1.3, A3.1.",
        f"{ADVICE}:1: role: this field is missing. Add it.",
    ]
    assert unknown.startswith(
        f"{ADVICE}:2: rôle: this field is not known. Did you mean role? Known: alternatives, "
    )
    assert role == (
        "roles/NEW.yaml:2: group: input should be 'authority', 'business', 'knowledge' or "
        "'society'."
    )


def test_problems_of_one_file_stand_in_the_order_of_its_lines(shelf):
    lines = [
        shelf.change(PRACTICE, "central:\n  - A3.1", "central:\n  - A3.7"),
        shelf.change(PRACTICE, "sources:\n      - 2", "sources:\n      - 9"),
        shelf.change(
            PRACTICE,
            "de: Die Zahlen bewegten sich danach; es kann Zufall sein.",
            "de: Seit 2016 erzählt.",
        ),
    ]
    numbers = [int(p.split(":")[1]) for p in shelf.problems()]
    assert numbers == sorted(lines)


def test_an_id_that_is_not_the_name_of_its_folder_is_found(shelf):
    shelf.change(ADVICE, "id: publish-data", "id: publish")
    assert shelf.problems() == [
        f"{ADVICE}:1: the id 'publish' is not the file's name 'publish-data'. "
        "Ids are file names: make them equal."
    ]


def test_an_overlay_may_refer_to_the_library_beneath_it(shelf, tmp_path):
    overlay = Shelf(tmp_path / "ours")
    shelf.copy_folder("recommendations/publish-data", "../ours/recommendations/ours")
    library, problems = check_library(shelf.root, overlay.root, check_step=check_step)
    assert problems == []
    assert sorted(library.recommendations) == ["ask-users", "ours", "publish-data"]
    assert len(overlay.problems()) > 0  # alone it refers to nothing


def test_an_overlay_need_not_be_in_a_register_nor_serve_every_factor(shelf, tmp_path):
    shelf.write("register.csv", "kind,id,state\n")
    (tmp_path / "ours").mkdir()
    _, alone = check_library(shelf.root, check_step=check_step)
    _, overlaid = check_library(shelf.root, tmp_path / "ours", check_step=check_step)
    assert (len(alone), overlaid) == (26, [])


# ── how much there is ─────────────────────────────────────────────────────────────────────────


def test_texts_are_counted_by_kind_and_language(shelf):
    counts = counts_of(shelf.library())
    assert {kind: found["texts"] for kind, found in counts.items()} == {
        "indicators": 4,
        "questionnaires": 1,
        "frameworks": 1,
        "roles": 3,
        "practices": 1,
        "recommendations": 2,
        "initiatives": 1,
        "obstacles": 1,
        "themes": 1,
        "formats": 1,
        "templates": 1,
    }
    assert all(found[lang] == found["texts"] for found in counts.values() for lang in LANGUAGES)


@pytest.mark.parametrize(
    ("path", "kind", "left"),
    [
        (MAYOR, "roles", {"texts": 3, "en": 3, "fr": 2, "de": 3}),
        (ADVICE, "recommendations", {"texts": 2, "en": 2, "fr": 1, "de": 2}),
    ],
)
def test_a_text_that_lacks_one_sentence_is_not_complete(shelf, path, kind, left):
    words = "  fr: Maires\n" if kind == "roles" else "  fr: Personne ne l’a demandé.\n"
    shelf.change(path, words, "")
    assert counts_of(shelf.library())[kind] == left


def test_a_text_that_lacks_its_long_text_is_not_complete(shelf):
    shelf.remove("practices/one-catalogue/de.md")
    assert counts_of(shelf.library())["practices"] == {"texts": 1, "en": 1, "fr": 1, "de": 0}


def test_a_library_without_a_kind_counts_none(tmp_path):
    counts = counts_of(Shelf(tmp_path).library())
    assert set(map(tuple, map(dict.values, counts.values()))) == {(0, 0, 0, 0)}
