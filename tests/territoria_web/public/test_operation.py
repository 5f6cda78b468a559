"""The page of city operation, and what other platforms read."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.utils import timezone

from planned import a_plan
from territoria_web.track.models import Gauge, GaugeValue

pytestmark = pytest.mark.django_db


def begun() -> None:
    cycle = a_plan().cycle
    for name, value in (("Waiting time", 12.0), ("Free places", 3.0), ("Buses on time", None)):
        gauge = Gauge.objects.create(
            cycle=cycle, names={"en": name}, kind="csv", low=5, unit_of_measure="min"
        )
        if value is not None:
            now = timezone.now()
            GaugeValue.objects.create(gauge=gauge, when=now, value=value, received=now)


def test_its_finding_counts_what_the_table_shows():
    begun()
    page = Client().get("/en/operation/X1/").content.decode()
    assert (
        "3 figures: 1 as it should be; 1 outside of what it should be; "
        "1 unknown: nothing was read yet." in page
    )


def test_without_figures_it_says_what_will_be_there():
    a_plan()
    page = Client().get("/en/operation/X1/").content.decode()
    assert "No figure of city operation is shown here yet." in page


def test_other_platforms_get_entities():
    begun()
    told = json.loads(Client().get("/en/operation/X1/kpis.jsonld").content)
    assert [one["name"]["value"] for one in told] == ["Waiting time", "Free places"]


def test_a_territory_that_nobody_knows_is_told_so():
    assert Client().get("/en/operation/XX99/").status_code == 404
