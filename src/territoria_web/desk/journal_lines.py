"""Entries of the journal as people read them: a sentence, what changed, the full record beneath."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from territoria_web.desk.journal_facts import CODES, PEOPLE, Names, said_fact
from territoria_web.desk.journal_words import (
    ALONE,
    DEEDS_THEMSELVES,
    SAID,
    SENTENCES,
    services,
    talks,
)
from territoria_web.desk.journal_words.calls import SENTENCES as OF_CALLS
from territoria_web.desk.workspace import kind_name
from territoria_web.invite.models import Call
from territoria_web.invite.queries.sayings import said_of
from territoria_web.people.journal import in_order, names_of, person_in
from territoria_web.people.models import Entry
from territoria_web.people.words import deed_name, fact_name
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

OF_A_FORUM: Final[Mapping[str, str]] = {
    **dict.fromkeys(services.SENTENCES, "service"),
    **dict.fromkeys(talks.SENTENCES, "conversation"),
}


@dataclass(frozen=True)
class Change:
    """A fact before and after; empty where there was, or is, none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """An entry as it is shown. ``place``: where it was done, for a journal of several places."""

    when: datetime
    sentence: str
    place: str
    changes: tuple[Change, ...]
    record: str


def read_aloud(entries: Iterable[Entry]) -> list[Told]:
    """Entries as sentences; at most one query for people, for territories and for calls."""
    held = list(entries)
    names = Names(names_of(held, _people(held)), _places(held), _calls(held))
    return [
        Told(
            when=entry.when,
            sentence=_sentence(entry, names),
            place=territory_name(entry.territory) if entry.territory else "",
            changes=_changes(entry, names),
            record=_record(entry),
        )
        for entry in held
    ]


def _places(entries: Iterable[Entry]) -> dict[str, str]:
    codes = {
        code
        for entry in entries
        for facts in (entry.before, entry.after)
        for key in CODES
        for code in _listed(_facts(facts).get(key))
    }
    found = Territory.objects.filter(code__in=codes) if codes else ()
    return {t.code: territory_name(t) for t in found}


def _people(entries: Iterable[Entry]) -> set[str]:
    """The accounts that the facts of steps name by their ids."""
    return {
        str(found)
        for entry in entries
        if _about(entry) == "step"
        for facts in (entry.before, entry.after)
        for key in PEOPLE
        if (found := _facts(facts).get(key))
    }


def _about(entry: Entry) -> str:
    """The kind of thing that an entry is about; services and conversations stand under their forum."""
    return OF_A_FORUM.get(entry.what, entry.about.partition(" ")[0])


def _calls(entries: Iterable[Entry]) -> dict[str, str]:
    if not any(entry.what in OF_CALLS for entry in entries):
        return {}
    titles = Call.objects.values_list("title", flat=True)
    return {kept: str(said_of(title)) for title in titles for kept in title.values()}


def _facts(held: Any) -> dict[str, Any]:
    return dict(in_order(held)) if isinstance(held, dict) else {}


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


# ── the sentence ──────────────────────────────────────────────────────────────────────────────


def _sentence(entry: Entry, names: Names) -> str:
    slots = _slots(entry, names)
    template = SENTENCES.get(_which(entry))
    try:
        if template is not None:
            return str(template % slots)
    except (KeyError, TypeError):  # an older entry, which says less, or otherwise
        pass
    return str(ALONE) % slots


def _which(entry: Entry) -> str:
    """The sentence of a deed; of some deeds there are several."""
    after = _facts(entry.after)
    variant = {
        "judge advice": str(after.get("decision", "")),
        "ask for briefing": "own" if after.get("own") else "",
        "give role": "changed" if entry.before else "",
    }.get(entry.what, "")
    chosen = f"{entry.what}: {variant}"
    return chosen if chosen in SENTENCES else entry.what


def _slots(entry: Entry, names: Names) -> dict[str, Any]:
    """What a sentence may name; nothing that the entry does not hold."""
    facts = {**_facts(entry.before), **_facts(entry.after)}
    about = _about(entry)
    said = {key: said_fact(about, key, value, names) for key, value in facts.items()}
    place = territory_name(entry.territory) if entry.territory else said.get("in", "")
    return {
        **{key: value for key, value in said.items() if value},
        **{key: value for key, value in _around(entry, names, place).items() if value},
        **({"job": kind_name(str(facts["kind"]))} if "kind" in facts else {}),
        **({"count": int(facts["figures"])} if "figures" in facts else {}),
    }


def _around(entry: Entry, names: Names, place: str) -> dict[str, str]:
    return {
        "who": _doer(entry),
        "whom": names.people.get(person_in(entry), ""),
        "place": place,
        "deed": deed_name(entry.what),
    }


def _doer(entry: Entry) -> str:
    if entry.who is None:
        return _("The site itself")
    return capfirst(str(entry.who)) if entry.who.is_former else str(entry.who)


# ── what changed ──────────────────────────────────────────────────────────────────────────────


def _changes(entry: Entry, names: Names) -> tuple[Change, ...]:
    """Facts that differ; of those that stand on one side only, what no sentence has said."""
    before, after = _facts(entry.before), _facts(entry.after)
    found = []
    for key in dict.fromkeys((*before, *after)):
        both = key in before and key in after
        if key in DEEDS_THEMSELVES if both else key in SAID:
            continue
        was, now = (
            said_fact(_about(entry), key, facts.get(key), names) for facts in (before, after)
        )
        if was != now:
            found.append(Change(capfirst(fact_name(key)), was, now))
    return tuple(found)


# ── the full record ───────────────────────────────────────────────────────────────────────────


def _record(entry: Entry) -> str:
    """All that the journal keeps of a deed, as it is kept."""
    held = {
        "when": localtime(entry.when).isoformat(timespec="seconds"),
        "who": str(entry.who) if entry.who else None,
        "what": entry.what,
        "about": entry.about,
        "territory": entry.territory.code if entry.territory else None,
        "before": entry.before,
        "after": entry.after,
    }
    told = {key: value for key, value in held.items() if value is not None}
    return json.dumps(told, ensure_ascii=False, indent=2)
