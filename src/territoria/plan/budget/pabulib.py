"""From a Pabulib file to an election and back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, localcontext
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


def pabulib_of(election: Election, meta: Mapping[str, str]) -> Pabulib:
    """An election as a file. ``meta``: what else the file says of it (country, unit, instance,
    dates, currency …); numbers, budget and kind of vote come from the election.

    An amount that has no end in decimals (thirds) is cut after 28 digits.
    """
    own = {
        "num_projects": str(len(election.projects)),
        "num_votes": str(len(election.ballots)),
        "budget": _written(election.budget),
        "vote_type": "approval",
    }
    order = [p.id for p in election.projects]
    return Pabulib(
        meta={**meta, **own},
        project_columns=("project_id", "cost", "votes", "name", GROUPS),
        projects=tuple(
            (p.id, _written(p.cost), str(election.votes[p.id]), p.name, ",".join(p.groups))
            for p in election.projects
        ),
        vote_columns=("voter_id", "vote"),
        votes=tuple(
            (voter, ",".join(i for i in order if i in ballot))
            for voter, ballot in election.ballots.items()
        ),
    )


def _named(cell: str) -> dict[str, None]:
    return dict.fromkeys(part.strip() for part in cell.split(",") if part.strip())


def _written(amount: Fraction) -> str:
    with localcontext() as context:
        context.prec = 28
        return format(Decimal(amount.numerator) / Decimal(amount.denominator), "f")
