"""Known shares of groups as lines: what they are groups of, the group, its share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from territoria_web.listen.queries.districts_list import Fault, lines_in, number_in

MOST_LABELS: Final = 20
LONGEST: Final = 80
OFF: Final = 1.0  # percent by which rounded shares may miss 100


@dataclass(frozen=True)
class ReadMargins:
    """Margin → label → share in percent; or all that is to be mended."""

    margins: Mapping[str, Mapping[str, float]]
    faults: tuple[Fault, ...]


def margins_in(text: str) -> ReadMargins:
    """Shares of a list, in percent or as counts of people; nothing is taken before all can be read."""
    held: dict[str, dict[str, float]] = {}
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for number, cells in lines_in(text):
        margin, label, share = [*cells, "", "", ""][:3]
        part = number_in(share)
        if number == 1 and margin and label and share and part is None and share[0].isalpha():
            continue  # names of the columns
        if wrong := _wrong(margin, label, part, held):
            faults.append(Fault(number, wrong))
            continue
        first.setdefault(margin, number)
        held.setdefault(margin, {})[label] = part or 0.0
    faults += [
        Fault(first[margin], wrong) for margin, labels in held.items() if (wrong := _sum(labels))
    ]
    if faults:
        return ReadMargins({}, tuple(sorted(faults, key=lambda fault: fault.line)))
    return ReadMargins({margin: _percent(labels) for margin, labels in held.items()}, ())


def margins_as_lines(margins: Mapping[str, Mapping[str, float]]) -> str:
    """Shares as a list that can be changed and read again."""
    return "\n".join(
        f"{margin}; {label}; {share:g}"
        for margin, labels in margins.items()
        for label, share in labels.items()
    )


def _wrong(
    margin: str, label: str, part: float | None, held: Mapping[str, Mapping[str, float]]
) -> str:
    if not margin or not label or max(len(margin), len(label)) > LONGEST:
        return _("It needs three columns: what is grouped, the group, its share.")
    if part is None or part < 0:
        return _("Its share is no number.")
    return _("This group stands twice.") if label in held.get(margin, {}) else ""


def _sum(labels: Mapping[str, float]) -> str:
    total = sum(labels.values())
    if not 2 <= len(labels) <= MOST_LABELS:
        return _("Give 2 to 20 groups of each kind.")
    if abs(total - 100) > OFF and not _are_counts(labels):
        said = _("The shares of this kind add up to %(sum)s, not to 100.")
        return said % {"sum": f"{total:g}"}
    return ""


def _are_counts(labels: Mapping[str, float]) -> bool:
    """People counted, not shares: whole numbers, many of them."""
    return sum(labels.values()) >= 200 and all(share == int(share) for share in labels.values())


def _percent(labels: Mapping[str, float]) -> dict[str, float]:
    total = sum(labels.values())
    return {label: round(100 * share / total, 4) for label, share in labels.items()}
