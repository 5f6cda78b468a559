from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.sources.polis.export import (
    PolisExport,
    PolisStatement,
    PolisVote,
    export_of,
)
from territoria.sources.polis.reading import read_polis, read_polis_files
from territoria.sources.polis.signs import check_sign
from territoria.sources.polis.writing import write_polis, write_polis_zip

AT = 1_542_406_176_584
STATEMENTS = [
    PolisStatement(0, 1, "More trees", AT),
    PolisStatement(2, 1, 'Trams, "soon"\nplease', AT + 1, moderated=0),
    PolisStatement(5, 3, "Spam", AT + 2, moderated=-1),
]
VOTES = [
    PolisVote(0, 1, 1, AT + 10),
    PolisVote(0, 3, -1, AT + 11),
    PolisVote(2, 3, 0, AT + 12),
    PolisVote(0, 3, 1, AT + 13),
    PolisVote(2, 4, -1, AT + 14),
]


@pytest.fixture
def export() -> PolisExport:
    return export_of(
        STATEMENTS, VOTES, topic="Green city", description="What next?", groups={1: 0, 3: 1}
    )


def files_of(export: PolisExport, **changed: str) -> dict[str, bytes]:
    held = {name: text.encode() for name, text in write_polis(export).items()}
    for name, text in changed.items():
        held[f"{name.replace('_', '-')}.csv"] = text.encode()
    return held


def refused(files: dict[str, bytes], **more: bool) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_polis_files(files, where="export", **more)
    return [str(problem) for problem in caught.value.problems]


def turned(export: PolisExport) -> PolisExport:
    """Every vote the other way round, what is stated as it was."""
    return replace(
        export,
        votes=tuple(replace(vote, value=-vote.value) for vote in export.votes),
        participants=tuple(
            replace(p, votes={c: -v for c, v in p.votes.items()}) for p in export.participants
        ),
    )


# ── writing ───────────────────────────────────────────────────────────────────────────────────


def test_the_four_files_of_a_small_conversation(export):
    assert write_polis(export) == {
        "comments.csv": (
            "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
            "1542406176584,Fri Nov 16 22:09:36 UTC 2018,0,1,2,0,1,More trees\n"
            '1542406176585,Fri Nov 16 22:09:36 UTC 2018,2,1,0,1,0,"Trams, ""soon""\nplease"\n'
            "1542406176586,Fri Nov 16 22:09:36 UTC 2018,5,3,0,0,-1,Spam\n"
        ),
        "votes.csv": (
            "timestamp,datetime,comment-id,voter-id,vote\n"
            "1542406176594,Fri Nov 16 22:09:36 UTC 2018,0,1,1\n"
            "1542406176595,Fri Nov 16 22:09:36 UTC 2018,0,3,-1\n"
            "1542406176596,Fri Nov 16 22:09:36 UTC 2018,2,3,0\n"
            "1542406176597,Fri Nov 16 22:09:36 UTC 2018,0,3,1\n"
            "1542406176598,Fri Nov 16 22:09:36 UTC 2018,2,4,-1\n"
        ),
        "participants-votes.csv": (
            "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,2,5\n"
            "1,0,2,1,1,0,1,,\n"
            "3,1,1,2,1,0,1,0,\n"
            "4,,0,1,0,1,,-1,\n"
        ),
        "summary.csv": (
            "topic,Green city\nurl,\nvoters,3\nvoters-in-conv,3\ncommenters,2\ncomments,3\n"
            "groups,2\nconversation-description,What next?\n"
        ),
    }


def test_counts_add_up_between_the_files(export):
    for comment in export.comments:
        said = [p.votes[comment.id] for p in export.participants if comment.id in p.votes]
        assert (comment.agrees, comment.disagrees) == (said.count(1), said.count(-1))


def test_the_same_export_gives_the_same_zip(export):
    assert write_polis_zip(export) == write_polis_zip(export)


def test_what_cannot_be_exported_is_told_at_once():
    with pytest.raises(DataError) as caught:
        export_of([STATEMENTS[0]] * 2, [PolisVote(9, 1, 2, AT)], topic="t")
    assert [str(p) for p in caught.value.problems] == [
        "0: the statement is there 2 times. Give each an id of its own.",
        "1, 9: there is no such statement. Add the statement.",
        "1, 9: 2 is no vote. Give 1 for agree, -1 for disagree, 0 for pass.",
    ]


# ── there and back ────────────────────────────────────────────────────────────────────────────

times = st.integers(10**11, 10**14 - 1)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
ids = st.integers(0, 40)


@st.composite
def conversations(draw):
    names = draw(st.lists(ids, min_size=1, max_size=6, unique=True))
    statements = [
        PolisStatement(n, draw(ids), draw(texts), draw(times), draw(st.sampled_from([-1, 0, 1])))
        for n in names
    ]
    votes = draw(
        st.lists(
            st.builds(PolisVote, st.sampled_from(names), ids, st.sampled_from([-1, 0, 1]), times),
            max_size=25,
        )
    )
    groups = draw(st.dictionaries(ids, st.integers(0, 4)))
    made = export_of(
        statements, votes, topic=draw(texts), description=draw(texts), url="u", groups=groups
    )
    people = tuple(replace(p, xid=draw(texts.map(str.strip))) for p in made.participants)
    return replace(made, participants=people)


@given(conversations())
@settings(max_examples=60)
def test_what_is_written_is_read_again(made):
    if not made.participants:
        return  # a table without rows still has its header, and nothing tells the sign
    found = read_polis_files(files_of(made))
    assert replace(found, notes=()) == made
    assert found.last_votes() == made.last_votes()


def test_a_folder_a_zip_and_files_with_something_before_their_names(export, tmp_path):
    for name, text in write_polis(export).items():
        (tmp_path / f"2demo-{name}").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "stats-history.csv").write_text("n-votes\n0\n", encoding="utf-8")
    packed = tmp_path / "all.zip"
    packed.write_bytes(write_polis_zip(export))
    assert replace(read_polis(tmp_path), notes=()) == export
    assert replace(read_polis(packed), notes=()) == export


def test_a_zip_may_hold_folders_and_the_marks_of_a_mac(export, tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in write_polis(export).items():
            new = "participant-votes.csv" if name.startswith("participants") else name
            archive.writestr(f"city/{new}", text)
            archive.writestr(f"__MACOSX/city/._{new}", "no table")
    path = tmp_path / "mac.zip"
    path.write_bytes(held.getvalue())
    assert replace(read_polis(path), notes=()) == export


def test_a_zip_that_is_damaged_is_told(export, tmp_path):
    content = write_polis_zip(export)
    place = content.index(b"comments.csv") + len("comments.csv") + 9
    path = tmp_path / "cut.zip"
    path.write_bytes(content[:place] + b"\xff\xff" + content[place + 2 :])
    with pytest.raises(DataError, match="the zip file is damaged or locked"):
        read_polis(path)


def test_what_is_no_export_is_told(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("a", encoding="utf-8")
    for path, what in ((file, "this is no zip file."), (tmp_path / "no", "there is no such")):
        with pytest.raises(DataError, match=what):
            read_polis(path)
    assert refused({}) == [
        "export: there is no comments.csv. Add the file, or export again.",
        "export: there is no votes.csv or participants-votes.csv. Add the file, or export again.",
    ]


def test_two_files_of_one_kind_are_one_too_many(export):
    files = files_of(export)
    files["old-comments.csv"] = files["comments.csv"]
    assert refused(files) == [
        "export: there are several comments.csv: comments.csv, old-comments.csv. Leave one of them."
    ]


# ── faults ────────────────────────────────────────────────────────────────────────────────────


def test_every_fault_of_every_file_has_its_line(export):
    files = files_of(
        export,
        comments=(
            "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
            "1542406176,x,0,1,2,0,1,a\n"
            f'{AT},x,2,1,0,-1,7,"two\nlines"\n'
            f"{AT},x,3,one,0,0,1,c\n"
            f"{AT},x,4,1,0,0,1\n"
        ),
        votes=f"timestamp,datetime,comment-id,voter-id,vote\n{AT},x,0,1,2\n{AT},x,0,1,\n",
        participants_votes="participant,n-votes\n1,2\n",
        summary="topic,a,b\n",
    )
    assert refused(files) == [
        "comments.csv:2: timestamp 1542406176 is not in milliseconds. "
        "Give milliseconds since 1970.",
        "comments.csv:3: disagrees -1 is too small. The least is 0.",
        "comments.csv:3: moderated 7 is not known. Known: -1, 0, 1.",
        "comments.csv:5: author-id “one” is no whole number. Write one.",
        "comments.csv:6: the row has 7 cells, the header 8. Write as many.",
        "votes.csv:2: vote 2 is not known. Known: -1, 0, 1.",
        "votes.csv:3: vote “” is no whole number. Write one.",
        "participants-votes.csv:1: there is no column group-id, n-comments, n-agree, n-disagree. "
        "Add it, or export again.",
        "summary.csv:1: the row has 3 cells. Write a name and a value.",
    ]


def test_votes_on_strange_statements_and_people_twice_are_told(export):
    files = files_of(export)
    files["votes.csv"] += f"{AT},x,9,1,1\n".encode()
    files["comments.csv"] += f"{AT},x,0,1,0,0,1,again\n".encode()
    table = files["participants-votes.csv"].decode().replace(",5\n", ",7\n")
    files["participants-votes.csv"] = (table + "1,,0,2,1,0,1,,\n").encode()
    assert refused(files) == [
        "comments.csv:6: comment-id 0 is there twice. Leave one of the rows.",
        "votes.csv:7: comment-id 9 is not in comments.csv. Add the statement.",
        "participants-votes.csv:1: the statement 7 is not in comments.csv. "
        "Add it, or take the column out.",
        "participants-votes.csv:5: participant 1 is there twice. Leave one of the rows.",
        "participants-votes.csv:5: n-votes is not the number of votes in the row. Export again.",
    ]


def test_of_many_faults_twenty_are_told_and_the_rest_counted(export):
    rows = "".join(f"{AT},x,0,{n},5\n" for n in range(25))
    found = refused(files_of(export, votes=f"timestamp,datetime,comment-id,voter-id,vote\n{rows}"))
    assert len(found) == 21
    assert found[-1] == "votes.csv: 5 more problems. Mend these first."


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "votes.csv: the file is empty. Begin with"),
        (b"a\n\xff\n", "votes.csv:2: the file is not UTF-8. Save it as CSV UTF-8."),
        (b'a,b\n"c', "votes.csv:2: the row that begins here does not end."),
    ],
)
def test_a_file_that_is_no_csv_is_told(export, raw, told):
    files = files_of(export) | {"votes.csv": raw}
    (found,) = refused(files)
    assert found.startswith(told)


# ── tables that do not agree ──────────────────────────────────────────────────────────────────


def test_people_that_the_list_of_votes_lacks_are_taken_from_the_table(export):
    fewer = replace(export, votes=export.votes[:4])
    found = read_polis_files(files_of(fewer))
    assert found.last_votes() == export.last_votes()
    assert found.notes == (
        "1 participant is not in votes.csv; the votes are taken from the table.",
        "1 vote was changed later; the last one counts.",
        "1 statement has other numbers of votes than comments.csv states.",
    )


def test_either_table_of_votes_is_enough(export):
    files = files_of(export)
    del files["votes.csv"]
    assert read_polis_files(files).last_votes() == export.last_votes()
    files = files_of(export)
    del files["participants-votes.csv"]
    assert read_polis_files(files).last_votes() == export.last_votes()


def test_where_the_tables_differ_the_list_counts_and_it_is_said(export):
    files = files_of(export)
    table = files["participants-votes.csv"].decode().replace("3,1,1,2,1,0,1,0,", "3,1,1,2,0,0,0,0,")
    found = read_polis_files(files | {"participants-votes.csv": table.encode()})
    assert found.last_votes()[3, 0] == 1
    assert found.notes[0] == "1 vote differs between the two tables; votes.csv was taken."


def test_an_old_export_with_the_opposite_sign_is_refused_or_turned(export):
    stated = files_of(export)
    old = {name: text.encode() for name, text in write_polis(turned(export)).items()}
    table = old["participants-votes.csv"].decode().splitlines()
    for n, line in enumerate(stated["participants-votes.csv"].decode().splitlines()):
        table[n] = ",".join([*line.split(",")[:6], *table[n].split(",")[6:]])
    old["participants-votes.csv"] = "\n".join(table).encode()
    what = "the counts say that an agreement is -1 here, as in old exports."
    assert refused(old) == [
        f"export, votes.csv: {what} Read it with the signs turned.",
        f"export, participants-votes.csv: {what} Read it with the signs turned.",
    ]
    found = read_polis_files(old, turn_signs=True)
    assert replace(found, notes=()) == export
    assert found.notes[:2] == (
        "votes.csv: an agreement was -1 there; every vote was turned.",
        "participants-votes.csv: an agreement was -1 there; every vote was turned.",
    )


def test_without_participants_the_counts_of_statements_tell_the_sign(export):
    old = files_of(export, votes=write_polis(turned(export))["votes.csv"])
    del old["participants-votes.csv"]
    (found,) = refused(old)
    assert found.startswith("export, votes.csv: the counts say that an agreement is -1 here")
    assert read_polis_files(old, turn_signs=True).votes == export.votes


def test_turning_leaves_an_export_as_it_is_that_has_the_right_sign(export):
    found = read_polis_files(files_of(export), turn_signs=True)
    assert replace(found, notes=()) == export


def test_a_sign_that_nothing_tells_is_said():
    made = export_of(STATEMENTS, [PolisVote(0, 1, 0, AT)], topic="t")
    assert read_polis_files(files_of(made)).notes == (
        "Nothing tells whether an agreement is +1 or -1; +1 was taken.",
    )


def test_a_sign_is_what_fits_better():
    votes = [(1, 1), (1, 1), (1, -1), (2, 0)]
    assert check_sign(votes, {1: (2, 1)}).sign == "agree is +1"
    assert check_sign(votes, {1: (1, 2)}).sign == "agree is -1"
    assert check_sign(votes, {2: (0, 0)}).sign == "cannot tell"
