"""Choosing peers in place of the structural ones, with a reason; and going back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.compare.models import PeerGroup
from territoria_web.compare.queries.chosen_peers import chosen_group
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.rules import refuse_where_closed

FEWEST, MOST = 3, 20
SHORTEST_REASON = 20


def check_peers(*, cycle: Cycle, codes: Sequence[str], reason: str) -> list[Territory]:
    """The territories of these codes; ValidationError by field says all that is wrong."""
    wrong: dict[str, list[str]] = {}
    asked = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    held = _comparable(cycle.territory, asked)
    unknown = [code for code in asked if code not in held]
    if unknown:
        said = _("These codes are not known, or of another level: %(codes)s.")
        wrong.setdefault("others", []).append(said % {"codes": ", ".join(unknown)})
    if cycle.territory.code in asked:
        wrong.setdefault("others", []).append(_("Your own territory cannot be its own peer."))
    if not FEWEST <= len(asked) <= MOST:
        said = _("Choose from %(fewest)s to %(most)s peers; these are %(count)s.")
        wrong["peers"] = [said % {"fewest": FEWEST, "most": MOST, "count": len(asked)}]
    if len(reason.strip()) < SHORTEST_REASON:
        said = _("Say in a sentence of at least %(count)s letters why these are your peers.")
        wrong["reason"] = [said % {"count": SHORTEST_REASON}]
    if wrong:
        raise ValidationError(wrong)
    return [held[code] for code in asked]


def _comparable(place: Territory, codes: Sequence[str]) -> dict[str, Territory]:
    """Those of the published list of a territory's level: only they have figures that everybody may
    read. One that the operator added has a version of its own, and peers in the latest list.
    """
    held = Territory.objects.filter(code__in=codes, level=place.level, added=False)
    if not place.added:
        held = held.filter(version=place.version)
    return {t.code: t for t in held.order_by("version")}


@transaction.atomic
def choose_peers(*, by: User, cycle: Cycle, codes: Sequence[str], reason: str) -> PeerGroup:
    """Put chosen peers in place of the structural ones; the choice before is kept."""
    refuse_where_closed(cycle)
    chosen = check_peers(cycle=cycle, codes=codes, reason=reason)
    before = _end(cycle)
    group = PeerGroup.objects.create(cycle=cycle, reason=reason.strip(), chosen_by=by)
    group.members.set(chosen)
    _write(by, cycle, "choose peers", before, _told(group))
    return group


@transaction.atomic
def go_back_to_structure(*, by: User, cycle: Cycle, reason: str) -> None:
    """Let the structural peers count again."""
    refuse_where_closed(cycle)
    if len(reason.strip()) < SHORTEST_REASON:
        said = _("Say in a sentence of at least %(count)s letters why you go back.")
        raise ValidationError({"reason": [said % {"count": SHORTEST_REASON}]})
    before = _end(cycle)
    if before is not None:
        after = {"peers": "structural", "reason": reason.strip()}
        _write(by, cycle, "go back to structural peers", before, after)


def codes_in(text: str) -> list[str]:
    """Codes as people write them: parted by commas, blanks or lines."""
    return [code for code in re.split(r"[\s,;]+", text) if code]


def _end(cycle: Cycle) -> dict[str, Any] | None:
    held = chosen_group(cycle)
    if held is None:
        return None
    PeerGroup.objects.filter(pk=held.pk).update(current=False)
    return _told(held)


def _told(group: PeerGroup) -> dict[str, Any]:
    codes = sorted(group.members.values_list("code", flat=True))
    return {"peers": codes, "reason": group.reason}


def _write(by: User, cycle: Cycle, what: str, before: Any, after: Any) -> None:
    write_entry(
        who=by,
        what=what,
        about=f"cycle {cycle.public_id}",
        territory=cycle.territory,
        before=before,
        after=after,
    )
