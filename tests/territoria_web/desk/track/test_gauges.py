"""A team shows a figure of city operation, reads it, enters values, deletes it."""

from __future__ import annotations

from typing import Any

import pytest

from desk_team import signed_in
from planned import a_plan
from territoria_web.desk.track import gauges as pages
from territoria_web.track.models import Gauge

pytestmark = pytest.mark.django_db
FORM = {
    "name_en": "Waiting time",
    "kind": "csv",
    "url": "https://data.example.org/wait.csv",
    "every_minutes": "60",
    "decimals": "0",
    "seen": "0",
}


def desk() -> tuple[Any, str]:
    p = a_plan()
    return signed_in(p.lead), f"/en/desk/{p.cycle.public_id}/track/operation/"


def test_a_new_figure_is_asked_at_once_and_its_problem_is_said(monkeypatch: pytest.MonkeyPatch):
    client, at = desk()

    def asked(*, gauge: Gauge) -> int:
        Gauge.objects.filter(pk=gauge.pk).update(problem="it answers 404. Correct it.")
        return 0

    monkeypatch.setattr(pages, "read_gauge", asked)
    page = client.post(f"{at}new/", FORM, follow=True).content.decode()
    assert "it answers 404. Correct it." in page


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost():
    client, at = desk()
    answer = client.post(f"{at}new/", {**FORM, "url": "wait.csv"})
    page = answer.content.decode()
    assert (answer.status_code, "this is no address." in page) == (422, True)
    assert 'value="Waiting time"' in page


def test_values_are_entered_by_hand_and_the_figure_is_deleted_once_it_is_off():
    client, at = desk()
    client.post(f"{at}new/", {**FORM, "kind": "by-hand", "url": ""})
    gauge = Gauge.objects.get()
    one = f"{at}{gauge.public_id}/"
    client.post(f"{one}value/", {"value": "7", "when": "2026-03-01T08:00"})
    assert [v.value for v in gauge.values.all()] == [7.0]
    assert "7 on 1 March 2026" in client.get(one).content.decode()
    client.post(f"{one}turn/", {"do": "off"})
    client.post(f"{one}turn/", {"do": "drop"})
    assert not Gauge.objects.exists()


def test_the_list_asks_as_often_for_three_figures_as_for_one(django_assert_max_num_queries: Any):
    client, at = desk()
    cycle = a_cycle()
    for count in (1, 3):
        while Gauge.objects.count() < count:
            Gauge.objects.create(cycle=cycle, names={"en": "X"}, kind="by-hand")
        client.get(at)
        with django_assert_max_num_queries(12):
            assert client.get(at).status_code == 200


def a_cycle() -> Any:
    from territoria_web.territories.models import Cycle

    return Cycle.objects.get()
