"""Files of Polis are written once for a state of the conversation, and anew for the next."""

from __future__ import annotations

import pytest

from a_forum import a_forum, a_voice
from a_talk import an_open_talk, voted
from desk_team import a_team
from territoria_web.listen.models import Conversation
from territoria_web.listen.queries.opinion_files import file_names, polis_file
from territoria_web.listen.services.conversations import close_conversation
from territoria_web.listen.services.erasing import erase_voice
from territoria_web.listen.services.opinion_looks import refresh_opinions
from territoria_web.listen.services.statements import say_statement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
WHY = "The three weeks are over."
OWN = "Benches along the river would be enough."


def a_shared_talk() -> Conversation:
    team = a_team()
    talk = an_open_talk(a_forum(team.cycle, team.lead), team.lead, shares_votes=True)
    voted(talk, 14)
    return talk


def ended(talk: Conversation) -> None:
    assert talk.made_by is not None
    close_conversation(by=talk.made_by, talk=talk, reason=WHY, seen=talk.edit)
    talk.refresh_from_db(fields=["state"])


def test_all_files_are_there_between_the_end_and_the_last_results():
    talk = a_shared_talk()
    refresh_opinions(talk=talk)
    assert all(polis_file(talk, name, url="") for name in file_names(talk))
    ended(talk)
    assert len(file_names(talk)) == 4
    assert all(polis_file(talk, name, url="") for name in file_names(talk))


def test_a_statement_that_its_author_erased_is_in_no_file_any_more():
    talk = a_shared_talk()
    voice = a_voice(talk.forum, "ada@example.org")
    say_statement(talk=talk, voice=voice, text=OWN)
    ended(talk)
    refresh_opinions(talk=talk)
    assert OWN in (polis_file(talk, "comments.csv", url="") or "")
    erase_voice(voice=voice)
    assert OWN not in (polis_file(talk, "comments.csv", url="") or "")
