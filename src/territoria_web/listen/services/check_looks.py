"""What all self-checks say together, taken anew only when ten firms more are in what changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from territoria.listen.self_check.together import firms_in, together
from territoria.listen.self_check.told_sets import only
from territoria_web.listen.models import CheckLook, SelfCheck
from territoria_web.listen.queries.check_rows import asked_in, seated_in
from territoria_web.listen.queries.check_texts import read_frozen
from territoria_web.people.models import User
from territoria_web.people.services import write_entry

KEPT = 20  # looks of a check that stay; each holds all that the next one needs


def renew_check_looks() -> int:
    """Every day: a new look at each check where one is due; returns how many there were."""
    held = SelfCheck.objects.select_related("frozen")
    return sum(renew_check_look(check=check) is not None for check in held.order_by("pk"))


def renew_check_look(*, check: SelfCheck, by: User | None = None) -> CheckLook | None:
    """A new look where one is due; None where what is shown stays. The figures are worked out before
    anything is locked. ``by``: who asked for it, kept in the journal; the night asks on its own.

    Other known numbers of firms change nothing by themselves: the same answers under two weightings
    would tell of few.
    """
    last = check.looks.first()
    body = together(
        seated_in(check),
        asked_in(read_frozen(check)),
        margins=check.margins,
        before={**last.body, "told": last.told} if last else None,
    )
    return _kept(check, last, body, by) if body is not None else None


@transaction.atomic
def _kept(
    check: SelfCheck, last: CheckLook | None, body: Mapping[str, Any], by: User | None
) -> CheckLook | None:
    """The next look; None where another one came in between."""
    SelfCheck.objects.select_for_update().get(pk=check.pk)
    if check.looks.first() != last:
        return None
    number = last.number + 1 if last else 1
    shown = {name: held for name, held in body.items() if name != "told"}
    look = CheckLook.objects.create(
        check_of=check,
        number=number,
        firms=firms_in(body),
        body=shown,
        told=only(body["told"], check.takers.values_list("key", flat=True)),  # who erased meanwhile
        made=timezone.now(),
    )
    if by is not None:
        write_entry(
            who=by,
            what="work out self-check",
            about=f"self-check {check.public_id}",
            territory=check.cycle.territory,
            after={"title": read_frozen(check).framework.title.say()},
        )
    check.looks.filter(number__lte=number - KEPT).delete()
    return look
