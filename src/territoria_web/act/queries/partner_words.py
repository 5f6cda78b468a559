"""Why somebody could be a partner, in sentences: each part apart, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from territoria.act.divisions import divisions
from territoria.act.partners import Offered, Sector, Shared
from territoria_web.act.queries.partner_finding import Candidate, Found, Pairing
from territoria_web.library.saying import colon, percent
from territoria_web.plan.queries.cohort.reasons import nearness_said
from territoria_web.plan.queries.cohort.words import joined
from territoria_web.territories.queries import territory_name


@dataclass(frozen=True)
class SaidPairing:
    """A pairing in words. ``own``: with whom; ``parts``: heading and sentences; ``changes``: what
    would make more or less of it.
    """

    own: str
    structure: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    changes: tuple[str, ...]


@dataclass(frozen=True)
class SaidCandidate:
    """A city that could be a partner."""

    candidate: Candidate
    name: str
    pairings: tuple[SaidPairing, ...]


def said_candidates(found: Found, rows: tuple[Candidate, ...]) -> list[SaidCandidate]:
    """Those of one list in words."""
    return [
        SaidCandidate(one, one.name, tuple(_pairing(p, found.factors) for p in one.pairings))
        for one in rows
    ]


def _pairing(pair: Pairing, titles: Mapping[str, str]) -> SaidPairing:
    facts = {"own": territory_name(pair.own), "other": territory_name(pair.other)}
    parts = (
        (_("%(other)s could teach %(own)s") % facts, _factors(pair.teaches, titles)),
        (_("%(own)s could teach %(other)s") % facts, _factors(pair.learns, titles)),
        (_("Both are strong in"), tuple(_shared(pair, facts))),
        (_("%(other)s offers what %(own)s seeks") % facts, tuple(_offers(pair, back=True))),
        (_("%(own)s offers what %(other)s seeks") % facts, tuple(_offers(pair, back=False))),
    )
    held = tuple((heading, said) for heading, said in parts if said)
    return SaidPairing(facts["own"], _structure(pair), held, tuple(_changes(pair, facts)))


def _structure(pair: Pairing) -> str:
    if pair.near is None:
        return _("Nobody can tell how alike they are: too few structural figures are published.")
    if not pair.near.near:
        return _("They are unlike in structure: what one does may not fit the other.")
    return nearness_said(pair.near)


def _factors(factors: tuple[tuple[str, float], ...], titles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{titles.get(key, key)} ({percent(chance)})" for key, chance in factors)


def _name(sector: Sector) -> str:
    found = divisions().get(sector.key)
    return f"{found.title.say()}, NACE {sector.key}" if found else sector.key


def _shared(pair: Pairing, facts: Mapping[str, str]) -> Iterator[str]:
    held: tuple[Shared, ...] = pair.sectors.shared if pair.sectors else ()
    for one in held:
        proofs = [
            f"{name}{colon()}{proof}"
            for name, proof in ((facts["own"], one.first.proof), (facts["other"], one.second.proof))
            if proof
        ]
        yield ". ".join([_name(one.first), *(proof.rstrip(".") for proof in proofs)]) + "."


def _offers(pair: Pairing, *, back: bool) -> Iterator[str]:
    rows: tuple[Offered, ...] = ()
    if pair.sectors:
        rows = pair.sectors.back if back else pair.sectors.there
    for one in rows:
        said: dict[str, Any] = {
            "offers": one.giver.offers,
            "sector": _name(one.giver),
            "seeks": one.taker.seeks,
            "words": joined(list(one.words)),
        }
        yield _("“%(offers)s” (%(sector)s) – sought: “%(seeks)s”. Both wrote: %(words)s.") % said


def _changes(pair: Pairing, facts: Mapping[str, str]) -> Iterator[str]:
    """What would change how much speaks for it."""
    own, other = pair.has_sectors
    if not own:
        yield _("Published sectors of %(own)s could add reasons.") % facts
    if not other:
        yield _("Published sectors of %(other)s could add reasons.") % facts
    if pair.near is None:
        yield _("With more structural figures one could say whether the two are alike.")
    elif not pair.near.near:
        yield _("It rests on sectors alone, until figures of structure bring the two nearer.")
    elif not (pair.teaches or pair.learns):
        yield _(
            "Neither is firmly ahead where the other has a firm gap; newer figures may change it."
        )
    elif pair.teaches and pair.learns:
        yield _("A gap that closes, or figures that turn less sure, would take a reason away.")
