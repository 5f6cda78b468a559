from __future__ import annotations

from territoria.conversion.tables import problems_of_places


def test_places_that_differ_and_can_be_written_have_no_problem(tmp_path):
    places = [tmp_path / name for name in ("my.csv", "out.csv", "how.csv")]
    assert problems_of_places(*places) == []
    assert problems_of_places(places[0], places[1], None) == []


def test_all_problems_of_places_are_told_at_once(tmp_path):
    file = tmp_path / "my.csv"
    file.write_bytes(b"")
    hard = tmp_path / "hard.csv"
    hard.hardlink_to(file)
    found = problems_of_places(file, hard, tmp_path / "none" / "how.csv")
    assert [p.what for p in found] == [
        "it would be overwritten.",
        f"the folder {tmp_path}/none is not there.",
    ]
