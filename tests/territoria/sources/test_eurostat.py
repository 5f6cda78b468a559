from __future__ import annotations

import json
from dataclasses import replace

import pytest

from territoria.errors import DataError
from territoria.sources.eurostat import (
    BASE,
    Query,
    address,
    describe_dataset,
    fetch_cube,
)
from territoria.sources.http_client import HttpClient
from web_service import AT, Reply, jsonstat

QUERY = Query("isoc_e_dii", {"unit": ("PC_ENT",), "indic_is": ("E_DI4_HI",)})
STRUCTURE = json.dumps(
    {
        "version": "2.0",
        "class": "dataset",
        "label": "A small dataset",
        "extension": {
            "annotation": [
                {"type": "OBS_COUNT", "title": "16"},
                {"type": "OBS_PERIOD_OVERALL_OLDEST", "title": "2018"},
                {"type": "OBS_PERIOD_OVERALL_LATEST", "title": "2021"},
                {"type": "UPDATE_DATA", "date": "2026-01-01T11:00:00+0100"},
            ]
        },
    }
)
NO_DIMENSION = json.dumps(
    {
        "error": [
            {
                "status": 400,
                "id": 140,
                "label": "INVALID_URL_PARAMETER_DIMENSION: Invalid dimension parameter. The "
                "parameter ITEMS is not a valid dimension for the dataset SMALL.",
            }
        ]
    }
)
NO_VALUE = json.dumps(
    {
        "error": [
            {
                "status": 400,
                "id": 150,
                "label": "INVALID_QUERY_DIMENSION_VALUE: Query is invalid as per its structure's "
                "definition. The following values for dimension are not allowed: GEO=ATX.",
            }
        ]
    }
)
TOO_BIG = (
    "<S:Fault><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG: too big</faultstring>"
)
PUT_OFF = (
    '<env:Envelope xmlns:env="e"><syncResponse><queued><id>abc</id>'
    "<status>SUBMITTED</status></queued></syncResponse></env:Envelope>"
)
PUT_OFF_JSON = '{"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE. Try again later."}}'
PAGE = "<!DOCTYPE html><html><body>Sign in</body></html>"


@pytest.fixture
def client(tmp_path) -> HttpClient:
    return HttpClient(
        retrieved=AT, cache=tmp_path / "cache", timeout=5, tries=2, sleep=lambda seconds: None
    )


def refused(client, service, query: Query) -> list[str]:
    with pytest.raises(DataError) as caught:
        fetch_cube(client, query, base=service.base)
    return [f"{p.where}: {p.what} {p.mend}" for p in caught.value.problems]


# ── addresses ─────────────────────────────────────────────────────────────────────────────────


def test_each_door_has_its_address():
    query = replace(QUERY, geo=("AT", "BE"), since=2015, until=2020)
    assert address(query) == (
        f"{BASE}/sdmx/3.0/data/dataflow/ESTAT/isoc_e_dii/1.0/?lang=EN&format=JSON"
        "&c%5Bunit%5D=PC_ENT&c%5Bindic_is%5D=E_DI4_HI&c%5Bgeo%5D=AT%2CBE"
        "&c%5BTIME_PERIOD%5D=ge:2015+le:2020"
    )
    assert address(replace(query, via="sdmx-csv", until=None)) == (
        f"{BASE}/sdmx/3.0/data/dataflow/ESTAT/isoc_e_dii/1.0/?lang=EN&format=csvdata"
        "&formatVersion=2.0&c%5Bunit%5D=PC_ENT&c%5Bindic_is%5D=E_DI4_HI&c%5Bgeo%5D=AT%2CBE"
        "&c%5BTIME_PERIOD%5D=ge:2015"
    )
    assert address(replace(query, via="statistics")) == (
        f"{BASE}/statistics/1.0/data/ISOC_E_DII?format=JSON&lang=EN&unit=PC_ENT"
        "&indic_is=E_DI4_HI&geo=AT&geo=BE&sinceTimePeriod=2015&untilTimePeriod=2020"
    )
    assert address(replace(query, via="bulk")) == f"{BASE}/sdmx/2.1/data/ISOC_E_DII?format=TSV"


def test_city_tables_have_another_dimension():
    query = Query("urb_cpop1", geo=("DE002C",), via="statistics", geo_dimension="cities")
    assert address(query).endswith("&cities=DE002C")


def test_the_address_of_a_recorded_answer_is_ours(wire):
    (line,) = (row for row in wire("INDEX.tsv").splitlines() if row.startswith("04_"))
    cut = {"unit": ("PC_ENT",), "indic_is": ("E_DI4_VHI", "E_DI4_HI"), "size_emp": ("GE10",)}
    assert address(Query("isoc_e_dii", cut)) == line.split("\t")[2]


# ── figures through each door ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("via", "body"),
    [
        ("sdmx", jsonstat(geo=("AT",), years=("2020",))),
        ("statistics", jsonstat(geo=("AT",), years=("2020",))),
        (
            "sdmx-csv",
            "STRUCTURE,STRUCTURE_ID,freq,item,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
            "dataflow,X,A,I1,AT,2020,1.5,\n",
        ),
        ("bulk", "freq,item,geo\\TIME_PERIOD\t2020 \nA,I1,AT\t1.5 \n"),
    ],
)
def test_every_door_gives_the_same_figure(client, service, via, body):
    service.always(Reply(body))
    cube, (answer,) = fetch_cube(client, Query("small", via=via), base=service.base)
    assert cube.table.rows() == [("A", "I1", "AT", "2020", "1.5", "")]
    assert answer.retrieved == AT


def test_a_recorded_answer_is_fetched(client, service, wire):
    service.always(Reply(wire("04")))
    cube, _ = fetch_cube(client, QUERY, base=service.base)
    assert (len(cube.table), cube.label) == (134, "Digital Intensity by size class of enterprise")


# ── pages ─────────────────────────────────────────────────────────────────────────────────────


def by_page(path: str, query: dict[str, list[str]]) -> Reply:
    (geo,) = query["c[geo]"]
    return Reply(jsonstat(geo=tuple(geo.split(",")), years=("2020",)))


MANY = tuple(f"AT{n:03d}" for n in range(120))


def test_many_territories_are_asked_for_in_pages(client, service):
    service.answer = by_page
    cube, answers = fetch_cube(client, Query("small", geo=MANY), base=service.base)
    assert (len(answers), len(cube.table)) == (3, 120)
    assert cube.dimension("geo").codes == MANY
    assert cube.dimension("geo").labels["AT119"] == "label of AT119"


def test_a_fetch_that_was_killed_goes_on_where_it_stopped(client, service):
    def broken(path, query):
        return by_page(path, query) if len(service.asked) < 3 else Reply("{", cut=9)

    service.answer = broken
    with pytest.raises(DataError, match="the answer was cut off"):
        fetch_cube(client, Query("small", geo=MANY), base=service.base)
    service.asked.clear()
    service.answer = by_page
    said: list[str] = []
    again = replace(client, progress=said.append, retrieved="later")
    _, answers = fetch_cube(again, Query("small", geo=MANY), base=service.base)
    assert len(service.asked) == 1
    assert [a.retrieved for a in answers] == [AT, AT, "later"]
    assert said[:-1] == [
        "eurostat small: page 1 of 3",
        f"already here, of {AT}",
        "eurostat small: page 2 of 3",
        f"already here, of {AT}",
        "eurostat small: page 3 of 3",
    ]
    assert said[-1].startswith("received ")


def test_pages_of_two_vintages_are_asked_for_anew(client, service):
    def of(day: str, body: str) -> Reply:
        return Reply(body.replace("2026-01-01", day), headers={"ETag": day})

    def old(path, query):
        good = len(service.asked) < 3
        return of("2026-01-01", by_page(path, query).body) if good else Reply("{", cut=9)

    service.answer = old
    with pytest.raises(DataError, match="the answer was cut off"):
        fetch_cube(client, Query("small", geo=MANY), base=service.base)
    service.asked.clear()
    service.answer = lambda path, query: of("2026-02-02", by_page(path, query).body)
    cube, answers = fetch_cube(client, Query("small", geo=MANY), base=service.base)
    assert (cube.updated, cube.notes) == ("2026-02-02T11:00:00+0100", ())
    assert (len(answers), len(service.asked)) == (3, 4)


def test_a_whole_fetch_asks_whether_something_changed(client, service):
    service.in_turn(Reply(jsonstat(), headers={"ETag": '"7"'}), Reply(status=304))
    first, _ = fetch_cube(client, Query("small"), base=service.base)
    again, (answer,) = fetch_cube(client, Query("small"), base=service.base)
    assert again.table.equals(first.table)
    assert answer.from_cache


@pytest.mark.parametrize("reply", [Reply(TOO_BIG, status=413), Reply(PUT_OFF), Reply(PUT_OFF_JSON)])
def test_what_is_too_large_is_halved_by_territories(client, service, reply):
    def answer(path, query):
        return reply if "," in query["c[geo]"][0] else by_page(path, query)

    service.answer = answer
    cube, answers = fetch_cube(client, Query("small", geo=("AT", "BE", "DE")), base=service.base)
    assert cube.table["geo"].to_list() == ["AT", "BE", "DE"]
    assert len(answers) == 3


def test_what_is_too_large_is_halved_by_years(client, service):
    def answer(path, query):
        if "/structure/" in path:
            return Reply(STRUCTURE)
        (period,) = query.get("c[TIME_PERIOD]", [""])
        bounds = [int(part[3:]) for part in period.split("+") if part]
        if len(bounds) < 2 or bounds[1] - bounds[0] > 1:
            return Reply(TOO_BIG, status=413)
        return Reply(jsonstat(years=tuple(str(y) for y in range(bounds[0], bounds[1] + 1))))

    service.answer = answer
    cube, answers = fetch_cube(client, Query("small"), base=service.base)
    assert cube.dimension("time").codes == ("2018", "2019", "2020", "2021")
    assert (len(cube.table), len(answers)) == (8, 2)


def test_what_cannot_be_halved_is_said(client, service):
    service.always(Reply(TOO_BIG, status=413))
    one = Query("small", geo=("AT",), since=2020, until=2020)
    assert refused(client, service, one) == [
        "eurostat small: the service finds this request too large. Narrow the cut."
    ]


# ── refusals ──────────────────────────────────────────────────────────────────────────────────

SEE = "See them with: territoria release dimensions eurostat small."


def refusing(body: str, status: int = 400, dimensions: Reply | None = None):
    def answer(path, query):
        if path.startswith("/statistics/"):
            return dimensions or Reply(jsonstat(geo=("AT", "ATB", "BE")))
        return Reply(body, status=status)

    return answer


def test_an_unknown_dimension_is_said_with_those_that_are_known(client, service):
    service.answer = refusing(NO_DIMENSION)
    assert refused(client, service, Query("small", {"items": ("I1",)})) == [
        "eurostat small: the dimension ITEMS is not in this dataset. "
        f"Did you mean item? Known: freq, geo, item, time. {SEE}"
    ]


def test_an_unknown_value_is_said_with_close_ones(client, service):
    service.answer = refusing(NO_VALUE)
    assert refused(client, service, Query("small", geo=("ATX",))) == [
        "eurostat small: geo=ATX is not in this dataset. "
        f"Close: AT (label of AT), ATB (label of ATB). {SEE}"
    ]


def test_without_the_dimensions_the_message_still_stands(client, service):
    service.answer = refusing(NO_DIMENSION, dimensions=Reply(status=404))
    assert refused(client, service, Query("small", {"items": ("I1",)})) == [
        f"eurostat small: the dimension ITEMS is not in this dataset. {SEE}"
    ]


def test_the_recorded_refusals_are_translated(client, service, wire):
    service.answer = refusing(wire("05"), dimensions=Reply(wire("01")))
    asked = Query("isoc_ci_cm_h", {"geoX": ("EU",)})
    see = "See them with: territoria release dimensions eurostat isoc_ci_cm_h."
    assert refused(client, service, asked) == [
        "eurostat isoc_ci_cm_h: the dimension GEOX is not in this dataset. "
        f"Did you mean geo? Known: freq, geo, hhtyp, indic_is, time, unit. {see}"
    ]
    service.answer = refusing(wire("06"), dimensions=Reply(wire("01")))
    (problem,) = refused(client, service, Query("isoc_ci_cm_h", geo=("EUROVISION",)))
    assert problem.startswith(
        "eurostat isoc_ci_cm_h: geo=EUROVISION is not in this dataset. Close: "
    )


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply("", status=404), f"there is no such dataset, or the cut is empty. Check the code and the cut. {SEE}"),
        (Reply("", status=503), "the service is busy and asks to be left in peace. "),
        (Reply("", status=429), "the service is busy and asks to be left in peace. "),
        (Reply("", status=403), "access is refused (status 403). "),
        (Reply("", status=418), "the service refuses (status 418). "),
        (Reply('{"error": [{"label": "ODD: thing."}]}', status=400), "the service refuses (status 400) and says: ODD: thing. "),
        (Reply('{"error": {"label": "ODD"}}'), "the service refuses (status 200) and says: ODD. "),
        (Reply('{"error": broken', status=400), 'the service refuses (status 400) and says: {"error": broken. '),
        (Reply(PAGE), "a web page came instead of data. A proxy or sign-in may stand between; "),
        (Reply(""), "the answer is empty. "),
        (Reply("{"), "this is not whole JSON (character 1). "),
        (Reply(b"\xff\xff"), "the answer is not UTF-8. "),
    ],
)  # fmt: skip
def test_every_refusal_is_said_in_plain_words(client, service, reply, says):
    service.answer = refusing(reply.body, reply.status)
    if isinstance(reply.body, bytes):
        service.always(reply)
    (problem,) = refused(client, service, Query("small"))
    assert problem.removeprefix("eurostat small: ").startswith(says)


# ── dimensions ────────────────────────────────────────────────────────────────────────────────


def test_a_dataset_is_described(client, service):
    service.answer = lambda path, query: Reply(STRUCTURE if "/structure/" in path else jsonstat())
    found = describe_dataset(client, "SMALL", base=service.base)
    assert (found.dataset, found.title) == ("small", "A small dataset")
    assert (found.first, found.last, found.figures) == (2018, 2021, 16)
    assert [d.id for d in found.dimensions] == ["freq", "item", "geo", "time"]
    assert service.asked[1].endswith("SMALL?format=JSON&lang=EN&lastTimePeriod=1")


def test_the_recorded_structure_is_read(client, service, wire):
    service.answer = lambda path, query: Reply(wire("02" if "/structure/" in path else "01"))
    found = describe_dataset(client, "isoc_ci_cm_h", base=service.base)
    assert found.title == "Households - availability of computers (2006-2017)"
    assert (found.first, found.last, found.figures) == (2006, 2017, 5870)
    assert found.updated == "2024-06-16T23:00:00+0200"


def test_a_description_that_is_broken_is_said(client, service):
    service.always(Reply("{"))
    with pytest.raises(DataError, match="its description is not whole JSON"):
        describe_dataset(client, "small", base=service.base)
