"""A team at the desk of its forum."""

from __future__ import annotations

import pytest
from django.test import Client

from a_forum import a_forum
from desk_team import Team, a_team, signed_in
from territoria_web.listen.models import Forum


@pytest.fixture
def team() -> Team:
    return a_team()


@pytest.fixture
def forum(team: Team) -> Forum:
    return a_forum(team.cycle, team.lead)


@pytest.fixture
def lead(team: Team) -> Client:
    return signed_in(team.lead)
