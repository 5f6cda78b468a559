"""Words of a draft explained to its team, and to nobody else."""

from __future__ import annotations

import pytest

from desk_team import signed_in
from papers_team import PaperTeam, a_paper, a_paper_team
from territoria_web.papers.models import Paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def drafted() -> tuple[PaperTeam, str]:
    team = a_paper_team("FRE1")
    paper = a_paper(team)
    words = {"question": {"en": "There are 41 firms, and nobody asked them."}}
    Paper.objects.filter(pk=paper.pk).update(words=words)
    return team, f"text:paper@1:FRE1@2021:papers/{paper.public_id}/question/1.0:words:-"


def asked(user, cycle, number: str):
    return signed_in(user).get(f"/en/desk/{cycle.public_id}/explain/", {"number": number})


def test_the_team_reads_what_stands_in_its_draft():
    team, number = drafted()
    answer = asked(team.editor, team.cycle, number)
    page = answer.content.decode()
    assert answer.status_code == 200
    for part in ("There are 41 firms, and nobody asked them.", "Where we stand", "Draft"):
        assert part in page


def test_another_team_finds_it_neither_at_its_own_desk_nor_at_this_one():
    team, number = drafted()
    other = a_paper_team("DE30")
    assert asked(other.editor, other.cycle, number).status_code == 404
    assert asked(other.editor, team.cycle, number).status_code == 404


def test_words_that_have_changed_since_are_said_to():
    team, number = drafted()
    answer = asked(team.lead, team.cycle, number.replace("question/1.0", "question/7.0"))
    assert answer.status_code == 404
    assert "They may have changed since" in answer.content.decode()
