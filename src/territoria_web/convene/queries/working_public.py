"""Working meetings that everybody may read about, and the networks that hold them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from territoria_web.convene.models import WorkingMeeting
from territoria_web.people.models import Organisation


def public_meetings() -> QuerySet[WorkingMeeting]:
    """All whose registration was opened once."""
    return WorkingMeeting.objects.exclude(opened=None).select_related("network", "format")


def public_network(public_id: UUID) -> Organisation:
    """A network with at least one such meeting; 404 for others."""
    found = Organisation.objects.filter(
        public_id=public_id, kind=Organisation.Kind.NETWORK, working_meetings__opened__isnull=False
    ).first()
    if found is None:
        raise Http404
    return found
