"""A conversation taken over from Polis, and given out again: the same votes, the same counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from a_forum import a_forum
from desk_team import a_team, work_all
from territoria.sources.polis.export import PolisExport, PolisStatement, PolisVote, export_of
from territoria.sources.polis.reading import read_polis, read_polis_files
from territoria.sources.polis.writing import write_polis, write_polis_zip
from territoria_web.listen.models import Conversation
from territoria_web.listen.queries.opinion_files import export_in, file_names, packed, polis_file
from territoria_web.listen.queries.opinions import results_of
from territoria_web.listen.services.conversation_imports import take_conversation
from territoria_web.listen.services.conversations import TalkFrame

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
SEATTLE = Path(__file__).parents[5] / "shared/data/participation/15-per-hour-seattle"
STARTED = 1_500_000_000_000


def an_export() -> PolisExport:
    statements = [PolisStatement(n, n, f"Statement number {n}", STARTED + n) for n in range(6)]
    statements.append(PolisStatement(6, 1, "Taken out there", STARTED, moderated=-1))
    votes = [
        PolisVote(n, person, 1 if n == 0 or (person + n) % 2 else -1, STARTED + 1000 * person + n)
        for person in range(20)
        for n in range(7)
    ]
    return export_of(statements, votes, topic="Trees or parking?")


def taken(export: PolisExport, **fields: object) -> Conversation:
    team = a_team()
    frame = TalkFrame("Trees or parking?", **fields)
    forum = a_forum(team.cycle, team.lead)
    talk = take_conversation(
        by=team.lead, forum=forum, frame=frame, export=export, source="Held in 2017"
    )
    work_all()
    return talk


def given(talk: Conversation) -> dict[str, bytes]:
    return {name: (polis_file(talk, name, url="") or "").encode() for name in file_names(talk)}


def test_what_was_taken_over_goes_out_as_it_came():
    export = an_export()
    talk = taken(export, shares_votes=True)
    again = read_polis_files(given(talk))
    assert again.last_votes() == export.last_votes()
    counts = [(c.id, c.author, c.agrees, c.disagrees, c.moderated) for c in again.comments]
    assert counts == [(c.id, c.author, c.agrees, c.disagrees, c.moderated) for c in export.comments]
    assert again.comments[0].agrees == 20  # an agreement is +1
    assert [c.text for c in again.comments][5:] == ["Statement number 5", "–"]
    assert again.notes == ()


def test_it_is_closed_with_its_results():
    talk = taken(an_export())
    found = results_of(talk)
    assert (talk.state, found.people, found.look.final) == ("closed", 20, True)
    assert len(found.rows) == 6  # what was taken out there is not shown


def test_without_the_announcement_no_votes_no_authors_and_no_small_counts_go_out():
    statements = [PolisStatement(0, 0, "Trees!", STARTED), PolisStatement(1, 3, "Cars!", STARTED)]
    votes = [PolisVote(0, n, 1 if n else -1, STARTED + n) for n in range(9)]
    votes += [PolisVote(1, n, 1, STARTED + n) for n in range(4)]
    files = given(taken(export_of(statements, votes, topic="Trees?")))
    assert sorted(files) == ["comments.csv", "summary.csv"]
    rows = files["comments.csv"].decode().splitlines()[1:]
    # eight against one: neither is told; four saw the other
    assert [row.split(",")[2:7] for row in rows] == [
        ["0", "", "", "", "1"],
        ["1", "", "", "", "1"],
    ]


def test_a_zip_and_its_tables_are_read_alike_and_faults_are_told():
    export = an_export()
    tables = [(name, text.encode()) for name, text in write_polis(export).items()]
    for content in (packed(tables), packed([("all.zip", write_polis_zip(export))])):
        read = export_in(content)
        assert (read.people, read.votes, read.out) == (20, 140, 1)
    broken = bytearray(packed(tables))
    broken[60:90] = b"\xff" * 30
    assert export_in(bytes(broken)).export is None
    assert export_in(b"no zip").export is None
    assert len(export_in(packed(tables[1:2])).problems) > 0


@pytest.mark.skipif(not SEATTLE.is_dir(), reason="the conversation of Seattle is not here")
def test_a_real_conversation_comes_and_goes_without_loss():
    export = read_polis(SEATTLE)
    talk = taken(export, shares_votes=True)
    again = read_polis_files(given(talk))
    assert again.last_votes() == export.last_votes()
    assert [c.id for c in again.comments] == sorted(c.id for c in export.comments)
    found = results_of(talk)
    assert found.people == len({person for person, _c in export.last_votes()})
    assert found.groups == ()  # too unstable to be shown
