"""Criteria of a benchmark: begun from the library, changed and consulted on, frozen when scoring opens."""

from __future__ import annotations

import copy
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_benchmark import DAY, a_benchmark, last_day
from cohort_network import a_network
from territoria_web.compare.models import Benchmark, Remark
from territoria_web.compare.queries.benchmarks import digest_of_criteria
from territoria_web.compare.services import benchmarks as services
from territoria_web.compare.services.benchmark_panels import choose_entrants, open_scoring
from territoria_web.people.models import Entry
from territoria_web.territories.models import Territory
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
State = Benchmark.State
TEN = (
    *("evidence-base", "consultation", "clear-target", "sme-access", "private-leverage"),
    *("coordination", "monitoring", "results", "sustainability", "transferability"),
)


def test_it_begins_with_the_ten_criteria_of_the_library():
    held = a_benchmark(State.DRAFT)
    assert tuple(c["id"] for c in held.row.criteria) == TEN
    assert set(held.row.criteria[0]["none"]) == {"en", "fr", "de"}


def test_an_invented_network_or_invented_initiatives_make_an_example():
    Territory.objects.filter(code__in=("FRE1", "DED5")).update(example=True)
    assert a_benchmark(State.DRAFT).row.example is False
    Territory.objects.filter(code="FI20").update(example=True)
    assert begun(a_network("FRE1", "DED5", "FI20", name="Other")).example


def begun(held, key=None):
    """A benchmark of a network, begun by its office."""
    told = {"title": "What helps", "language": "en", "key": key}
    return services.begin_benchmark(by=held.office, network=held.row, **told)


def test_a_form_that_is_sent_twice_makes_one_and_serves_nobody_else():
    held, key = a_network("FRE1"), uuid4()
    assert begun(held, key) == begun(held, key)
    assert [one.public_id for one in Benchmark.objects.all()] == [key]
    with pytest.raises(ValidationError, match="cannot be used again"):
        begun(a_network("DED5", name="Other"), key)


def test_a_draft_is_thrown_away_until_members_are_asked():
    held = a_benchmark(State.DRAFT)
    by, row = held.network.office, held.row
    with pytest.raises(ChangedMeanwhile):
        services.drop_benchmark(by=by, held=row, seen=row.edit + 1)
    services.drop_benchmark(by=by, held=row, seen=row.edit)
    assert Benchmark.objects.count() == 0
    assert Entry.objects.get(what="drop benchmark").after == {"title": "What helps small firms"}
    asked = a_benchmark(State.CONSULTING, network=held.network, mark="x").row
    with pytest.raises(ValidationError, match="Members were asked"):
        services.drop_benchmark(by=by, held=asked, seen=asked.edit)
    assert Benchmark.objects.get() == asked


def test_words_and_choice_of_criteria_change_while_they_are_open():
    held = a_benchmark(State.CONSULTING)
    put = copy.deepcopy(held.row.criteria[:4])
    put[0]["title"] = {"en": "  What is\nknown "}
    row = services.change_criteria(
        by=held.network.office, held=held.row, seen=held.row.edit, criteria=put
    )
    assert [c["id"] for c in row.criteria] == list(TEN[:4])
    assert row.criteria[0]["title"] == {"en": "What is known"}
    with pytest.raises(ChangedMeanwhile):
        services.change_criteria(
            by=held.network.office, held=held.row, seen=held.row.edit, criteria=put[:3]
        )


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda put: put[:2], "criteria"),
        (lambda put: [*put, put[0]], "criteria"),
        (lambda put: [{**put[0], "id": "new"}, *put[1:]], "criteria"),
        (lambda put: [{**put[0], "half": {"en": " "}}, *put[1:]], "evidence-base-half"),
    ],
)
def test_criteria_that_do_not_hold_are_refused(change, where):
    held = a_benchmark(State.DRAFT)
    with pytest.raises(ValidationError) as refused:
        services.change_criteria(
            by=held.network.office, held=held.row, seen=0, criteria=change(held.row.criteria)
        )
    assert list(refused.value.error_dict) == [where]


@pytest.mark.parametrize("state", [State.SCORING, State.PUBLISHED])
def test_after_scoring_opened_no_service_changes_the_criteria(state):
    held = a_benchmark(state)
    office, row = held.network.office, held.row
    before = copy.deepcopy(row.criteria)
    assert row.digest == digest_of_criteria(before)
    with pytest.raises(ValidationError):
        services.change_criteria(by=office, held=row, seen=row.edit, criteria=before[:5])
    with pytest.raises(ValidationError):
        services.open_consultation(by=office, held=row, until=last_day())
    with pytest.raises(ValidationError):
        choose_entrants(by=office, held=row, keys=[])
    with pytest.raises(ValidationError):
        open_scoring(by=office, held=row, until=last_day())
    now = held.now()
    assert (now.criteria, digest_of_criteria(now.criteria)) == (before, row.digest)


def test_members_remark_until_the_day_that_was_set():
    held = a_benchmark(State.DRAFT)
    by, day = held.network.member, timezone.localdate()
    with pytest.raises(ValidationError):
        services.remark_on(by=by, held=held.row, said="Too early.")
    services.open_consultation(by=held.network.office, held=held.row, until=day + DAY)
    services.remark_on(by=by, held=held.row, said="Add a deadline.", criterion="results")
    with pytest.raises(ValidationError):
        services.remark_on(by=by, held=held.row, said="Too late.", today=day + 2 * DAY)
    with pytest.raises(ValidationError, match="later day"):
        services.open_consultation(by=held.network.office, held=held.row, until=day)
    assert [(r.criterion, r.said) for r in Remark.objects.all()] == [("results", "Add a deadline.")]
    assert Entry.objects.filter(what="remark on benchmark").count() == 1


def test_titles_change_until_publication():
    held = a_benchmark(State.SCORING)
    told = {"by": held.network.office, "seen": held.row.edit, "intro": ""}
    row = services.change_benchmark(held=held.row, title="What really helps", **told)
    assert row.title == "What really helps"
    Benchmark.objects.update(state=State.PUBLISHED)
    with pytest.raises(ValidationError):
        services.change_benchmark(held=held.row, title="Another", **told)
