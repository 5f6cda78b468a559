"""Services that people rate: offered, changed, closed and opened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from territoria_web.library.codes import save_with_code
from territoria_web.library.typed import plain_line
from territoria_web.listen.models import Forum, Service
from territoria_web.listen.queries.need_themes import need_themes
from territoria_web.listen.services.forums import note
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed

LONGEST_NAME = 120
LONGEST_QUESTION = 160
MOST_SERVICES = 200


@dataclass(frozen=True)
class Offer:
    """What a team says of a service. ``names`` and ``question``: language → words."""

    names: Mapping[str, str]
    office: str = ""
    theme: str = ""
    question: Mapping[str, str] = field(default_factory=dict)

    def fields(self) -> dict[str, Any]:
        """As the row keeps them."""
        return {
            "names": _lines(self.names),
            "office": plain_line(self.office)[:200],
            "theme": self.theme,
            "question": _lines(self.question),
        }


@transaction.atomic
def offer_service(*, by: User, forum: Forum, offer: Offer) -> Service:
    """A service that can be rated from now on."""
    refuse_where_closed(forum.cycle)
    _check(forum, offer)
    if forum.services.count() >= MOST_SERVICES:
        raise ValidationError(_("There are 200 services already. Change or close one of them."))
    service = Service(forum=forum, **offer.fields())

    def save(code: str) -> None:
        service.code = code
        service.save(force_insert=True)

    save_with_code(save)
    note(by, forum, "offer service", after={"title": _title(service), "code": service.code})
    return service


@transaction.atomic
def change_service(
    *, by: User, service: Service, offer: Offer, seen: int, asked_otherwise: bool = False
) -> None:
    """Other names, office or question. Another question, or another way of asking, begins a new
    series: ratings before and after are never put together. ``seen``: as on the page.
    """
    refuse_where_closed(service.forum.cycle)
    _check(service.forum, offer)
    fresh = offer.fields()
    before = {name: getattr(service, name) for name in fresh}
    renewed = asked_otherwise or before["question"] != fresh["question"]
    counted = {"instrument": F("instrument") + 1} if renewed else {}
    held = Service.objects.filter(pk=service.pk, edit=seen)
    if not held.update(edit=F("edit") + 1, **fresh, **counted):
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Look at it as it stands now."))
    service.refresh_from_db()
    told = {"title": _title(service)}
    if renewed:
        note(by, service.forum, "ask otherwise", after=told)
    elif before != fresh:
        note(by, service.forum, "change service", after=told)


@transaction.atomic
def set_service_open(*, by: User, service: Service, is_open: bool) -> None:
    """Take no more ratings, or take them again; what was shown stays readable."""
    if is_open:
        refuse_where_closed(service.forum.cycle)
    held = Service.objects.filter(pk=service.pk, is_open=not is_open)
    if held.update(is_open=is_open, edit=F("edit") + 1):
        told = {"title": _title(service)}
        note(by, service.forum, "reopen service" if is_open else "close service", after=told)
    service.refresh_from_db()


def _title(service: Service) -> str:
    return str(next(iter(service.names.values())))


def _lines(words: Mapping[str, str]) -> dict[str, str]:
    tidy = {language: plain_line(text) for language, text in words.items()}
    return {language: text for language, text in tidy.items() if text}


def _check(forum: Forum, offer: Offer) -> None:
    fresh = offer.fields()
    wrong: dict[str, str] = {}
    for language in forum.languages:
        name = fresh["names"].get(language, "")
        if not 2 <= len(name) <= LONGEST_NAME:
            wrong[f"name-{language}"] = _("Give the service a name of 2 to 120 letters.")
        if len(fresh["question"].get(language, "")) > LONGEST_QUESTION:
            wrong[f"question-{language}"] = _("Ask in at most 160 letters.")
        if fresh["question"] and language not in fresh["question"]:
            wrong[f"question-{language}"] = _("Ask in this language as well, or in none.")
    if fresh["theme"] and fresh["theme"] not in need_themes():
        wrong["theme"] = _("Choose one of the list.")
    if wrong:
        raise ValidationError(wrong)
