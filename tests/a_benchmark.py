"""A benchmark of a network: two initiatives of its register, two texts, three assessors, their sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cohort_network import Network, a_network
from territoria_web.compare.models import Benchmark, Entrant, Sheet
from territoria_web.compare.queries.benchmark_entrants import entrants_of
from territoria_web.compare.queries.benchmarks import criterion_ids
from territoria_web.compare.services.benchmark_panels import (
    ask_assessors,
    choose_entrants,
    open_scoring,
)
from territoria_web.compare.services.benchmark_scoring import (
    publish_benchmark,
    save_sheet,
    submit_sheet,
)
from territoria_web.compare.services.benchmarks import begin_benchmark, open_consultation
from territoria_web.measure.models import Initiative, InitiativeEdition
from territoria_web.people.models import Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Territory

ORIGIN = "https://town.example"
TEXTS = ("text:growth-vouchers", "text:kit-digital")
DAY = timedelta(days=1)
BODY = {
    "area": "training",
    "level": "regional",
    "obstacles": ["cost"],
    "instruments": ["course"],
    "budget": "120000",
    "reach": [{"year": 2024, "firms": 80, "share": None}],
    "evaluation": "before-after",
    "claims": [{"outcome": "sales", "claim": "more", "grade": "E2"}],
    "baseline": 12.0,
}


@dataclass
class Bench:
    """A benchmark with its network, and people by name: Ann and Bob from elsewhere, Cy of DED5."""

    network: Network
    row: Benchmark
    people: dict[str, User] = field(default_factory=dict)

    def now(self) -> Benchmark:
        """As it stands in the database."""
        return Benchmark.objects.select_related("network").get(pk=self.row.pk)

    def entrant(self, title: str) -> Entrant:
        """An initiative by a part of its name."""
        return next(e for e in entrants_of(self.now()) if title in (e.text or e.edition.title))

    def sheets(self, title: str) -> list[Sheet]:
        """The sheets of assessors on an initiative, in the order they were given."""
        rows = Sheet.objects.filter(entrant=self.entrant(title), owner=False)
        return list(rows.select_related("by", "entrant__benchmark").order_by("pk"))

    def own(self, title: str) -> Sheet:
        """The owner's sheet."""
        return Sheet.objects.get(entrant=self.entrant(title), owner=True)

    def hand_in(self, sheet: Sheet, value: int | None = 2, **other: int | None) -> Sheet:
        """One value on every criterion but those that are named (``_`` for ``-``)."""
        by = sheet.by or self.people["Lea"]
        kept = save_sheet(by=by, sheet=sheet, seen=sheet.edit, scores=self.scores(value, **other))
        return submit_sheet(by=by, sheet=kept, seen=kept.edit)

    def scores(self, value: int | None = 2, **other: int | None) -> dict[str, Any]:
        """The same as a service takes it."""
        told = {name.replace("_", "-"): v for name, v in other.items()}
        return {
            name: {"value": told.get(name, value), "why": f"seen in the report of {name}"}
            for name in criterion_ids(self.row)
        }

    def desk(self, path: str = "") -> str:
        """Its address at the network's desk."""
        return self.network.at(f"benchmarks/{self.row.public_id}/{path}")


def an_edition(code: str, title: str, **body: Any) -> InitiativeEdition:
    """An initiative of a territory as it stands in the register."""
    made = Initiative.objects.create(
        slug=title.lower().replace(" ", "-"),
        territory=Territory.objects.get(code=code),
        title=title,
        body={**BODY, "title": title, **body},
        state=Initiative.State.PUBLISHED,
    )
    return InitiativeEdition.objects.create(
        initiative=made,
        number=1,
        title=title,
        language="en",
        body=made.body,
        digest="0" * 64,
        reviewed_in="Elsewhere",
        made=timezone.now(),
    )


def a_benchmark(
    state: str = Benchmark.State.SCORING,
    *,
    network: Network | None = None,
    mark: str = "",
    **fields: Any,
) -> Bench:
    """As far as ``state``: drafted with initiatives and assessors; consulted on; scored; published.
    ``mark``: behind names and addresses, where a site has one already.
    """
    held = network or a_network("FRE1", "DED5", "FI20")
    row = begin_benchmark(
        by=held.office, network=held.row, title="What helps small firms", language="en", **fields
    )
    made = Bench(held, row, _people(mark))
    editions = [
        an_edition("FRE1", f"Evening courses{mark}"),
        an_edition("DED5", f"Adviser on tour{mark}", baseline=None, instruments=["adviser"]),
    ]
    keys = [*(f"edition:{e.pk}" for e in editions), *TEXTS]
    choose_entrants(by=held.office, held=row, keys=keys)
    give_role(by=None, user=made.people["Bob"], role=Role.MEMBER, place=held.row)
    asked = [made.people[name] for name in ("Ann", "Bob", "Cy")]
    ask_assessors(by=held.office, held=row, users=asked)
    if state != Benchmark.State.DRAFT:
        _consult(made)
    if state in (Benchmark.State.SCORING, Benchmark.State.PUBLISHED):
        open_scoring(by=held.office, held=made.now(), until=timezone.localdate() + 30 * DAY)
    if state == Benchmark.State.PUBLISHED:
        for sheet in Sheet.objects.filter(entrant__benchmark=row, owner=False):
            made.hand_in(sheet)
        publish_benchmark(by=held.office, held=made.now())
    made.row = made.now()
    return made


def _people(mark: str) -> dict[str, User]:
    """Lea leads FRE1; Ann is of FI20, Bob of the network, Cy of DED5."""
    held = {
        name: User.objects.create_user(f"{name.lower()}{mark}@bench.example", name=name)
        for name in ("Lea", "Ann", "Bob", "Cy")
    }
    for name, role, code in (
        ("Lea", Role.LEAD, "FRE1"),
        ("Ann", Role.LEAD, "FI20"),
        ("Cy", Role.LEAD, "DED5"),
    ):
        give_role(by=None, user=held[name], role=role, place=Territory.objects.get(code=code))
    return held


def _consult(made: Bench) -> None:
    """Members were asked until yesterday."""
    day = timezone.localdate()
    by = made.network.office
    open_consultation(by=by, held=made.now(), until=day - DAY, today=day - 8 * DAY)


def last_day() -> date:
    """A day until which sheets are asked for."""
    return timezone.localdate() + 30 * DAY
