"""A project of the example: out of a session of the BarCamp, joined by others, with its exchanges."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.db import transaction

from territoria_web.act.models import Exchange, Partner, Project
from territoria_web.act.rules.project_drafts import Named, ProjectDraft
from territoria_web.act.rules.projects import Doer, by_office, by_partner, product_due
from territoria_web.act.services.exchanges import Details, Held, change_exchange, hold_exchange
from territoria_web.act.services.partners import (
    answer_invitation,
    answer_join,
    ask_to_join,
    change_own,
    join_for_territory,
)
from territoria_web.act.services.project_actions import link_actions
from territoria_web.act.services.project_changes import call_for_partners, tell_news
from territoria_web.act.services.project_states import begin_project
from territoria_web.act.services.projects import make_project
from territoria_web.act.services.vouching import vouch_for_partner
from territoria_web.convene.models import Topic, WorkingMeeting
from territoria_web.example.collecting import collect, doers_in, on_day
from territoria_web.example.dated import day_ago, on_weekday
from territoria_web.example.people import Cast
from territoria_web.example.telling import action_called
from territoria_web.example.texts import DOMAIN, NOWHERE, network_texts
from territoria_web.territories.models import Cycle

Told = dict[str, Any]


@transaction.atomic
def found(people: Cast, cycle: Cycle, meeting: WorkingMeeting) -> None:
    """The project, in progress, with its compendium; once."""
    told = network_texts()["project"]
    topic = meeting.topics.filter(title=told["topic"]).first()
    if topic is None or Project.objects.filter(topic=topic).exists():
        return
    held = _made(topic, told)
    lead = by_partner(held.partners.get(role=Partner.Role.LEAD))
    _agreed(held, lead, told)
    _vouched(people, held, told)
    _joined(people, cycle, held, lead)
    _begun(held, lead, told)
    _said(people, held, told["news"])
    _called(held, lead, told["call"])
    _exchanged(held, lead, told)
    collect(people, held)
    _said(people, held, told["lately"])
    _prepared(held, lead, told["following"])
    _asked(held, told["asks"])


def _made(topic: Topic, told: Told) -> Project:
    ago = on_weekday(network_texts()["camp"]["days"]["held"])
    day = day_ago(ago)
    draft = ProjectDraft(
        **{name: told[name] for name in ("title", "question", "axis", "product", "city")},
        email=_address(told["email"]),
        due=product_due(day),
        exchange=day_ago(on_weekday(told["exchange"]["held"])),
    )
    named = [
        Named(one["name"], one["role"], _address(one["email"]), one["person"])
        for one in told["invited"]
    ]
    with on_day(topic, ago):
        return make_project(
            topic=topic, draft=draft, partners=named, language="en", origin=NOWHERE, today=day
        )


def _address(part: str) -> str:
    """One that leads nowhere."""
    return f"{part}@{DOMAIN}"


# ── who ───────────────────────────────────────────────────────────────────────────────────────


def _agreed(held: Project, lead: Doer, told: Told) -> None:
    """What the lead brings; then those who were named say yes."""
    _brings(held, lead, told["person"], told["brings"])
    for one in told["invited"]:
        doer = by_partner(held.partners.get(name=one["name"]))
        with on_day(held.topic, one["agreed"]):
            answer_invitation(
                project=held, doer=doer, is_in=True, reason="", may_be_named=False, origin=NOWHERE
            )
        _brings(held, doer, one["person"], one["brings"])


def _brings(held: Project, doer: Doer, person: str, brings: str) -> None:
    change_own(
        project=held, doer=doer, person=person, brings=brings, language="en", may_be_named=False
    )


def _vouched(people: Cast, held: Project, told: Told) -> None:
    """The office stands for the cities that came by a link: one day after the last of them said yes."""
    office = by_office(people.office, held.network)
    last = min(one["agreed"] for one in told["invited"])
    with on_day(held.topic, last - 1):
        for partner in held.partners.filter(state=Partner.State.AGREED):
            if partner.is_unconfirmed:
                vouch_for_partner(project=held, doer=office, partner=partner, origin=NOWHERE)


def _joined(people: Cast, cycle: Cycle, held: Project, lead: Doer) -> None:
    """The region asks from its desk, the lead says yes, and the region says what of its plan belongs to it."""
    told = network_texts()["project"]
    joined = told["joined"]
    with on_day(held.topic, joined["asked"]):
        partner = join_for_territory(
            by=people.lead, project=held, territory=people.region, origin=NOWHERE
        )
    with on_day(held.topic, joined["answered"]):
        partner = answer_join(
            project=held, doer=lead, partner=partner, is_in=True, reason="", origin=NOWHERE
        )
        doer = by_partner(partner, people.lead)
        _brings(held, doer, people.lead.name, joined["brings"])
        if action := action_called(cycle, told["action"]):
            link_actions(project=held, doer=doer, plan=action.plan, actions=[action.public_id])


def _asked(held: Project, told: Told) -> None:
    """One more asks; nobody has answered yet."""
    named = Named(told["name"], told["role"], _address(told["email"]), told["person"])
    with on_day(held.topic, told["days"]):
        ask_to_join(
            project=held, named=named, brings=told["brings"], may_be_named=False, origin=NOWHERE
        )


# ── what ──────────────────────────────────────────────────────────────────────────────────────


def _begun(held: Project, lead: Doer, told: Told) -> None:
    held.refresh_from_db()
    begun = told["begun"]
    with on_day(held.topic, begun["days"]):
        begin_project(project=held, doer=lead, indicator=begun["indicator"], seen=held.edit)


def _said(people: Cast, held: Project, told: Told) -> None:
    with on_day(held.topic, told["days"]):
        tell_news(project=held, doer=doers_in(people, held)[told["who"]], said=told["said"])


def _called(held: Project, lead: Doer, told: Told) -> None:
    held.refresh_from_db()
    with on_day(held.topic, told["days"]):
        call_for_partners(
            project=held,
            doer=lead,
            sought=told["sought"],
            open_until=day_ago(told["until"]),
            seen=held.edit,
        )


def _exchanged(held: Project, lead: Doer, told: Told) -> None:
    """The first exchange, prepared and held; it names the day of the next."""
    first = told["exchange"]
    exchange = _prepared(held, lead, first)
    said = Held(
        notes=first["notes"].strip(),
        shown=first["shown"],
        host=lead.partner,
        following=day_ago(on_weekday(told["following"]["held"])),
    )
    with on_day(held.topic, on_weekday(first["held"])):
        hold_exchange(project=held, doer=lead, exchange=exchange, told=said, seen=exchange.edit)


def _prepared(held: Project, lead: Doer, told: Told) -> Exchange:
    """What the exchange that comes next is about."""
    exchange = held.exchanges.get(state=Exchange.State.PLANNED)
    details = Details(
        theme=told["theme"],
        starts=time(14),
        link=f"https://meet.{DOMAIN}/orders",
        agenda=told["agenda"],
        host=lead.partner,
    )
    with on_day(held.topic, told["prepared"]):
        return change_exchange(
            project=held, doer=lead, exchange=exchange, details=details, seen=exchange.edit
        )
