"""The map page: chosen by address, never a wall."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client

from territoria_web.public.map_rows import ORDERS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def text_of(client: Client, **query: str) -> str:
    answer = client.get("/en/map/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def codes_in_order(text: str) -> list[str]:
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'<th scope="row"><a href="/en/territories/([^/]+)/', body)


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_it_is_there_in_every_language(client: Client, lang: str):
    assert client.get(f"/{lang}/map/").status_code == 200


@pytest.mark.parametrize(
    ("show", "title"),
    [
        ("blueprint:A2", "Digital talent and entrepreneurs who speed up the change"),
        ("broadband_households", "Households with broadband access"),
        ("country:overall", "Overall score"),
        ("sme-go-digital:D1", "Awareness and evidence: reaching firms and knowing what holds"),
    ],
)
def test_the_heading_is_what_is_shown(client: Client, show: str, title: str):
    assert f"<h1>{title}" in text_of(client, show=show)


def test_the_drawing_is_a_group_of_links_and_no_image(client: Client):
    svg = re.search(r"<svg [^>]*aria-[^>]*>", text_of(client).partition('id="map"')[2])
    assert svg is not None
    assert 'role="group"' in svg[0]


def test_every_number_leads_to_its_derivation(client: Client):
    text = text_of(client, show="eqi")
    assert text.count('href="/en/explain/?number=observation:blueprint@2021:') == 242


def test_unknown_is_said_and_hatched(client: Client):
    text = text_of(client)
    assert text.count(">unknown</a></td>") == 3
    assert '<g fill="url(#map-overall-h)" role="group" aria-label="unknown"' in text


@pytest.mark.parametrize("by", list(ORDERS))
def test_a_head_sorts_the_table_both_ways_and_the_unknown_stay_last(client: Client, by: str):
    rising = codes_in_order(text_of(client, sort=by))
    falling = codes_in_order(text_of(client, sort=f"-{by}"))
    assert rising != falling
    assert sorted(rising) == sorted(falling)
    if by in ("place", "value"):
        assert rising[-3:] == falling[-3:]


def test_the_table_says_how_it_is_sorted(client: Client):
    text = text_of(client, sort="-value", show="eqi")
    assert text.count('aria-sort="descending"') == 1
    assert 'href="?sort=value&amp;show=eqi#table"' in text


def test_one_s_own_region_is_outlined_named_and_marked(client: Client):
    text = text_of(client, t="fre1")
    assert 'data-code="FRE1"' in text
    assert text.count('aria-current="location"') == 1
    assert text.count('<tr class="here">') == 1
    assert "</a>: 41 (31–46), between place 107 and 163 of 239." in text


def test_one_s_own_country_is_all_its_regions(client: Client):
    text = text_of(client, t="FR")
    assert text.count('class="own" data-code="FR') == text.count('<tr class="here">') == 27
    assert "Regions of France" in text


def test_on_a_map_of_countries_a_region_finds_its_country(client: Client):
    text = text_of(client, t="FRE1", show="country:overall")
    assert text.count('<tr class="here">') == 1
    assert '<a href="/en/territories/FR/">France</a>: ' in text


def test_the_search_lists_what_can_be_shown(client: Client):
    text = text_of(client, q="broadband", t="FRE1")
    assert '<a href="?t=FRE1&amp;show=broadband_households">' in text
    assert "Nothing on “&lt;b&gt;” can be shown." in text_of(client, q="<b>")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"show": "nothing"}, 404),
        ({"show": "zzz:overall"}, 404),
        ({"show": "blueprint:Z9"}, 404),
        ({"framework": "zzz"}, 404),
        ({"show": "blueprint:A1", "framework": "smart-city"}, 400),
        ({"t": "Atlantis"}, 404),
        ({"sort": "colour"}, 404),
        ({"show": "\0"}, 404),
    ],
)
def test_what_is_not_there_is_said_and_breaks_nothing(client: Client, query: dict, status: int):
    assert client.get("/en/map/", query).status_code == status


@pytest.mark.parametrize("show", ["country:overall", "blueprint:A1"])
def test_the_queries_do_not_grow_with_the_rows(
    client: Client, django_assert_num_queries, show: str
):
    client.get("/en/map/", {"show": show})
    with django_assert_num_queries(2):
        client.get("/en/map/", {"show": show})


def test_the_figures_are_there_as_csv_and_json(client: Client):
    lines = client.get("/en/map.csv", {"show": "blueprint:A1"}).content.decode().splitlines()
    assert len(lines) == 243
    assert lines[1].startswith("FI20,Åland,FI,92.")
    assert ",above,score:blueprint@2021:FI20@2021:A1:" in lines[1]
    body = client.get("/en/map.json", {"show": "blueprint:A1"}).json()
    assert body["show"] == "blueprint:A1"
    assert len(body["table"]["rows"]) == 242


@pytest.mark.parametrize(
    ("show", "kind", "node"),
    [("blueprint:A2", "score", "A2"), ("tertiary_25_64", "observation", "tertiary_25_64")],
)
def test_a_file_carries_the_values_as_the_territory_s_own_file_does(
    client: Client, show: str, kind: str, node: str
):
    def rows(address: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(client.get(address).content.decode())))

    here = next(r for r in rows(f"/en/map.csv?show={show}") if r["code"] == "FRE1")
    there = next(
        r for r in rows("/en/territories/FRE1.csv") if (r["kind"], r["node"]) == (kind, node)
    )
    assert [here[k] for k in ("value", "low", "high")] == [
        there[k] for k in ("value", "low", "high")
    ]
    assert float(here["low"]) != round(float(here["low"]))


def test_a_parameter_that_is_not_known_is_said_and_not_kept(client: Client):
    text = text_of(client, node="A1")
    assert (
        "We do not know “node” here and left it out. This page shows: Overall score, Blueprint"
    ) in text
    assert "Known in this address: show, framework, t, sort, q." in text
    assert 'href="?node=A1' not in text
    body = client.get("/en/map.json", {"node": "A1", "colour": "red"}).json()
    assert body["not_understood"] == ["node", "colour"]
    assert "We do not know" not in text_of(client, show="eqi", t="FRE1", sort="-value")


def test_a_column_that_is_not_there_is_said_with_those_that_are(client: Client):
    text = client.get("/en/map/", {"sort": "colour"}).content.decode()
    assert "The table has no column “colour” to sort by." in text
    assert "Known: place, name, country, value." in text


def test_the_drawing_is_there_as_a_file_without_links(client: Client):
    answer = client.get("/en/map.svg", {"show": "eqi", "t": "FR"})
    text = answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert ("<a " in text, text.count('stroke-width="2.5" data-code="FR')) == (False, 27)
    png = client.get("/en/map.png", {"show": "country:overall"})
    assert (png["Content-Type"], png.content[:4]) == ("image/png", b"\x89PNG")


def test_an_embedded_map_may_be_framed_and_holds_the_map_alone(client: Client):
    answer = client.get("/en/map/", {"embed": "1"})
    text = answer.content.decode()
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert ("<table" in text, "<select" in text, "data-code" in text) == (False, False, True)
    assert "frame-ancestors 'none'" in client.get("/en/map/")["Content-Security-Policy"]


def test_the_heaviest_map_stays_light(client: Client):
    assert len(text_of(client, show="employment_trade_transport_hospitality")) < 140_000
