"""A team names its sectors of excellence: drafts as they come, published as four or five."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Sector, SectorList
from territoria_web.act.queries.sectors import field_of, sector_name
from territoria_web.act.rules.sectors import MOST_KEPT, SectorWords, checked_sector, number_wrong
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Territory
from territoria_web.territories.rules import ChangedMeanwhile


@transaction.atomic
def add_sector(*, by: User, territory: Territory, words: SectorWords, seen: int) -> Sector:
    """Name one more; a published list takes no sixth, and none without a proof."""
    held, told = _held(territory, seen), checked_sector(words)
    _refuse_twice(held, told)
    count = held.sectors.count()
    if count >= MOST_KEPT:
        raise ValidationError(_("So many are named that nothing more is taken. Remove some first."))
    _refuse_number(held, count + 1)
    if held.published:
        _refuse_unproved([told.proof])
    row = Sector.objects.create(list=held, **told.as_fields())
    _changed(by, held, "name sector", title=sector_name(row))
    return row


@transaction.atomic
def change_sector(*, by: User, sector: Sector, words: SectorWords, seen: int) -> Sector:
    """Write one anew; where the list is published everybody reads it at once."""
    held, told = _held(sector.list.territory, seen), checked_sector(words)
    _refuse_twice(held, told, but=sector)
    if held.published:
        _refuse_unproved([told.proof])
    row = held.sectors.get(pk=sector.pk)
    for name, value in told.as_fields().items():
        setattr(row, name, value)
    row.save()
    _changed(by, held, "change sector", title=sector_name(row))
    return row


@transaction.atomic
def remove_sector(*, by: User, sector: Sector, seen: int) -> None:
    """Name it no more; a published list keeps four."""
    held = _held(sector.list.territory, seen)
    _refuse_number(held, held.sectors.count() - 1)
    row = held.sectors.get(pk=sector.pk)
    _changed(by, held, "remove sector", title=sector_name(row))
    row.delete()


@transaction.atomic
def publish_sectors(*, by: User, territory: Territory, seen: int) -> SectorList:
    """Everybody reads them. ValidationError where they are not four or five, or one has no proof."""
    held = _held(territory, seen)
    if held.published is not None:
        raise ValidationError(_("They are published already."))
    if said := number_wrong(held.sectors.count()):
        raise ValidationError(said)
    _refuse_unproved(held.sectors.values_list("proof", flat=True))
    held.published, held.published_by = timezone.now(), by
    _changed(by, held, "publish sectors")
    return held


@transaction.atomic
def take_sectors_back(*, by: User, territory: Territory, seen: int) -> SectorList:
    """Nobody else reads them any more; the words stay with the team."""
    held = _held(territory, seen)
    if held.published is None:
        raise ValidationError(_("They are not published."))
    held.published, held.published_by = None, None
    _changed(by, held, "take sectors back")
    return held


def _held(territory: Territory, seen: int) -> SectorList:
    """The list as it stands now, held until the end of the transaction; made where there is none."""
    SectorList.objects.get_or_create(territory=territory)
    held = SectorList.objects.select_for_update(of=("self",)).select_related("territory")
    found = held.get(territory=territory)
    if found.edit != seen:
        raise ChangedMeanwhile(
            _("Somebody changed the sectors while you were writing. Your words are below.")
        )
    return found


def _refuse_number(held: SectorList, count: int) -> None:
    if held.published and (said := number_wrong(count)):
        mend = _("Take the published list back first.")
        raise ValidationError(f"{said} {mend}")


def _refuse_unproved(proofs: Any) -> None:
    if not all(proofs):
        raise ValidationError({"proof": _("Say of each sector what proves it.")})


def _refuse_twice(held: SectorList, told: SectorWords, but: Sector | None = None) -> None:
    others = held.sectors.exclude(pk=but.pk) if but else held.sectors.all()
    if field_of(told.nace, told.emerging) in {field_of(one.nace, one.emerging) for one in others}:
        name = "nace" if told.nace else "emerging"
        raise ValidationError({name: _("This sector is named already.")})


def _changed(by: User, held: SectorList, what: str, **facts: str) -> None:
    held.edit += 1
    held.save()
    write_entry(
        who=by,
        what=what,
        about=f"sectors of {held.territory.code}",
        territory=held.territory,
        after=facts or None,
    )
