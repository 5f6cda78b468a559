"""Policies by the ten criteria of the Go Digital benchmarking: what is on record, and what is not.

Nobody has scored these policies. Criteria are to be agreed before anything is scored, by the owner
and then by two assessors; until then a mark only says that the inventory holds something about it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria.documents.document import Block, Box, Heading, Paragraph, Plain, Table
from territoria.pictures.mark_grid import GridCell, GridRow, Mark, mark_grid
from territoria.pictures.picture import Label
from territoria_web.library.saying import colon
from territoria_web.reports.synthesis.among import Among

Recorded = Callable[[Mapping[str, Any]], bool]


def _never(_policy: Mapping[str, Any]) -> bool:
    return False


def _evaluated(policy: Mapping[str, Any]) -> bool:
    return bool(policy["evaluation"])


def _dated(policy: Mapping[str, Any]) -> bool:
    return bool(policy["ends"]) or policy["state"] in ("ended", "stopped")


def _elsewhere(policy: Mapping[str, Any]) -> bool:
    return bool(policy["initiative"])


# Criterion, what full marks take, and whether the inventory holds anything about it.
CRITERIA: Final[Sequence[tuple[Promise, Promise, Recorded]]] = (
    (
        gettext_lazy("Evidence base"),
        gettext_lazy("obstacles known by sector and size of firm, and kept up to date"),
        _never,
    ),
    (
        gettext_lazy("Consultation"),
        gettext_lazy("a steady panel of firms that has changed the policy"),
        _never,
    ),
    (
        gettext_lazy("Clear measurable target"),
        gettext_lazy("a target for the outcome, with baseline and date"),
        _never,
    ),
    (
        gettext_lazy("Access for small firms"),
        gettext_lazy("one page, one door, an answer within five days"),
        _never,
    ),
    (
        gettext_lazy("Private leverage"),
        gettext_lazy("a private euro for each public one, or shared running"),
        _never,
    ),
    (
        gettext_lazy("Coordination across levels"),
        gettext_lazy("an agreed division of work, without overlap"),
        _never,
    ),
    (
        gettext_lazy("Monitoring and evaluation"),
        gettext_lazy("indicators followed, and an independent evaluation"),
        _evaluated,
    ),
    (
        gettext_lazy("Results"),
        gettext_lazy("an effect shown against a comparison"),
        _evaluated,
    ),
    (
        gettext_lazy("Sustainability"),
        gettext_lazy("it runs on after the first money, and the model was tested"),
        _dated,
    ),
    (
        gettext_lazy("Transferability"),
        gettext_lazy("it was copied elsewhere"),
        _elsewhere,
    ),
)


def blocks(told: Among, held: Sequence[Mapping[str, Any]]) -> list[Block]:
    """The criteria first, then what the inventories hold about each; that nothing is judged."""
    return [
        Heading(2, _("By the ten criteria of Go Digital")),
        _criteria(told, held),
        *_grid(told, held),
        Box("caveat", _("Not judged"), (Paragraph((Plain(_not_judged()),)),)),
    ]


def _criteria(told: Among, held: Sequence[Mapping[str, Any]]) -> Table:
    rows = tuple(
        (
            told.say(f"criteria/{n}", str(n)),
            (Plain(str(name)),),
            (Plain(str(full)),),
            told.say(f"criteria/{n}/held", _counted(sum(map(recorded, held)), len(held))),
        )
        for n, (name, full, recorded) in enumerate(CRITERIA, start=1)
    )
    return Table(
        caption=(Plain(_("The criteria, what full marks take, and where anything is on record.")),),
        header=(_("No."), _("Criterion"), _("Full marks"), _("On record for")),
        rows=rows,
        align="rlll",
        wide=True,
        small=True,
    )


def _counted(count: int, of: int) -> str:
    return _("%(count)s of %(of)s") % {"count": count, "of": of}


def _grid(told: Among, held: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Policy × criterion: something on record, or nothing; no cell is a score."""
    yes, no = _("something is on record, not judged"), _("nothing on record: unknown")
    legend: list[tuple[Mark, str]] = [("light", yes), ("unknown", no)]

    def cell(policy: Mapping[str, Any], recorded: Recorded) -> GridCell:
        return GridCell("light", Label(yes)) if recorded(policy) else GridCell("unknown", Label(no))

    rows = [
        GridRow(
            f"{told.name(p['territory'])}{colon()}{p['title']}",
            tuple(cell(p, recorded) for _name, _full, recorded in CRITERIA),
        )
        for p in held
    ]
    known = sum(recorded(p) for p in held for _name, _full, recorded in CRITERIA)
    said = ngettext(
        "Of %(of)d cells, %(count)d has anything on record, and none is scored.",
        "Of %(of)d cells, %(count)d have anything on record, and none is scored.",
        known,
    ) % {"count": known, "of": len(held) * len(CRITERIA)}
    caption = told.say("criteria/caption", said)
    names = [str(n) for n in range(1, len(CRITERIA) + 1)]
    title = _("Policies by criterion")
    drawing = partial(mark_grid, first=_("Policy"))
    return [*told.figures(drawing, title, caption, rows, lambda part: (names, part, legend))]


def _not_judged() -> str:
    return _(
        "No policy is scored here. The criteria are first agreed with the owners of the policies; "
        "then each owner scores its own, and two assessors score it again. What is unknown is left "
        "out and never counts as nothing, and a policy has no profile while fewer than seven of the "
        "ten are known. Sums and ranks of policies are not made."
    )
