"""Sittings that advisers or a chamber gathered on paper: taken in together, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria.listen.self_check.sitting import result_of
from territoria_web.library.saying import day as day_said
from territoria_web.listen.models import SelfCheck, Sitting, Taker
from territoria_web.listen.queries.check_texts import CheckTexts, read_frozen
from territoria_web.listen.queries.paper_sittings import (
    DEED,
    PaperFirm,
    day_entered,
    keys_of,
    mark_of,
)
from territoria_web.listen.queries.sitting_turns import asked_in, is_of_weight, turns_of
from territoria_web.listen.services.sittings import Who, refuse_unless_taken
from territoria_web.listen.sitting_rules import sectors_for, sitting_link, sizes_for, taker_key
from territoria_web.people.models import User
from territoria_web.people.services import write_entry


@dataclass(frozen=True)
class Entered:
    """One firm. ``sittings``: day → answers, item → level, *yes*, *no*, *unknown* or a severity, and
    ``obstacles`` *yes* or *no*; a firm that was asked again has several.
    """

    who: Who
    sittings: Mapping[date, Mapping[str, Any]]


@transaction.atomic
def enter_sittings(*, by: User, check: SelfCheck, entered: Sequence[Entered]) -> int:
    """Take them in; how many sittings there are. ValidationError names the firm, counted from 1, whose
    answers do not fit the questions, or tells that the very same were taken in before. Nobody holds a
    link to them.
    """
    check = _locked(check)
    refuse_unless_taken(check)
    firms = [PaperFirm(one.who.size, one.who.sector, one.sittings) for one in entered]
    mark = _fresh_mark(check, firms)
    texts = read_frozen(check)
    wrong = [
        fault for n, one in enumerate(entered, start=1) for fault in _odd(check, texts, n, one)
    ]
    if wrong:
        raise ValidationError(wrong)
    keys = _free_keys(check, firms)
    takers = Taker.objects.bulk_create(
        Taker(check_of=check, key=key, day=min(one.sittings), **vars(one.who))
        for key, one in zip(keys, entered, strict=True)
    )
    rows = [
        row
        for taker, one in zip(takers, entered, strict=True)
        for row in _sittings(texts, taker, one)
    ]
    Sitting.objects.bulk_create(rows)
    write_entry(
        who=by,
        what=DEED,
        about=f"self-check {check.public_id}",
        territory=check.cycle.territory,
        after={"firms": len(takers), "figures": len(rows), "digest": mark},
    )
    return len(rows)


def _locked(check: SelfCheck) -> SelfCheck:
    """As it stands now, one table after the other."""
    held = SelfCheck.objects.select_for_update(of=("self",))
    return held.select_related("cycle__territory", "frozen").get(pk=check.pk)


def _fresh_mark(check: SelfCheck, firms: Sequence[PaperFirm]) -> str:
    """Of these answers; ValidationError where they were taken in already."""
    mark = mark_of(check, firms)
    if when := day_entered(check, mark):
        said = _("These very answers were taken in on %(day)s. Nothing is taken in twice.")
        raise ValidationError(said % {"day": day_said(when)})
    return mark


def _free_keys(check: SelfCheck, firms: Sequence[PaperFirm]) -> list[str]:
    """A key for each; one that has the same answers as a firm of an earlier table is another firm."""
    keys = keys_of(check, firms)
    held = set(Taker.objects.filter(key__in=keys).values_list("key", flat=True))
    return [taker_key(sitting_link(uuid4())) or "" if key in held else key for key in keys]


def _sittings(texts: CheckTexts, taker: Taker, one: Entered) -> list[Sitting]:
    obstacles = [obstacle.id for obstacle in texts.obstacles]
    rows = [
        Sitting(
            taker=taker,
            number=n,
            answers=dict(answers),
            begun=day,
            finished=day,
            result=result_of(
                texts.framework, answers, intensity=texts.intensity, obstacles=obstacles
            ),
        )
        for n, (day, answers) in enumerate(sorted(one.sittings.items()), start=1)
    ]
    for row in rows:
        row.counted = {"answers": row.answers, "result": row.result}
    return rows


def _odd(check: SelfCheck, texts: CheckTexts, number: int, one: Entered) -> list[str]:
    found = []
    if one.who.size not in sizes_for(check.audience):
        found.append(_("Firm %(number)d: this size is not known.") % {"number": number})
    if one.who.sector and one.who.sector not in sectors_for(check.audience):
        found.append(_("Firm %(number)d: this sector is not known.") % {"number": number})
    if not one.sittings or max(one.sittings) > timezone.localdate():
        found.append(_("Firm %(number)d: give the day, not one to come.") % {"number": number})
    for answers in one.sittings.values():
        turns = turns_of(texts, Sitting.Part.WHOLE, answers)
        known = {a.item: {c for c, _w in a.choices} for t in turns for a in asked_in(texts, t)}
        known["obstacles"] = {"yes", "no"}
        strange = sorted(i for i, v in answers.items() if v not in known.get(i, ()))
        if strange or not is_of_weight(turns, answers):
            found.append(
                _("Firm %(number)d: these answers do not fit: %(items)s.")
                % {"number": number, "items": ", ".join(strange) or _("there are too few")}
            )
    return found
