"""Who tells how an action goes: named by the team, written to when news is due, by a link of their own."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.saying import said_in
from territoria_web.library.typed import plain_line
from territoria_web.people.mail import letter, post_on_commit
from territoria_web.people.models import User
from territoria_web.plan.models import Action
from territoria_web.territories.queries import territory_name
from territoria_web.territories.rules import ChangedMeanwhile
from territoria_web.track.models import Steward, Update
from territoria_web.track.queries.due import are_promised, due_on, promised_no_more
from territoria_web.track.queries.tended import steward_state
from territoria_web.track.services.journal import note
from territoria_web.track.track_rules import ASKED_LATELY, BETWEEN_LETTERS, ENDS, steward_token

FORGOTTEN_AFTER = timedelta(days=183)  # of an action that is over


@transaction.atomic
def name_steward(
    *,
    by: User,
    action: Action,
    name: str,
    email: str,
    language: str,
    every_days: int,
    seen: str = "",
    may_write_again: bool = False,
) -> Steward:
    """Say who tells news of an action, and how often. Another address ends the links of the former.

    ``seen``: ``steward_state`` of who was named on the page; ``may_write_again``: whoever declined
    letters said that they want them after all.
    """
    said, wrong = email.strip().lower(), {}
    if said:
        try:
            validate_email(said)
        except ValidationError:
            wrong["email"] = _("This is no e-mail address.")
    if not 7 <= every_days <= 366:
        wrong["every_days"] = _("Promise news every 7 to 366 days.")
    if wrong:
        raise ValidationError(wrong)
    row, made = Steward.objects.select_for_update().get_or_create(action=action)
    if seen != ("" if made else steward_state(row)):
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Look at it as it stands now."))
    had = row.email
    if row.email != said:
        row.renewed, row.written, row.declined = row.renewed + 1, None, None
    if may_write_again:
        row.declined = None
    row.name, row.email = plain_line(name)[:150], said
    row.language, row.every_days = language, every_days
    row.save()
    facts = {"every_days": every_days, "has address": bool(said), "address changed": had != said}
    note(by, action, "name steward", after=facts)
    return row


@transaction.atomic
def decline_to_tell(*, steward: Steward) -> None:
    """They want no more letters; their link still works."""
    if steward.declined is None:
        Steward.objects.filter(pk=steward.pk).update(declined=timezone.now())
        steward.refresh_from_db()


def ask_stewards(*, origin: str, today: date | None = None) -> int:
    """Write to those whose news is due; how many that were."""
    day = today or timezone.localdate()
    with transaction.atomic():
        again = Q(written=None) | Q(written__date__lte=day - BETWEEN_LETTERS)
        return _write_to(due_on(list(_asked().filter(again)), day), origin)


def ask_now(*, by: User, actions: list[Action], origin: str) -> int:
    """Write to those of some actions, whatever is due; how many that were. Who got a letter within a
    day gets no other.
    """
    with transaction.atomic():
        again = Q(written=None) | Q(written__lte=timezone.now() - ASKED_LATELY)
        held = are_promised(list(_asked().filter(again, action__in=actions)))
        for steward in held:
            note(by, steward.action, "ask steward")
        return _write_to(held, origin)


def forget_stewards(*, today: date | None = None) -> int:
    """Erase names and addresses of those whose action ended, or went out of the plan, half a year ago;
    how many.
    """
    before = (today or timezone.localdate()) - FORGOTTEN_AFTER
    named = Steward.objects.exclude(name="", email="").filter(made__date__lt=before)
    gone = promised_no_more(list(named.select_related("action__plan")), before)
    ended = Update.objects.filter(says__in=ENDS, hidden=None, made__date__lt=before)
    over = Q(action__in=ended.values("action")) | Q(pk__in=[one.pk for one in gone])
    held = Steward.objects.exclude(name="", email="").filter(over)
    return held.update(name="", email="", renewed=F("renewed") + 1)


def _asked() -> QuerySet[Steward]:
    held = Steward.objects.select_for_update(of=("self",)).filter(declined=None).exclude(email="")
    return held.select_related("action__plan__cycle__territory")


def _write_to(stewards: list[Steward], origin: str) -> int:
    letters = [_letter(steward, origin) for steward in stewards]
    Steward.objects.filter(pk__in=[s.pk for s in stewards]).update(written=timezone.now())
    post_on_commit(letters)
    return len(stewards)


def _letter(steward: Steward, origin: str) -> EmailMessage:
    action = steward.action
    with said_in(steward.language):
        token = steward_token(steward)
        told = {
            "place": territory_name(action.plan.cycle.territory),
            "number": action.number,
            "title": action.title,
            "link": origin + reverse("guest:tell", args=[token]),
            "decline": origin + reverse("guest:tell-decline", args=[token]),
            "page": origin + reverse("public:promise", args=[action.plan.public_id, action.number]),
        }
        return letter(render_to_string("track/ask_steward.txt", told), to=steward.email)
