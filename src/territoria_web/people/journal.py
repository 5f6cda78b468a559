"""Reading the journal: who did what, when, before and after; by person, deed and day."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from territoria_web.library.saying import colon
from territoria_web.people.models import Entry, User
from territoria_web.people.words import fact_name, role_name
from territoria_web.territories.models import Territory

USER = re.compile(r"^user ([0-9a-f-]{36})$")


@dataclass(frozen=True)
class Line:
    """An entry with names in place of ids."""

    when: datetime
    who: User | None
    what: str
    about: str
    territory: Territory | None
    before: str
    after: str


def journal_of(territory: Territory | None, *, who: str = "", what: str = "") -> QuerySet[Entry]:
    """What was done in a territory (in the whole house without one), latest first.

    ``who``: public id of an account; ``what``: a deed.
    """
    held = Entry.objects.select_related("who", "territory")
    if territory is not None:
        held = held.filter(territory=territory)
    if who:
        held = held.filter(who__public_id=who)
    return held.filter(what=what) if what else held


def deeds_in(territory: Territory | None) -> list[str]:
    """The kinds of deeds that the journal knows here."""
    return list(journal_of(territory).order_by("what").values_list("what", flat=True).distinct())


def doers_in(territory: Territory | None) -> list[User]:
    """Who wrote into the journal here, by name."""
    ids = journal_of(territory).order_by().values("who").distinct()
    return sorted(User.objects.filter(pk__in=ids), key=str)


def person_in(entry: Entry) -> str:
    """The public id of the account that an entry is about; empty where it is about none."""
    found = USER.match(entry.about)
    return found[1] if found else ""


def names_of(entries: Iterable[Entry], others: Iterable[str] = ()) -> dict[str, str]:
    """What the people are called that entries are about, and ``others``, by public id; one query."""
    ids = {*(person_in(entry) for entry in entries), *others} - {""}
    return {str(u.public_id): str(u) for u in User.objects.filter(public_id__in=ids)}


def told(entries: Iterable[Entry]) -> list[Line]:
    """Entries as a table holds them; one query for all the people they are about."""
    held = list(entries)
    names = names_of(held)
    return [
        Line(
            when=e.when,
            who=e.who,
            what=e.what,
            about=names.get(person_in(e), e.about),
            territory=e.territory,
            before=_plain(e.before),
            after=_plain(e.after),
        )
        for e in held
    ]


def _plain(value: Any) -> str:
    """``role: Lead, in: FRE1 Nord-Pas de Calais``."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(
            f"{fact_name(key)}{colon()}{_fact(key, held)}" for key, held in in_order(value)
        )
    return _said(value)


def _fact(key: str, value: Any) -> str:
    return role_name(str(value)) if key == "role" else _said(value)


def _said(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def in_order(facts: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Facts by their names: not every database gives them back in the order they were kept."""
    return sorted(facts.items())
