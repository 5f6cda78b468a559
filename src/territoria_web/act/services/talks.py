"""Requests for talks: asked, answered, taken back by companies; written down and fixed by the office."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Company, CompanyDay, Encounter
from territoria_web.act.queries.company_talks import between
from territoria_web.act.rules.companies import (
    ANSWER,
    ARRANGE,
    ASK,
    CAUSES,
    ENTER_TALK,
    MARK,
    MOST_OPEN_REQUESTS,
    ON_AGENDA,
    OPEN_TALKS,
    VALUES,
    WITHDRAW,
    Firm,
    Talk,
    are_apart,
    has_begun,
    slot_begins,
)
from territoria_web.act.services.company_journal import (
    day_that_takes,
    held_talk,
    note_company_day,
)
from territoria_web.act.services.fallen_talks import tell_of_fallen
from territoria_web.library.typed import plain_line
from territoria_web.people.models import User

LONGEST_MESSAGE = 300


@transaction.atomic
def ask_for_talk(*, asker: Company, asked: Company, value: int, message: str = "") -> Encounter:
    """A company asks another for a talk. Where that one asked already, this is its yes."""
    day = day_that_takes(asker.day, ASK)
    _refuse_ask(day, asker, asked, value, message)
    before = between(asker, asked)
    if before is None:
        _refuse_too_many(asker)
        return Encounter.objects.create(
            day=day, asker=asker, asked=asked, value=value, message=plain_line(message)
        )
    return _asked_again(held_talk(before, day), asker, value, message)


def _refuse_ask(day: CompanyDay, asker: Company, asked: Company, value: int, message: str) -> None:
    states = dict(day.companies.filter(pk__in=(asker.pk, asked.pk)).values_list("pk", "state"))
    if states.get(asker.pk) != Firm.IN:
        raise ValidationError(_("The office has not confirmed your company yet."))
    if asker.pk == asked.pk:
        raise ValidationError({"asked": _("Choose two different companies.")})
    if states.get(asked.pk) != Firm.IN:
        raise ValidationError(_("This company does not take part."))
    if are_apart(day, asker.pk, asked.pk):
        raise ValidationError(str(CAUSES["forbidden"]))
    if value not in VALUES:
        raise ValidationError({"value": _("Say how much you want the talk.")})
    if len(plain_line(message)) > LONGEST_MESSAGE:
        raise ValidationError({"message": _("Use at most 300 characters.")})


def _refuse_too_many(asker: Company) -> None:
    if asker.asked_for.filter(state__in=OPEN_TALKS).count() >= MOST_OPEN_REQUESTS:
        raise ValidationError(
            _("You asked 24 companies. Take a request back before you ask another one.")
        )


def _asked_again(held: Encounter, asker: Company, value: int, message: str) -> Encounter:
    """The two have a row: a yes to the other's request, or once more after it was taken back."""
    if held.asked_id == asker.pk and held.state in (Talk.REQUESTED, Talk.DECLINED):
        return _accepted(held, value)
    if held.state == Talk.WITHDRAWN:
        _refuse_too_many(asker)
        if held.asked_id == asker.pk:
            held.asker, held.asked = held.asked, held.asker
        held.state, held.value, held.return_value = Talk.REQUESTED, value, None
        held.message, held.answered = plain_line(message), None
        held.made = timezone.now()  # the other is told of it as of a new one
        held.save()
        return held
    if held.asker_id == asker.pk and held.state == Talk.REQUESTED:
        held.value, held.message = value, plain_line(message)
        held.save(update_fields=["value", "message"])
        return held
    raise ValidationError(_("This request was answered already. Your page shows how it stands."))


def _accepted(held: Encounter, value: int) -> Encounter:
    held.state, held.return_value, held.answered = Talk.ACCEPTED, value, timezone.now()
    held.save(update_fields=["state", "return_value", "answered"])
    return held


@transaction.atomic
def answer_talk(*, company: Company, talk: Encounter, value: int | None) -> Encounter:
    """The one that was asked says how much it wants the talk; None: no, for which no reason is asked."""
    day = day_that_takes(company.day, ANSWER)
    held = held_talk(talk, day)
    if held.asked_id != company.pk or held.state not in (Talk.REQUESTED, Talk.DECLINED):
        raise ValidationError(_("This request waits for no answer of yours any more."))
    if held.asker.state != Firm.IN:
        raise ValidationError(_("This company does not take part any more."))
    if value is None:
        held.state, held.answered = Talk.DECLINED, timezone.now()
        held.save(update_fields=["state", "answered"])
        return held
    if are_apart(day, held.asker_id, held.asked_id):
        raise ValidationError(str(CAUSES["forbidden"]))
    if value not in VALUES:
        raise ValidationError({"value": _("Say how much you want the talk.")})
    return _accepted(held, value)


@transaction.atomic
def withdraw_talk(*, company: Company, talk: Encounter, origin: str = "") -> Encounter:
    """One of the two takes a request or an agreed talk back, until its hour has come. Where it was on
    the agenda, the other is told.
    """
    day = day_that_takes(company.day, WITHDRAW)
    held = held_talk(talk, day)
    mine = company.pk in (held.asker_id, held.asked_id)
    if held.state == Talk.REQUESTED and held.asked_id == company.pk:
        mine = False  # whoever is asked says no
    if not mine or held.state not in OPEN_TALKS or has_begun(day, held, timezone.now()):
        raise ValidationError(_("This talk cannot be taken back any more."))
    tell_of_fallen([held], day, but=company, origin=origin)
    return _taken_back(held)


def _taken_back(held: Encounter) -> Encounter:
    held.state, held.slot, held.table = Talk.WITHDRAWN, None, None
    held.pin_slot = held.pin_table = None
    held.save(update_fields=["state", "slot", "table", "pin_slot", "pin_table"])
    return held


# ── the office ────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def enter_talk(
    *, by: User, day: CompanyDay, asker: Company, asked: Company, value: int, return_value: int
) -> Encounter:
    """What two companies agreed on by telephone or on paper."""
    held = day_that_takes(day, ENTER_TALK)
    _refuse_ask(held, asker, asked, value, "")
    if return_value not in VALUES:
        raise ValidationError({"return_value": _("Say how much the other wants the talk.")})
    row = between(asker, asked)
    if row is not None and row.state in (*ON_AGENDA, Talk.ACCEPTED):
        raise ValidationError(_("These two have agreed on a talk already."))
    fields = {
        "asker": asker,
        "asked": asked,
        "value": value,
        "return_value": return_value,
        "state": Talk.ACCEPTED,
        "answered": timezone.now(),
    }
    if row is None:
        row = Encounter.objects.create(day=held, **fields)
    else:
        for name, kept in fields.items():
            setattr(row, name, kept)
        row.save()
    note_company_day(by, held, "enter talk", name=f"{asker.name}, {asked.name}")
    return row


@transaction.atomic
def drop_talk(*, by: User, talk: Encounter, origin: str = "") -> Encounter:
    """The office takes a request or an agreed talk out, as one of the two asked it to. Where it was on
    the agenda, both are told.
    """
    day = day_that_takes(talk.day, ENTER_TALK)
    held = held_talk(talk, day)
    if held.state not in OPEN_TALKS or has_begun(day, held, timezone.now()):
        raise ValidationError(_("This talk cannot be taken back any more."))
    note_company_day(by, day, "drop talk", name=_named(held))
    tell_of_fallen([held], day, origin=origin)
    return _taken_back(held)


@transaction.atomic
def pin_talk(*, by: User, talk: Encounter, slot: int, table: int | None = None) -> Encounter:
    """An agreed talk is held in this slot, and at this table where one is named, from the next run on."""
    day = day_that_takes(talk.day, ARRANGE)
    held = held_talk(talk, day)
    if held.state not in (Talk.ACCEPTED, Talk.SCHEDULED) or has_begun(day, held, timezone.now()):
        raise ValidationError(_("Only a talk that both want and that is to come can be fixed."))
    _refuse_place(day, held, slot, table)
    held.pin_slot, held.pin_table = slot, table
    held.save(update_fields=["pin_slot", "pin_table"])
    note_company_day(by, day, "fix talk", name=_named(held), slot=slot + 1)
    return held


@transaction.atomic
def unpin_talk(*, by: User, talk: Encounter) -> Encounter:
    """The talk may be moved again."""
    day = day_that_takes(talk.day, ARRANGE)
    held = held_talk(talk, day)
    held.pin_slot = held.pin_table = None
    held.save(update_fields=["pin_slot", "pin_table"])
    note_company_day(by, day, "loosen talk", name=_named(held))
    return held


def _refuse_place(day: CompanyDay, talk: Encounter, slot: int, table: int | None) -> None:
    wrong: dict[str, str] = {}
    if not 0 <= slot < len(day.slots):
        raise ValidationError({"slot": _("There is no such slot.")})
    if slot_begins(day, slot) <= timezone.now():
        wrong["slot"] = _("Only a talk that both want and that is to come can be fixed.")
    if any(slot in one.away for one in (talk.asker, talk.asked)):
        wrong["slot"] = _("One of the two is not there in this slot.")
    fixed = day.encounters.filter(pin_slot=slot).exclude(pk=talk.pk)
    both = (talk.asker_id, talk.asked_id)
    if fixed.filter(Q(asker__in=both) | Q(asked__in=both)).exists():
        wrong["slot"] = _("One of the two has another fixed talk in this slot.")
    booths = {one.booth for one in (talk.asker, talk.asked)} - {None}
    if table is not None and not 1 <= table <= day.tables:
        wrong["table"] = _("There are %(count)d tables.") % {"count": day.tables}
    elif table is not None and booths and table not in booths:
        wrong["table"] = _("A company with a booth receives there.")
    elif table is not None and not booths and _is_booth(day, table):
        wrong["table"] = _("This table is the booth of another company.")
    elif table is not None and fixed.filter(pin_table=table).exists():
        wrong["table"] = _("Another fixed talk stands at this table in this slot.")
    if wrong:
        raise ValidationError(wrong)


def _is_booth(day: CompanyDay, table: int) -> bool:
    return day.companies.filter(booth=table).exclude(state=Firm.OUT).exists()


@transaction.atomic
def mark_talk(*, by: User, talk: Encounter, held: bool) -> Encounter:
    """A talk was held, or one of the two did not come to it."""
    day = day_that_takes(talk.day, MARK)
    row = held_talk(talk, day)
    if row.state not in ON_AGENDA or not has_begun(day, row, timezone.now()):
        raise ValidationError(_("The hour of this talk has not come."))
    row.state = Talk.HELD if held else Talk.NO_SHOW
    row.held = (row.held or timezone.now()) if held else None
    row.save(update_fields=["state", "held"])
    note_company_day(by, day, "mark talk held" if held else "mark talk missed", name=_named(row))
    return row


@transaction.atomic
def mark_rest_held(*, by: User, day: CompanyDay) -> int:
    """All talks whose hour has come and that nobody marked were held; how many."""
    row = day_that_takes(day, MARK)
    now = timezone.now()
    open_ones = row.encounters.select_related("asker", "asked").filter(state=Talk.SCHEDULED)
    marked = [one.pk for one in open_ones if has_begun(row, one, now)]
    row.encounters.filter(pk__in=marked).update(state=Talk.HELD, held=now)
    if marked:
        note_company_day(by, row, "mark talks held", count=len(marked))
    return len(marked)


def _named(talk: Encounter) -> str:
    return f"{talk.asker.name}, {talk.asked.name}"
