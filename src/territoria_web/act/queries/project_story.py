"""The story of a project in sentences: what happened, when, who said it; no person is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria_web.act.models import Partner, Project, ProjectEntry
from territoria_web.act.rules.projects import ROLE_NAMES
from territoria_web.library.saying import day

SENTENCES: Final[Mapping[str, Promise]] = {
    "made": _("The project came out of a session of the meeting “%(meeting)s”."),
    "made alone": _("The project began."),
    "proposed": _("The project was proposed to the network’s office."),
    "handed in": _("The proposal was written anew and handed in once more."),
    "returned": _("The office gave the proposal back."),
    "published": _("The office published the project."),
    "begun": _("The work began. What shows that it worked: %(indicator)s"),
    "parked": _("The project is parked."),
    "stopped": _("The project was stopped."),
    "reopened": _("The project was taken up again."),
    "closed": _("The project is done; what came of it stands above."),
    "due moved": _("The product was due on %(was)s; now it is due on %(now)s."),
    "changed": _("The words of the project were changed."),
    "called": _("Others are called to join."),
    "called until": _("Others are called to join until %(day)s."),
    "delivered": _("The product is there since %(day)s: %(product)s"),
    "told": _("News"),
    "invited": _("Somebody more was invited."),
    "joined": _("%(name)s is in the project. Role: %(role)s."),
    "answered no": _("A request to join was answered with no."),
    "vouched": _("%(name)s is confirmed as a city of the project."),
    "left": _("%(name)s left the project."),
    "handed over": _("%(was)s handed the lead over to %(name)s."),
    "actions linked": _("%(name)s said which actions of its plan belong to the project."),
    "exchange planned": _("Exchange %(number)s is planned for %(day)s."),
    "exchange prepared": _("Exchange %(number)s was prepared."),
    "exchange moved": _("Exchange %(number)s was moved from %(was)s to %(now)s."),
    "exchange cancelled": _("Exchange %(number)s of %(day)s was cancelled."),
    "exchange held": _("Exchange %(number)s was held on %(day)s."),
    "exchange missed": _("Exchange %(number)s of %(day)s was not held."),
    "forum planned": _("The forum “%(title)s” is planned for %(day)s."),
    "forum moved": _("The forum “%(title)s” was moved from %(was)s to %(now)s."),
    "forum changed": _("The forum “%(title)s” was described anew."),
    "forum reported": _("The forum “%(title)s” has a report."),
    "delegation named": _("%(name)s sends a delegation to the forum “%(title)s”."),
    "card published": _("Two cities found the practice “%(title)s” fit; it is in the compendium."),
    "card confirmed": _("The practice “%(title)s” still holds."),
    "card withdrawn": _("The practice “%(title)s” was withdrawn."),
    "edition frozen": _("Edition %(number)s of the compendium was frozen."),
}
DAYS: Final = ("day", "was", "now")
FORMER: Final[Mapping[str, Promise]] = {
    "title": _("Formerly its name was: %(was)s"),
    "question": _("Formerly the question was: %(was)s"),
    "product": _("Formerly the product was: %(was)s"),
    "every_months": _("Formerly the months between exchanges were: %(was)s"),
}


@dataclass(frozen=True)
class Line:
    """A line of a story. ``former``: what was said before; ``said``: reason or news, as written."""

    id: int
    what: str
    when: datetime
    who: str
    sentence: str
    former: tuple[str, ...]
    said: str


def story_of(project: Project) -> list[Line]:
    """All lines, the latest first."""
    return lines_of(project.story.all())


def lines_of(entries: Iterable[ProjectEntry]) -> list[Line]:
    """Entries in words."""
    return [
        Line(
            id=entry.pk,
            what=entry.what,
            when=entry.made,
            who=entry.who,
            sentence=sentence_of(entry),
            former=_former(entry),
            said=entry.said,
        )
        for entry in entries
    ]


def sentence_of(entry: ProjectEntry) -> str:
    """What an entry says, in the language spoken."""
    facts = {key: _said(key, value) for key, value in entry.facts.items()}
    what = "made alone" if entry.what == "made" and not facts.get("meeting") else entry.what
    return str(SENTENCES[what]) % facts


def _said(key: str, value: Any) -> str:
    if key == "role" and value in Partner.Role:
        return str(ROLE_NAMES[Partner.Role(value)])
    if key in DAYS and value:
        try:
            return day(date.fromisoformat(str(value)))
        except ValueError:  # the former lead, which stands under the same key
            return str(value)
    return str(value)


def _former(entry: ProjectEntry) -> tuple[str, ...]:
    if entry.what != "changed":
        return ()
    said = ((name, entry.facts.get(name)) for name in FORMER)
    return tuple(str(FORMER[name]) % {"was": was} for name, was in said if was)
