"""Explore, through the client."""

from __future__ import annotations

import random
import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from territoria_web.public.explore.examples import examples

pytestmark = pytest.mark.usefixtures("site_data")

HEAVY = [
    "view=table&i=gerd&i=tertiary_25_64&i=blueprint:A2&t=FRE1",
    "view=ranking&i=blueprint:A2&t=FRE1",
    "view=ranking&i=gerd",
    "view=scatter&i=tertiary_25_64&i=gerd&t=DED5",
    "view=line&i=unemployment_15plus&t=DED5&t=DE30",
    "view=map&i=broadband_households",
    "view=what-if&framework=blueprint&w.A2=2&t=FRE1",
]


def lead(answer) -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', answer.content.decode(), re.DOTALL)
    return found[1] if found else ""


def test_the_empty_state_offers_five_addresses_that_work(client: Client):
    page = client.get("/en/explore/").content.decode()
    assert len(examples()) == 5
    for _, address in examples():
        assert f'href="/en/explore/{address.replace("&", "&amp;")}"' in page
        assert client.get(f"/en/explore/{address}").status_code == 200


@pytest.mark.parametrize("query", HEAVY)
@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_every_view_is_shown_in_three_languages(client: Client, query: str, language: str):
    answer = client.get(f"/{language}/explore/?{query}")
    assert answer.status_code == 200
    assert lead(answer) != ""
    assert len(answer.content) < 110_000


@pytest.mark.parametrize("query", HEAVY)
def test_no_view_needs_more_than_eight_queries(
    client: Client, query: str, django_assert_max_num_queries
):
    client.get(f"/en/explore/?{query}")
    with django_assert_max_num_queries(8):
        client.get(f"/en/explore/?{query}")


@pytest.mark.parametrize("query", HEAVY)
def test_every_view_comes_as_data(client: Client, query: str):
    table = client.get(f"/en/explore.csv?{query}")
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert client.get(f"/en/explore.json?{query}").json()["view"] in query
    body = client.get(f"/en/explore.parquet?{query}").content
    assert (body[:4], body[-4:]) == (b"PAR1", b"PAR1")


@pytest.mark.parametrize("query", HEAVY[1:])
def test_every_picture_comes_as_a_file(client: Client, query: str):
    drawn = client.get(f"/en/explore.svg?{query}")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn.content.startswith(b"<svg")
    assert client.get(f"/en/explore.png?{query}").content[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_table_has_no_picture_to_download(client: Client):
    answer = client.get("/en/explore.svg?view=table&i=gerd")
    assert answer.status_code == 404
    assert answer.content.decode() == (
        "This view has no picture. A table is there as CSV, JSON and Parquet.\n"
    )


def test_a_scatter_says_nothing_about_cause(client: Client):
    answer = client.get("/en/explore.json?view=scatter&i=tertiary_25_64&i=gerd").json()
    assert answer["finding"].endswith("This says nothing about cause.")
    held = answer["correlation"]
    assert held["low"] < held["rho"] < held["high"]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (
            "view=ranking&i=blueprint:A2&t=FRE1",
            "Talent and entrepreneurs: Nord-Pas de Calais stands between place 122 and 178 of 234",
        ),
        (
            "view=ranking&i=blueprint:A2",
            "Talent and entrepreneurs: nobody is clearly first; 5 are about the same at the front",
        ),
        (
            "view=scatter&i=tertiary_25_64&i=gerd",
            "Where “Tertiary education, 25–64” is higher, “R&amp;D spending” tends to be higher, too (rank correlation 0.43 to 0.61)",
        ),
        (
            "view=line&i=unemployment_15plus&t=DED5&t=DE30",
            "Unemployment, 15 and over: Leipzig went from 8.3 to 4.7 % of labour force between "
            "2014 and 2019",
        ),
        (
            "view=map&i=broadband_households",
            "Households with broadband: half of the 242 known lie between 86.7 and 92.5 % of "
            "households",
        ),
        (
            "view=map&i=broadband_households&t=FRE1",
            "Households with broadband: Nord-Pas de Calais cannot be told apart from the middle "
            "of 242 regions",
        ),
    ],
)
def test_the_title_of_a_view_is_its_finding(client: Client, query: str, title: str):
    page = client.get(f"/en/explore/?{query}").content.decode()
    assert f'<h1 class="said">{title}</h1>' in page


def test_a_scatter_says_how_many_have_a_dot_and_lines_how_sure_they_are(client: Client):
    page = client.get("/en/explore/?view=scatter&i=tertiary_25_64&i=gerd").content.decode()
    found = re.search(r'id="drawn-says">(.*?)</figcaption>', page, re.DOTALL)
    points = client.get("/en/explore.json?view=scatter&i=tertiary_25_64&i=gerd").json()
    drawn = points["correlation"]["n"]
    assert found
    assert found[1].endswith(f", {drawn} of 242 regions: the others lack a figure")
    lines = client.get("/en/explore/?view=line&i=unemployment_15plus&t=DED5").content.decode()
    assert "The lines are the figures as published" in lines


def test_the_chosen_and_those_far_off_are_named_in_the_cloud(client: Client):
    query = "view=scatter&i=tertiary_25_64&i=gerd&t=DED5"
    answer = client.get(f"/en/explore/?{query}")
    assert "Far from the others: Brunswick, Stuttgart and Walloon Brabant." in lead(answer)
    assert "Leipzig has 32.9 (32.4–33.4) on “Tertiary education, 25–64” and 2.03 " in lead(answer)
    drawn = client.get(f"/en/explore.svg?{query}").content.decode()
    for name in ("Brunswick", "Stuttgart", "Walloon Brabant", "Leipzig"):
        assert drawn.count(f">{name}</text>") == 1
    chosen = client.get(f"/en/explore/?{query}&t=DE91")
    assert "Far from the others: Stuttgart and Walloon Brabant." in lead(chosen)


def test_lines_say_where_the_peers_stood_and_how_the_others_went(client: Client):
    answer = client.get("/en/explore/?view=line&i=unemployment_15plus&t=DED5&t=DE30")
    assert lead(answer) == (
        "In 2019 that was above the middle half of its peers (3.0 to 3.7). "
        "Berlin went from 9.8 in 2014 to 5.3 in 2019."
    )


def test_up_to_three_chosen_are_named_beside_a_map(client: Client):
    query = "view=map&i=broadband_households&t=FRE1&t=DED5&t=FI20&t=RO42"
    drawn = client.get(f"/en/explore.svg?{query}").content.decode()
    names = ("Nord-Pas de Calais", "Leipzig", "Åland", "West Romania")
    assert [f">{name}</text>" in drawn for name in names] == [True, True, True, False]
    said = lead(client.get(f"/en/explore/?{query}"))
    assert [f"{name}: " in said for name in names] == [True, True, True, False]


def test_a_parameter_that_is_not_known_is_said(client: Client):
    page = client.get("/en/explore/?i=gerd&node=A1").content.decode()
    said = "We do not know “node” here and left it out. This page shows: Spending on research and development."  # fmt: skip
    assert said in page
    assert "Known in this address: view, i, t," in page
    assert client.get("/en/explore.json?i=gerd&node=A1").json()["not_understood"] == ["node"]
    assert "We do not know “node” here" in client.get("/en/explore/?node=A1").content.decode()
    assert "We do not know" not in client.get("/en/explore/?w.A2=2").content.decode()


def test_a_territory_is_added_by_name_with_a_slip_of_the_finger(client: Client):
    answer = client.get("/en/explore/?i=gerd&t=FRE1&add=leipzg")
    assert (answer.status_code, answer["Location"]) == (302, "/en/explore/?i=gerd&t=FRE1&t=DED5")


def test_a_name_of_two_places_is_asked_back(client: Client):
    page = client.get("/en/explore/?i=gerd&add=limburg").content.decode()
    assert 'href="?i=gerd&amp;t=NL42"' in page
    assert 'href="?i=gerd&amp;t=BE22"' in page


def test_a_name_that_nobody_has_is_said(client: Client):
    page = client.get("/en/explore/?i=gerd&add=qqqqqq").content.decode()
    assert "No territory here is called “qqqqqq”, or anything like it." in page


def test_heads_sort_without_a_script_and_unknown_stands_last(client: Client):
    first = client.get("/en/explore/?i=gerd&sort=-gerd").content.decode()
    assert 'aria-sort="descending"' in first
    rows = re.findall(r'<th scope="row"><a href="/en/territories/(\w+)/', first)
    assert (rows[0], len(rows)) == ("DE91", 50)
    last = client.get("/en/explore/?i=gerd&sort=-gerd&page=5").content.decode()
    assert last.count('<span class="unknown">unknown</span>') == 40


def test_only_a_country_or_only_peers_may_be_shown(client: Client):
    def shown(query: str) -> int:
        answer = client.get(f"/en/explore.json?i=tertiary_25_64&{query}").json()
        return len(answer["table"]["rows"])

    assert shown("among=LT") == 2
    assert shown("among=chosen&t=FRE1&t=DED5") == 2
    assert 2 < shown("among=peers&t=FRE1") < 12
    assert shown("") == 242


def test_what_if_says_whether_the_change_is_inside_the_doubt(client: Client):
    page = client.get("/en/explore/?view=what-if&w.A2=2&t=FRE1")
    assert "inside the doubt" in lead(page)
    assert "This is your weighting, not an edition" in page.content.decode()


def test_weights_that_are_the_editions_are_left_out_of_what_is_shared(client: Client):
    page = client.get("/en/explore/?view=what-if&w.A1=1&w.A2=2").content.decode()
    assert 'value="http://testserver/en/explore/?view=what-if&amp;w.A2=2"' in page


def test_a_view_may_be_embedded_and_then_holds_no_form(client: Client):
    answer = client.get("/en/explore/?view=map&i=gerd&embed=1")
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "<form" not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("view=pie", 400),
        ("i=gred", 400),
        ("i=gerd&t=XX99", 404),
        ("i=gerd&t=FR", 404),
        ("i=gerd&i=desi22_1b1", 400),
        ("i=gerd&among=XX", 404),
        ("i=gerd&among=peers", 400),
        ("i=gerd&sort=eqi", 400),
        ("i=gerd&page=9", 404),
        ("w.A2=9", 400),
        ("w.zz=1", 400),
        ("view=what-if&framework=blueprnt", 400),
    ],
)
def test_bad_input_is_refused_and_never_breaks(client: Client, query: str, status: int):
    assert client.get(f"/en/explore/?{query}").status_code == status
    assert client.get(f"/en/explore.csv?{query}").status_code == status
    assert client.get(f"/en/explore.parquet?{query}").status_code == status


WORDS = ["", "0", "-1", "1e309", "nan", "\x00", "é", "💥", "<script>", "9" * 40, "2015", "FRE1", "FR",
         "peers", "chosen", "country", "blueprint", "blueprint:A2", "country:E1", "gerd", "eqi",
         "smart-city:overall", "internet_daily", "scatter", "line", "map", "what-if", "-gerd"]  # fmt: skip
KEYS = ["view", "i", "i", "t", "t", "among", "years", "level", "framework", "sort", "page", "add",
        "w.A2", "w.zz", "foo"]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_no_address_breaks_it(client: Client, seed: int):
    draw = random.Random(seed)
    for _ in range(25):
        asked = [(draw.choice(KEYS), draw.choice(WORDS)) for _ in range(draw.randint(0, 6))]
        kind = draw.choice(["/en/explore/", "/en/explore.csv", "/en/explore.svg"])
        assert client.get(f"{kind}?{urlencode(asked)}").status_code in (200, 302, 400, 404)
