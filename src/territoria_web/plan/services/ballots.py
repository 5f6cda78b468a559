"""Ballots: somebody's own, kept, changed and taken back until the vote closes; those of paper and counter,
typed in by the team. What somebody chose is in no journal.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.listen.models import Voice
from territoria_web.listen.models.forum import Channel
from territoria_web.people.models import User
from territoria_web.plan.budget_rules import ENTERED, check_choice, takes_ballots
from territoria_web.plan.models import Ballot, Budget
from territoria_web.plan.services.budgets import note
from territoria_web.territories.rules import refuse_where_closed


class VoteIsOver(ValidationError):
    """Nobody can vote any more, or not yet."""


@transaction.atomic
def cast_ballot(*, budget: Budget, voice: Voice, chosen: Iterable[int], order: str = "") -> Ballot:
    """What somebody would spend the money on, in place of what they chose before. ``order``: the seed
    of the list as they see it, kept only where it was dealt: one made of their number would tie the
    ballot to them once they are erased. VoteIsOver, or ValidationError where it is no ballot.
    """
    held = _open(budget)
    if voice.forum_id != held.forum_id:
        raise ValidationError(_("This ballot belongs to another place."))
    kept = check_choice(held, chosen, _numbers(held))
    dealt = not voice.public_id.hex.startswith(order)
    ballot, _made = Ballot.objects.update_or_create(
        budget=held,
        voice=voice,
        defaults={
            "chosen": kept,
            "channel": voice.channel,
            "extra": {"order": order} if dealt else {},
            "made": timezone.now(),
        },
    )
    return ballot


@transaction.atomic
def take_back_ballot(*, budget: Budget, voice: Voice) -> bool:
    """Nothing of what somebody chose is kept; whether there was anything. VoteIsOver after closing."""
    held = _open(budget)
    return bool(Ballot.objects.filter(budget=held, voice=voice).delete()[0])


@transaction.atomic
def enter_ballot(
    *, by: User, budget: Budget, chosen: Iterable[int], channel: str, sheet: UUID
) -> Ballot | None:
    """A ballot on paper, at a counter or by telephone; nobody knows whose it is. ``sheet``: drawn with
    the form, so that one sent twice counts once: None then.
    """
    refuse_where_closed(budget.forum.cycle)
    held = _open(budget)
    if channel not in ENTERED:
        raise ValidationError({"channel": _("Say where the ballot comes from.")})
    kept = check_choice(held, chosen, _numbers(held))
    if Ballot.objects.filter(budget=held, extra__sheet=str(sheet)).exists():
        return None
    ballot = Ballot.objects.create(
        budget=held,
        chosen=kept,
        channel=Channel(channel),
        entered_by=by,
        extra={"sheet": str(sheet)},
        made=timezone.now(),
    )
    note(by, held, "enter budget ballot", after={"title": held.title, "channel": channel})
    return ballot


@transaction.atomic
def take_out_entered(*, by: User, budget: Budget, sheet: str) -> bool:
    """Take out a ballot that the same person typed in wrongly; whether it was there."""
    refuse_where_closed(budget.forum.cycle)
    held = _open(budget)
    rows = Ballot.objects.filter(budget=held, voice=None, entered_by=by, extra__sheet=sheet)
    if not sheet or not rows.delete()[0]:
        return False
    note(by, held, "take out budget ballot", after={"title": held.title})
    return True


def _open(budget: Budget) -> Budget:
    """The budget while it takes ballots, locked so that none comes in while it is counted."""
    locked = Budget.objects.select_for_update(of=("self",))
    held = locked.select_related("forum__cycle__territory").get(pk=budget.pk)
    if not takes_ballots(held, timezone.now()):
        raise VoteIsOver(_("The vote is over; nothing more is counted."))
    return held


def _numbers(budget: Budget) -> frozenset[int]:
    return frozenset(budget.items.values_list("number", flat=True))
