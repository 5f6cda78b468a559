"""Reading through the API: lists, pages, single things, languages, keeping."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from a_register import registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


def get(client: Client, address: str) -> Any:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.content[:500]
    return answer.json()


def test_a_list_is_paged_and_names_the_next_page(client: Client):
    first = get(client, "scores?node=overall&level=2&limit=200")
    assert (first["total"], first["limit"], first["offset"], len(first["items"])) == (
        242,
        200,
        0,
        200,
    )
    path = first["next"].partition("/api/v1/")[2]
    second = get(client, path)
    assert (second["offset"], len(second["items"]), second["next"]) == (200, 42, None)
    codes = {s["territory"] for s in first["items"] + second["items"]}
    assert len(codes) == 242


def test_a_score_has_range_place_and_address(client: Client):
    (score,) = get(client, "scores?territory=FRE1&node=A2")["items"]
    assert score["territory"] == "FRE1"
    assert score["low"] <= score["value"] <= score["high"]
    assert score["rank_low"] <= score["rank"] <= score["rank_high"] <= score["of"]
    assert score["address"].startswith("score:blueprint@2021:FRE1@2021:A2:europe-nuts2021:")


def test_what_is_unknown_is_null_never_zero(client: Client):
    (score,) = get(client, "scores?territory=FRE1&node=overall")["items"]
    unknown = get(client, "scores?territory=FRY1,ES63&node=A4")["items"]
    assert score["value"] is not None
    assert all(s["value"] is None or s["value"] > 0 for s in unknown)


def test_a_reading_is_the_number_of_its_score(client: Client):
    (score,) = get(client, "scores?territory=FRE1&node=A2")["items"]
    reading = get(client, f"readings/{score['address']}")
    assert reading["value"] == pytest.approx(score["value"], abs=1e-9)
    assert reading["sentence"] != ""
    lines = get(client, f"readings/{score['address']}/lines")["lines"]
    assert lines[0]["text"] == reading["sentence"]
    assert lines[0]["depth"] == 0


def test_a_reading_speaks_the_language_asked_for(client: Client):
    (score,) = get(client, "scores?territory=FRE1&node=A2")["items"]
    said = {lang: get(client, f"readings/{score['address']}?lang={lang}") for lang in ("en", "fr")}
    assert said["en"]["value"] == said["fr"]["value"]
    assert said["en"]["sentence"] != said["fr"]["sentence"]


def test_territories_are_found_with_slips_and_in_any_language(client: Client):
    found = get(client, "territories?q=oberfrankn")["items"]
    assert found[0]["code"] == "DE24"
    assert get(client, "territories/FRE1")["code"] == "FRE1"
    assert get(client, "territories?level=0")["total"] == 27


def test_a_territory_stands_among_its_peers(client: Client):
    peers = get(client, "territories/FRE1/peers")
    assert (peers["territory"], peers["comparable"], len(peers["peers"])) == ("FRE1", True, 14)
    home = get(client, "territories/FRE1/peers?among=home")["peers"]
    assert {p["code"][:2] for p in home} == {"FR"}


@pytest.mark.parametrize("what", ["gaps", "targets", "trends", "advice"])
def test_what_hangs_on_a_territory_has_an_address_each(client: Client, what: str):
    items = get(client, f"territories/FRE1/{what}")["items"]
    assert items != []
    for item in items[:2]:
        assert get(client, f"readings/{item['address']}")["address"] == item["address"]


def test_advice_is_for_a_role(client: Client):
    items = get(client, "territories/FRE1/advice?role=MAY")["items"]
    assert {a["role"] for a in items} == {"MAY"}


def test_observations_are_cut_by_years(client: Client):
    found = get(client, "observations?indicator=gerd&territory=FI20&first=2013&last=2015")["items"]
    assert all(2013 <= o["period"] <= 2015 and o["indicator"] == "gerd" for o in found)


def test_a_framework_is_a_tree_with_shares(client: Client):
    tree = get(client, "frameworks/blueprint")
    tops = [n for n in tree["tree"] if n["parent"] == ""]
    assert [n["id"] for n in tops] == ["A1", "A2", "A3", "A4"]
    assert sum(n["weight"] for n in tops) == pytest.approx(1)
    assert len(tree["in_words"]) == 8
    assert len(get(client, "frameworks")["items"]) == 5


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        ("practices", "denmark-os2"),
        ("recommendations", "dated-roadmap"),
        ("indicators", "gerd"),
        ("releases", "europe-nuts2021"),
    ],
)
def test_a_text_is_there_in_a_list_and_alone(client: Client, kind: str, one: str):
    assert get(client, kind)["total"] >= 1
    held = get(client, f"{kind}/{one}")
    assert one in (held.get("id"), held.get("name"))


def test_initiatives_are_there(client: Client):
    first = get(client, "initiatives?limit=1")["items"][0]
    whole = get(client, f"initiatives/{first['id']}")
    assert whole["id"] == first["id"]
    names = ("origin", "example", "territory", "edition", "digest")
    assert [whole[n] for n in names] == ["library", False, None, None, None]


def test_initiatives_of_the_register_stand_beside_those_of_the_library(client: Client):
    library = get(client, "initiatives?limit=1")
    assert (library["items"][0]["origin"], library["items"][0]["example"]) == ("library", False)
    _team, made = registered()
    assert get(client, "initiatives?limit=1")["total"] == library["total"] + 1
    found = get(client, "initiatives?q=cheque+shops&area=finance&country=fr")["items"]
    assert [(i["id"], i["origin"], i["countries"]) for i in found] == [
        (made.slug, "register", ["FR"])
    ]
    whole = get(client, f"initiatives/{made.slug}")
    assert (whole["language"], whole["fields"]["instruments"]) == ("en", ["voucher"])
    names = ("origin", "example", "territory", "edition", "digest")
    digest = made.editions.get().digest
    assert [whole[n] for n in names] == ["register", False, "FRE1", 1, digest]
    type(made).objects.filter(pk=made.pk).update(example=True)
    assert get(client, f"initiatives/{made.slug}?lang=fr")["example"] is True
    mend = client.get("/api/v1/initiatives/zzz").json()["problems"][0]["mend"]
    assert f"{library['total'] + 1} are known" in mend
    assert made.slug in client.get("/api/v1/initiatives?format=csv").content.decode()


def test_public_data_may_be_kept_and_read_from_any_page(client: Client):
    answer = client.get("/api/v1/indicators/gerd")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=60"
    again = client.get("/api/v1/indicators/gerd", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_head_and_options_are_answered(client: Client):
    assert client.head("/api/v1/indicators/gerd").status_code == 200
    assert client.options("/api/v1/indicators/gerd").status_code == 204


@pytest.mark.parametrize(
    "address", ["scores?node=overall&limit={}", "figures?indicator=gerd&limit={}"]
)
@pytest.mark.parametrize("count", [1, 3])
def test_a_longer_list_takes_no_more_queries(
    client: Client, django_assert_num_queries: Any, address: str, count: int
):
    get(client, address.format(count))
    with django_assert_num_queries(3):
        assert len(get(client, address.format(count))["items"]) == count


def test_reading_sets_no_cookie(client: Client):
    client.get("/api/v1/territories/FRE1")
    client.get("/api/")
    assert len(client.cookies) == 0
