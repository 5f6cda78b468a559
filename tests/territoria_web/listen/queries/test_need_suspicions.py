"""What looks like a machine's is known by words, pace and copies, by no address of the network."""

from __future__ import annotations

import pytest

from a_forum import a_forum, a_need, a_voice
from desk_team import a_team
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.need_suspicions import suspicion_of
from territoria_web.listen.services.needs import SUSPECT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead)


def score(forum: Forum, text: str, seconds: float | None = 60.0, trapped: bool = False) -> float:
    found = suspicion_of(forum, text, voice=a_voice(forum), seconds=seconds, trapped=trapped)
    return found.score


def test_people_are_not_suspected(forum: Forum):
    assert score(forum, "A bus after ten at night") == 0
    assert score(forum, "A bus after ten at night", seconds=None) == 0


def test_machines_are(forum: Forum):
    assert 0 < score(forum, "A bus after ten at night", seconds=0.5) < SUSPECT  # told, not held
    assert score(forum, "Cheap watches at www.watches.top", seconds=0.5) >= SUSPECT
    assert score(forum, "A bus after ten at night", trapped=True) >= SUSPECT


def test_the_same_words_again_and_again_are(forum: Forum):
    said = "Cheap watches for everybody in the town"
    once = score(forum, said)
    for _one in range(3):
        a_need(forum, said)
    assert (once, score(forum, said) >= SUSPECT) == (0, True)
