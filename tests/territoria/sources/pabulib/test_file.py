from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from territoria.sources.pabulib import Pabulib, parse_pabulib, write_pabulib

FILE = Pabulib(
    meta={"budget": "100", "vote_type": "approval", "comment": 'two; "words"'},
    project_columns=("project_id", "cost", "moon"),
    projects=(("1", "50", "full"), ("2", "60.5", "")),
    vote_columns=("voter_id", "vote", "shoe size"),
    votes=(("a", "1,2", "44"), ("b", "2", "")),
)
TEXT = """\
META
key;value
budget;100
vote_type;approval
comment;"two; ""words\"""
PROJECTS
project_id;cost;moon
1;50;full
2;60.5;
VOTES
voter_id;vote;shoe size
a;1,2;44
b;2;
"""

cells = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters='\n\r";,'), max_size=8
).map(str.strip)
names = cells.filter(bool)


@st.composite
def files(draw: st.DrawFn) -> Pabulib:
    """Files that hold, with keys, columns and cells that the format does not know."""
    known = {"budget", "vote_type", "project_id", "cost", "voter_id", "vote", "points"}
    unknown = st.lists(names.filter(lambda n: n not in known), max_size=2, unique=True)
    ids = draw(st.lists(names.filter(lambda n: "," not in n), min_size=1, max_size=3, unique=True))
    voters = draw(st.lists(names, max_size=3, unique=True))
    ballot = st.lists(st.sampled_from(ids), min_size=1, unique=True).map(",".join)
    more, other = draw(unknown), draw(unknown)
    counted = {"num_projects", "num_votes", "PROJECTS"}
    keys = [k for k in draw(unknown) if k not in counted and k.upper() not in counted]
    return Pabulib(
        meta={"budget": "12.5", "vote_type": "approval", **{k: draw(cells) for k in keys}},
        project_columns=("project_id", *more, "cost"),
        projects=tuple((i, *(draw(cells) for _ in more), "7") for i in ids),
        vote_columns=("voter_id", "vote", *other),
        votes=tuple((v, draw(ballot), *(draw(cells) for _ in other)) for v in voters),
    )


def test_a_file_is_written_with_quotation_marks_only_where_they_are_needed():
    assert write_pabulib(FILE) == TEXT
    assert write_pabulib(parse_pabulib(TEXT)) == TEXT


@given(files())
def test_what_was_written_reads_as_the_same(file):
    assert parse_pabulib(write_pabulib(file)) == file


def test_columns_budget_and_approvals():
    assert FILE.budget == 100
    assert FILE.project("cost") == ("50", "60.5")
    assert FILE.project("name") == ("", "")
    assert FILE.vote("shoe size") == ("44", "")
    assert FILE.approvals == {"a": frozenset({"1", "2"}), "b": frozenset({"2"})}
    assert replace(FILE, meta={"budget": "0.10"}).budget == Fraction(1, 10)


def test_what_got_no_points_is_not_approved():
    columns, votes = ("voter_id", "vote", "points"), (("a", "1,2", "3,0"), ("b", "2", ""))
    scored = replace(FILE, vote_columns=columns, votes=votes)
    assert scored.approvals == {"a": frozenset({"1"}), "b": frozenset({"2"})}
