"""The office begins a benchmark, prepares it, opens the scoring, settles and publishes; members read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from a_benchmark import Bench, a_benchmark, an_edition
from cohort_network import a_network
from desk_team import a_member, signed_in
from territoria_web.compare.models import Benchmark, Entrant, Remark, Settled, Sheet
from territoria_web.compare.services.benchmarks import begin_benchmark
from territoria_web.library.saying import day
from territoria_web.people.models import Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
State = Benchmark.State
PAGES = (
    *("", "words/", "criteria/", "criteria/results/", "initiatives/", "assessors/"),
    *("differences/", "table/", "publish/", "drop/"),
)
MOST = 22


def said(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def held() -> Bench:
    return a_benchmark()


@pytest.fixture
def office(held: Bench) -> Client:
    return signed_in(held.network.office)


def test_a_benchmark_is_begun_and_prepared():
    network = a_network("FRE1", "DED5", "FI20")
    office = signed_in(network.office)
    made = office.post(network.at("benchmarks/"), {"title": "What helps", "language": "fr"})
    row = Benchmark.objects.get()
    at = network.at(f"benchmarks/{row.public_id}/")
    assert made["Location"] == at
    assert "Members were not asked about the criteria yet." in said(office.get(at))
    until = str(timezone.localdate() + timedelta(days=5))
    assert office.post(at, {"until": until}).status_code == 302
    edition = an_edition("FRE1", "Evening courses")
    keys = {"registered": [f"edition:{edition.pk}"], "texts": ["text:kit-digital"]}
    stamp = office.get(f"{at}initiatives/").context["stamp"]
    office.post(f"{at}initiatives/", {**keys, "seen": stamp})
    stale = office.post(f"{at}initiatives/", {"texts": ["text:kit-digital"], "seen": stamp})
    assert (stale.status_code, Entrant.objects.count()) == (422, 2)
    assert "2 initiatives take part." in said(office.get(f"{at}initiatives/"))
    other = User.objects.create_user("ann@elsewhere.example", name="Ann Elsewhere")
    give_role(by=None, user=other, role=Role.LEAD, place=Territory.objects.get(code="DED5"))
    people = [str(u.public_id) for u in (other, network.member)]
    office.post(f"{at}assessors/", {"do": "ask", "users": people})
    page = said(office.get(f"{at}assessors/"))
    assert "Ann Elsewhere, Max Member" in page or "Max Member, Ann Elsewhere" in page
    assert f"until {day(timezone.localdate() + timedelta(days=5))}; wait until that day" in page
    late = office.post(f"{at}assessors/", {"do": "open", "until": until})
    assert late.status_code == 422


def test_a_form_pressed_twice_begins_one_and_the_office_throws_it_away():
    network = a_network("FRE1")
    office, at = signed_in(network.office), network.at("benchmarks/")
    key = office.get(at).context["form"]["key"].value()
    told = {"title": "What helps", "language": "en", "key": str(key)}
    made, again = office.post(at, told), office.post(at, told)
    assert (made["Location"], Benchmark.objects.count()) == (again["Location"], 1)
    drop = f"{made['Location']}drop/"
    assert f'href="{drop}"' in office.get(made["Location"]).content.decode()
    assert office.post(drop, {}).status_code == 422
    seen = office.get(drop).context["form"]["seen"].value()
    assert office.post(drop, {"seen": seen})["Location"] == at
    assert Benchmark.objects.count() == 0


def test_once_members_were_asked_no_page_offers_to_throw_it_away():
    held = a_benchmark(State.CONSULTING)
    office = signed_in(held.network.office)
    assert held.desk("drop/") not in office.get(held.desk()).content.decode()
    assert "<button" not in said(office.get(held.desk("drop/"))).partition("<main")[2]
    assert office.post(held.desk("drop/"), {"seen": held.row.edit}).status_code == 422
    assert Benchmark.objects.count() == 1


def test_words_and_choice_of_criteria_are_changed_until_scoring_opens():
    held = a_benchmark(State.CONSULTING)
    office = signed_in(held.network.office)
    page = office.get(held.desk("criteria/results/"))
    typed = {**page.context["form"].initial, "title": "What came of it"}
    assert office.post(held.desk("criteria/results/"), typed).status_code == 302
    criterion = next(c for c in held.now().criteria if c["id"] == "results")
    assert (criterion["title"], set(criterion["none"])) == (
        {"en": "What came of it"},
        {"en", "fr", "de"},
    )
    slow = office.post(held.desk("criteria/results/"), {**typed, "title": "Mine"})
    assert (slow.status_code, slow.context["form"]["title"].value()) == (422, "Mine")
    told = {"do": "keep", "kept": ["results", "monitoring", "sme-access"]}
    few = {**told, "kept": ["results"], "seen": held.now().edit}
    assert "Keep at least three criteria." in said(office.post(held.desk("criteria/"), few))
    Benchmark.objects.update(consulted_until=timezone.localdate())
    signed_in(held.network.member).post(
        held.desk("criteria/"), {"criterion": "transferability", "said": "Too hard for small ones."}
    )
    office.post(held.desk("criteria/"), {**told, "seen": held.now().edit})
    assert "Too hard for small ones." in said(office.get(held.desk("criteria/")))
    assert [c["id"] for c in held.now().criteria] == ["sme-access", "monitoring", "results"]


def test_after_scoring_opened_no_page_offers_to_change_criteria(held: Bench, office: Client):
    page = office.get(held.desk("criteria/"))
    assert (page.context["kept"], page.context["may_change"]) == (None, False)
    typed = {**office.get(held.desk("criteria/results/")).context["form"].initial, "none": "Bad."}
    assert office.post(held.desk("criteria/results/"), typed).status_code == 422
    assert held.now().criteria == held.row.criteria


def test_members_read_and_remark_and_nothing_else():
    held = a_benchmark(State.CONSULTING)
    member = signed_in(held.network.member)
    Benchmark.objects.update(consulted_until=timezone.localdate())
    page = member.get(held.desk("criteria/"))
    assert (page.status_code, page.context["kept"]) == (200, None)
    empty = member.post(held.desk("criteria/"), {"criterion": "results", "said": ""})
    assert (empty.status_code, empty.context["remark"]["criterion"].value()) == (422, "results")
    member.post(held.desk("criteria/"), {"criterion": "results", "said": "Which years?"})
    assert Remark.objects.get().by == held.network.member
    assert "Which years?" in said(member.get(held.desk("criteria/")))
    assert member.post(held.desk("criteria/"), {"do": "keep"}).status_code == 403
    assert member.get(held.desk("publish/")).status_code == 403
    assert member.post(held.network.at("benchmarks/"), {"title": "Mine"}).status_code == 403
    Benchmark.objects.update(state=State.DRAFT)
    assert member.get(held.desk()).status_code == 404
    assert "No benchmark is begun yet." in said(member.get(held.network.at("benchmarks/")))


def test_owners_without_a_role_in_the_network_are_led_to_the_criteria_and_remark():
    held = a_benchmark(State.CONSULTING)
    Benchmark.objects.update(consulted_until=timezone.localdate())
    owner, page = signed_in(held.people["Lea"]), held.desk("criteria/")
    assert f'href="{page}"' in owner.get("/en/desk/").content.decode()
    shown = owner.get(page)
    assert (shown.status_code, shown.context["kept"]) == (200, None)
    assert held.network.at() not in shown.content.decode().replace(held.desk(), "")
    owner.post(page, {"criterion": "results", "said": "Which years?"})
    assert Remark.objects.get().place == "Nord-Pas de Calais"
    assert owner.get(held.desk()).status_code == 200
    assert owner.post(page, {"do": "keep"}).status_code == 403
    assert owner.post(held.desk(), {"until": "2099-01-01"}).status_code == 403
    assert owner.get(held.desk("publish/")).status_code == 404
    assert owner.get(held.network.at("benchmarks/")).status_code == 404


@pytest.mark.parametrize(("role", "code"), [(Role.LEAD, "RO42"), (Role.VIEWER, "FRE1")])
def test_who_writes_no_records_of_the_network_is_not_consulted(role: Role, code: str):
    held = a_benchmark(State.CONSULTING)
    Benchmark.objects.update(consulted_until=timezone.localdate())
    other = signed_in(a_member(code, role))
    assert other.get(held.desk("criteria/")).status_code == 404
    assert other.post(held.desk("criteria/"), {"said": "Which years?"}).status_code == 404
    assert held.desk() not in other.get("/en/desk/").content.decode()


@pytest.mark.parametrize("state", [State.DRAFT, State.SCORING])
def test_owners_read_criteria_only_while_they_are_consulted_on(state: str):
    held = a_benchmark(State.CONSULTING)
    Benchmark.objects.update(state=state)
    assert signed_in(held.people["Lea"]).get(held.desk("criteria/")).status_code == 404


def test_a_difference_is_settled_on_its_page(held: Bench, office: Client):
    for sheet, value in zip(held.sheets("Evening"), (0, 3), strict=True):
        held.hand_in(sheet, 2, results=value)
    page = office.get(held.desk("differences/"))
    assert "On 1 criterion assessors are more than 1.5 apart" in said(page)
    key = page.context["rows"][0]["key"]
    short = {f"{key}-value": "2.5", f"{key}-said": "Yes.", "do": key}
    again = office.post(held.desk("differences/"), short)
    assert (again.status_code, again.context["rows"][0]["form"]["said"].value()) == (422, "Yes.")
    office.post(
        held.desk("differences/"),
        {**short, f"{key}-said": "They read the report again together."},
    )
    assert Settled.objects.get().value == 2.5
    stale = office.post(
        held.desk("differences/"), {**short, f"{key}-said": "Somebody else talked to them too."}
    )
    assert "Somebody wrote down an outcome meanwhile" in said(stale)
    assert Settled.objects.get().said == "They read the report again together."
    assert "All differences are settled." in said(office.get(held.desk("differences/")))


def test_the_table_goes_out_and_comes_back(held: Bench, office: Client):
    held.hand_in(held.sheets("Evening")[0])
    table = office.get(held.desk("scores.csv"))
    file = SimpleUploadedFile("scores.csv", table.content)
    done = office.post(held.desk("table/"), {"table": file}, follow=True)
    assert "All of this stands there already." in said(done)
    wrong = SimpleUploadedFile("scores.csv", table.content.replace(b",2,", b",1,"))
    answer = office.post(held.desk("table/"), {"table": wrong})
    assert answer.status_code == 422
    assert said(answer).count("This sheet is handed in; it stands as it is.") == 10


def test_publication_shows_what_is_missing_and_then_stands(held: Bench, office: Client):
    sheets = Sheet.objects.filter(owner=False)
    for sheet in sheets.exclude(pk=sheets.last().pk):
        held.hand_in(sheet)
    page = said(office.get(held.desk("publish/")))
    assert "1 sheet of an assessor is missing." in page
    assert office.post(held.desk("publish/"), {}).status_code == 422
    words = {"missing_said": "She fell ill, and nobody could step in."}
    assert office.post(held.desk("publish/"), words).status_code == 302
    after = office.get(held.desk("publish/"))
    assert (held.now().state, after.context["form"]) == (State.PUBLISHED, None)


def test_open_differences_are_published_only_by_whoever_has_looked(held: Bench, office: Client):
    first, *others = Sheet.objects.filter(owner=False)
    held.hand_in(first, 4)
    for sheet in others:
        held.hand_in(sheet, 2)
    bare = office.post(held.desk("publish/"), {})
    assert (bare.status_code, list(bare.context["form"].errors)) == (422, ["looked"])
    assert list(bare.context["form"].fields) == ["looked"]
    cells = [cell for row in bare.context["rows"] for cell in row["cells"]]
    assert {cell["state"] for cell in cells if not cell["said"]} == {"assessors differ"}
    assert held.now().state == State.SCORING
    assert "2.0" not in said(bare)
    assert office.post(held.desk("publish/"), {"looked": "on"}).status_code == 302
    assert held.now().state == State.PUBLISHED


def test_many_differences_open_one_by_one(held: Bench, office: Client):
    first, second = held.sheets("Evening")
    held.hand_in(first, 4)
    held.hand_in(second, 2)
    assert "<summary>Who gave what</summary>" in said(office.get(held.desk("differences/")))


def test_initiatives_stand_by_kind_of_help_and_what_is_ticked_is_open():
    held = a_benchmark(State.DRAFT)
    page = signed_in(held.network.office).get(held.desk("initiatives/"))
    (registered, areas), (_texts, more) = page.context["form"].parts()
    assert registered.name == "registered"
    assert [(one["area"], len(one["boxes"]), one["ticked"]) for one in areas] == [
        ("training", 2, 2)
    ]
    assert sum(one["ticked"] for one in more) == 2
    assert said(page).count(" checked") == 4


def test_an_invented_network_is_offered_no_initiatives_of_the_library():
    held = a_network("FRE1", "DED5")
    made = begin_benchmark(by=held.office, network=held.row, title="What helps", language="en")
    page, office = held.at(f"benchmarks/{made.public_id}/initiatives/"), signed_in(held.office)
    assert [field.name for field, _areas in office.get(page).context["form"].parts()] == [
        *("registered", "texts")
    ]
    Territory.objects.filter(code__in=("FRE1", "DED5")).update(example=True)
    form = office.get(page).context["form"]
    assert [field.name for field, _areas in form.parts()] == ["registered"]
    assert office.post(page, {"texts": ["text:kit-digital"]}).status_code == 422


@pytest.mark.parametrize("state", [State.DRAFT, State.SCORING, State.PUBLISHED])
def test_every_page_is_there_in_every_state_with_few_queries(
    state: str, django_assert_max_num_queries: DjangoAssertNumQueries
):
    held = a_benchmark(state)
    office = signed_in(held.network.office)
    office.get(held.desk())
    for page in PAGES:
        with django_assert_max_num_queries(MOST, info=page):
            assert office.get(held.desk(page)).status_code == 200
