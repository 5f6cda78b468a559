"""Who gets what at the addresses of surveys."""

from __future__ import annotations

from typing import Any

from a_survey import a_draft, an_open_survey, asked
from private_addresses.table import TEAM_SEES, UNKNOWN, Line, line
from territoria_web.listen.rules import token_of
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

ONE = {"public_id": "cycle", "survey": "survey"}
DRAFT = {"public_id": "cycle", "survey": "survey_draft"}
# name                        stranger nobody viewer expert editor lead other secr. operator
ASKS = "in 404 403 403 200 200 404 403 404"
ENTERS = "in 404 403 200 200 200 404 403 404"
POSTS = "in 404 403 403 422 422 404 403 404"
MOVES = "in 404 403 403 302 302 404 403 404"
GUEST = {"token": "survey_link"}

LINES: dict[str, Line] = {
    "desk:listen": line(TEAM_SEES, public_id="cycle"),
    "desk:listen-start": line(ASKS, public_id="cycle"),
    "POST desk:listen-start": line(POSTS, "POST", public_id="cycle"),
    "desk:listen-start-file": line(POSTS, "POST", public_id="cycle"),
    "desk:listen-survey": line(TEAM_SEES, **ONE),
    "desk:listen-open": line(ASKS, **DRAFT),
    "POST desk:listen-open": line(POSTS, "POST", **DRAFT),
    "desk:listen-end": line(ASKS, **ONE),
    "POST desk:listen-end": line(POSTS, "POST", **ONE),
    "desk:listen-form": line(TEAM_SEES, **ONE),
    "POST desk:listen-form": line(POSTS, "POST", **DRAFT),
    "desk:listen-new-question": line(ASKS, **DRAFT),
    "POST desk:listen-new-question": line(POSTS, "POST", **DRAFT),
    "desk:listen-question": line("in 404 403 403 404 404 404 403 404", **DRAFT, item="word"),
    "desk:listen-change-question": line(MOVES, "POST", **DRAFT, item="word"),
    "desk:listen-preview": line(TEAM_SEES, **ONE),
    "desk:listen-xlsform": line(TEAM_SEES, **ONE),
    "desk:listen-people": line(TEAM_SEES, **ONE),
    "POST desk:listen-people": line(POSTS, "POST", **ONE),
    "desk:listen-write": line(MOVES, "POST", **ONE),
    "desk:listen-links": line(ASKS, **ONE),
    "desk:listen-drop-person": line(
        "in 404 403 403 404 404 404 403 404", "POST", **ONE, person="unknown"
    ),
    "desk:listen-enter": line(ENTERS, **ONE),
    "POST desk:listen-enter": line("in 404 403 422 422 422 404 403 404", "POST", **ONE),
    "desk:listen-paper": line(TEAM_SEES, **ONE),
    "desk:listen-answers": line(ENTERS, **ONE),
    "desk:listen-answers-look": line("in 404 403 404 404 404 404 403 404", **ONE, upload="unknown"),
    "desk:listen-results": line(TEAM_SEES, **ONE),
    "desk:listen-results-csv": line(UNKNOWN, **ONE),
    "desk:listen-results-xlsx": line(UNKNOWN, **ONE),
    "desk:listen-themes": line(TEAM_SEES, **ONE),
    "POST desk:listen-themes": line("in 404 403 302 302 302 404 403 404", "POST", **ONE),
    "desk:listen-weights": line(TEAM_SEES, **ONE),
    "POST desk:listen-weights": line(POSTS, "POST", **ONE),
    # whoever holds the link, and nobody else: who is signed in makes no difference
    "guest:survey": line("200", **GUEST),
    "guest:survey-page": line("302", **GUEST, number="survey_page"),
    "guest:survey-summary": line("302", **GUEST),
    "guest:survey-done": line("302", **GUEST),
    "guest:survey-withdraw": line("302", **GUEST),
    "guest:survey-decline": line("200", **GUEST),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    survey, draft = an_open_survey(cycle), a_draft(cycle)
    return {
        "survey": survey.public_id,
        "survey_draft": draft.public_id,
        "survey_link": token_of(asked(survey)),
        "survey_page": 1,
    }
