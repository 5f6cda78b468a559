"""What must stand once is found when it stands twice."""

from __future__ import annotations

import shutil

from shelf import ADVICE, BANK, FRAMEWORK, PRACTICE, Shelf
from territoria.content import read_library
from territoria.content_check.doubles import double_factors, doubles


def found(shelf: Shelf) -> list[str]:
    library, problems = read_library((shelf.root,))
    assert problems == []
    return [str(p).replace(f"{shelf.root}/", "") for p in doubles(library)]


def test_a_library_in_which_everything_stands_once_has_no_doubles(shelf):
    assert found(shelf) == []


def test_a_question_of_two_banks_is_found(shelf):
    shelf.write("questionnaires/other.yaml", shelf.read(BANK).replace("id: small", "id: other", 1))
    said = found(shelf)
    assert said
    assert all(" stands twice, first at questionnaires/" in line for line in said)
    assert all(line.startswith("the question ") for line in (n.split(": ", 1)[1] for n in said))


def test_a_reference_number_and_a_claim_that_stand_twice_are_found(shelf):
    text = shelf.read(PRACTICE)
    claims, references = text.split("references:\n")
    shelf.write(PRACTICE, f"{claims}references:\n{references}{references}")
    library, _ = read_library((shelf.root,))
    numbers = [r.number for r in library.practices["one-catalogue"].references]
    said = found(shelf)
    assert len(said) == len(numbers) // 2
    assert all("the number in references " in line for line in said)


def test_a_heading_of_two_pieces_of_advice_is_found(shelf):
    shelf.change(ADVICE, "role: ", "heading: OFF-1\nrole: ")
    shelf.copy_folder("recommendations/publish-data", "recommendations/publish-more")
    said = found(shelf)
    assert [line.split(": ", 1)[1].split(",")[0] for line in said] == [
        "the heading OFF-1 stands twice"
    ]


def test_a_factor_of_two_frameworks_is_found_where_ids_are_registered(shelf):
    text = shelf.read(FRAMEWORK).replace("id: small", "id: twin", 1)
    shelf.write("frameworks/twin.yaml", text)
    library, _ = read_library((shelf.root,))
    factors = [f.id for f in library.frameworks["small"].factors()]
    said = [p.what for p in double_factors(library)]
    assert len(said) == len(factors)
    assert all(line.startswith("the factor ") for line in said)
    assert found(shelf) == []  # a city may keep a variant of its own


def test_an_obstacles_place_is_its_own(shelf):
    (first,) = (shelf.root / "obstacles").glob("*.yaml")
    copy = first.with_name("again.yaml")
    shutil.copy(first, copy)
    copy.write_text(copy.read_text().replace(f"id: {first.stem}", "id: again", 1))
    assert [line.split(": ", 1)[1].split(",")[0] for line in found(shelf)] == [
        "the place in the list 1 stands twice"
    ]
