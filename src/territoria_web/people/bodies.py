"""Writing about bodies: networks, companies, authorities … and the territories that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from territoria_web.people.models import Organisation, User
from territoria_web.people.names import check_name
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Territory


@transaction.atomic
def make_organisation(*, by: User, name: str, kind: str) -> Organisation:
    """A new body: a network, a company, an authority …"""
    check_name(name)
    made = Organisation.objects.create(name=name, kind=kind)
    after = {"name": name, "kind": kind}
    write_entry(who=by, what="make organisation", about=_body(made), after=after)
    return made


@transaction.atomic
def change_organisation(
    *, by: User, organisation: Organisation, name: str, territories: Sequence[Territory]
) -> None:
    """What a body is called, and which territories belong to it."""
    check_name(name)
    before = _told(organisation)
    organisation.name = name
    organisation.save(update_fields=["name"])
    organisation.territories.set(territories)
    write_entry(
        who=by,
        what="change organisation",
        about=_body(organisation),
        before=before,
        after=_told(organisation),
    )


def _body(organisation: Organisation) -> str:
    return f"organisation {organisation.public_id}"


def _told(organisation: Organisation) -> dict[str, Any]:
    codes = organisation.territories.order_by("code").values_list("code", flat=True)
    return {"name": organisation.name, "territories": list(codes)}
