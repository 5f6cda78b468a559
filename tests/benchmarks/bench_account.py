"""The public account of a plan with 500 actions: the page, its later pages and filters, the first look.

Collected by ``make bench`` only. Times go into the table at the end and are never asserted; that
the page shows what the account holds is.
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from time import process_time
from typing import Any

import pytest
from django.test import Client

from benchmarks.table import Row, once
from planned import Planning, a_plan
from territoria_web.plan.models import Action, PlanVersion
from territoria_web.plan.rules import Dated
from territoria_web.track.models import Steward, Update
from territoria_web.track.queries import accounts
from tracked import LOANS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
ACTIONS, NEWS, VERSIONS, LOOKS = 500, 4, 3, 200
BEGINS = date(2025, 1, 1)
GOAL = 0.05


def a_large_plan() -> Planning:
    """500 actions with three milestones each, three versions that moved days, 2,000 news, stewards."""
    p = a_plan()
    steps = tuple(Dated(f"Step {n}", BEGINS + timedelta(days=90 * n)) for n in (1, 2, 3))
    p.add("Open a data desk", begins=BEGINS, ends=date(2026, 1, 1), milestones=steps, **LOANS)
    body = p.adopt().body
    ids = [uuid.uuid4() for _n in range(ACTIONS)]
    Action.objects.all().delete()
    rows = [Action(public_id=key, plan=p.plan, number=n) for n, key in enumerate(ids, 1)]
    Action.objects.bulk_create(rows)
    for number in range(2, VERSIONS + 2):
        actions = [_moved(body["actions"][0], n, key, number) for n, key in enumerate(ids, 1)]
        PlanVersion.objects.create(
            plan=p.plan, number=number, body={**body, "actions": actions}, digest=str(number)
        )
    _told(list(Action.objects.order_by("number")))
    return p


def _moved(action: dict[str, Any], number: int, key: uuid.UUID, version: int) -> dict[str, Any]:
    """One of them in a version: each moves its end by a week."""
    ends = date(2026, 1, 1) + timedelta(days=7 * version + number % 900)
    return {
        **action,
        "id": str(key),
        "number": number,
        "title": f"Open data desk {number} in quarter {number % 40}",
        "owner": f"Office {number % 25}",
        "ends": ends.isoformat(),
        "nodes": [{"id": f"A{number % 6}", "title": {"en": f"Factor {number % 6}"}}],
        "milestones": [{**m, "id": f"{m['id']}-{number}"} for m in action["milestones"]],
    }


def _told(actions: list[Action]) -> None:
    when = datetime(2026, 1, 1, tzinfo=UTC)
    Update.objects.bulk_create(
        Update(action=a, made=when + timedelta(days=30 * n), done=f"News {n} of it was told.")
        for a in actions
        for n in range(NEWS)
    )
    Steward.objects.bulk_create(Steward(action=a, every_days=60) for a in actions)


def p95(look: Any) -> float:
    """CPU seconds within which 95 of 100 looks are answered."""
    found = []
    for n in range(LOOKS):
        began = process_time()
        look(n)
        found.append(process_time() - began)
    return sorted(found)[int(0.95 * LOOKS)]


def test_the_account_of_500_actions(client: Client, tell: Any) -> None:
    p = a_large_plan()
    url = f"/en/promises/{p.plan.public_id}/"
    page = client.get(url)
    accounts._worked_out.cache_clear()
    first, seconds = once(lambda: client.get(url))
    assert [row["number"] for row in page.context["rows"]] == list(range(1, 51))
    assert page.context["account"].totals.of == sum(n for _l, n, _u in page.context["delivery"])
    assert len(page.content) < 150_000
    assert first.content == page.content
    tell(Row(f"account page, {ACTIONS} actions, p95", p95(lambda _n: client.get(url)), GOAL))
    later = p95(lambda n: client.get(f"{url}?page={n % 10 + 1}&owner=Office+{n % 25}"))
    tell(Row("  filtered and paged, p95", later, GOAL))
    tell(Row("  one action, p95", p95(lambda n: client.get(f"{url}{n % 500 + 1}/")), GOAL))
    tell(Row("  the first look after news", seconds))
    table, seconds = once(lambda: client.get(url.rstrip("/") + ".csv"))
    assert table.content.count(b"\r\n") == ACTIONS + 1
    tell(Row("  all of it as CSV", seconds))
