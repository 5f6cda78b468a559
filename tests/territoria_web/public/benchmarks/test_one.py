"""A benchmark in public: criteria first, unknown as unknown, ordered by one criterion and never by a sum."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from a_benchmark import a_benchmark
from a_published_benchmark import ROWS, a_published_benchmark, a_result, number_of
from cohort_network import a_network
from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmark_pages import benchmarks_with
from territoria_web.measure.services.register import withdraw_initiative
from territoria_web.reports.synthesis.small_firms.facts import small_firms_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def at(held: Benchmark, path: str = "") -> str:
    return f"/en/benchmarks/{held.public_id}/{path}"


def titles(client: Client, address: str) -> list[str]:
    return [entry.title.text for entry in client.get(address).context["page_of"]]


def read_csv(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))


def test_only_what_is_published_is_there(client: Client):
    held = a_published_benchmark(state=Benchmark.State.SCORING)
    parts = ("", "obstacles/", "mix/", f"{number_of('Voucher')}/")
    assert [client.get(at(held, part)).status_code for part in parts] == [404] * 4
    assert client.get("/en/benchmarks/").context["rows"] == []
    Benchmark.objects.update(state=Benchmark.State.PUBLISHED)
    assert [client.get(at(held, part)).status_code for part in parts] == [200] * 4
    assert client.get(at(held, f"{held.public_id}/")).status_code == 404


def test_it_begins_with_good_practice_and_what_cannot_be_told_then_counts_and_criteria(
    client: Client,
):
    held = a_published_benchmark(digest="0123456789abcdef" * 4)
    answer = client.get(at(held))
    page = " ".join(answer.content.decode().split())
    assert answer.context["page"]["finding"] == (
        "Good practice: 2 of 12 initiatives. In 13 of 120 cells it cannot be told, or assessors differ."
    )
    assert (
        "12 initiatives of 4 territories were judged by 5 assessors on 10 criteria that were "
        "fixed beforehand." in page
    )
    assert answer.context["silence"] == [
        "1 territory of the network brought no initiative.",
        "1 owner gave no score of their own.",
        "Too little is known for a profile of 2 initiatives.",
    ]
    places = [page.index(f'id="{name}"') for name in ("criteria", "anchors", "matrix", "strong")]
    assert places == sorted(places)
    assert "begins with 0123456789abcdef." in page


def test_where_nothing_is_known_well_enough_it_does_not_say_that_none_is_good(client: Client):
    result = a_result()
    for one in result["entrants"]:
        one.update(shown=False, practice="")
    answer = client.get(at(a_published_benchmark(result=result)))
    assert answer.context["page"]["finding"].startswith(
        "Too little is known of all 12 initiatives to say which are good practice. In 13 of 120"
    )
    assert not any(said.startswith("Too little") for said in answer.context["silence"])


def test_a_matrix_of_more_than_a_page_says_which_it_shows(client: Client, monkeypatch: Any):
    monkeypatch.setattr("territoria_web.public.benchmarks.one.PER_PAGE", 8)
    page = client.get(at(a_published_benchmark()))
    assert (
        page.context["part"] == "Shown here: initiatives 1 to 8 of 12. Counts are of all of them."
    )
    said = page.content.decode()
    parts = [said.index(part) for part in (page.context["part"], "page=2", 'id="matrix"')]
    assert parts == sorted(parts)


def test_every_cell_says_what_it_is(client: Client):
    page = client.get(at(a_published_benchmark())).content.decode()
    rows = {
        re.sub("<.*?>", "", name): re.findall('<td class="r">(.*?)</td>', cells)
        for name, cells in re.findall('<tr><th scope="row"><a [^>]*>(.*?)</a>(.*?)</tr>', page)
    }

    def cell(name: str, n: int) -> str:
        return re.sub("<.*?>", "", rows[name][n])

    assert cell("Voucher", 4) == "2.5 (2–3)"
    assert cell("Cluster tour", 2) == "0"
    assert rows["Data desk"][0] == '<span class="unknown">cannot tell</span>'
    assert rows["Data desk"][8] == '<span class="unknown">1–4 assessors differ</span>'
    assert cell("Cluster tour", 1) == "3 (1–4) talked over and settled"
    assert cell("E-invoice rule", 9) == "talked over and settled"


def test_the_order_is_by_name_or_by_one_criterion_and_unknown_is_last(client: Client):
    held = a_published_benchmark()
    by_name = titles(client, at(held))
    assert by_name == sorted(by_name, key=str.casefold)
    assert titles(client, at(held) + "?order=results")[:3] == [
        "Shop courses",
        "Voucher",
        "Cloud-Check",
    ]
    assert titles(client, at(held) + "?order=results")[-2:] == ["Data desk", "Skills lab"]
    assert [client.get(at(held) + f"?order={o}").status_code for o in ("sum", "known")] == [400] * 2


def test_filters_are_by_area_size_obstacle_instrument_territory_and_peers(client: Client):
    held = a_published_benchmark()
    asked = {
        "area=awareness": ["Cluster tour", "Mentor bus"],
        "size=medium": ["E-invoice rule", "Loan guarantee", "Tender school"],
        "obstacle=access-to-finance": ["Loan guarantee"],
        "instrument=course": ["Shop courses", "Skills lab", "Tender school"],
        "territory=RO42": ["Mentor bus", "Skills lab"],
        "territory=RO42&area=awareness": ["Mentor bus"],
        "area=awareness&instrument=grant": [],
    }
    found = {query: titles(client, at(held) + f"?{query}") for query in asked}
    assert found == asked
    assert client.get(at(held) + "?territory=XX").status_code == 400
    assert (
        "2 initiatives of 12 fit what you ask for."
        in client.get(at(held) + "?area=awareness").content.decode()
    )


def test_the_table_goes_out_as_csv_and_holds_every_cell_unchanged(client: Client):
    held = a_published_benchmark()
    rows = read_csv(client, at(held)[:-1] + ".csv")
    assert len(rows) == 12 * 10
    numbers = ("value", "low", "high", "owner")
    back: dict[tuple[str, str], Any] = {
        (r["initiative"], r["criterion"]): (
            *(float(r[n]) if r[n] else None for n in numbers),
            *(int(r["known"]), int(r["of"]), r["state"], r["settled_said"]),
        )
        for r in rows
    }
    told = {
        (e["id"], c): (*(x[n] for n in numbers), x["known"], x["of"], x["state"], x["said"])
        for e in a_result()["entrants"]
        for c, x in e["cells"].items()
    }
    assert back == told
    left = read_csv(client, at(held)[:-1] + ".csv?territory=RO42&order=results")
    assert [r["title"] for r in left[::10]] == ["Mentor bus", "Skills lab"]


def test_the_data_hold_criteria_digest_and_who_was_silent(client: Client):
    held = a_published_benchmark()
    data = json.loads(client.get(at(held)[:-1] + ".json").content)
    assert data["benchmark"]["silent_territories"] == 1
    assert data["benchmark"]["owners_without_a_score"] == 1
    assert [c["id"] for c in data["criteria"]] == [c["id"] for c in a_result()["criteria"]]
    assert len(data["initiatives"]) == len(ROWS)


def test_strong_good_and_promising_are_told_with_their_evidence(client: Client):
    context = client.get(at(a_published_benchmark())).context
    assert [
        (kind["name"], [one["entry"].title.text for one in kind["rows"]])
        for kind in context["practices"]
    ] == [("Good practice", ["Cloud-Check", "Voucher"]), ("Promising", ["Shop courses"])]
    strong = {row["criterion"].id: row for row in context["strong"]}
    assert list(strong) == [c["id"] for c in a_result()["criteria"]]
    assert strong["results"]["said"] == (
        "4 of 10 initiatives stand at 3 or more: so many are alike that this is more than a quarter."
    )
    assert strong["sme-access"]["said"] == "The best quarter of 12 initiatives begins at 3.1."


def test_at_most_five_stand_open_those_with_the_best_evidence_and_more_than_a_quarter_is_said(
    client: Client,
):
    result = a_result()
    for one in result["entrants"]:
        one["strong"] = ["results"]
    result["strong"]["monitoring"]["quartile"] = None
    held = a_published_benchmark(result=result)
    context = client.get(at(held)).context
    (strong,) = [row for row in context["strong"] if row["criterion"].id == "results"]
    names = [[one["entry"].title.text for one in strong[part]] for part in ("rows", "more")]
    assert names[0] == ["Cloud-Check", "Digital kit", "E-invoice rule", "Loan guarantee", "Voucher"]
    assert len(names[1]) == 7
    assert strong["said"].startswith("12 of 10 initiatives stand at 3 or more")
    assert "monitoring" not in {row["criterion"].id for row in context["strong"]}
    assert context["none_strong"].count("none stands out") == 1
    left = client.get(at(held) + "?territory=RO42").context["strong"]
    assert {one["entry"].code for row in left for one in row["rows"]} == {"RO42"}


def test_areas_and_sizes_show_the_middle_and_what_it_hides(client: Client):
    areas, sizes = client.get(at(a_published_benchmark())).context["groups"]
    assert [cell.text for cell in areas["wide"].rows[0]][:3] == [
        "awareness (2)",
        "1",
        "2.5 (2–3)",
    ]
    assert len(sizes["wide"].rows) == 4


def test_in_another_language_titles_fall_back_to_what_was_written(client: Client):
    held = a_published_benchmark()
    with translation.override("fr"):
        answer = client.get(f"/fr/benchmarks/{held.public_id}/")
    page = answer.content.decode()
    assert 'lang="de">Cloud-Check</a>' in page
    assert "Espagne" in page


def test_the_list_counts_and_an_example_says_that_it_is_one(client: Client):
    held = a_published_benchmark(example=True)
    page = client.get("/en/benchmarks/").content.decode()
    assert "Only invented benchmarks stand here yet" in page
    assert "What stands on this page is invented" in client.get(at(held)).content.decode()
    a_published_benchmark(a_network("FRE1", name="Other"), title="A real one")
    page = client.get("/en/benchmarks/").content.decode()
    assert "12 initiatives for small firms were judged" in page
    (row, _other) = read_csv(client, "/en/benchmarks.csv")
    assert (row["title"], row["initiatives"], row["assessors"]) == ("A real one", "12", "5")


def test_a_page_that_is_kept_is_made_anew_when_the_network_changes(
    client: Client, settings: Any, tmp_path: Any
):
    settings.WRITTEN_PAGES = tmp_path
    held = a_published_benchmark()
    first = client.get(at(held)).content
    assert (client.get(at(held)).content, len(list(tmp_path.rglob("*.gz")))) == (first, 1)
    held.network.territories.clear()
    assert "brought no initiative" in first.decode()
    assert "brought no initiative" not in client.get(at(held)).content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_what_services_publish_is_what_pages_read(client: Client, language: str):
    held = a_benchmark(Benchmark.State.PUBLISHED).row
    stem = f"/{language}/benchmarks/{held.public_id}/"
    entrants = [f"{e.public_id}/" for e in held.entrants.all()]
    parts = ("", "obstacles/", "mix/", *entrants)
    assert [client.get(stem + part).status_code for part in parts] == [200] * (3 + 4)
    rows = read_csv(client, stem[:-1] + ".csv")
    assert {(r["value"], r["known"], r["of"], r["state"]) for r in rows} == {
        ("2.0", "2", "2", "known")
    }
    courses = next(e for e in held.entrants.all() if e.edition)
    assert benchmarks_with(courses.edition.initiative.slug) == [(held, courses.public_id)]


def test_what_was_withdrawn_since_keeps_its_levels_and_loses_its_praise(client: Client):
    held = a_benchmark(Benchmark.State.PUBLISHED).row
    courses = next(e for e in held.entrants.all() if e.edition)
    assert held.result is not None
    for one in held.result["entrants"]:
        one.update(practice="good", strong=["results"])
    held.save()
    made = courses.edition.initiative
    because = "The figures were made up by somebody."
    withdraw_initiative(by=made.made_by, initiative=made, reason=because, seen=made.edit)
    page = client.get(at(held, f"{courses.public_id}/"))
    entry = page.context["entry"]
    assert (entry.title.text, entry.practice, entry.strong) == (
        f"{made.title} (withdrawn)",
        "",
        (),
    )
    assert because in page.content.decode()
    assert entry.cells["results"].value == 2.0
    rows = read_csv(client, at(held)[:-1] + ".csv")
    assert {r["title"] for r in rows if r["withdrawn"]} == {f"{made.title} (withdrawn)"}
    facts = small_firms_of(held.network, [made.territory])["benchmark"]
    told = {e["id"]: (e["practice"], e["withdrawn"]) for e in facts["entrants"]}
    assert told.pop(str(courses.public_id)) == ("", because)
    assert set(told.values()) == {("good", "")}
