"""Deeds of ``backstage``: what the pages of *Go Digital* are about. The example's cohort is taken where it
does; a benchmark in scoring, an initiative that is read, and a firm with a result are made.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from a_benchmark import a_benchmark
from a_register import RECORD
from cohort_network import a_network
from deeds import _account
from sitting_down import answered, begun, sitting_of
from territoria_web.compare.models import Benchmark, Sheet
from territoria_web.example.cohort.cast import cohort
from territoria_web.example.people import Cast, cast
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.services.sittings import finish_sitting
from territoria_web.measure.models import Initiative
from territoria_web.measure.services.register import begin_initiative, hand_in_initiative
from territoria_web.papers.models import Paper
from territoria_web.people.links import link_for
from territoria_web.people.models import Role
from territoria_web.people.services import give_role
from territoria_web.plan.models import AreaTarget
from territoria_web.territories.models import Cycle, Territory

APART = "results"
"""The criterion on which the assessors of the walk differ."""


def set_up(*, origin: str) -> dict[str, Any]:
    """Names of all things, and the links of who reads them."""
    people = cast()
    return {
        **_cohort(people),
        **_team(people),
        **a_bench(origin=origin),
        "lead": link_for(people.lead, origin=origin),
        "office": link_for(people.office, origin=origin),
        "peer": a_peer(origin=origin, code="DED5"),
    }


def _cohort(people: Cast) -> dict[str, Any]:
    network = cohort(people)
    held = network.benchmarks.get(example=True, state=Benchmark.State.PUBLISHED)
    result = held.result or {}
    return {
        "network": str(network.public_id),
        "published": str(held.public_id),
        "entrant": result["entrants"][0]["id"],
        "registered": result["entrants"][0]["slug"],
        "report": synthesis(origin=""),
    }


def _team(people: Cast) -> dict[str, Any]:
    """The first of the eight regions: its check with a firm that finished it and one that did not, a draft
    of its register, a target; and what another region handed in.
    """
    cycle = Cycle.objects.get(territory=people.region)
    check = SelfCheck.objects.select_related("frozen", "cycle__territory").get(cycle=cycle)
    done, new = begun(check), begun(check)
    finish_sitting(sitting=answered(sitting_of(done)))
    draft = begin_initiative(by=people.lead, territory=people.region, record=RECORD, language="en")
    target = AreaTarget.objects.filter(cycle=cycle).order_by("pk")[0]
    return {
        "cycle": str(cycle.public_id),
        "check": str(check.public_id),
        "code": check.code,
        "done": done,
        "new": new,
        "draft": str(draft.public_id),
        "waiting": str(_waiting().public_id),
        "target": str(target.public_id),
    }


def _waiting() -> Initiative:
    place = Territory.objects.get(code="RO42")
    lead = _account("lead")
    give_role(by=None, user=lead, role=Role.LEAD, place=place)
    made = begin_initiative(by=lead, territory=place, record=RECORD, language="en")
    hand_in_initiative(by=lead, initiative=made, seen=made.edit)
    return Initiative.objects.get(pk=made.pk)


def code_of_a_check(*, origin: str) -> str:
    """What stands on the poster of the first region."""
    found: str = SelfCheck.objects.get(cycle__territory=cast().region).code
    return found


def synthesis(*, origin: str) -> str:
    """The number of the report of the eight regions."""
    paper = Paper.objects.get(kind=Paper.Kind.SYNTHESIS, network=cohort(cast()))
    return str(paper.public_id)


def a_peer(*, origin: str, code: str) -> str:
    """The link of somebody who may judge what other regions hand in."""
    peer = _account("peer")
    give_role(by=None, user=peer, role=Role.EXPERT, place=Territory.objects.get(code=code))
    return link_for(peer, origin=origin)


def a_bench(*, origin: str) -> dict[str, Any]:
    """A benchmark in scoring, all sheets in but one assessor's and the owner's of *Evening courses*."""
    mark = f"-{uuid4().hex[:6]}"
    network = a_network("FRE1", "DED5", "FI20", name=f"Digital network{mark}")
    made = a_benchmark(network=network, mark=mark)
    for sheet in Sheet.objects.filter(entrant__benchmark=made.row, submitted=None):
        if sheet.entrant_id != made.entrant("Evening").pk:
            made.hand_in(sheet)
    mine, other = made.sheets("Evening")
    made.hand_in(other, 3, **{APART: 4})
    assert mine.by is not None
    return {
        "bench": made.desk().removeprefix("/en/"),
        "sheet": str(mine.public_id),
        "assessor": link_for(mine.by, origin=origin),
        "owner": link_for(made.people["Lea"], origin=origin),
        "bench_office": link_for(made.network.office, origin=origin),
    }
