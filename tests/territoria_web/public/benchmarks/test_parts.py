"""One initiative, the obstacles and the mix of a benchmark: arithmetic, gaps, ranges, what is not known."""

from __future__ import annotations

import json

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.timezone import now

from a_published_benchmark import (
    NATIONAL,
    SAID,
    TEXT,
    WHY,
    a_look_at_firms,
    a_published_benchmark,
    number_of,
)
from cohort_network import a_network
from territoria_web.compare.models import Benchmark, Comparison
from territoria_web.compare.queries.benchmark_pages import benchmarks_state, benchmarks_with
from territoria_web.measure.queries.assessments import current
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def at(held: Benchmark, path: str = "") -> str:
    return f"/en/benchmarks/{held.public_id}/{path}"


def cells_of(client: Client, held: Benchmark, name: str) -> dict[str, dict[str, object]]:
    context = client.get(at(held, f"{number_of(name)}/")).context
    return {one["criterion"].id: one for one in context["cells"]}


def test_each_level_tells_its_sheets_and_its_arithmetic(client: Client):
    held = a_published_benchmark()
    voucher, tour = (cells_of(client, held, name) for name in ("Voucher", "Cluster tour"))
    assert voucher["private-leverage"]["sheets"] == [
        ("Owner", "4"),
        ("Assessor 1", "2"),
        ("Assessor 2", "3"),
    ]
    assert voucher["private-leverage"]["reckoned"] == ["(2 + 3) / 2 = 2.5"]
    assert tour["consultation"]["reckoned"] == [
        "Assessors were from 1 to 4, talked it over and agreed on 3."
    ]
    assert (tour["consultation"]["settled"], tour["consultation"]["why"]) == (SAID, (WHY,))
    courses = cells_of(client, held, "Shop courses")["clear-target"]
    assert courses["reckoned"] == [
        "(2 + 2) / 2 = 2",
        "Without a baseline a target counts for 2 at most, so a higher score counts as 2.",
    ]
    rule = cells_of(client, held, "E-invoice rule")["transferability"]["reckoned"]
    assert rule == ["Assessors talked it over and agreed that it cannot be told."]


def test_too_little_known_gives_no_profile_and_still_says_what_is_known(client: Client):
    held = a_published_benchmark()
    answer = client.get(at(held, f"{number_of('Data desk')}/"))
    page = answer.content.decode()
    assert (answer.context["profile"], 'id="profile"' in page) == (None, False)
    assert "Only 4 of 10 criteria are known, so there is no profile" in page
    assert page.count("<p>How well it is shown: <span") == 1
    assert page.count("Assessors are listed in the order of level") == 1
    desk = cells_of(client, held, "Data desk")
    assert desk["results"]["sheets"] == [
        ("Owner", "4"),
        ("Assessor 1", "cannot tell"),
        ("Assessor 2", "cannot tell"),
    ]
    shown = client.get(at(held, f"{number_of('Voucher')}/"))
    assert (
        "10 of 10 criteria are known. It is in the best quarter on"
        in shown.context["page"]["finding"]
    )
    assert shown.content.decode().count('<figure id="profile">') == 1
    assert shown.context["beside"] == (
        "On 6 of 10 criteria that both judged, the owner sees a higher level than the assessors."
    )


def test_an_initiative_leads_to_the_register_or_the_library(client: Client):
    held = a_published_benchmark()
    pages = [
        client.get(at(held, f"{number_of(n)}/")).context["initiative"]
        for n in ("Voucher", NATIONAL)
    ]
    assert pages == ["/en/initiatives/voucher/", f"/en/initiatives/{TEXT}/"]
    assert client.get(pages[1]).status_code == 200


def test_whoever_asks_for_an_initiative_finds_where_it_was_judged():
    before = benchmarks_state()
    held = a_published_benchmark()
    draft = a_published_benchmark(a_network(name="Other"), state=Benchmark.State.SCORING)
    entrant = held.entrants.get()
    assert benchmarks_with(TEXT) == [(held, entrant.public_id)]
    said = render_to_string(
        "public/parts/benchmarks_of.html", {"benchmarks": benchmarks_with(TEXT)}
    )
    assert said.count(f'href="{at(held, str(entrant.public_id))}/"') == 1
    assert benchmarks_with("voucher") == []
    assert (before[0], benchmarks_state()[0]) == (0, 1)
    Benchmark.objects.filter(pk=draft.pk).update(state="published", published=now())
    assert [b for b, _entrant in benchmarks_with(TEXT)] == [draft, held]


def test_the_gap_is_what_many_firms_name_and_nobody_there_addresses(client: Client):
    held = a_published_benchmark()
    a_look_at_firms("FRE1", cost=0.5, security_privacy=0.4, connectivity=None)
    a_look_at_firms("DED5", security_privacy=0.3)
    answer = client.get(at(held, "obstacles/"))
    assert answer.context["page"]["finding"] == (
        "In 1 territory many firms name an obstacle that nothing judged here addresses there."
    )
    assert answer.context["offered"] == (
        "No initiative judged here addresses 10 of 13 obstacles. 2 are addressed five times or more."
    )
    rows = {row["line"].id: row for row in answer.context["rows"]}
    here = Territory.objects.get(code="FRE1").name
    assert (rows["security-privacy"]["open"], rows["cost"]["open"]) == ([here], [])
    assert not rows["connectivity"]["asked"]
    title = rows["security-privacy"]["line"].title
    assert answer.context["gap"] == (
        f"{here}: 40 % (32–48) name “{title}”; nothing judged here addresses it there."
    )
    page = answer.content.decode()
    assert (
        page.count(f"Many firms name it, and nothing judged here addresses it there: {here}</p>")
        == 1
    )
    needs = {
        row[0].text: [cell.text for cell in row[1:]] for row in answer.context["needs"][0].rows
    }
    assert needs[title] == [
        "30 % (22–38); named by few, or the range does not tell",
        "40 % (32–48); named by many, none judged here",
    ]
    once = [len(rows[o]["entries"]) for o in ("cost", "lack-of-skills", "access-to-finance")]
    assert once == [8, 6, 1]
    table = json.loads(client.get(at(held, "obstacles.json")).content)
    told = [row for row in table["table"]["rows"] if row[6] == "FRE1@2021"]
    assert [(row[0], row[7], row[11]) for row in told] == [
        ("cost", 0.5, "met"),
        ("security-privacy", 0.4, "unmet"),
    ]


def test_an_initiative_that_went_wrong_addresses_nothing_and_without_gaps_counts_come_first(
    client: Client,
):
    held = a_published_benchmark()
    result = held.result
    for one in result["entrants"]:
        one["went_wrong"] |= one["territory"] == "DED5@2021"
    Benchmark.objects.update(result=result)
    a_look_at_firms("FRE1", cost=0.5)
    finding = client.get(at(held, "obstacles/")).context["page"]["finding"]
    assert finding.startswith("No initiative judged here addresses 10 of 13 obstacles.")
    a_look_at_firms("DED5", cost=0.5)
    finding = client.get(at(held, "obstacles/")).context["page"]["finding"]
    assert finding.startswith("In 1 territory many firms name")


def test_the_mix_counts_unknown_budgets_apart_and_reach_is_a_range(client: Client):
    held = a_published_benchmark()
    answer = client.get(at(held, "mix/"))
    whole, *parts = answer.context["mixes"]
    assert len(parts) == 4
    rows = {row["held"].area: row for row in whole["rows"]}
    assert (rows["finance"]["share"], rows["finance"]["held"].budget_unknown) == (
        "82 %",
        1,
    )
    assert (rows["finance"]["firms"], rows["environment-law"]["firms"]) == ("400 to 460", "3,000")
    assert rows["environment-law"]["budget"] == "EUR 0"
    page = answer.content.decode()
    assert (page.count("<h2>All initiatives</h2>"), page.count("Budget unknown: 1")) == (1, 3)
    assert answer.context["page"]["finding"].endswith(
        "Of 3 initiatives of 12 nobody knows the budget."
    )
    assert answer.context["page"]["finding"].startswith("The largest share of the budget")
    (facet,) = [f for f in answer.context["filters"].fields if f[0].name == "territory"]
    counts = {o.value: o.count for _group, options in facet[1] for o in options}
    assert counts == {"FRE1": 3, "DED5": 3, "FI20": 3, "RO42": 2}
    lines = client.get(at(held, "mix.csv")).content.decode().splitlines()
    assert len(lines) == 1 + 5 * 6


def test_peers_of_a_territory_are_those_that_are_firm_or_likely(client: Client):
    held = a_published_benchmark()
    members = [
        {"code": "DED5", "firmness": "firm"},
        {"code": "FI20", "firmness": "likely"},
        {"code": "RO42", "firmness": "arguable"},
    ]
    place = Territory.objects.get(code="FRE1")
    Comparison.objects.update_or_create(
        assessment=current(), territory=place, defaults={"body": {"peers": {"members": members}}}
    )
    shown = client.get(at(held) + "?peers=FRE1").context["page_of"]
    assert {entry.code for entry in shown} == {"DED5", "FI20"}
    mixes = client.get(at(held, "mix/") + "?peers=FRE1").context["mixes"]
    assert len(mixes) == 1 + 3
