"""What speaks for a meeting of two companies, part by part; and whom to propose to whom.

No sum stands for the parts: people see what is offered and sought, and decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from unicodedata import normalize

from territoria.act.companies import Company, check_companies
from territoria.speech import gettext


@dataclass(frozen=True)
class Fit:
    """Two companies beside each other.

    ``gives``: tags that the first offers and the second seeks; ``takes``: the other way round.
    ``sector``: the one they share, "" where none. ``languages``: those they share; ``can_talk``:
    they share one, or one of them has not said any. ``met``: meetings before.
    """

    first: Company
    second: Company
    gives: tuple[str, ...]
    takes: tuple[str, ...]
    sector: str
    languages: tuple[str, ...]
    can_talk: bool
    met: int = 0

    @property
    def reciprocal(self) -> bool:
        """Whether each offers what the other seeks."""
        return bool(self.gives and self.takes)

    @property
    def needs_met(self) -> int:
        """Tags offered by one and sought by the other, both ways."""
        return len(self.gives) + len(self.takes)

    @property
    def is_of_two_cities(self) -> bool:
        """Whether they are known to come from different cities."""
        first, second = _key(self.first.city), _key(self.second.city)
        return bool(first and second) and first != second

    @property
    def is_of_one_city(self) -> bool:
        """Whether they are known to come from the same city."""
        return bool(_key(self.first.city)) and _key(self.first.city) == _key(self.second.city)

    @property
    def turned(self) -> Fit:
        """The same two, the second first."""
        return Fit(
            first=self.second,
            second=self.first,
            gives=self.takes,
            takes=self.gives,
            sector=self.sector,
            languages=self.languages,
            can_talk=self.can_talk,
            met=self.met,
        )

    @property
    def reasons(self) -> tuple[str, ...]:
        """A sentence for each part, in the language spoken."""
        return (*_of_needs(self), *_of_places(self), *_of_talk(self))


def fit_of(first: Company, second: Company, *, met: int = 0) -> Fit:
    """What speaks for a meeting of two companies, the same whoever is first.

    ``fit_of(a, b).turned == fit_of(b, a)``. Tags, sectors, cities and languages are the same whatever their capitals and spaces.
    """
    shared = in_common(first.languages, second.languages)
    same = bool(_key(first.sector)) and _key(first.sector) == _key(second.sector)
    return Fit(
        first=first,
        second=second,
        gives=in_common(first.offers, second.seeks),
        takes=in_common(second.offers, first.seeks),
        sector=min(first.sector, second.sector) if same else "",
        languages=shared,
        can_talk=bool(shared) or not (first.languages and second.languages),
        met=met,
    )


def proposals_for(
    companies: Sequence[Company],
    *,
    past: Collection[tuple[str, str]] = (),
    forbidden: Collection[tuple[str, str]] = (),
    most: int | None = None,
) -> tuple[Fit, ...]:
    """Pairs that should ask each other, the best first: whoever is offered B is offered to B.

    Reciprocal pairs come first, then those of one sector, then those of different cities; among
    equals more needs met, fewer meetings before (``past``: a pair for each of them), then the order
    of the ids. A pair can talk, and shares a sector or a need. Two of one city are proposed only
    where one of them has no such pair elsewhere. ``forbidden``: pairs that are ruled out. ``most``:
    proposals of one company, taken in that order. DataError: companies that do not hold.
    """
    check_companies(companies)
    before = Counter(tuple(sorted(pair)) for pair in past)
    ordered = sorted(companies, key=lambda company: company.id)
    apart = {tuple(sorted(pair)) for pair in forbidden}
    beside = ((a, b) for a, b in combinations(ordered, 2) if (a.id, b.id) not in apart)
    fits = [fit_of(a, b, met=before[a.id, b.id]) for a, b in beside]
    possible = [fit for fit in fits if fit.can_talk and (fit.needs_met or fit.sector)]
    elsewhere = {c.id for fit in possible if not fit.is_of_one_city for c in _two(fit)}
    wanted = [
        fit
        for fit in possible
        if not (fit.is_of_one_city and all(c.id in elsewhere for c in _two(fit)))
    ]
    return _at_most(sorted(wanted, key=_rank), most)


def _rank(fit: Fit) -> tuple[bool, bool, bool, int, int, str, str]:
    return (
        not fit.reciprocal,
        not fit.sector,
        not fit.is_of_two_cities,
        -fit.needs_met,
        fit.met,
        fit.first.id,
        fit.second.id,
    )


def _at_most(fits: Sequence[Fit], most: int | None) -> tuple[Fit, ...]:
    """Pairs in order, while both have room: so nobody is proposed to somebody who is not told."""
    if most is None:
        return tuple(fits)
    count: Counter[str] = Counter()
    kept = []
    for fit in fits:
        if all(count[company.id] < most for company in _two(fit)):
            kept.append(fit)
            count.update(company.id for company in _two(fit))
    return tuple(kept)


def _two(fit: Fit) -> tuple[Company, Company]:
    return fit.first, fit.second


@lru_cache(maxsize=1 << 14)
def _key(text: str) -> str:
    return " ".join(normalize("NFC", text).casefold().split())


def in_common(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """What stands in both, in one way of writing and in one order, whoever comes first."""
    written: dict[str, str] = {}
    for text in sorted((*one, *other)):
        written.setdefault(_key(text), text)
    shared = ({_key(text) for text in one} & {_key(text) for text in other}) - {""}
    return tuple(written[key] for key in sorted(shared))


# ── sentences ─────────────────────────────────────────────────────────────────────────────────


def _of_needs(fit: Fit) -> list[str]:
    text = gettext("{giver} offers what {seeker} seeks: {tags}.")
    sides = ((fit.first, fit.second, fit.gives), (fit.second, fit.first, fit.takes))
    return [
        text.format(giver=giver.called, seeker=seeker.called, tags=", ".join(tags))
        for giver, seeker, tags in sides
        if tags
    ]


def _of_places(fit: Fit) -> list[str]:
    out = []
    if fit.sector:
        out.append(gettext("Both work in one sector: {sector}.").format(sector=fit.sector))
    if fit.is_of_two_cities:
        text = gettext("They come from different cities: {first}, {second}.")
        out.append(text.format(first=fit.first.city, second=fit.second.city))
    if fit.is_of_one_city:
        out.append(gettext("Both come from one city: {city}.").format(city=fit.first.city))
    return out


def _of_talk(fit: Fit) -> list[str]:
    out = []
    if fit.languages:
        names = ", ".join(fit.languages)
        out.append(gettext("They share a language: {names}.").format(names=names))
    elif not fit.can_talk:
        out.append(gettext("They share no language."))
    if fit.met:
        out.append(gettext("Meetings before: {count}.").format(count=fit.met))
    return out
