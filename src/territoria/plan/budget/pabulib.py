"""The election that a Pabulib file holds."""

from __future__ import annotations

from fractions import Fraction

from territoria.plan.budget.election import Election, Project
from territoria.sources.pabulib import Pabulib

GROUPS = "category"


def election_of(file: Pabulib, *, groups: str = GROUPS) -> Election:
    """The election that a file holds. ``groups``: the column whose names, parted by commas, say which
    groups a project belongs to. DataError where it is no election (see ``Election``).
    """
    ids, names = file.project("project_id"), file.project("name")
    rows = zip(ids, names, file.project("cost"), file.project(groups), strict=True)
    projects = tuple(
        Project(i, name or i, Fraction(cost), tuple(_named(belongs)))
        for i, name, cost, belongs in rows
    )
    return Election(file.budget, projects, file.approvals)


def _named(cell: str) -> dict[str, None]:
    return dict.fromkeys(part.strip() for part in cell.split(",") if part.strip())
