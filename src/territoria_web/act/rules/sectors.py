"""What may be written of a city's sectors of excellence: how many, and what each must hold."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.act.divisions import division
from territoria.act.specialisation import specialisation
from territoria.errors import DataError
from territoria_web.library.typed import plain, plain_line

LEAST: Final = 4
MOST: Final = 5
MOST_KEPT: Final = 20  # of a draft
LONGEST_PROOF: Final = 2000
COUNTS: Final = ("jobs", "all_jobs", "reference_jobs", "reference_all")


@dataclass(frozen=True)
class SectorWords:
    """What a team writes of a sector: a division of NACE by its code, or a name of an emerging field."""

    nace: str = ""
    emerging: str = ""
    proof: str = ""
    proof_url: str = ""
    firms: int | None = None
    jobs: int | None = None
    all_jobs: int | None = None
    reference: str = ""
    reference_jobs: int | None = None
    reference_all: int | None = None
    year: int | None = None
    source: str = ""
    offers: str = ""
    seeks: str = ""

    def as_fields(self) -> dict[str, Any]:
        """By field of the row."""
        return asdict(self)


def checked_sector(words: SectorWords) -> SectorWords:
    """The same as it is kept; ValidationError, by field, where it does not hold together."""
    told = replace(
        words,
        emerging=plain_line(words.emerging)[:100],
        proof=plain(words.proof)[:LONGEST_PROOF],
        reference=plain_line(words.reference)[:100],
        source=plain_line(words.source)[:200],
        offers=plain_line(words.offers)[:300],
        seeks=plain_line(words.seeks)[:300],
    )
    wrong: dict[str, list[str]] = {}
    if bool(told.nace.strip()) == bool(told.emerging):
        wrong["emerging"] = [_("Choose a division, or name an emerging field; one of the two.")]
    elif told.nace:
        told = _with_division(told, wrong)
    elif not any(sign.isalpha() for sign in told.emerging):
        wrong["emerging"] = [_("Name the field in words.")]
    for name, said in _counts_wrong(told):
        wrong.setdefault(name, []).append(said)
    if wrong:
        raise ValidationError(wrong)
    return told


def _with_division(told: SectorWords, wrong: dict[str, list[str]]) -> SectorWords:
    try:
        return replace(told, nace=division(told.nace).code)
    except DataError as refused:
        wrong["nace"] = [_said(p.what, p.mend) for p in refused.problems]
        return told


def _counts_wrong(told: SectorWords) -> list[tuple[str, str]]:
    """What keeps the quotient from being computed; nothing where no job was counted."""
    given = [getattr(told, name) for name in COUNTS]
    if all(count is None for count in given):
        return []
    missing = [name for name in COUNTS if getattr(told, name) is None]
    if missing:
        said = _("The quotient needs all four counts of jobs. Give this one, or none of them.")
        return [(name, said) for name in missing]
    try:
        specialisation(*given, reference=told.reference, year=told.year or 0, source=told.source)
    except DataError as refused:
        return [(p.where, _said(p.what, p.mend)) for p in refused.problems]
    return []


def _said(what: str, mend: str) -> str:
    return f"{what[:1].upper()}{what[1:]} {mend}"


def number_wrong(count: int) -> str:
    """Why so many sectors cannot be published; empty where they can."""
    if LEAST <= count <= MOST:
        return ""
    said = ngettext(
        "A city names four or five sectors; here is %(count)d.",
        "A city names four or five sectors; here are %(count)d.",
        count,
    )
    return said % {"count": count}
