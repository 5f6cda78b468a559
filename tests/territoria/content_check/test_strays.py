"""Files that nobody would read are named."""

from __future__ import annotations

from shelf import ADVICE, Shelf
from territoria.content_check.strays import strays


def said(shelf: Shelf) -> list[str]:
    return [str(p).removeprefix(f"{shelf.root}/") for p in strays(shelf.root)]


def test_a_library_without_strays_has_none(shelf):
    assert said(shelf) == []


def test_a_short_ending_is_found(shelf):
    shelf.write("roles/NEW.yml", "id: NEW\n")
    assert said(shelf) == ["roles/NEW.yml: it ends in .yml, so it is not read. Name it .yaml."]


def test_a_folder_of_no_kind_is_found_with_the_likely_one(shelf):
    shelf.write("practises/a/practice.yaml", "id: a\n")
    (line,) = said(shelf)
    assert line.startswith(
        "practises: no kind of text has this folder, so it is not read. Did you mean practices? "
    )


def test_a_story_without_its_facts_is_found(shelf):
    shelf.remove(ADVICE)
    assert said(shelf) == [
        "recommendations/publish-data: it has no recommendation.yaml, so it is not read. "
        "Add recommendation.yaml."
    ]


def test_facts_without_a_folder_of_their_own_are_found(shelf):
    shelf.write("practices/town.yaml", "id: town\n")
    assert said(shelf) == [
        "practices/town.yaml: it stands in no folder of its own, so it is not read. "
        "Move it to town/practice.yaml."
    ]


def test_readmes_schemas_and_hidden_folders_are_none(shelf):
    shelf.write("README.md", "# Ours\n")
    shelf.write("practices/README.md", "# Practices\n")
    shelf.write("schemas/roles.json", "{}\n")
    shelf.write(".git/x.yml", "")
    assert said(shelf) == []
