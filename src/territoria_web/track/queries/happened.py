"""What happened to a plan, latest first, for those who read it as a feed: news and adopted versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import gettext as _

from territoria_web.plan.models import PlanVersion
from territoria_web.track.queries.accounts import Kept, PlanAccount
from territoria_web.track.queries.digests import lines_of
from territoria_web.track.queries.words import says_name

MOST = 50


@dataclass(frozen=True)
class Happening:
    """One thing that happened. ``id`` never changes; ``number``: of the action, None: the whole plan."""

    id: UUID
    when: datetime
    title: str
    lines: tuple[str, ...]
    office: str
    number: int | None


def happened(account: PlanAccount) -> list[Happening]:
    """News that is shown, and versions; the latest fifty."""
    found = [*_news(account), *_versions(account)]
    return sorted(found, key=lambda one: one.when, reverse=True)[:MOST]


def _news(account: PlanAccount) -> Iterator[Happening]:
    told = [(update, row) for row in account.rows for update in row.updates]
    told.sort(key=lambda one: one[0].made, reverse=True)
    for update, row in told[:MOST]:
        facts = {"number": row.action.number, "title": row.action.title}
        title = _("Action %(number)d, %(title)s") % facts
        yield Happening(
            id=update.public_id,
            when=update.made,
            title=f"{title} – {says_name(update)}",
            lines=tuple(lines_of(update)),
            office=update.office or owner_of(row),
            number=row.action.number,
        )


def owner_of(row: Kept) -> str:
    """Who answers for an action, as everybody reads it."""
    return row.action.owner or _("owner to be named")


def _versions(account: PlanAccount) -> Iterator[Happening]:
    held: list[PlanVersion] = list(account.plan.versions.defer("body"))
    for version in held:
        yield Happening(
            id=uuid5(NAMESPACE_URL, f"urn:uuid:{account.plan.public_id}#version-{version.number}"),
            when=version.made,
            title=_("Version %(number)d of the plan was adopted") % {"number": version.number},
            lines=(version.reason,),
            office="",
            number=None,
        )
