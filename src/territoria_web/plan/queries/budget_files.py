"""Budgets as files of Pabulib, out and in: ballots without anything that tells whose they are.

Out: the ballots in an order that tells nothing of time, numbered anew. In: what a file says of its
voters (age, sex and the like) is not taken; the way by which a ballot came is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from territoria.errors import DataError
from territoria.plan.budget.pabulib import election_of as election_in
from territoria.sources.pabulib import Pabulib, parse_pabulib, write_pabulib
from territoria_web.library.typed import plain, plain_line
from territoria_web.plan.budget_rules import (
    CURRENCY,
    LARGEST,
    LEAST,
    LONGEST,
    Frame,
    Item,
)
from territoria_web.plan.models import Ballot, Budget, BudgetItem
from territoria_web.plan.queries.budget_results import hidden_items
from territoria_web.territories.queries import territory_name

LARGEST_FILE: Final = 5_000_000
MOST_TAKEN: Final = 1_000  # items of a vote that was held elsewhere
CHANNEL: Final = "channel"
# columns of projects that stand in rows of their own; what else a file says of them is kept
KNOWN: Final = ("project_id", "cost", "votes", "name", "category", "selected", "description")
RULES: Final[Mapping[str, str]] = {
    Budget.Rule.EQUAL_SHARES: "equalshares/add1",
    Budget.Rule.GREEDY: "greedy",
}
# what is said of a file by its rows, whatever its own head said
COUNTED: Final = ("num_projects", "num_votes", "budget", "vote_type", "rule")


@dataclass(frozen=True)
class Found:
    """What a file holds. ``items`` with what else the file says of each; ``ballots``: numbers of items
    and the way by which it came, "" where it does not say; ``left_out``: columns about voters.
    """

    frame: Frame
    items: tuple[tuple[Item, dict[str, str]], ...]
    ballots: tuple[tuple[tuple[int, ...], str], ...]
    meta: dict[str, str]
    closed: date | None
    left_out: tuple[str, ...]


# ── out ───────────────────────────────────────────────────────────────────────────────────────


def may_give_ballots(budget: Budget) -> bool:
    """Whether the ballots may be given to everybody: the vote is counted and no item was chosen by
    fewer than five people, or left by so few. Those of a published file are out already.
    """
    body = budget.result
    if not body or body["few"]:
        return False
    votes = body["votes_of"]
    return bool(budget.source) or not any(
        votes[i] for i in hidden_items(budget, votes, body["people"])
    )


def pabulib_text(budget: Budget) -> str:
    """The vote as a file; of a budget that may give its ballots."""
    items, body = list(budget.items.all()), budget.result or {}
    ids = {one.number: str(one.extra.get("project_id") or one.number) for one in items}
    ballots = _in_no_order(budget, budget.ballots.all())
    tells = _tells_ways(ballots)
    told = Pabulib(
        meta=_meta(budget, len(items), len(ballots)),
        project_columns=(*KNOWN, *(extra := _extra_columns(items))),
        projects=tuple(_project(one, ids, body, budget.rule, extra) for one in items),
        vote_columns=("voter_id", "vote", *((CHANNEL,) if tells else ())),
        votes=tuple(_vote(n, b, ids, tells) for n, b in enumerate(ballots, start=1)),
    )
    return write_pabulib(told)


def _in_no_order(budget: Budget, ballots: Iterable[Ballot]) -> list[Ballot]:
    """By what they say, so that nobody sees who was first; those of a file as they stood in it."""
    held = list(ballots)
    if budget.source:
        return sorted(held, key=lambda b: b.pk)
    return sorted(held, key=lambda b: (b.chosen, _way(b)))


def _tells_ways(ballots: Sequence[Ballot]) -> bool:
    """Whether the way of each ballot is told: only where five people came by each, and five of them
    chose each item that was chosen that way.
    """
    ways = Counter(_way(b) for b in ballots)
    chosen = Counter((_way(b), number) for b in ballots for number in b.chosen)
    return any(ways) and min((*ways.values(), *chosen.values())) >= LEAST


def _way(ballot: Ballot) -> str:
    return str(ballot.extra.get("channel", "") if "row" in ballot.extra else ballot.channel)


def _meta(budget: Budget, items: int, ballots: int) -> dict[str, str]:
    own = {
        "description": budget.title,
        "unit": territory_name(budget.forum.cycle.territory),
        "instance": str(budget.public_id),
        "date_begin": _day(budget.opened),
        "date_end": _day(budget.closed),
        "language": budget.language,
        "currency": budget.currency,
        "min_length": "1",
        "max_length": str(budget.most_choices or ""),
    }
    counted = {
        "num_projects": str(items),
        "num_votes": str(ballots),
        "budget": _amount(budget.amount),
        "vote_type": "approval",
        "rule": RULES[budget.rule],
    }
    said = budget.extra.get("meta") or {name: text for name, text in own.items() if text}
    return {**said, **counted}


def _project(
    item: BudgetItem,
    ids: Mapping[int, str],
    body: Mapping[str, Any],
    rule: str,
    extra: Sequence[str],
) -> tuple[str, ...]:
    key = str(item.number)
    return (
        ids[item.number],
        _amount(item.cost),
        str(body["votes_of"][key]),
        item.title,
        item.category,
        "1" if key in body[rule]["winners"] else "0",
        " ".join(item.what.split()),
        *(str(item.extra.get(name, "")) for name in extra),
    )


def _extra_columns(items: Iterable[BudgetItem]) -> tuple[str, ...]:
    names = dict.fromkeys(name for one in items for name in one.extra)
    return tuple(name for name in names if name not in KNOWN)


def _vote(number: int, ballot: Ballot, ids: Mapping[int, str], tells: bool) -> tuple[str, ...]:
    named = ",".join(ids[n] for n in ballot.chosen if n in ids)
    return (str(number), named, *((_way(ballot),) if tells else ()))


def _amount(value: Decimal) -> str:
    return format(value.quantize(Decimal(1)) if value % 1 == 0 else value, "f")


def _day(moment: Any) -> str:
    return localdate(moment).isoformat() if moment else ""


# ── in ────────────────────────────────────────────────────────────────────────────────────────


def read_file(content: bytes, name: str, *, as_approval: bool = False) -> Found:
    """What a file of Pabulib holds; ValidationError with every problem where it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _no_text() from None
    if "\0" in text:  # no database of PostgreSQL keeps it
        raise _no_text()
    try:
        file = parse_pabulib(text, where=name, as_approval=as_approval)
        election_in(file)
    except DataError as refused:
        raise ValidationError([str(problem) for problem in refused.problems]) from None
    return _found(file, name)


def _no_text() -> ValidationError:
    return ValidationError(_("The file is not UTF-8. Save it as text in UTF-8."))


def _found(file: Pabulib, name: str) -> Found:
    if len(file.projects) > MOST_TAKEN:
        raise ValidationError(_("A vote with more than 1,000 items is not taken."))
    ids = {own: n for n, own in enumerate(file.project("project_id"), start=1)}
    items = tuple(_item(row, file) for row in file.projects)
    amount = _sum(file.meta["budget"])
    approvals, ways = file.approvals, file.vote(CHANNEL)
    ballots = tuple(
        (tuple(sorted(ids[i] for i in named)), way)
        for named, way in zip(approvals.values(), ways, strict=True)
    )
    wrong = [item.title for item, _extra in items if item.cost >= LARGEST]
    if wrong or amount >= LARGEST:
        raise ValidationError(_("Sums of a trillion and more are not taken."))
    return Found(
        frame=_frame(file, name, amount),
        items=items,
        ballots=ballots,
        meta={k: v for k, v in file.meta.items() if k not in COUNTED},
        closed=_date(file.meta.get("date_end", "")),
        left_out=tuple(c for c in file.vote_columns if c not in ("voter_id", "vote", CHANNEL)),
    )


def _item(row: Sequence[str], file: Pabulib) -> tuple[Item, dict[str, str]]:
    cells = dict(zip(file.project_columns, row, strict=True))
    own = cells["project_id"]
    item = Item(
        title=plain_line(cells.get("name", "") or own)[: LONGEST["title"]],
        cost=_sum(cells["cost"]),
        category=plain_line(cells.get("category", ""))[: LONGEST["category"]],
        what=plain(cells.get("description", ""))[: LONGEST["what"]],
    )
    return item, {"project_id": own, **{k: v for k, v in cells.items() if k not in KNOWN}}


def _frame(file: Pabulib, name: str, amount: Decimal) -> Frame:
    meta = file.meta
    currency = meta.get("currency", "").upper()
    most = "1" if meta["vote_type"] == "choose-1" else meta.get("max_length", "")
    shares = re.search(r"equal|mes", meta.get("rule", "").lower())
    title = plain_line(meta.get("description", "") or meta.get("instance", "") or name)
    return Frame(
        title=title[: LONGEST["title"]],
        amount=amount,
        currency=currency if CURRENCY.fullmatch(currency) else "EUR",
        rule=Budget.Rule.EQUAL_SHARES if shares else Budget.Rule.GREEDY,
        most_choices=int(most) if most.isdecimal() and 0 < int(most) < 10_000 else None,
        language=meta.get("language", "")[:2].lower() or "en",
    )


def _sum(text: str) -> Decimal:
    """An amount in cents; ValidationError where it has more decimals than that."""
    held = Decimal(text)
    if held < LARGEST and held != round(held, 2):
        said = _("The amount %(amount)s has more than two decimals; cents are the smallest.")
        raise ValidationError(said % {"amount": text})
    return held.quantize(Decimal("0.01")) if held < LARGEST else held


def _date(text: str) -> date | None:
    """A day as a file may write it."""
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip()):
        year, month, here = found.groups()
    elif found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text.strip()):
        here, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(here))
    except ValueError:
        return None
