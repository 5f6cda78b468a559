"""Self-checks that a territory offers: opened with frozen texts, closed, and what is known of all firms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.codes import save_with_code
from territoria_web.library.typed import plain_line
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.check_texts import freeze_check, read_frozen
from territoria_web.listen.services.check_looks import renew_check_look
from territoria_web.listen.sitting_rules import sectors_for, sizes_for
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed

LONGEST_CONTACT: Final = 200
MOST_FIRMS: Final = 10_000_000

Margins = Mapping[str, Mapping[str, int]]
"""Size or sector → label → number of firms there are."""


@transaction.atomic
def open_self_check(*, by: User, cycle: Cycle, audience: str, contact: str = "") -> SelfCheck:
    """Offer one to firms or to public bodies, from now on, with the texts as they stand today.

    ValidationError where the cycle offers one to them already: it stays open over the years.
    """
    refuse_where_closed(cycle)
    if audience not in SelfCheck.Audience.values:
        raise ValidationError({"audience": _("Choose one of the list.")})
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    if cycle.self_checks.filter(audience=audience).exists():
        said = _("This cycle has such a self-check already. Open it again, if it was closed.")
        raise ValidationError({"audience": said})
    check = SelfCheck(
        cycle=cycle,
        audience=audience,
        frozen=freeze_check(audience),
        contact=_contact(contact),
        state=SelfCheck.State.OPEN,
        opened=timezone.now(),
        made_by=by,
    )

    def save(code: str) -> None:
        check.code = code
        check.save(force_insert=True)

    save_with_code(save)
    _note(by, check, "open self-check", after=_named(check) | {"code": check.code})
    return check


@transaction.atomic
def change_self_check(*, by: User, check: SelfCheck, contact: str, seen: int) -> None:
    """Another contact; ``seen``: the number of changes that was on the page."""
    refuse_where_closed(check.cycle)
    before, fresh = check.contact, _contact(contact)
    _change(check, seen, contact=fresh)
    if before != fresh:
        after = _named(check) | {"contact": fresh}
        _note(by, check, "change self-check", before={"contact": before}, after=after)


@transaction.atomic
def set_firm_numbers(
    *, by: User, check: SelfCheck, margins: Margins, source: str, seen: int
) -> None:
    """How many firms there are by size and sector, and where that is known from; none: no weights.

    Figures are weighted by them from the next look on, never those that are shown already.
    """
    refuse_where_closed(check.cycle)
    kept = {
        name: {label: int(n) for label, n in labels.items() if n}
        for name, labels in margins.items()
    }
    kept = {name: labels for name, labels in kept.items() if labels}
    _check_numbers(check, kept, source)
    told = plain_line(source)[:300] if kept else ""
    _change(check, seen, margins=kept, margins_source=told)
    firms = sum(kept.get("size", kept.get("sector", {})).values())
    _note(by, check, "set firm numbers", after=_named(check) | {"figures": firms, "source": told})


def set_check_open(*, by: User, check: SelfCheck, is_open: bool) -> None:
    """Take no more answers, or take them again; what was shown stays. At the end a last look is taken."""
    with transaction.atomic():
        if is_open:
            refuse_where_closed(check.cycle)
        now = timezone.now()
        fresh = (
            {"state": SelfCheck.State.OPEN, "closed": None}
            if is_open
            else {"state": SelfCheck.State.CLOSED, "closed": now}
        )
        held = SelfCheck.objects.filter(pk=check.pk).exclude(state=fresh["state"])
        changed = held.update(edit=F("edit") + 1, **fresh)
        if changed:
            what = "reopen self-check" if is_open else "close self-check"
            _note(by, check, what, after=_named(check))
        check.refresh_from_db()
    if changed and not is_open:
        renew_check_look(check=check)


def _change(check: SelfCheck, seen: int, **fresh: Any) -> None:
    held = SelfCheck.objects.filter(pk=check.pk, edit=seen)
    if not held.update(edit=F("edit") + 1, **fresh):
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Look at it as it stands now."))
    check.refresh_from_db()


def _contact(typed: str) -> str:
    contact = plain_line(typed)
    if len(contact) > LONGEST_CONTACT:
        raise ValidationError({"contact": _("Use at most 200 letters.")})
    return contact


def _check_numbers(check: SelfCheck, margins: Margins, source: str) -> None:
    known = {"size": sizes_for(check.audience), "sector": sectors_for(check.audience)}
    for name, labels in margins.items():
        if name not in known or not set(labels) <= set(known[name]):
            raise ValidationError(_("There is no such group. Open the page again."))
        if any(not 0 <= n <= MOST_FIRMS for n in labels.values()):
            raise ValidationError(_("Give whole numbers of firms."))
    if margins and not plain_line(source):
        raise ValidationError({"source": _("Say where the numbers are known from.")})


def _named(check: SelfCheck) -> dict[str, str]:
    return {"title": read_frozen(check).framework.title.say(), "kind": check.audience}


def _note(by: User, check: SelfCheck, what: str, **facts: Any) -> None:
    write_entry(
        who=by,
        what=what,
        about=f"self-check {check.public_id}",
        territory=check.cycle.territory,
        **facts,
    )
