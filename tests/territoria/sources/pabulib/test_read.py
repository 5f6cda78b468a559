from __future__ import annotations

import pytest

from territoria.errors import DataError
from territoria.sources.pabulib import parse_pabulib, read_pabulib

# laid out as the page of the format does it, with a space behind each semicolon
SPACED = """\
META
key; value
description; A vote; in spring
budget; 2500
vote_type; approval
PROJECTS
project_id; cost; category
1; 600; "culture; education"
2; 800; sport
VOTES
voter_id; age; vote
1; 34; 1, 2
VOTES; 51; 2
""".replace("A vote; in", "A vote in")


def problems(text, **asked):
    with pytest.raises(DataError) as caught:
        parse_pabulib(text, where="x.pb", **asked)
    return [str(p) for p in caught.value.problems]


def test_spaces_around_cells_do_not_count():
    file = parse_pabulib(SPACED)
    assert file.meta == {
        "description": "A vote in spring",
        "budget": "2500",
        "vote_type": "approval",
    }
    assert file.projects == (("1", "600", "culture; education"), ("2", "800", "sport"))
    assert file.votes == (("1", "34", "1, 2"), ("VOTES", "51", "2"))
    assert file.approvals["1"] == {"1", "2"}


def test_titles_of_a_spreadsheet_and_empty_lines_are_read():
    text = SPACED.replace("PROJECTS\n", "\nprojects;;\n").replace("\n", "\r\n")
    assert parse_pabulib(text) == parse_pabulib(SPACED)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "x.pb"
    path.write_text(SPACED, encoding="utf-8-sig")
    assert read_pabulib(path) == parse_pabulib(SPACED)


def test_a_path_that_is_none_and_a_text_that_is_not_utf_8_are_refused(tmp_path):
    with pytest.raises(DataError, match="there is no such file"):
        read_pabulib(tmp_path / "x.pb")
    with pytest.raises(DataError, match="this is a folder"):
        read_pabulib(tmp_path)
    path = tmp_path / "x.pb"
    path.write_bytes(SPACED.replace("sport", "Füße").encode("latin-1"))
    with pytest.raises(DataError) as caught:
        read_pabulib(path)
    assert [p.where for p in caught.value.problems] == [f"{path}:9"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "x.pb: the section META is missing."),
        ("META\nkey;value\nbudget;1\n", "x.pb: the section PROJECTS is missing."),
        ("budget;1\nMETA\n", "x.pb:1: the file does not begin with META."),
        (
            'META\nkey;value\nx;"' + 140_000 * "a",
            "x.pb:3: the row that begins here cannot be read.",
        ),
    ],
)
def test_a_text_without_the_three_sections_is_refused(text, said):
    (found,) = problems(text)
    assert found[: len(said)] == said


@pytest.mark.parametrize("kind", ["ordinal", "cumulative", "scoring"])
def test_ballots_that_say_more_are_read_as_approvals_only_when_asked(kind):
    text = SPACED.replace("approval", kind)
    assert problems(text) == [
        f"x.pb:5: the ballots are {kind}; only approvals are counted here. Ask to read them as "
        "approvals, and say so where the result is shown."
    ]
    assert parse_pabulib(text, as_approval=True).approvals["1"] == {"1", "2"}
