from __future__ import annotations

from pathlib import Path

import pytest

from territoria.documents.saving import save_together
from territoria.errors import DataError


def test_files_are_written_into_a_new_folder_without_leftovers(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    paths = save_together(folder, {"one.txt": b"1", "two.txt": b"2"})
    assert paths == (folder / "one.txt", folder / "two.txt")
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {"one.txt": b"1", "two.txt": b"2"}


def test_files_appear_together_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot write here"):
        save_together(tmp_path, {"one.txt": b"1", "no/folder": b"2"})
    assert not (tmp_path / "one.txt").exists()


def test_a_file_in_place_of_the_folder_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(DataError, match=r"cannot write here: .* Choose another --out\."):
        save_together(tmp_path / "taken", {"one.txt": b"1"})
