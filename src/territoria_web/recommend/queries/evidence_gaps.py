"""What a set of cases leaves open, computed from their structured fields alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.queries import library
from territoria_web.library.saying import semicolon
from territoria_web.recommend.queries.practices import Claim, PracticeEntry
from territoria_web.recommend.queries.wording import NOT_REPORTED, said

COMPARED = ("E3", "E4", "E5")  # the effect was held against places or firms without it
SMALL = ("S", "M")
FEW = 3


def count_of(cases: Sequence[PracticeEntry], holds: Callable[[PracticeEntry], bool]) -> int:
    """How many cases hold something."""
    return sum(map(holds, cases))


def gaps_in_evidence(cases: Sequence[PracticeEntry]) -> Sequence[str]:
    """What the cases leave open, as whole sentences; computed from the structured fields alone."""
    if not cases:
        return [_("Nothing is filed here, so nothing can be compared.")]
    said_gaps = [
        _no_comparison(cases),
        _no_cost(cases),
        _no_small_place(cases),
        _no_roles(cases),
        _unreported(cases),
        _unconfirmed(cases),
    ]
    return [gap for gap in said_gaps if gap]


def _no_comparison(cases: Sequence[PracticeEntry]) -> str:
    if any(c.grade in COMPARED for c in cases):
        return ""
    return _(
        "Nobody compared what happened with places or firms that did not do it. A first evaluation "
        "with a comparison group would be worth more than another description."
    )


def _no_cost(cases: Sequence[PracticeEntry]) -> str:
    whole = count_of(cases, lambda c: c.cost == "known")
    if whole * 2 >= len(cases):
        return ""
    return _("A cost is given without reserve for {count} of {all} cases.").format(
        count=whole, all=len(cases)
    )


def _no_small_place(cases: Sequence[PracticeEntry]) -> str:
    small = count_of(cases, lambda c: c.population in SMALL)
    if small >= FEW:
        return ""
    if not small:
        return _("No case comes from a place of under 250,000 people.")
    return ngettext(
        "Only {count} case comes from a place of under 250,000 people.",
        "Only {count} cases come from places of under 250,000 people.",
        small,
    ).format(count=small)


def _no_roles(cases: Sequence[PracticeEntry]) -> str:
    there = {r for c in cases for r in c.roles}
    roles = library().roles.values()
    absent = [said(r.short or r.title) for r in roles if r.id not in there]
    if not absent:
        return ""
    return _("Nobody of these is named among those who acted: {roles}.").format(
        roles=", ".join(absent)
    )


def _unreported(cases: Sequence[PracticeEntry]) -> str:
    open_ones = [(c.place, claim.outcome) for c in cases for claim in _open_claims(c)]
    if not open_ones:
        return ""
    named = semicolon().join(f"{outcome} ({place})" for place, outcome in open_ones[:FEW])
    return _("Outcomes that no source reports: {count}, among them {examples}.").format(
        count=len(open_ones), examples=named
    )


def _open_claims(entry: PracticeEntry) -> list[Claim]:
    return [c for c in entry.claims if c.grade == NOT_REPORTED]


def _unconfirmed(cases: Sequence[PracticeEntry]) -> str:
    if any(c.contact and c.confirmed for c in cases):
        return ""
    return _("No case has been confirmed with its place yet; ask there before you rely on it.")
