"""A sitting: begun without an account, kept screen by screen, finished, changed, begun again, erased.

Every deed is one short transaction. None writes into the journal, which is about what a team did; and
only days are kept, so that no time betrays who answered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria.listen.self_check.sitting import NO, UNKNOWN, YES, result_of
from territoria.listen.self_check.told_sets import only
from territoria_web.listen.models import SelfCheck, Sitting, Taker
from territoria_web.listen.queries.check_texts import CheckTexts, read_frozen
from territoria_web.listen.queries.sitting_turns import (
    NOTHING,
    OBSTACLES,
    Turn,
    Value,
    asked_in,
    is_of_weight,
    turns_of,
)
from territoria_web.listen.services.ratings import CameIn
from territoria_web.listen.sitting_rules import (
    MOST_ALIKE_A_DAY,
    MOST_BEGUN_A_DAY,
    MOST_OBSTACLES,
    MOST_SITTINGS,
    MOST_TURNS_A_MINUTE,
    QUICKEST,
    sectors_for,
    sitting_link,
    sizes_for,
    taker_key,
    takes_sittings,
)
from territoria_web.people.often import times_in_a_day, times_in_a_minute


class CheckClosed(ValidationError):
    """The self-check takes no answers (any more)."""


@dataclass(frozen=True)
class Who:
    """All that is known of a firm. ``sector``: section of NACE, "" where not told or not asked."""

    size: str
    sector: str = ""
    language: str = "en"


def begin_sitting(*, check: SelfCheck, who: Who, part: str, number: UUID, came: CameIn) -> str:
    """Somebody begins; returns the link of their own. ``number``: drawn with the page, so that a form
    sent twice begins once. What looks like a machine's is kept and counted apart.
    """
    refuse_unless_taken(check)
    _check_who(check, who, part)
    token = sitting_link(number)
    key = taker_key(token) or ""
    if not Taker.objects.filter(key=key).exists():
        if times_in_a_day(f"checks-begun-{check.pk}") > MOST_BEGUN_A_DAY:
            raise ValidationError(_("So many began today that this check rests until tomorrow."))
        _begun(check, who, part, key, came)
    return token


@transaction.atomic
def _begun(check: SelfCheck, who: Who, part: str, key: str, came: CameIn) -> None:
    today = timezone.localdate()
    told = {"check_of": check, **vars(who), "day": today}
    taker, made = Taker.objects.get_or_create(key=key, defaults=told)
    if made:
        quick = came.dwell is None or came.dwell < QUICKEST
        odd = came.trap or quick
        Sitting.objects.create(taker=taker, number=1, part=part, begun=today, unusual=odd)


def begin_again(*, taker: Taker, part: str, with_answers: bool) -> Sitting:
    """A new sitting beside the old ones, empty or with the last answers as a start; the last one where
    it is not finished.
    """
    with transaction.atomic():
        Taker.objects.select_for_update().get(pk=taker.pk)
        refuse_unless_taken(taker.check_of)
        last = taker.sittings.last()
        if last is not None and last.finished is None:
            return last
        number = last.number + 1 if last else 1
        if number > MOST_SITTINGS or part not in Sitting.Part.values:
            raise ValidationError(_("This link was used too often. Begin with a new one."))
        return Sitting.objects.create(
            taker=taker,
            number=number,
            part=part,
            answers=last.answers if last and with_answers else {},
            begun=timezone.localdate(),
            unusual=bool(last and last.unusual),
        )


def save_turn(*, sitting: Sitting, turn: Turn, given: Mapping[str, Any]) -> Sitting:
    """Keep what was answered on one screen: item → level, *yes*, *no*, *unknown* or a severity; of the
    obstacles a list of ids, or ``NOTHING`` alone. What is changed after the end is seen by the firm itself; what it said first stays counted.

    ValidationError, by item, where something cannot be answered so; nothing is kept then.
    """
    with transaction.atomic():
        held = _locked(sitting)
        texts = read_frozen(held.taker.check_of)
        fresh = _checked(texts, turn, given)
        if turn.kind == "obstacles":
            held.answers = _named(texts, held.answers, fresh[OBSTACLES])
        else:
            held.answers = {**held.answers, **fresh}
        often = times_in_a_minute(f"check-turns-{held.taker_id}") > MOST_TURNS_A_MINUTE
        if held.finished is not None:
            _work_out(held, texts)
        elif often:
            held.unusual = True
        held.save(update_fields=["answers", "unusual", "result"])
    return held


def finish_sitting(*, sitting: Sitting) -> Sitting:
    """The answers count from now on, and have a result; what was left out is unknown in it. Finished
    twice, it stays as it is. ValidationError where there is nothing to show yet.
    """
    with transaction.atomic():
        held = _locked(sitting)
        texts = read_frozen(held.taker.check_of)
        if held.finished is not None:
            return held
        if not is_of_weight(turns_of(texts, held.part, held.answers), held.answers):
            raise ValidationError(_("Answer a little more first: there is nothing to show yet."))
        _work_out(held, texts)
        held.counted = {"answers": held.answers, "result": held.result}
        held.finished = timezone.localdate()
        held.unusual = held.unusual or _many_alike(held)
        held.save(update_fields=["finished", "unusual", "result", "counted"])
    return held


@transaction.atomic
def erase_taker(*, taker: Taker) -> None:
    """Delete all that somebody answered, at any time, also when the check is closed; the link opens
    nothing from then on. Looks that counted it keep their figures, and nothing that leads back to it.
    """
    check = SelfCheck.objects.select_for_update().get(pk=taker.check_of_id)  # no look in between
    Taker.objects.filter(pk=taker.pk).delete()
    keys = list(check.takers.values_list("key", flat=True))
    for look in check.looks.all():
        look.told = only(look.told, keys)
        look.save(update_fields=["told"])


def refuse_unless_taken(check: SelfCheck) -> None:
    """CheckClosed where the check or its cycle takes no answers."""
    if not takes_sittings(check):
        raise CheckClosed(_("This self-check takes no answers now."))


def _locked(sitting: Sitting) -> Sitting:
    """Asked anew, as it may be closed or erased in the meantime."""
    held = Sitting.objects.select_for_update(of=("self",))
    found = held.select_related("taker__check_of__frozen", "taker__check_of__cycle").filter(
        pk=sitting.pk
    )
    row = found.first()
    if row is None:
        raise CheckClosed(_("These answers were erased."))
    refuse_unless_taken(row.taker.check_of)
    return row


def _work_out(sitting: Sitting, texts: CheckTexts) -> None:
    whole = sitting.part == Sitting.Part.WHOLE
    sitting.result = result_of(
        texts.framework,
        sitting.answers if whole else _of_obstacles(texts, sitting.answers),
        intensity=texts.intensity if whole else None,
        obstacles=[obstacle.id for obstacle in texts.obstacles],
    )


def _of_obstacles(texts: CheckTexts, answers: Mapping[str, Value]) -> dict[str, Value]:
    return {o.id: answers[o.id] for o in texts.obstacles if o.id in answers}


# ── what may be answered ──────────────────────────────────────────────────────────────────────


def _check_who(check: SelfCheck, who: Who, part: str) -> None:
    wrong = {}
    if who.size not in sizes_for(check.audience):
        wrong["size"] = _("Choose one of the list.")
    if who.sector and who.sector not in sectors_for(check.audience):
        wrong["sector"] = _("Choose one of the list.")
    known = part in Sitting.Part.values
    if not known or (part == Sitting.Part.OBSTACLES and not read_frozen(check).obstacles):
        wrong["part"] = _("Choose one of the list.")
    if wrong:
        raise ValidationError(wrong)


def _checked(texts: CheckTexts, turn: Turn, given: Mapping[str, Any]) -> dict[str, Any]:
    wrong = {}
    for asked in asked_in(texts, turn):
        value, known = given.get(asked.item), [choice for choice, _words in asked.choices]
        picked = value if isinstance(value, list) else [value]
        if isinstance(value, list) != (turn.kind == "obstacles"):
            wrong[asked.item] = _("Choose one of the answers.")
        elif turn.kind == "obstacles" and (said := _odd_choice(picked)):
            wrong[asked.item] = said
        elif any(not _is_one_of(one, known) for one in picked):
            wrong[asked.item] = _("Choose one of the answers.")
    if wrong:
        raise ValidationError(wrong)
    return {item: given[item] for item in turn.items}


def _odd_choice(picked: Sequence[object]) -> str:
    """Why these obstacles cannot stand together; nothing chosen is no answer."""
    if not picked:
        return _("Choose what keeps you back, or that nothing does.")
    if NOTHING in picked and len(picked) > 1:
        return _("Either nothing keeps you back, or what you ticked: choose one of the two.")
    return _("Choose at most five.") if len(picked) > MOST_OBSTACLES else ""


def _is_one_of(value: object, known: Sequence[Value]) -> bool:
    """True is no level, though Python takes it for 1."""
    return type(value) in (int, str) and value in known


def _named(
    texts: CheckTexts, answers: Mapping[str, Value], named: Sequence[str]
) -> dict[str, Value]:
    """Answers with these obstacles; those that were weighed before keep their severity."""
    every = {obstacle.id for obstacle in texts.obstacles}
    kept = {item: value for item, value in answers.items() if item not in every}
    fresh = {item: answers.get(item, UNKNOWN) for item in named if item != NOTHING}
    return {**kept, **fresh, OBSTACLES: YES if fresh else NO}


def _many_alike(sitting: Sitting) -> bool:
    """The same answers to all questions too often in a day; obstacles alone are often alike."""
    if sitting.part != Sitting.Part.WHOLE:
        return False
    told = json.dumps(sitting.answers, sort_keys=True).encode()
    alike = hashlib.sha256(told).hexdigest()[:32]
    return times_in_a_day(f"check-{sitting.taker.check_of_id}-{alike}") > MOST_ALIKE_A_DAY
