"""What was withdrawn from the register since a benchmark judged it: its levels stay, its praise does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from territoria_web.compare.models import Benchmark, Entrant
from territoria_web.measure.models import Initiative

WITHDRAWN = Initiative.State.WITHDRAWN


def result_today(held: Benchmark) -> dict[str, Any]:
    """The published result, each initiative with ``withdrawn``: the reason, "" where it still stands. One
    that is withdrawn is no good practice, strong in nothing, and addresses no obstacle. One query.
    """
    result: Mapping[str, Any] = held.result or {}
    gone = reasons_of(held)
    return {
        **result,
        "entrants": [_entrant(one, gone.get(one["id"], "")) for one in result["entrants"]],
        "obstacles": {
            obstacle: {
                instrument: [one for one in ids if one not in gone]
                for instrument, ids in row.items()
            }
            for obstacle, row in result["obstacles"].items()
        },
    }


def reasons_of(held: Benchmark) -> dict[str, str]:
    """Public id of an entrant → why it was withdrawn from the register."""
    rows = Entrant.objects.filter(benchmark=held, edition__initiative__state=WITHDRAWN)
    named = rows.values_list("public_id", "edition__initiative__withdrawn_because")
    return {str(number): because for number, because in named}


def _entrant(one: Mapping[str, Any], because: str) -> dict[str, Any]:
    less = {"practice": "", "strong": []} if because else {}
    return {**one, **less, "withdrawn": because}
