"""How much a city works in a sector, beside a larger area: the specialisation quotient."""

from __future__ import annotations

from dataclasses import dataclass

from territoria.errors import DataError, Problem
from territoria.speech import colon, gettext, number, with_unit


@dataclass(frozen=True)
class Specialisation:
    """``value``: share of jobs in the sector, divided by that of the reference area; 1: the same."""

    value: float
    share: float
    reference_share: float
    reference: str
    year: int
    source: str

    @property
    def sentence(self) -> str:
        """The quotient with both shares, the year and the source."""
        text = gettext(
            "Specialisation quotient {value} in {year}: {share} of the jobs in the city are in this "
            "sector, {reference_share} in {reference}."
        )
        said = text.format(
            value=number(self.value, ".2f"),
            year=self.year,
            share=_percent(self.share),
            reference_share=_percent(self.reference_share),
            reference=self.reference,
        )
        return f"{said} {gettext('Source')}{colon()}{self.source.rstrip('.')}."


def specialisation(
    jobs: int,
    all_jobs: int,
    reference_jobs: int,
    reference_all: int,
    *,
    reference: str,
    year: int,
    source: str,
) -> Specialisation:
    """(jobs / all jobs) ÷ (the same in ``reference``), all counted in ``year`` by the same source.

    DataError, all problems at once: a divisor of zero, more jobs in the sector than in all, a
    negative count, or no reference, year or source. No jobs in the city's sector are a quotient of 0.
    Source of the measure: Florence, *Report on the Location of Industry* (1939).
    """
    problems = [
        *_part_wrong("city", jobs, all_jobs),
        *_part_wrong("reference", reference_jobs, reference_all),
        *_unnamed(reference, year, source),
    ]
    if reference_jobs == 0:
        what = gettext("nobody works in this sector there, so nothing can be compared.")
        mend = gettext("Choose a larger area.")
        problems.append(Problem("reference_jobs", what, mend))
    if problems:
        raise DataError(problems)
    share, other = jobs / all_jobs, reference_jobs / reference_all
    return Specialisation(share / other, share, other, reference.strip(), year, source.strip())


def _part_wrong(where: str, part: int, whole: int) -> list[Problem]:
    names = ("jobs", "all_jobs") if where == "city" else ("reference_jobs", "reference_all")
    if whole <= 0:
        what = gettext("the number of all jobs is not above zero.")
        return [Problem(names[1], what, gettext("Give the jobs of all sectors together."))]
    if not 0 <= part <= whole:
        what = gettext("the jobs of a sector lie between zero and those of all sectors.")
        return [Problem(names[0], what, gettext("Check whether the two were exchanged."))]
    return []


def _unnamed(reference: str, year: int, source: str) -> list[Problem]:
    found = []
    if not reference.strip():
        what = gettext("the reference area has no name.")
        found.append(Problem("reference", what, gettext("Name it, such as the country.")))
    if not 1900 <= year <= 2200:
        what = gettext("the year is missing.")
        found.append(Problem("year", what, gettext("Give the year of the counts.")))
    if not source.strip():
        what = gettext("the source is missing.")
        found.append(Problem("source", what, gettext("Say who counted the jobs.")))
    return found


def _percent(share: float) -> str:
    return with_unit(number(100 * share, ".2g" if share < 0.1 else ".0f"), "%")
