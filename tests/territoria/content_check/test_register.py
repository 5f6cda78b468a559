"""Ids are never reused: the register of every id that a library ever held."""

from __future__ import annotations

import pytest

from shelf import BANK, FRAMEWORK, THEME, script
from territoria.content import content_root, read_library
from territoria.content_check.register import (
    REGISTER,
    ids_of,
    keeps_register,
    read_register,
    write_register,
)

enter = script("write_register").enter
OBSTACLE = "obstacles/cost.yaml"


@pytest.fixture
def registered(shelf):
    """The small library with its register."""
    enter(shelf.root)
    return shelf


def states(shelf) -> dict[tuple[str, str], str]:
    return read_register(shelf.root / REGISTER)


# ── what is entered ───────────────────────────────────────────────────────────────────────────


def test_texts_questions_choices_and_nodes_have_ids(shelf):
    found = ids_of(shelf.library())
    assert {i for kind, i in found if kind == "questions"} == {
        "strategy_shared",
        "sectors_together",
        "data_open",
        "main_obstacles",
        "first_dimension",
    }
    assert {i for kind, i in found if kind == "nodes"} == {
        "small/A1",
        "small/A1.1",
        "small/A1.3",
        "small/A3.1",
    }
    assert {i for kind, i in found if kind == "roles"} == {"CIT", "MAY", "OFF"}
    assert len(found) == 17 + 5 + 4


def test_a_library_keeps_a_register_or_not(shelf):
    assert not keeps_register(shelf.root)
    enter(shelf.root)
    assert keeps_register(shelf.root)


def test_a_register_is_read_as_it_was_written_and_sorted(tmp_path):
    entries = {("roles", "b"): "live", ("roles", "a"): "retired", ("nodes", "a/B"): "live"}
    write_register(tmp_path / REGISTER, entries)
    assert (tmp_path / REGISTER).read_text(encoding="utf-8") == (
        "kind,id,state\nnodes,a/B,live\nroles,a,retired\nroles,b,live\n"
    )
    assert read_register(tmp_path / REGISTER) == entries


# ── the check ─────────────────────────────────────────────────────────────────────────────────


def test_a_library_with_its_register_holds(registered):
    assert set(states(registered)) == ids_of(registered.library())
    assert set(states(registered).values()) == {"live"}
    assert registered.problems("en", "fr", "de") == []


def test_a_new_id_must_be_entered(registered):
    registered.write("themes/more.yaml", registered.read(THEME).replace("id: openness", "id: more"))
    registered.change(BANK, "- id: first_dimension", "- id: second_dimension")
    assert registered.problems() == [
        f"{REGISTER}: questions/first_dimension has lost its text. "
        "Bring it back, or write retired in its line.",
        f"{REGISTER}: questions/second_dimension is not in the register. "
        "Run make content: it enters.",
        f"{REGISTER}: themes/more is not in the register. Run make content: it enters.",
    ]


def test_a_lost_text_is_found(registered):
    registered.remove(THEME)
    assert registered.problems() == [
        f"{REGISTER}: themes/openness has lost its text. "
        "Bring it back, or write retired in its line."
    ]


def test_a_node_that_is_renamed_is_lost_and_new(registered):
    registered.change(FRAMEWORK, "- id: A1\n", "- id: A2\n")
    registered.change("practices/one-catalogue/practice.yaml", "  - A1\n", "  - A2\n")
    assert registered.problems() == [
        f"{REGISTER}: nodes/small/A1 has lost its text. "
        "Bring it back, or write retired in its line.",
        f"{REGISTER}: nodes/small/A2 is not in the register. Run make content: it enters.",
    ]


def test_a_retired_id_needs_no_text_and_may_not_come_back(registered):
    theme = registered.read(THEME)
    registered.change(REGISTER, "themes,openness,live", "themes,openness,retired")
    registered.remove(THEME)
    assert registered.problems() == []
    registered.write(THEME, theme)
    assert registered.problems() == [
        f"{REGISTER}: themes/openness was retired and is used again. Choose a new id."
    ]


# ── make content ──────────────────────────────────────────────────────────────────────────────


def test_the_script_enters_what_is_new(registered):
    registered.write("themes/more.yaml", registered.read(THEME).replace("id: openness", "id: more"))
    enter(registered.root)
    assert states(registered)["themes", "more"] == "live"
    assert registered.problems() == []


def test_the_script_retires_what_is_gone_and_never_brings_it_back(registered):
    theme = registered.read(THEME)
    registered.remove(THEME)
    enter(registered.root)
    assert states(registered)["themes", "openness"] == "retired"
    registered.write(THEME, theme)
    enter(registered.root)
    assert states(registered)["themes", "openness"] == "retired"
    assert registered.problems() == [
        f"{REGISTER}: themes/openness was retired and is used again. Choose a new id."
    ]


def test_the_script_changes_nothing_where_nothing_changed(registered):
    before = registered.read(REGISTER)
    enter(registered.root)
    assert registered.read(REGISTER) == before


# ── the bundled library ───────────────────────────────────────────────────────────────────────


def test_the_bundled_library_keeps_a_register_that_is_up_to_date():
    library, _ = read_library((content_root(),))
    entries = read_register(content_root() / REGISTER)
    assert {key for key, state in entries.items() if state == "live"} == ids_of(library)
    assert set(entries.values()) <= {"live", "retired"}
