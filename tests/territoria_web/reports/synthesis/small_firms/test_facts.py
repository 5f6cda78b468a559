"""Which benchmark a report uses: the newest that is published, and which the report before used."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from a_published_benchmark import a_published_benchmark, a_result
from a_register import registered
from a_self_check import a_check, finished
from cohort_network import a_network
from territoria_web.listen.services.check_looks import renew_check_look
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import begin_paper
from territoria_web.reports.synthesis.small_firms.facts import small_firms_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_newest_benchmark_says_which_the_report_before_used():
    network = a_network("FRE1", "DED5")
    first = a_published_benchmark(network)
    places = list(network.row.territories.all())
    facts = small_firms_of(network.row, places)
    assert (facts["benchmark"]["id"], facts["benchmark"]["before"]) == (str(first.public_id), None)
    paper = begin_paper(
        by=network.office,
        kind=Paper.Kind.SYNTHESIS,
        network=network.row,
        title="Report",
        language="en",
    )
    Paper.objects.filter(pk=paper.pk).update(
        published=datetime(2026, 11, 21, tzinfo=UTC), facts={"small_firms": facts}
    )
    assert small_firms_of(network.row, places)["benchmark"]["before"] is None
    later = {"published": datetime(2026, 12, 1, tzinfo=UTC), "title": "Second round"}
    a_published_benchmark(network, result={**a_result(), "day": "2026-12-01"}, **later)
    used = small_firms_of(network.row, places)["benchmark"]
    assert (used["title"], used["before"]) == (
        "Second round",
        {"title": "What helps small firms", "day": "2026-11-20"},
    )


def test_help_is_what_the_register_holds_judged_or_not():
    network = a_network("FRE1", "DED5")
    _team, made = registered(obstacles=("cost",))
    places = sorted(network.row.territories.all(), key=lambda t: t.code != made.territory.code)
    held = small_firms_of(network.row, places)
    assert held["benchmark"] is None
    here, elsewhere = (held["help"][place.key] for place in places)
    assert (here["here"], elsewhere["here"]) == (["cost"], [])
    assert "security-privacy" in elsewhere["any"]  # of the whole country, in the library


def test_of_the_looks_nothing_is_taken_but_what_may_be_shown():
    network = a_network("FRE1", "DED5")
    check = a_check()
    network.row.territories.add(check.cycle.territory)
    finished(check, 12)
    renew_check_look(check=check)
    held = small_firms_of(network.row, [check.cycle.territory])["checks"]
    assert set(held[check.cycle.territory.key]) == {"year", "years", "unusual", "code"}
