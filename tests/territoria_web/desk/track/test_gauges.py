"""A team shows a figure of city operation, reads it, enters values, deletes it."""

from __future__ import annotations

from typing import Any

import pytest

from desk_team import signed_in
from planned import a_plan
from territoria_web.desk.track import gauges as pages
from territoria_web.jobs.models import Job
from territoria_web.territories.models import Cycle
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
    assert (answer.status_code, "</a>: This is no address." in page) == (422, True)
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


def test_whoever_was_slower_keeps_their_words_and_can_send_them_again():
    client, at = desk()
    client.post(f"{at}new/", {**FORM, "kind": "by-hand", "url": ""})
    one = f"{at}{Gauge.objects.get().public_id}/"
    told = {**FORM, "kind": "by-hand", "url": ""}
    assert client.post(one, {**told, "office": "Town hall"}).status_code == 302
    page = client.post(one, {**told, "office": "Counter"})
    form = page.context["form"]
    assert (page.status_code, form["office"].value(), form["seen"].value()) == (
        *(422, "Counter", "1"),
    )
    assert client.post(one, {**told, "office": "Counter", "seen": "1"}).status_code == 302


def test_a_figure_that_is_shown_again_is_asked_again(monkeypatch: pytest.MonkeyPatch):
    client, at = desk()
    monkeypatch.setattr(pages, "read_gauge", lambda *, gauge: 0)
    client.post(f"{at}new/", FORM)
    one = f"{at}{Gauge.objects.get().public_id}/"
    client.post(f"{one}turn/", {"do": "off"})
    Job.objects.all().delete()  # the worker found nothing to read
    client.post(f"{one}turn/", {"do": "on"})
    assert [job.kind for job in Job.objects.all()] == ["read-gauges"]


def test_in_a_closed_cycle_values_are_entered_and_nothing_is_added_or_deleted():
    client, at = desk()
    client.post(f"{at}new/", {**FORM, "kind": "by-hand", "url": ""})
    gauge = Gauge.objects.get()
    Cycle.objects.update(state=Cycle.State.CLOSED)
    one = f"{at}{gauge.public_id}/"
    client.post(f"{one}value/", {"value": "7", "when": "2026-03-01T08:00"})
    assert client.post(f"{at}new/", {**FORM, "kind": "by-hand", "url": ""}).status_code == 422
    client.post(f"{one}turn/", {"do": "drop"})
    assert [v.value for v in Gauge.objects.get().values.all()] == [7.0]


def test_progress_leads_there_before_and_after_a_plan_is_adopted():
    p = a_plan()
    client, track = signed_in(p.lead), f"/en/desk/{p.cycle.public_id}/track/"
    link = f'href="{track}operation/"'
    assert link in client.get(track).content.decode()
    p.add("A desk", indicator="x")
    p.adopt()
    assert link in client.get(track).content.decode()


def test_the_list_asks_as_often_for_three_figures_as_for_one(django_assert_max_num_queries: Any):
    client, at = desk()
    cycle = Cycle.objects.get()
    for count in (1, 3):
        while Gauge.objects.count() < count:
            Gauge.objects.create(cycle=cycle, names={"en": "X"}, kind="by-hand")
        client.get(at)
        with django_assert_max_num_queries(12):
            assert client.get(at).status_code == 200
