"""The register of initiatives: those of a territory, what peers are asked, and what everybody reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from territoria_web.measure.models import Initiative, InitiativeEdition, InitiativeReview
from territoria_web.people.models import Membership, Role, User
from territoria_web.territories.models import Territory

State = Initiative.State
# Whoever holds one of these in another territory, but no role in the own one, may review.
PEERS: Final = (Role.LEAD, Role.EDITOR, Role.EXPERT)
STATE_NAMES: Final[Mapping[str, Promise]] = {
    State.DRAFT: pgettext_lazy("state of an initiative", "Being written"),
    State.SUBMITTED: pgettext_lazy("state of an initiative", "With a second region"),
    State.PUBLISHED: pgettext_lazy("state of an initiative", "In the register"),
    State.WITHDRAWN: pgettext_lazy("state of an initiative", "Withdrawn"),
}
VERDICT_NAMES: Final[Mapping[str, Promise]] = {
    InitiativeReview.Verdict.FIT: _("Fit for the register"),
    InitiativeReview.Verdict.MEND: _("To be mended first"),
}


def initiatives_of(territory: Territory) -> QuerySet[Initiative]:
    """All of a territory by name, with their editions and reviews; those withdrawn too."""
    held = Initiative.objects.filter(territory=territory).select_related("territory")
    return held.prefetch_related("editions", _reviews())


def _reviews() -> Prefetch[str]:
    return Prefetch("reviews", InitiativeReview.objects.select_related("by"))


def open_initiative(territory: Territory, public_id: UUID) -> Initiative:
    """One of this territory; 404 for anything else."""
    found = initiatives_of(territory).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def editions_of(initiative: Initiative) -> list[InitiativeEdition]:
    """As it entered the register, the newest first."""
    return list(initiative.editions.all())


def reviews_of(initiative: Initiative) -> list[InitiativeReview]:
    """What peers said of it, the latest first; each of the words of its ``edit``."""
    return list(reversed(initiative.reviews.all()))


# ── peers ─────────────────────────────────────────────────────────────────────────────────────


def initiatives_for(user: User) -> QuerySet[Initiative]:
    """What was handed in and somebody may review: whoever leads, edits or advises in a territory, has
    no role in the one that it is from, in whichever version of its code, and had no hand in it. People
    of invented territories review what is invented, others what is real.
    """
    return _for_peers(user).filter(state=State.SUBMITTED)


def _for_peers(user: User) -> QuerySet[Initiative]:
    """Of all records, those that somebody is a peer of."""
    mine = Membership.objects.filter(user=user).exclude(territory=None)
    peers = mine.filter(role__in=PEERS, territory__example=OuterRef("territory__example"))
    return (
        Initiative.objects.filter(Exists(peers))
        .exclude(territory__code__in=mine.values("territory__code"))
        .exclude(writers=user)
        .select_related("territory")
    )


def initiatives_to_review(user: User) -> QuerySet[Initiative]:
    """What waits for somebody, the longest first. One query."""
    return initiatives_for(user).order_by("submitted")


def may_review(user: User, initiative: Initiative) -> bool:
    """Whether somebody may review it now."""
    return initiatives_for(user).filter(pk=initiative.pk).exists()


def initiative_for_peer(user: User, public_id: UUID) -> Initiative:
    """One that somebody may review; 404 for its own team and for everybody else."""
    held = initiatives_for(user).filter(public_id=public_id)
    found = held.prefetch_related("editions", _reviews()).first()
    if found is None:
        raise Http404
    return found


def judged_meanwhile(user: User, public_id: UUID) -> Initiative | None:
    """One that waited for somebody's judgment until it was judged; None where it waits, or never did."""
    held = _for_peers(user).filter(public_id=public_id, reviews__isnull=False)
    return held.exclude(state=State.SUBMITTED).first()


def reviewed_by(user: User) -> QuerySet[InitiativeReview]:
    """What somebody said of initiatives, the latest first."""
    held = InitiativeReview.objects.filter(by=user).select_related("initiative__territory")
    return held.order_by("-made")


# ── what everybody reads ──────────────────────────────────────────────────────────────────────


def published_editions() -> list[InitiativeEdition]:
    """The newest edition of each initiative that is not withdrawn, by title. One query."""
    newer = InitiativeEdition.objects.filter(
        initiative=OuterRef("initiative"), number__gt=OuterRef("number")
    )
    held = InitiativeEdition.objects.filter(~Exists(newer))
    held = held.exclude(initiative__state=State.WITHDRAWN)
    return list(held.select_related("initiative__territory").order_by("title", "pk"))


def registered_initiative(slug: str) -> Initiative:
    """One that is or was in the register, with its editions; 404 where none is called so."""
    held = Initiative.objects.filter(slug=slug).exclude(editions=None)
    found = held.select_related("territory").prefetch_related("editions", _reviews()).first()
    if found is None:
        raise Http404
    return found


def register_state() -> tuple[object, ...]:
    """What is another with every edition and every withdrawal; an edition is never changed. One query."""
    gone = Initiative.objects.filter(state=State.WITHDRAWN).order_by().values("state")
    out = Subquery(gone.annotate(count=Count("pk")).values("count"))
    held = InitiativeEdition.objects.order_by("-pk").annotate(out=out)
    return tuple(held.values_list("pk", "digest", "made", "out")[:1])
