"""A published benchmark as its public pages read it: criteria, initiatives, cells; never a sum of cells.

Only ``Benchmark.result`` is read, which is written when a benchmark is published, so what stands here
stays what it was on that day; what was withdrawn since is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from territoria_web.compare.models import Benchmark, Entrant
from territoria_web.compare.queries.benchmarks import Asked, criteria_asked
from territoria_web.compare.queries.withdrawn import reasons_of, result_today
from territoria_web.invite.queries.sayings import Said, said_of
from territoria_web.people.models import Organisation

BY_NAME: Final = "name"
State = Literal["known", "unknown", "disputed", "settled"]
Practice = Literal["good", "promising", ""]


@dataclass(frozen=True)
class ReadCell:
    """An initiative on a criterion, 0 to 4; None cannot be told, or is disputed. ``known`` of ``of``
    assessors could tell; ``owner``: the owner's own score, which never counts; ``capped``: it counts
    for less than was given; ``said``: how a difference was settled; ``why``: reasons of assessors.
    """

    value: float | None
    low: float | None
    high: float | None
    known: int
    of: int
    state: State
    owner: float | None
    capped: bool
    said: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """An initiative. ``territory``: ``CODE@version`` or empty; ``slug`` of the register or ``text`` of
    the library; ``strong``: criteria on which it is in the best quarter; ``facts``: as they were frozen;
    ``withdrawn``: why it was taken out of the register since, or "".
    """

    id: str
    title: Said
    place: Said
    territory: str
    slug: str
    text: str
    area: str
    grade: str
    cells: Mapping[str, ReadCell]
    known: int
    shown: bool
    practice: Practice
    withdrawn: str
    strong: tuple[str, ...]
    facts: Mapping[str, Any]

    @property
    def code(self) -> str:
        """Of its territory, without the version."""
        return self.territory.partition("@")[0]

    def listed(self, name: str) -> tuple[str, ...]:
        """Its obstacles, instruments, sizes or sectors."""
        return tuple(self.facts[name])


@dataclass(frozen=True)
class Best:
    """Where the best quarter of a criterion begins, among how many; None where nothing can be told."""

    quartile: float | None
    of: int


@dataclass(frozen=True)
class ReadBenchmark:
    """All that was published, in the language spoken."""

    row: Benchmark
    criteria: tuple[Asked, ...]
    entries: tuple[Entry, ...]
    assessors: int
    best: Mapping[str, Best]
    obstacles: Mapping[str, Mapping[str, Sequence[str]]]
    mix: Mapping[str, Mapping[str, Mapping[str, Any]]]

    @property
    def territories(self) -> tuple[str, ...]:
        """Keys of the territories that take part, each once."""
        return tuple(dict.fromkeys(e.territory for e in self.entries if e.territory))

    @property
    def without_owner(self) -> int:
        """Initiatives of the register whose owner gave no score at all."""
        return sum(
            bool(e.slug) and all(c.owner is None for c in e.cells.values()) for e in self.entries
        )

    def criterion(self, id: str) -> Asked:
        """One of its criteria; KeyError where there is none."""
        return {c.id: c for c in self.criteria}[id]


def published_benchmarks() -> QuerySet[Benchmark]:
    """Those that everybody reads, the latest first."""
    held = Benchmark.objects.filter(state=Benchmark.State.PUBLISHED, result__isnull=False)
    return held.select_related("network").order_by("-published", "-pk")


def published_benchmark(public_id: UUID) -> ReadBenchmark:
    """One of them; 404 for anything else, also before it is published."""
    found = published_benchmarks().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return read_benchmark(found, result_today(found))


def read_benchmark(held: Benchmark, today: Mapping[str, Any] | None = None) -> ReadBenchmark:
    """What was found, by name of the initiative; ``today``: with what was withdrawn since. No query."""
    result: Mapping[str, Any] = today or held.result or {}
    entries = [_entry(e) for e in result["entrants"]]
    return ReadBenchmark(
        row=held,
        criteria=criteria_asked(result["criteria"]),
        entries=tuple(sorted(entries, key=_name)),
        assessors=result["assessors"],
        best={name: Best(q["quartile"], q["of"]) for name, q in result["strong"].items()},
        obstacles=result["obstacles"],
        mix=result["mix"],
    )


def entry_in(read: ReadBenchmark, entrant: UUID) -> Entry:
    """One of its initiatives; 404 where it has none of that number."""
    found = next((e for e in read.entries if e.id == str(entrant)), None)
    if found is None:
        raise Http404
    return found


def ordered(entries: Sequence[Entry], order: str) -> list[Entry]:
    """By name, or by one criterion: the highest first, what cannot be told last. Never by a sum."""
    if order == BY_NAME:
        return sorted(entries, key=_name)

    def place(entry: Entry) -> tuple[bool, float, tuple[str, str]]:
        value = entry.cells[order].value
        return value is None, -(value or 0.0), _name(entry)

    return sorted(entries, key=place)


def silent_members(held: Benchmark, read: ReadBenchmark) -> int:
    """Territories of the network that brought no initiative. One query."""
    return held.network.territories.exclude(code__in=[e.code for e in read.entries]).count()


def benchmarks_with(name: str) -> list[tuple[Benchmark, UUID]]:
    """The published benchmarks that judged an initiative, by its slug in the register or its id in the
    library, each with the number that the initiative has there; the latest first.
    """
    mine = Q(text=name) | Q(edition__initiative__slug=name)
    found = Entrant.objects.filter(mine, benchmark__in=published_benchmarks())
    rows = found.select_related("benchmark__network").order_by("-benchmark__published", "-pk")
    return [(e.benchmark, e.public_id) for e in rows]


def benchmarks_state() -> tuple[int, str]:
    """What changes with every benchmark that is published; what a page that links to them hangs on."""
    held = published_benchmarks().order_by().aggregate(count=Count("pk"), last=Max("published"))
    return held["count"], held["last"].isoformat() if held["last"] else ""


def benchmark_state(public_id: UUID) -> tuple[object, ...] | None:
    """What the pages of a benchmark hang on; None where it is not published. Three queries."""
    held = published_benchmarks().defer("result", "criteria").filter(public_id=public_id).first()
    if held is None:
        return None
    told = (held.pk, held.published, held.edit, held.title, held.intro, held.example)
    places = Organisation.objects.filter(benchmarks=held).values_list("territories__code")
    codes = tuple(sorted(str(code) for (code,) in places))
    return (*told, held.network.name, codes, tuple(sorted(reasons_of(held))))


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def _name(entry: Entry) -> tuple[str, str]:
    return entry.title.text.casefold(), entry.id


def _entry(held: Mapping[str, Any]) -> Entry:
    names = ("id", "territory", "slug", "text", "area", "grade", "known", "shown", "practice")
    title, withdrawn = said_of(held["title"]), held.get("withdrawn", "")
    if withdrawn:
        title = replace(title, text=_("%(title)s (withdrawn)") % {"title": title.text})
    return Entry(
        **{name: held[name] for name in names},
        title=title,
        withdrawn=withdrawn,
        place=said_of(held["place"]),
        cells={name: _cell(cell) for name, cell in held["cells"].items()},
        strong=tuple(held["strong"]),
        facts=held,
    )


def _cell(held: Mapping[str, Any]) -> ReadCell:
    names = ("value", "low", "high", "known", "of", "state", "owner", "capped", "said")
    return ReadCell(**{name: held[name] for name in names}, why=tuple(held["why"]))
