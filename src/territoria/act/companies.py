"""Companies that come to an encounter, and whom they wish to meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from territoria.errors import DataError, Problem, did_you_mean
from territoria.speech import gettext

MOST_TAGS = 3
"""What a company may offer, and what it may seek: a list of everything says nothing."""
LEAST_VALUE, MOST_VALUE = 1, 3


@dataclass(frozen=True, slots=True)
class Company:
    """A company. Slots and tables are counted from 1.

    ``offers``, ``seeks``: at most three tags each. ``languages``: spoken; empty where not said.
    ``away``: slots without it. ``booth``: the table where it receives, None for whoever walks.
    """

    id: str
    name: str = ""
    city: str = ""
    sector: str = ""
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    away: frozenset[int] = frozenset()
    booth: int | None = None

    @property
    def called(self) -> str:
        """Its name, its id where it has none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody asks somebody for a meeting.

    ``value``: 1 (would be nice) to 3 (what they come for). ``accepted``: the answer of the one who
    was asked, None while there is none.
    """

    asker: str
    asked: str
    value: int = 1
    accepted: bool | None = None


def check_companies(companies: Sequence[Company], wishes: Sequence[Wish] = ()) -> None:
    """DataError, all problems at once: of the companies, and of the wishes between them."""
    problems = [*odd_companies(companies), *odd_wishes(wishes, {c.id for c in companies})]
    if problems:
        raise DataError(problems)


def odd_companies(
    companies: Sequence[Company], places: Sequence[str] | None = None
) -> list[Problem]:
    """An id that is missing or stands twice, too many tags, a booth shared, impossible numbers.

    ``places``: where each company stands, such as ``file:line``; its id where absent.
    """
    found: list[Problem] = []
    ids: Counter[str] = Counter()
    booths: dict[int, Company] = {}
    for n, company in enumerate(companies):
        where = places[n] if places else _company(company.id)
        ids[company.id] += 1
        if not company.id:
            found.append(Problem(where, gettext("the company has no id."), gettext("Give one.")))
        elif ids[company.id] == 2:
            text = gettext("this company is named more than once: {id}.").format(id=company.id)
            found.append(Problem(where, text, gettext("Name each once.")))
        found += _odd_tags(company, where)
        if any(slot < 1 for slot in company.away):
            found.append(_from_one(where, gettext("a slot in which it is away")))
        if company.booth is None:
            continue
        if company.booth < 1:
            found.append(_from_one(where, gettext("its booth")))
        elif company.booth in booths:
            text = gettext("its booth {table} is that of {other}, too.")
            text = text.format(table=company.booth, other=booths[company.booth].id)
            found.append(Problem(where, text, gettext("Give each company a booth of its own.")))
        booths.setdefault(company.booth, company)
    return found


def odd_wishes(
    wishes: Sequence[Wish], known: set[str], places: Sequence[str] | None = None
) -> list[Problem]:
    """An unknown company, a wish to meet oneself, a wish twice, a value outside 1 to 3."""
    found: list[Problem] = []
    seen: set[tuple[str, str]] = set()
    for n, wish in enumerate(wishes):
        where = places[n] if places else _wish(wish)
        for name in dict.fromkeys((wish.asker, wish.asked)):
            if name not in known:
                text = gettext("no such company: {name}.").format(name=name)
                found.append(Problem(where, text, did_you_mean(name, known)))
        if wish.asker == wish.asked:
            text = gettext("nobody can meet themselves: {name}.").format(name=wish.asker)
            found.append(Problem(where, text, gettext("Take the wish out.")))
        elif (wish.asker, wish.asked) in seen:
            text = gettext("this wish stands more than once: {asker} asks {asked}.")
            text = text.format(asker=wish.asker, asked=wish.asked)
            found.append(Problem(where, text, gettext("Keep one.")))
        seen.add((wish.asker, wish.asked))
        if not LEAST_VALUE <= wish.value <= MOST_VALUE:
            text = gettext("the value {value} is not one of 1, 2 and 3.").format(value=wish.value)
            found.append(Problem(where, text, gettext("3 is what a company comes for.")))
    return found


def _odd_tags(company: Company, where: str) -> list[Problem]:
    return [
        Problem(
            where, text.format(count=len(tags), most=MOST_TAGS), gettext("Keep the first ones.")
        )
        for tags, text in (
            (company.offers, gettext("{count} offers are more than {most}.")),
            (company.seeks, gettext("{count} things sought are more than {most}.")),
        )
        if len(tags) > MOST_TAGS
    ]


def _from_one(where: str, thing: str) -> Problem:
    text = gettext("{thing} is below 1.").format(thing=thing)
    return Problem(where, text, gettext("Slots and tables are counted from 1."))


def _company(name: str) -> str:
    return gettext("company {id}").format(id=name)


def _wish(wish: Wish) -> str:
    return gettext("wish of {asker} to meet {asked}").format(asker=wish.asker, asked=wish.asked)
