"""`territoria budget`: projects funded by votes and by equal shares, side by side."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from territoria.cli.speak import progress, speaks_plainly, table

if TYPE_CHECKING:
    from territoria.plan.budget.compared import Compared, Served
    from territoria.plan.budget.completion import Completed
    from territoria.plan.budget.election import Election
    from territoria.plan.budget.ties import Tie


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--step",
    default="1",
    show_default=True,
    help="By how much each voter's share is raised in turn, in the currency of the file.",
)
@click.option(
    "--fill/--no-fill",
    default=True,
    show_default=True,
    help="Whether what equal shares leave over goes to the next projects by votes.",
)
@click.option("--lot", help="Ids in the order of a lot that was drawn, parted by commas.")
@click.option("--groups", default="category", show_default=True, help="The column of groups.")
@click.option("--as-approval", is_flag=True, help="Read ordinal or scored ballots as approvals.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@speaks_plainly
def budget(
    file: Path,
    step: str,
    fill: bool,
    lot: str | None,
    groups: str,
    as_approval: bool,
    as_json: bool,
) -> None:
    """Fund the projects of FILE (Pabulib's .pb): by votes alone, and by equal shares.

    Prints who is funded by which rule, what that does for the voters, and every tie.
    """
    from territoria.plan.budget.compared import compare_rules
    from territoria.plan.budget.election import exact_amount
    from territoria.plan.budget.pabulib import election_of
    from territoria.sources.pabulib import read_pabulib

    drawn = tuple(i.strip() for i in lot.split(",") if i.strip()) if lot else ()
    with progress(["reading the ballots", "sharing the budget"]) as advance:
        held = read_pabulib(file, as_approval=as_approval)
        election = election_of(held, groups=groups)
        advance()
        found = compare_rules(election, step=exact_amount(step), fill=fill, lot=drawn)
        advance()
    if held.meta["vote_type"] not in ("approval", "choose-1"):
        click.echo(f"The {held.meta['vote_type']} ballots were read as approvals.", err=True)
    if as_json:
        click.echo(json.dumps(_as_data(election, found), indent=2, ensure_ascii=False))
        return
    _print(election, found)


def _print(election: Election, found: Compared) -> None:
    from territoria.plan.budget.election import say_amount
    from territoria.plan.budget.ties import say_tie

    rows = [
        (
            project.id,
            project.name,
            say_amount(project.cost),
            f"{election.votes[project.id]:,}",
            "yes" if project.id in found.by_votes.winners else "",
            _how(found, project.id),
        )
        for project in sorted(election.projects, key=lambda p: -election.votes[p.id])
    ]
    table(("id", "project", "cost", "votes", "by votes", "by equal shares"), rows)
    click.echo("")
    said = [
        (
            name,
            say_amount(s.spent),
            f"{float(s.mean_funded):.2f}",
            f"{100 * float(s.with_one):.1f} %",
        )
        for name, s in (("votes", found.votes_serve), ("equal shares", found.shares_serve))
    ]
    table(("rule", "spent", "funded a voter", "voters with one"), said)
    click.echo("")
    click.echo(found.sentence)
    click.echo(_say_shares(election, found.by_shares))
    for title, ties in _ties(found).items():
        for tie in ties:
            click.echo(f"Tie ({title.replace('_', ' ')}): {say_tie(tie)}")
    if not any(_ties(found).values()):
        click.echo("No ties.")


def _say_shares(election: Election, shares: Completed) -> str:
    """How large each voter's share was, how far it was raised, and why no further."""
    from territoria.plan.budget.election import say_amount

    begun = f"Each of {len(election.ballots):,} voters has {float(shares.plain.share):,.2f} of "
    begun += say_amount(election.budget)
    if shares.steps:
        begun += f", raised to {float(shares.raised.share):,.2f} (steps: {shares.steps:,})"
    return f"{begun}: {shares.stopped}."


def _how(found: Compared, project: str) -> str:
    """Bought with shares, added by votes, or neither."""
    if project in found.by_shares.raised.winners:
        return "yes"
    return "filled" if project in found.by_shares.filled.winners else ""


def _ties(found: Compared) -> dict[str, tuple[Tie, ...]]:
    return {
        "by_votes": found.by_votes.ties,
        "by_shares": found.by_shares.ties,
        "with_other_shares": found.by_shares.tied_elsewhere,
    }


def _as_data(election: Election, found: Compared) -> dict[str, Any]:
    """Everything that was found; amounts as decimals, ties as they were broken."""
    shares = found.by_shares
    return {
        "budget": _number(election.budget),
        "voters": len(election.ballots),
        "sentence": found.sentence,
        "by_votes": _served(found.votes_serve),
        "by_shares": {
            **_served(found.shares_serve),
            "share": _number(shares.plain.share),
            "raised_to": _number(shares.raised.share),
            "steps": shares.steps,
            "stopped": shares.stopped,
            "bought": [
                {
                    "id": p.project,
                    "most_paid": _number(p.payment),
                    "effective_votes": _number(p.effective_votes),
                }
                for p in shares.raised.purchases
            ],
            "filled": list(shares.filled.winners),
        },
        "only_by_votes": list(found.only_votes),
        "only_by_shares": list(found.only_shares),
        "ties": {
            title: [
                {"tied": list(t.tied), "chosen": t.chosen, "by": t.by, "lost": list(t.lost)}
                for t in ties
            ]
            for title, ties in _ties(found).items()
        },
    }


def _served(served: Served) -> dict[str, Any]:
    return {
        "winners": list(served.winners),
        "spent": _number(served.spent),
        "mean_funded": _number(served.mean_funded),
        "with_one": _number(served.with_one),
        "by_group": {group: _number(share) for group, share in served.by_group.items()},
    }


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
