"""What is written of a project, checked: question, axis, city, product; all problems at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from territoria_web.act.models import Partner
from territoria_web.act.rules.projects import QUESTION_MARKS
from territoria_web.library.typed import plain_line


@dataclass(frozen=True)
class ProjectDraft:
    """What a project begins with. ``city``: the one that proposes and leads it; ``email``: of whoever
    answers for it there; ``exchange``: the first one's day.
    """

    title: str
    question: str
    axis: str
    product: str
    due: date
    city: str
    email: str
    exchange: date


@dataclass(frozen=True)
class Named:
    """Somebody to be in a project: a city or company, its role, and where its link is sent."""

    name: str
    role: str
    email: str = ""
    person: str = ""
    language: str = "en"


def check_draft(draft: ProjectDraft, today: date) -> None:
    """ValidationError, by field, where a project could not stand on this."""
    wrong = {
        **_lines_wrong(draft),
        **({"email": _("This is no e-mail address.")} if not is_address(draft.email) else {}),
        **_day_wrong("due", draft.due, today),
        **_day_wrong("exchange", draft.exchange, today),
    }
    if wrong:
        raise ValidationError(wrong)


def _lines_wrong(draft: ProjectDraft) -> dict[str, str]:
    wrong = {}
    if not plain_line(draft.title):
        wrong["title"] = _("Give the project a name.")
    if not plain_line(draft.axis):
        wrong["axis"] = _("Say which axis it belongs to.")
    if not plain_line(draft.city):
        wrong["city"] = _("Say which city leads it.")
    if not plain_line(draft.product):
        wrong["product"] = _("Say what there will be to hold at the end.")
    if said := question_wrong(draft.question):
        wrong["question"] = said
    return wrong


def question_wrong(text: str) -> str:
    """Why this is no question; empty where it is one."""
    if plain_line(text).endswith(QUESTION_MARKS) and len(plain_line(text)) > len("?"):
        return ""
    return _("Write it as a question, with a question mark at its end.")


def _day_wrong(name: str, day: date, today: date) -> dict[str, str]:
    return {name: _("This day has passed.")} if day < today else {}


def is_address(text: str) -> bool:
    """Whether this is an e-mail address."""
    try:
        validate_email(text.strip())
    except ValidationError:
        return False
    return True


def once_each(people: list[Named], lead: ProjectDraft) -> list[Named]:
    """Each name once, and the lead not once more; an address that is in it already stands beside one alone."""
    emails, names = {lead.email.strip().lower()}, {plain_line(lead.city).casefold()}
    found = []
    for one in people:
        email, name = one.email.strip().lower(), plain_line(one.name)
        if one.role not in Partner.Role or one.role == Partner.Role.LEAD:
            continue
        if not name or name.casefold() in names:
            continue
        email = "" if email in emails else email
        emails.add(email)
        names.add(name.casefold())
        found.append(Named(name[:150], one.role, email, plain_line(one.person), one.language))
    return found
