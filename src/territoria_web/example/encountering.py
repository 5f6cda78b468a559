"""The company day of the example: companies, requests both ways, talks on tables, what came of them.

Requests are taken before a day only, and talks are told of after it: the day is held in a week first,
and moved to where it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from territoria_web.act.forms.company_settings import DaySettings
from territoria_web.act.models import Company, CompanyDay, Encounter, Outcome, Schedule
from territoria_web.act.queries.company_schedules import asked_of
from territoria_web.act.rules.company_slots import Plan, as_data, begins_of, plan_from
from territoria_web.act.rules.company_words import CompanyWords
from territoria_web.act.services.companies import confirm_address, register_company
from territoria_web.act.services.company_days import (
    change_company_day,
    end_company_day,
    make_company_day,
    open_company_registration,
)
from territoria_web.act.services.company_office import admit_company
from territoria_web.act.services.company_schedules import keep_schedule, publish_schedule
from territoria_web.act.services.outcomes import Said, SaidAfter, tell_after, tell_outcome
from territoria_web.act.services.talks import answer_talk, ask_for_talk, mark_rest_held, mark_talk
from territoria_web.example.dated import day_ago, moment_ago, on_weekday, stamped
from territoria_web.example.people import Cast
from territoria_web.example.texts import DOMAIN, NOWHERE, network_texts

SEED = 1
AHEAD = timedelta(days=7)
Told = dict[str, Any]
Firms = Mapping[str, Company]


@transaction.atomic
def encounter(people: Cast) -> None:
    """The day from its call to what companies say after 90 days; once."""
    told = network_texts()["company_day"]
    held = CompanyDay.objects.filter(network=people.network, example=True)
    if held.filter(title=told["title"]).exists():
        return
    when = {name: moment_ago(on_weekday(ago)) for name, ago in told["days"].items()}
    with stamped(when["opened"], held):
        day = _opened(people, told)
    rows = _rows(day)
    with stamped(when["entered"], *rows):
        firms = _came(people, day)
    with stamped(when["asked"], *rows):
        _asked(firms)
    with stamped(when["arranged"], *rows):
        _arranged(people, day)
    _move(day, day_ago(on_weekday(told["days"]["held"])))
    with stamped(when["held"], *rows):
        _met(people, day, firms)
    with stamped(when["after"], *rows):
        _told_after(firms)


def _rows(day: CompanyDay) -> tuple[QuerySet[Any], ...]:
    """What a day is written in."""
    return (
        CompanyDay.objects.filter(pk=day.pk),
        Company.objects.filter(day=day),
        Encounter.objects.filter(day=day),
        Schedule.objects.filter(day=day),
        Outcome.objects.filter(encounter__day=day),
    )


# ── before ────────────────────────────────────────────────────────────────────────────────────


def _opened(people: Cast, told: Told) -> CompanyDay:
    day = make_company_day(
        by=people.office, network=people.network, title=told["title"], language="en", example=True
    )
    day = change_company_day(
        by=people.office, day=day, seen=day.edit, settings=_settings(told), origin=NOWHERE
    )
    return open_company_registration(by=people.office, day=day, origin=NOWHERE)


def _settings(told: Told) -> DaySettings:
    """To be held in a week; companies register and ask until the day before."""
    last = timezone.now() + AHEAD - timedelta(days=1)
    words = {name: told[name].strip() for name in ("title", "about", "host", "place", "tags")}
    return DaySettings(
        **words,
        plan=Plan(dates=(timezone.localdate() + AHEAD,), starts=time(10), talks=told["talks"]),
        tables=told["tables"],
        register_until=last,
        ask_until=last,
    )


def _came(people: Cast, day: CompanyDay) -> Firms:
    """All companies by name, confirmed by themselves and by the office."""
    found = {}
    for row in network_texts()["company_day"]["companies"]:
        words = _words(*row)
        made = register_company(day=day, words=words, language="en", origin=NOWHERE)
        assert made is not None
        confirmed = confirm_address(company=made)
        found[words.name] = admit_company(by=people.office, company=confirmed, origin=NOWHERE)
    return found


def _words(
    name: str,
    city: str,
    nace: str,
    size: str,
    about: str,
    offers: Sequence[str],
    seeks: Sequence[str],
    languages: Sequence[str],
    person: str,
    shown: bool,
) -> CompanyWords:
    return CompanyWords(
        name=name,
        city=city,
        nace=nace,
        size=size,
        about=about,
        offers=tuple(offers),
        seeks=tuple(seeks),
        languages=tuple(languages),
        person=person,
        email=f"{slugify(name)}@{DOMAIN}",
        shown=shown,
    )


def _asked(firms: Firms) -> None:
    for asker, asked, value, back, message in network_texts()["company_day"]["requests"]:
        talk = ask_for_talk(asker=firms[asker], asked=firms[asked], value=value, message=message)
        if back is not None:
            answer_talk(company=firms[asked], talk=talk, value=back or None)


def _arranged(people: Cast, day: CompanyDay) -> None:
    """The talks on their tables, worked out as the worker would, and published."""
    from territoria.act.matchmaking import arrange_meetings

    day = CompanyDay.objects.get(pk=day.pk)
    asked = asked_of(day, timezone.now())
    found = arrange_meetings(
        asked.parties, asked.wishes, slots=len(day.slots), tables=day.tables, seed=SEED
    )
    draft = keep_schedule(day=day, asked=asked, found=found, by=people.office)
    publish_schedule(by=people.office, schedule=draft, origin=NOWHERE)


def _move(day: CompanyDay, held: date) -> None:
    """To the day on which it was held."""
    plan = replace(plan_from(day.plan), dates=(held,))
    asked = moment_ago(network_texts()["company_day"]["days"]["asked"])
    CompanyDay.objects.filter(pk=day.pk).update(
        plan=as_data(plan),
        slots=begins_of(plan, day.timezone),
        register_until=asked,
        ask_until=asked,
    )


# ── the day, and after ────────────────────────────────────────────────────────────────────────


def _met(people: Cast, day: CompanyDay, firms: Firms) -> None:
    told = network_texts()["company_day"]
    missed = _between(firms, *told["missed"])
    mark_talk(by=people.office, talk=missed, held=False)
    mark_rest_held(by=people.office, day=day)
    for name, other, worth, goes_on in told["told"]:
        said = Said(took_place=True, worth=worth, goes_on=goes_on)
        tell_outcome(company=firms[name], talk=_between(firms, name, other), said=said)
    end_company_day(by=people.office, day=day)


def _told_after(firms: Firms) -> None:
    for name, other, *answers in network_texts()["company_day"]["after"]:
        tell_after(company=firms[name], talk=_between(firms, name, other), said=SaidAfter(*answers))


def _between(firms: Firms, one: str, other: str) -> Encounter:
    """The talk of two."""
    two = (firms[one], firms[other])
    return Encounter.objects.select_related("day").get(
        Q(asker=two[0], asked=two[1]) | Q(asker=two[1], asked=two[0])
    )
