"""Who gets what at the addresses of benchmarks.

The lead of FRE1 answers for an initiative in it; the other lead assesses. In ``test_desk`` members read.
"""

from __future__ import annotations

from typing import Any

from a_benchmark import a_benchmark
from cohort_network import a_network
from private_addresses.table import Line, line
from territoria_web.compare.services.benchmarks import begin_benchmark
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle

OFFICE = "in 404 404 404 404 404 404 200 404"
OFFICE_ASKED = "in 404 404 404 404 404 404 422 404"
SIGNED_IN = "in 200 200 200 200 200 200 200 200"
# whoever registers initiatives of the territory scores them for the owner
OWNERS = "in 404 404 200 200 200 404 404 404"
OWNERS_ASKED = "in 404 404 422 422 422 404 404 404"
NETWORK = {"network": "benchmark_network"}
ONE = {**NETWORK, "benchmark": "benchmark_scored"}
DRAFT = {**NETWORK, "benchmark": "benchmark_draft"}

LINES: dict[str, Line] = {
    # name                       stranger nobody viewer expert editor lead other secr. operator
    "desk:assessing": line(SIGNED_IN),
    "desk:assessing-sheet": line(OWNERS, sheet="owners_sheet"),
    "POST desk:assessing-sheet": line(OWNERS_ASKED, "POST", sheet="owners_sheet"),
    "desk:benchmarks": line(OFFICE, **NETWORK),
    "POST desk:benchmarks": line(OFFICE_ASKED, "POST", **NETWORK),
    "desk:benchmark": line(OFFICE, **ONE),
    "POST desk:benchmark": line(OFFICE_ASKED, "POST", **DRAFT),
    "desk:benchmark-drop": line(OFFICE, **DRAFT),
    "POST desk:benchmark-drop": line(OFFICE_ASKED, "POST", **DRAFT),
    "desk:benchmark-words": line(OFFICE, **ONE),
    "POST desk:benchmark-words": line(OFFICE_ASKED, "POST", **ONE),
    "desk:benchmark-criteria": line(OFFICE, **ONE),
    "POST desk:benchmark-criteria": line(OFFICE_ASKED, "POST", **ONE),
    "desk:benchmark-criterion": line(OFFICE, **DRAFT, criterion="results"),
    "POST desk:benchmark-criterion": line(OFFICE_ASKED, "POST", **DRAFT, criterion="results"),
    "desk:benchmark-entrants": line(OFFICE, **DRAFT),
    "POST desk:benchmark-entrants": line(OFFICE_ASKED, "POST", **ONE),
    "desk:benchmark-assessors": line(OFFICE, **DRAFT),
    "POST desk:benchmark-assessors": line(OFFICE_ASKED, "POST", **ONE),
    "desk:benchmark-differences": line(OFFICE, **ONE),
    "POST desk:benchmark-differences": line(OFFICE_ASKED, "POST", **ONE),
    "desk:benchmark-table": line(OFFICE, **ONE),
    "POST desk:benchmark-table": line(OFFICE_ASKED, "POST", **ONE),
    "desk:benchmark-scores": line(OFFICE, **ONE),
    "desk:benchmark-publish": line(OFFICE, **ONE),
    "POST desk:benchmark-publish": line(OFFICE_ASKED, "POST", **ONE),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    office = people["secretariat"]
    held = a_network("FRE1", "DED5", "FI20", name="Benchmark network")
    give_role(by=None, user=office, role=Role.SECRETARIAT, place=held.row)
    scored = a_benchmark(network=held)
    draft = begin_benchmark(by=office, network=held.row, title="A second one", language="en")
    return {
        "benchmark_network": held.row.public_id,
        "benchmark_scored": scored.row.public_id,
        "benchmark_draft": draft.public_id,
        "owners_sheet": scored.own("Evening").public_id,
        "results": "results",
    }
