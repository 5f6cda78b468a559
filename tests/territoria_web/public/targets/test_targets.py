"""Targets as everybody reads them: only what was set, with what it was before."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from django.test import Client

from planned import Planning, a_plan
from targeted import BECAUSE, begun, set_up
from territoria_web.plan.services.area_targets import (
    YearFigure,
    drop_target,
    move_target,
    tell_figure,
)
from territoria_web.plan.target_rules import draft_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def p() -> Planning:
    return a_plan("FRE1")


def at(p: Planning, ending: str = "/") -> str:
    return f"/en/targets/{p.cycle.public_id}{ending}"


def test_before_one_is_set_there_is_nothing(p):
    begun(p)
    assert Client().get(at(p)).status_code == 404


def test_a_moved_target_and_a_dropped_one_stay_readable(p):
    begun(p, figure="A secret draft")
    target = set_up(p)
    tell_figure(by=p.lead, target=target, figure=YearFigure(2025, 53.0, "Survey", 50.0, 56.0))
    lower = replace(draft_in(target), low=58.0, high=60.0)
    move_target(by=p.lead, target=target, draft=lower, reason=BECAUSE, seen=target.edit)
    gone = set_up(p, area="finance", figure="Loans")
    drop_target(by=p.lead, target=gone, reason=BECAUSE, seen=gone.edit)
    text = Client().get(at(p)).content.decode()
    assert "<b>From 45 to 58–60 % of firms by 2030;" in text
    assert "<s>45 % of firms (2020) → 60–65 % of firms by 2030, Chamber of Lakeland</s>" in text
    assert "<s>Loans</s>" in text
    assert "53 (50–56) % of firms" in text.replace("\u00a0", " ")
    assert "A secret draft" not in text
    rows = list(csv.DictReader(io.StringIO(Client().get(at(p, ".csv")).content.decode())))
    assert [(r["area"], r["state"], r["low"], r["moved"]) for r in rows] == [
        ("training", "set", "58.0", "1"),
        ("finance", "dropped", "60.0", "0"),
    ]
    held = Client().get(at(p, ".json")).json()["targets"]
    assert [v["was"]["low"] for v in held[0]["versions"]] == [60.0]
    assert [f["year"] for f in held[0]["figures"]] == [2025]


def test_the_plan_leads_to_its_targets_once_one_is_set(p):
    p.add(indicator="Loans a month")
    p.adopt()
    plan = f"/en/plans/{p.plan.public_id}/"
    assert at(p) not in Client().get(plan).content.decode()
    set_up(p)
    assert at(p) in Client().get(f"{plan}?again=1").content.decode()


def test_a_target_of_a_published_figure_names_who_meets_it(p):
    told = {"indicator": "hrst", "figure": "", "unit_of_measure": ""}
    set_up(p, **told, baseline=30.0, low=40.0, high=45.0)
    text = Client().get(at(p)).content.decode()
    assert "other places that meet it" in text
    assert "Similar places, by name:" in text


def test_policy_areas_are_named_in_the_language_of_the_page(p):
    set_up(p)
    areas = Client().get(at(p).replace("/en/", "/de/")).context["areas"]
    assert [heading for _area, heading, _rows in areas] == ["Weiterbildung"]
