"""Who takes part and who assesses; what opening the scoring needs, freezes and gives out."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from a_benchmark import ORIGIN, a_benchmark, last_day
from cohort_network import a_network
from territoria_web.compare.models import Assessor, Benchmark, Sheet
from territoria_web.compare.queries.benchmark_entrants import entrants_of, facts_of, key_of
from territoria_web.compare.queries.benchmark_panels import proposed_panel
from territoria_web.compare.services.benchmark_panels import (
    ask_assessors,
    choose_entrants,
    give_sheet,
    missing_to_score,
    open_scoring,
)
from territoria_web.compare.services.benchmark_scoring import save_sheet
from territoria_web.measure.models import Initiative
from territoria_web.people.models import Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
State = Benchmark.State


def test_nobody_assesses_what_is_of_their_own_territory_and_loads_are_even():
    held = a_benchmark(State.CONSULTING)
    found = proposed_panel(held.row)
    who = {(e.text or e.edition.title): {str(u) for u in users} for e, users in found.pairs}
    assert who["Adviser on tour"] == {"Ann", "Bob"}  # Cy is of DED5
    assert sorted(count for _user, count in found.loads) == [2, 3, 3]
    assert all(len(users) == 2 for users in who.values())


def test_a_round_of_invented_initiatives_is_an_example_and_nobody_is_written_to():
    held = a_benchmark(State.CONSULTING)
    Initiative.objects.update(example=True)
    office = held.network.office
    opened = open_scoring(by=office, held=held.row, until=last_day(), origin=ORIGIN)
    assert opened.example is False  # two texts of the library are real
    again = a_benchmark(
        State.CONSULTING, network=a_network("FRE1", "DED5", "FI20", name="Other"), mark="x"
    )
    Initiative.objects.update(example=True)
    keys = [key_of(e) for e in entrants_of(again.row) if e.edition]
    choose_entrants(by=office, held=again.row, keys=keys)
    mail.outbox.clear()
    assert open_scoring(by=office, held=again.row, until=last_day(), origin=ORIGIN).example
    assert mail.outbox == []


def test_scoring_needs_a_consultation_initiatives_and_two_assessors_each():
    held = a_benchmark(State.DRAFT)
    office = held.network.office
    ask_assessors(by=office, held=held.row, users=[held.people["Ann"], held.people["Cy"]])
    choose_entrants(by=office, held=held.row, keys=[f"edition:{held.entrant('Adv').edition_id}"])
    assert missing_to_score(held.row) == [
        "Members were not asked about the criteria yet.",
        "At least two initiatives must take part.",
        "Two assessors from elsewhere are needed each; too few for: Adviser on tour",
    ]
    with pytest.raises(ValidationError):
        open_scoring(by=office, held=held.row, until=last_day())


def test_opening_freezes_facts_gives_sheets_and_writes_to_assessors(
    settings, django_capture_on_commit_callbacks
):
    settings.MAIL_IN_BACKGROUND = False
    held = a_benchmark(State.CONSULTING)
    with django_capture_on_commit_callbacks(execute=True):
        open_scoring(by=held.network.office, held=held.row, until=last_day(), origin=ORIGIN)
    assert (
        Sheet.objects.filter(owner=False).count(),
        Sheet.objects.filter(owner=True).count(),
    ) == (8, 2)
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        *("ann@bench.example", "bob@bench.example", "cy@bench.example"),
    ]
    assert f"{ORIGIN}/en/desk/assessing/" in mail.outbox[0].body
    edition = held.entrant("Evening").edition
    type(edition).objects.filter(pk=edition.pk).update(body={})
    facts = facts_of(held.entrant("Evening"))
    assert (facts["area"], facts["budget"], facts["firms"], facts["reach_year"]) == (
        *("training", 120000.0, 80, 2024),
    )
    assert (facts["grade"], facts["baseline"], facts["slug"]) == ("E2", True, "evening-courses")


def test_a_proposal_that_is_out_of_date_is_refused():
    held = a_benchmark(State.CONSULTING)
    stamp = proposed_panel(held.row).stamp
    Assessor.objects.filter(user=held.people["Cy"]).delete()
    with pytest.raises(ValidationError, match="have changed since"):
        open_scoring(by=held.network.office, held=held.row, until=last_day(), stamp=stamp)


def test_strangers_to_the_network_are_not_asked_and_nobody_asked_leaves_while_it_runs():
    held = a_benchmark(State.SCORING)
    office = held.network.office
    stranger = User.objects.create_user("stranger@elsewhere.example")
    everybody = [held.people[name] for name in ("Ann", "Bob", "Cy")]
    for users in ([*everybody, stranger], everybody[:2]):
        with pytest.raises(ValidationError):
            ask_assessors(by=office, held=held.row, users=users)


def test_one_assessor_more_can_be_given_a_sheet_but_not_of_the_own_place():
    held = a_benchmark(State.SCORING)
    office, dan = held.network.office, User.objects.create_user("dan@bench.example", name="Dan")
    give_role(by=None, user=dan, role=Role.EXPERT, place=Territory.objects.get(code="FRE1"))
    everybody = [held.people[name] for name in ("Ann", "Bob", "Cy")]
    ask_assessors(by=office, held=held.row, users=[*everybody, dan])
    with pytest.raises(ValidationError, match="own territory"):
        give_sheet(by=office, entrant=held.entrant("Evening"), user=dan)
    give_sheet(by=office, entrant=held.entrant("Adviser"), user=dan)
    assert [str(s.by) for s in held.sheets("Adviser")][-1] == "Dan"


def test_who_joins_the_office_assesses_no_more():
    held = a_benchmark(State.CONSULTING)
    cy = held.people["Cy"]
    give_role(by=None, user=cy, role=Role.SECRETARIAT, place=held.network.row)
    assert cy not in [user for user, _count in proposed_panel(held.row).loads]
    held = a_benchmark(
        State.SCORING, network=a_network("FRE1", "DED5", "FI20", name="Other"), mark="x"
    )
    sheet = held.sheets("Evening")[0]
    give_role(by=None, user=sheet.by, role=Role.SECRETARIAT, place=held.network.row)
    with pytest.raises(ValidationError, match="You are in the office by now"):
        save_sheet(by=sheet.by, sheet=sheet, seen=0, scores={})


def test_entrants_are_of_the_network_or_of_the_library():
    held = a_benchmark(State.DRAFT)
    with pytest.raises(ValidationError):
        choose_entrants(by=held.network.office, held=held.row, keys=["text:nothing"])
    choose_entrants(by=held.network.office, held=held.row, keys=["text:kit-digital"])
    assert [e.text for e in entrants_of(held.row)] == ["kit-digital"]


def test_nobody_is_written_to_about_an_invented_benchmark(
    settings, django_capture_on_commit_callbacks
):
    settings.MAIL_IN_BACKGROUND = False
    held = a_benchmark(State.CONSULTING, example=True)
    with django_capture_on_commit_callbacks(execute=True):
        open_scoring(by=held.network.office, held=held.row, until=last_day(), origin=ORIGIN)
    assert mail.outbox == []
