"""What a deed is done to, and by whom: a project, or one of its partners, exchanges or forums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from territoria_web.act.models import Card, Delegation, Exchange, Partner, Project, ProjectForum
from territoria_web.act.queries.exchange_words import when_said
from territoria_web.act.rules.projects import Doer

Thing = Partner | Exchange | ProjectForum | Card
KINDS: dict[str, type[Thing]] = {
    "partner": Partner,
    "exchange": Exchange,
    "forum": ProjectForum,
    "card": Card,
}


@dataclass(frozen=True)
class Target:
    """``thing``: the partner, exchange or forum that is meant; None: the project itself."""

    project: Project
    doer: Doer
    today: date
    thing: Thing | None = None

    @property
    def seen(self) -> int:
        """The state of what is written on."""
        if isinstance(self.thing, Exchange | ProjectForum | Card):
            return self.thing.edit
        return self.project.edit

    @property
    def partner(self) -> Partner:
        """The partner that is meant."""
        assert isinstance(self.thing, Partner)
        return self.thing

    @property
    def exchange(self) -> Exchange:
        """The exchange that is meant."""
        assert isinstance(self.thing, Exchange)
        return self.thing

    @property
    def forum(self) -> ProjectForum:
        """The forum that is meant."""
        assert isinstance(self.thing, ProjectForum)
        return self.thing

    @property
    def card(self) -> Card:
        """The practice card that is meant."""
        assert isinstance(self.thing, Card)
        return self.thing

    @property
    def delegation(self) -> Delegation | None:
        """What the doer's partner sends to that forum; None so far."""
        held = Delegation.objects.filter(forum=self.forum, partner=self.doer.partner)
        return held.first()

    @property
    def about(self) -> dict[str, str]:
        """What a page says of the thing that is meant."""
        thing = self.thing
        if isinstance(thing, Partner):
            return {"about": thing.name, "about_more": thing.brings}
        if isinstance(thing, Exchange):
            return {"about": when_said(thing), "about_more": thing.theme}
        if isinstance(thing, Card):
            return {"about": thing.title, "about_more": thing.partner.name}
        return {"about": thing.title, "about_more": ""} if thing else {}

    def anew(self) -> Target:
        """The same as it stands now."""
        project = Project.objects.select_related("network").get(pk=self.project.pk)
        thing = None
        if self.thing is not None:
            thing = type(self.thing).objects.get(pk=self.thing.pk)
        return Target(project, self.doer, self.today, thing)


def thing_of(project: Project, kind: str, number: UUID | None, doer: Doer) -> Thing | None:
    """A thing of this project by its number; 404 where it has none of this kind, and for drafts of others."""
    if kind == "project":
        if number is not None:
            raise Http404
        return None
    if number is None:
        raise Http404
    found = KINDS[kind].objects.filter(project=project, public_id=number).first()
    if found is None:
        raise Http404
    held: Thing = found
    if isinstance(held, Card) and held.state == Card.State.DRAFT and not _is_own(held, doer):
        raise Http404
    return held


def _is_own(card: Card, doer: Doer) -> bool:
    return doer.partner is not None and card.partner_id == doer.partner.pk
