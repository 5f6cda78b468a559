"""What firms named: the newest look of a territory, and nothing that may not be shown."""

from __future__ import annotations

import pytest

from a_published_benchmark import a_look_at_firms
from territoria_web.compare.queries.named_obstacles import obstacles_named_in
from territoria_web.listen.models import CheckLook, SelfCheck

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_newest_look_counts_and_what_is_hidden_is_not_there(django_assert_num_queries):
    look = a_look_at_firms("FRE1", cost=0.5, connectivity=None)
    year = {"firms": 60, "weighted": True, "obstacles": {"cost": {**_share(0.2), "n": 60}}}
    CheckLook.objects.create(
        check_of=look.check_of,
        number=2,
        firms=60,
        body={"year": "2027", "years": {**look.body["years"], "2027": year}},
        made=look.made.replace(year=2027),
    )
    with django_assert_num_queries(1):
        named = obstacles_named_in(["FRE1", "DED5"])
    assert list(named) == ["FRE1"]
    held = named["FRE1"]
    assert (held.year, held.firms, held.weighted) == ("2027", 60, True)
    assert {o: s.share for o, s in held.shares.items()} == {"cost": 0.2}


def test_public_bodies_are_no_firms_and_a_look_without_a_year_says_nothing():
    look = a_look_at_firms("FRE1", cost=0.5, connectivity=None)
    assert set(obstacles_named_in(["FRE1"])["FRE1"].shares) == {"cost"}
    CheckLook.objects.update(body={})
    assert obstacles_named_in(["FRE1"]) == {}
    CheckLook.objects.update(body=look.body)
    SelfCheck.objects.update(audience=SelfCheck.Audience.PUBLIC)
    assert obstacles_named_in(["FRE1"]) == {}


def _share(share: float) -> dict[str, float]:
    return {"share": share, "low": share - 0.1, "high": share + 0.1}
