"""The newest published benchmark of a network, what its entrants tell, and what its firms say of themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils import timezone

from territoria.model import Initiative as InitiativeText
from territoria_web.compare.models import Benchmark, Entrant
from territoria_web.compare.queries.small_firms import small_firms_at
from territoria_web.compare.queries.withdrawn import result_today
from territoria_web.library.queries import library
from territoria_web.listen.models import CheckLook, SelfCheck
from territoria_web.measure.queries.records import record_of
from territoria_web.papers.models import Paper
from territoria_web.people.models import Organisation
from territoria_web.territories.models import Territory

FIRMS: Final = SelfCheck.Audience.FIRMS
SIDES: Final = ("worked", "nothing", "wrong")


def small_firms_of(network: Organisation, places: Sequence[Territory]) -> dict[str, Any]:
    """All of it as plain data; ``benchmark`` is None where none is published."""
    keys = {t.key for t in places}
    held = _newest(network)
    return {
        "benchmark": _benchmark(held, keys) if held else None,
        "told": _told(held) if held else {},
        "checks": _checks(places),
        "help": {place.key: _help(place) for place in places},
        "obstacles": _obstacles(),
        "dimensions": _dimensions(),
    }


def _newest(network: Organisation) -> Benchmark | None:
    held = network.benchmarks.filter(state=Benchmark.State.PUBLISHED).exclude(result=None)
    return held.order_by("-published").first()


def _benchmark(held: Benchmark, keys: set[str]) -> dict[str, Any]:
    """The result with what its reader asks first: who answered, who did not, who could say something."""
    result = result_today(held)
    named = {e["territory"] for e in result["entrants"]}
    return {
        "id": str(held.public_id),
        "title": held.title,
        "before": _before(held),
        "remarks": held.remarks.count(),
        "silent": sorted(keys - named),
        **result,
    }


def _before(held: Benchmark) -> dict[str, str] | None:
    """Title and day of the benchmark that the published report uses; None where it is the same, or none."""
    papers = Paper.objects.filter(network=held.network_id, kind=Paper.Kind.SYNTHESIS)
    last = papers.exclude(published=None).order_by("-version").first()
    used = ((last.facts or {}).get("small_firms") or {}).get("benchmark") if last else None
    if not used or used["id"] == str(held.public_id):
        return None
    return {"title": used["title"], "day": used["day"]}


# ── what entrants tell ────────────────────────────────────────────────────────────────────────


def _told(held: Benchmark) -> dict[str, Any]:
    """By entrant: effects with their grades, lessons, what failed; of the edition that was judged."""
    rows = held.entrants.select_related("edition").order_by("pk")
    return {str(row.public_id): _entrant(row) for row in rows}


def _entrant(row: Entrant) -> dict[str, Any]:
    if row.edition is not None:
        return _of_register(row.edition.language, row.edition.body)
    text = library().initiatives.get(row.text)
    return _of_library(text) if text else _of_register("en", {})


def _of_register(language: str, body: Mapping[str, Any]) -> dict[str, Any]:
    record = record_of(body)

    def words(text: str) -> dict[str, str]:
        return {language: text, "en": text} if text else {}

    return {
        "what": words(record.what),
        "lessons": words(record.lessons),
        "what_failed": words(record.what_failed),
        "transfer": words(record.transfer),
        "claims": [
            {"outcome": words(c.outcome), "claim": words(c.claim), "grade": c.grade}
            for c in record.claims
        ],
        "target_complete": record.target_complete,
        "has_target": record.has_target,
        "source": record.source,
    }


def _of_library(text: InitiativeText) -> dict[str, Any]:
    return {
        "what": text.target_group.root,
        "lessons": text.lessons.root,
        "what_failed": text.what_failed.root if text.what_failed else {},
        "transfer": text.transfer.root,
        "claims": [
            {"outcome": c.outcome.root, "claim": c.claim.root, "grade": c.grade}
            for c in text.claims
        ],
        "target_complete": bool(text.target and text.target.complete),
        "has_target": text.target is not None,
        "source": ". ".join(r.title for r in text.references),
    }


def _help(place: Territory) -> dict[str, list[str]]:
    """Obstacles that something under way addresses: its own (``here``), or from anywhere (``any``)."""
    needs = small_firms_at(place, timezone.localdate()).needs
    return {
        "here": [n.obstacle for n in needs if any(h.where == "here" for h in n.helping)],
        "any": [n.obstacle for n in needs if n.helping],
    }


# ── what firms say of themselves ──────────────────────────────────────────────────────────────


def _checks(places: Sequence[Territory]) -> dict[str, Any]:
    """By territory: what the newest look at its firms' self-check says of each year, and its address."""
    rows = (
        CheckLook.objects.filter(check_of__cycle__territory__in=places, check_of__audience=FIRMS)
        .select_related("check_of__cycle__territory")
        .order_by("made")
    )
    return {
        row.check_of.cycle.territory.key: {**row.body, "code": row.check_of.code} for row in rows
    }


def _obstacles() -> dict[str, dict[str, str]]:
    """In the order of the list that firms pick from."""
    held = sorted(library().obstacles.values(), key=lambda o: o.number)
    return {o.id: o.title.root for o in held}


def _dimensions() -> list[dict[str, Any]]:
    text = library().frameworks.get("firm-maturity")
    if text is None:
        return []
    return [{"node": n.id, "title": (n.short or n.title).root} for n in text.nodes]
