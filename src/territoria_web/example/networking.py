"""What the regions of the example do together, from a meeting to a project, each part once."""

from __future__ import annotations

from territoria_web.act.models import MentoringRound
from territoria_web.example.encountering import encounter
from territoria_web.example.mentoring import mentor
from territoria_web.example.naming import name
from territoria_web.example.people import Cast
from territoria_web.example.projecting import found
from territoria_web.example.texts import NETWORK
from territoria_web.example.working import camp, invite
from territoria_web.people.models import Organisation
from territoria_web.territories.models import Cycle


def work_together(people: Cast, cycle: Cycle) -> None:
    """Make what is missing of it."""
    found(people, cycle, camp(people))
    invite(people)
    name(people)
    encounter(people)
    mentor(people)


def works_together() -> bool:
    """Whether it is there as a whole: the last of its parts is."""
    rounds = MentoringRound.objects.filter(network__kind=Organisation.Kind.NETWORK, example=True)
    return rounds.filter(network__name=NETWORK).exists()
