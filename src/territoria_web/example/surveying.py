"""The survey of the example: opened from the questionnaire, answered by 43 people, closed."""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from territoria_web.example.people import Cast
from territoria_web.example.texts import texts
from territoria_web.listen.models import Invitation, Survey
from territoria_web.listen.queries.forms import FormItem, form_of
from territoria_web.listen.queries.given import Kept
from territoria_web.listen.queries.people_lists import Person
from territoria_web.listen.rules import key_of
from territoria_web.listen.services.answers import begin_response, confirm_response, save_answers
from territoria_web.listen.services.invitations import invite_people
from territoria_web.listen.services.surveys import close_survey, draft_survey, open_survey
from territoria_web.territories.models import Cycle

SEED = 31
DONT_KNOW = 0.08
OPEN_ANSWERS = (
    "One address for small firms, and somebody who answers on the same day.",
    "Somebody should keep the data up to date; nobody does.",
    "The library could help my parents with forms.",
    "More than events: show us a machine that runs.",
    "A first order from the region would do more than any grant.",
    "Tell us what became of the last strategy.",
)


def survey(people: Cast, cycle: Cycle) -> Survey:
    """The survey, asked and closed."""
    held = cycle.surveys.first()
    if held is not None and held.state == Survey.State.CLOSED:
        return held
    if held is None:
        held = draft_survey(
            by=people.lead,
            cycle=cycle,
            framework=cycle.framework,
            languages=("en", "fr", "de"),
            title="How does Aldermark stand with digital change?",
        )
        closes = timezone.now() + timedelta(days=21)
        open_survey(by=people.lead, survey=held, closes=closes, seen=held.edit)
        invite_people(by=people.lead, survey=held, people=_register())
    _answer(held)
    close_survey(by=people.lead, survey=held, reason=texts()["survey"]["close"])
    held.refresh_from_db()
    return held


def _register() -> list[Person]:
    """Everybody who is asked, by role; nobody has an address, so the links are handed out."""
    return [
        Person(name=f"{role} {n + 1}", organisation="", email="", role=role, language="en")
        for role, told in texts()["survey"]["roles"].items()
        for n in range(told["asked"])
    ]


def _answer(held: Survey) -> None:
    chance = random.Random(SEED)
    form = form_of(held)
    for role, told in texts()["survey"]["roles"].items():
        asked = held.invitations.filter(role=role, answered=None).order_by("pk")
        missing = (
            told["answered"] - held.invitations.filter(role=role).exclude(answered=None).count()
        )
        for invitation in asked[: max(0, missing)]:
            _one(held, invitation, [i for i in form.items if _asks(i, role)], told["level"], chance)


def _asks(item: FormItem, role: str) -> bool:
    return not item.roles or role in item.roles


@transaction.atomic
def _one(
    held: Survey, invitation: Invitation, items: list[FormItem], level: int, chance: random.Random
) -> None:
    response = begin_response(
        survey=held,
        key=key_of("own", uuid4()),
        role=invitation.role,
        channel="web",
        language=chance.choice(("en", "fr", "de")),
        consent=True,
        slip=invitation,
    )
    kept = {i.id: answer for i in items if (answer := _given(i, level, chance)) is not None}
    save_answers(response=response, kept=kept)
    confirm_response(response=response)


def _given(item: FormItem, level: int, chance: random.Random) -> Kept | None:
    """An answer near the usual level of the role; some do not know."""
    if item.kind == "levels":
        if chance.random() < DONT_KNOW:
            return Kept(said="dont-know")
        return Kept(level=min(4, max(0, level + chance.choice((-1, 0, 0, 1)))))
    if item.kind == "severity":
        chosen = chance.sample([o.id for o in item.options], k=min(3, len(item.options)))
        return Kept(value={option: chance.randint(1, 4) for option in chosen})
    if item.kind == "one" and item.options:
        return Kept(value=chance.choice([o.id for o in item.options]))
    if item.kind == "text" and chance.random() < 0.4:
        return Kept(text=chance.choice(OPEN_ANSWERS))
    return None
