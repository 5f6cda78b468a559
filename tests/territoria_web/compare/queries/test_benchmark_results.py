"""The result of a benchmark, as it is written down when it is published."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from a_benchmark import a_benchmark
from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmark_results import result_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_published_result_has_everything_that_pages_show():
    held = a_benchmark(Benchmark.State.PUBLISHED)
    found = held.row.result
    assert json.loads(json.dumps(found)) == found
    assert set(found) == {
        *("criteria", "digest", "day", "assessors", "entrants", "strong", "obstacles", "mix"),
        "missing",
    }
    assert (found["digest"], found["assessors"]) == (held.row.digest, 3)
    assert found["day"] == timezone.localdate().isoformat()
    first = found["entrants"][0]
    assert set(first) == {
        *("id", "slug", "text", "title", "place", "territory", "area", "level", "obstacles"),
        *("instruments", "sizes", "sectors", "budget", "firms", "reach_year", "evaluation"),
        *("grade", "went_wrong", "baseline", "cells", "known", "coverage", "shown", "practice"),
        "strong",
    }
    assert first["cells"]["results"] == {
        **{"value": 2.0, "low": 2.0, "high": 2.0, "known": 2, "of": 2, "state": "known"},
        **{"owner": None, "capped": False, "said": ""},
        "why": ["seen in the report of results"] * 2,
    }
    assert (first["known"], first["coverage"], first["shown"]) == (10, 1.0, True)
    assert found["strong"]["results"] == {"quartile": None, "of": 4}


def test_gaps_and_the_mix_are_of_the_initiatives_that_take_part():
    held = a_benchmark()
    found = result_of(held.row)
    ids = [e["id"] for e in found["entrants"]]
    assert ids[0] in found["obstacles"]["cost"]["course"]
    assert ids[1] in found["obstacles"]["cost"]["adviser"]
    assert [o for o, row in found["obstacles"].items() if not any(row.values())] != []
    assert found["mix"]["FRE1@2021"]["training"] == {
        **{"count": 1, "budget": 120000.0, "budget_unknown": 0, "firms": [80, 80]}
    }
    assert found["mix"]["all"]["training"]["firms"][1] >= 160


def test_a_record_without_baseline_is_capped_and_a_draft_knows_nothing():
    held = a_benchmark()
    one, other = held.sheets("Adviser")
    held.hand_in(one, 4)
    held.hand_in(other, 3)
    cell = result_of(held.row)["entrants"][1]["cells"]["clear-target"]
    assert (cell["value"], cell["capped"]) == (2.0, True)
    open_still = result_of(held.row)["entrants"][0]["cells"]["results"]
    assert (open_still["value"], open_still["known"], open_still["of"]) == (None, 0, 2)
