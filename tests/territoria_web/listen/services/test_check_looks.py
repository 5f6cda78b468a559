"""What is shown of self-checks moves by ten firms or more."""

from __future__ import annotations

from datetime import date
from hashlib import blake2b
from typing import Any

import pytest

from a_self_check import a_check, finished
from territoria.listen.self_check.told_sets import digest_of
from territoria_web.listen.models import CheckLook, SelfCheck, Sitting
from territoria_web.listen.services import check_looks
from territoria_web.listen.services.check_looks import renew_check_look, renew_check_looks
from territoria_web.listen.services.check_offers import open_self_check
from territoria_web.listen.services.sittings import erase_taker
from territoria_web.people.models import Entry, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def check() -> SelfCheck:
    return a_check()


def shown(check: SelfCheck) -> dict[str, Any]:
    look = check.looks.get(number=check.looks.count())
    record: dict[str, Any] = look.body["years"][look.body["year"]]
    return record


def test_below_ten_nothing_then_steps_of_ten(check: SelfCheck):
    seen = []
    for _firm in range(21):
        finished(check)
        renew_check_looks()
        seen.append(shown(check)["firms"] if check.looks.count() else 0)
    assert seen == [0] * 9 + [10] * 10 + [20] * 2
    assert list(CheckLook.objects.values_list("number", "firms")) == [(2, 20), (1, 10)]


def test_a_look_holds_what_the_contract_says(check: SelfCheck):
    finished(check, 6, obstacles={"cost": 4})
    finished(check, 6, value=100.0, level="very-low", size="small", obstacles={"cost": 2})
    finished(check, 3, unusual=True)
    renew_check_look(check=check)
    record = shown(check)
    assert (record["firms"], record["overall"]["value"], record["basic"]["share"]) == (
        12,
        75.0,
        0.5,
    )
    assert {band: held["share"] for band, held in record["bands"].items()} == {
        "basic": 0,
        "average": 0,
        "moderately-advanced": 0.5,
        "advanced": 0.5,
    }
    assert (record["obstacles"]["cost"]["share"], record["obstacles"]["cost"]["severity"]) == (1, 3)
    assert record["obstacles"]["lack-of-skills"]["share"] == 0
    assert record["by"]["size"] == {"micro": None, "small": None}


def test_known_numbers_of_firms_count_from_the_next_look_on(check: SelfCheck):
    finished(check, 10)
    finished(check, 30, value=100.0, size="small")
    first = renew_check_look(check=check)
    assert first is not None
    assert not shown(check)["weighted"]
    SelfCheck.objects.update(margins={"size": {"micro": 9000, "small": 1000}})
    check.refresh_from_db()
    assert renew_check_look(check=check) is None
    finished(check, 10)
    renew_check_look(check=check)
    assert (shown(check)["weighted"], shown(check)["overall"]["value"]) == (True, 55.0)


def test_years_stand_beside_each_other(check: SelfCheck):
    finished(check, 10)
    finished(check, 10, value=75.0, day=date(2027, 2, 1))
    look = renew_check_look(check=check)
    assert look is not None
    assert {year: held["overall"]["value"] for year, held in look.body["years"].items()} == {
        "2026": 50.0,
        "2027": 75.0,
    }


def test_obstacles_alone_and_a_severity_that_is_open(check: SelfCheck):
    finished(check, 10, part=Sitting.Part.OBSTACLES, obstacles={"cost": 3})
    Sitting.objects.update(
        counted={"answers": {"obstacles": "yes", "cost": "unknown"}, "result": None}
    )
    renew_check_look(check=check)
    record = shown(check)
    assert (record["whole"], record["overall"]) == (None, None)
    assert {key: record["obstacles"]["cost"].get(key) for key in ("share", "severity")} == {
        "share": 1.0,
        "severity": None,
    }


def test_what_a_firm_changes_later_in_the_year_moves_nothing(check: SelfCheck):
    finished(check, 12)
    finished(check, 12, size="small")
    renew_check_look(check=check)
    first = shown(check)["by"]["size"]["micro"]
    changed = Sitting.objects.filter(taker__size="micro").first()
    assert changed is not None
    assert changed.result is not None
    overall = {"value": 100.0, "low": 100.0, "high": 100.0}
    changed.result = {**changed.result, "overall": overall}
    changed.save()
    finished(check, 10, size="small")
    renew_check_look(check=check)
    now = shown(check)
    assert (now["firms"], now["overall"]["value"]) == (34, 50.0)
    assert now["by"]["size"]["micro"] == first


def test_a_firm_that_left_is_not_found_in_the_next_look(check: SelfCheck):
    takers = finished(check, 20)
    renew_check_look(check=check)
    takers[0].delete()
    finished(check, 8)
    assert renew_check_look(check=check) is None
    finished(check, 1)
    assert renew_check_look(check=check) is not None
    assert shown(check)["firms"] == 28


def test_public_bodies_have_neither_intensity_nor_obstacles(check: SelfCheck):
    assert check.made_by is not None
    other = open_self_check(by=check.made_by, cycle=check.cycle, audience="public")
    finished(other, 10, size="small", sector="")
    look = renew_check_look(check=other)
    assert look is not None
    record = look.body["years"]["2026"]
    assert (record["basic"], record["intensity"], record["obstacles"]) == (None, {}, {})


def test_who_asks_for_the_figures_is_in_the_journal_and_the_night_is_not(check: SelfCheck):
    asks = User.objects.create_user("asks@example.org")
    finished(check, 10)
    renew_check_looks()
    finished(check, 10)
    renew_check_look(check=check, by=asks)
    held = Entry.objects.filter(what="work out self-check")
    assert list(held.values_list("who", flat=True)) == [asks.pk]


def test_what_may_be_shown_holds_nothing_about_single_firms(check: SelfCheck):
    takers = finished(check, 10)
    look = renew_check_look(check=check)
    assert look is not None
    assert set(look.body) == {"year", "years", "unusual"}
    kept = look.told["2026"]["ids"]
    assert len(kept) == 10
    counted = {blake2b(str(t.pk).encode(), digest_size=8).hexdigest() for t in takers}
    assert counted.isdisjoint(kept)


def test_what_is_erased_leaves_nothing_in_a_look_that_leads_back(check: SelfCheck):
    takers = finished(check, 10)
    look = renew_check_look(check=check)
    erase_taker(taker=takers[3])
    after = check.looks.get()
    assert (after.body, after.firms) == (look.body, 10)
    ids = after.told["2026"]["ids"]
    assert (ids.count(""), len(ids)) == (1, 10)
    assert digest_of(takers[3].key) in look.told["2026"]["ids"]


def test_who_erases_while_a_look_is_made_is_not_kept_in_it(check: SelfCheck, monkeypatch):
    first = finished(check, 10)
    renew_check_look(check=check)
    more = finished(check, 10)
    kept = check_looks._kept

    def late(*told):
        for gone in (first[0], more[0]):
            erase_taker(taker=gone)
        return kept(*told)

    monkeypatch.setattr(check_looks, "_kept", late)
    look = renew_check_look(check=check)
    assert look is not None
    ids = look.told["2026"]["ids"]
    assert (len(ids), ids.count("")) == (20, 2)
