"""Sheets, differences, the table of scores, publication."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_benchmark import Bench, a_benchmark
from territoria_web.compare.models import Benchmark, Sheet
from territoria_web.compare.queries.benchmark_panels import who_may_be_asked
from territoria_web.compare.queries.benchmark_sheets import differences_in, sheets_waiting
from territoria_web.compare.queries.benchmark_tables import Received, look_at_scores, scores_csv
from territoria_web.compare.services.benchmark_panels import choose_entrants
from territoria_web.compare.services.benchmark_scoring import (
    publish_benchmark,
    save_sheet,
    settle_difference,
    submit_sheet,
    take_in_scores,
)
from territoria_web.measure.models import InitiativeEdition
from territoria_web.people.models import Role
from territoria_web.people.services import give_role
from territoria_web.territories.models import Territory
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
State = Benchmark.State
WHY = "They read the second report together and agreed."


def all_in(held: Bench) -> None:
    """Everybody hands in twos."""
    for sheet in Sheet.objects.filter(entrant__benchmark=held.row, owner=False, submitted=None):
        held.hand_in(sheet)


def test_a_draft_is_kept_as_it_is_and_needs_everything_only_when_it_is_handed_in():
    held = a_benchmark()
    sheet = held.sheets("Evening")[0]
    half = {"results": {"value": 4, "why": ""}, "monitoring": {"value": None, "why": "no report"}}
    kept = save_sheet(by=sheet.by, sheet=sheet, seen=0, scores=half)
    assert kept.scores == half
    with pytest.raises(ValidationError) as refused:
        submit_sheet(by=sheet.by, sheet=kept, seen=kept.edit)
    wrong = refused.value.error_dict
    assert (len(wrong), "why-results" in wrong, "value-monitoring" in wrong) == (9, True, False)
    with pytest.raises(ChangedMeanwhile):
        save_sheet(by=sheet.by, sheet=sheet, seen=0, scores=half)


def test_a_sheet_is_written_by_its_assessor_alone_and_stands_once_it_is_in():
    held = a_benchmark()
    sheet = held.sheets("Evening")[0]
    other = next(p for p in held.people.values() if p != sheet.by)
    with pytest.raises(ValidationError, match="not yours"):
        save_sheet(by=other, sheet=sheet, seen=0, scores={})
    done = held.hand_in(sheet)
    with pytest.raises(ValidationError, match="handed in"):
        save_sheet(by=sheet.by, sheet=done, seen=done.edit, scores={})


def test_whoever_joins_the_territory_meanwhile_does_not_assess_it_any_more():
    held = a_benchmark()
    sheet = held.sheets("Evening")[0]
    place = Territory.objects.get(code="FRE1")
    give_role(by=None, user=sheet.by, role=Role.VIEWER, place=place)
    with pytest.raises(ValidationError, match="own territory"):
        save_sheet(by=sheet.by, sheet=sheet, seen=0, scores={})


def test_whoever_was_asked_to_assess_does_not_score_for_the_owner():
    held = a_benchmark()
    sheet, own = held.sheets("Evening")[0], held.own("Evening")
    give_role(by=None, user=sheet.by, role=Role.EXPERT, place=Territory.objects.get(code="FRE1"))
    with pytest.raises(ValidationError, match="A colleague scores it"):
        save_sheet(by=sheet.by, sheet=own, seen=0, scores={})


def test_sheets_wait_for_assessors_and_for_the_owners_team():
    held = a_benchmark()
    assert [s.owner for s in sheets_waiting(held.people["Lea"])] == [True]
    assert {s.owner for s in sheets_waiting(held.people["Bob"])} == {False}
    assert sheets_waiting(held.network.member).count() == 0


def test_a_difference_is_settled_in_words_and_only_where_there_is_one():
    held = a_benchmark()
    one, other = held.sheets("Evening")
    held.hand_in(one, 2, results=0)
    held.hand_in(other, 2, results=3)
    found = differences_in(held.row)
    assert [(d.cell.criterion, d.cell.low, d.cell.high) for d in found] == [("results", 0, 3)]
    told = {"by": held.network.office, "entrant": held.entrant("Evening")}
    with pytest.raises(ValidationError, match="not far apart"):
        settle_difference(criterion="monitoring", value=2, said=WHY, **told)
    with pytest.raises(ValidationError, match="20 characters"):
        settle_difference(criterion="results", value=2, said="Yes.", **told)
    with pytest.raises(ValidationError, match="Choose 0 to 4"):
        settle_difference(criterion="results", value=2.2, said=WHY, **told)
    settle_difference(criterion="results", value=2.5, said=WHY, **told)
    assert differences_in(held.row)[0].settled.value == 2.5


def test_publication_waits_for_sheets_unless_the_office_says_so_in_words():
    held = a_benchmark()
    held.hand_in(held.sheets("Evening")[0])
    with pytest.raises(ValidationError, match="Sheets are missing"):
        publish_benchmark(by=held.network.office, held=held.row)
    words = "The others fell ill and nobody could step in."
    row = publish_benchmark(by=held.network.office, held=held.row, missing_said=words)
    cell = row.result["entrants"][0]["cells"]["results"]
    assert (cell["value"], cell["state"], cell["known"], cell["of"]) == (None, "unknown", 1, 2)
    assert row.result["missing"] == {"sheets": 7, "said": words}


def test_nothing_changes_after_publication():
    held = a_benchmark()
    all_in(held)
    office, sheet = held.network.office, held.own("Evening")
    row = publish_benchmark(by=office, held=held.row)
    with pytest.raises(ValidationError):
        publish_benchmark(by=office, held=row)
    with pytest.raises(ValidationError):
        save_sheet(by=held.people["Lea"], sheet=sheet, seen=0, scores={})
    told = {"criterion": "results", "value": 1, "said": WHY}
    with pytest.raises(ValidationError):
        settle_difference(by=office, entrant=held.entrant("Evening"), **told)
    assert held.now().result == row.result


def test_the_table_goes_out_and_comes_back_unchanged():
    held = a_benchmark()
    one, other = held.sheets("Evening")
    held.hand_in(one, 2, results=0, monitoring=None)
    held.hand_in(other, 2, results=3)
    told = {"criterion": "results", "value": None, "said": WHY + "\n=and so"}
    settle_difference(by=held.network.office, entrant=held.entrant("Evening"), **told)
    held.hand_in(held.own("Evening"), 4)
    table = scores_csv(held.row)
    looked = look_at_scores(held.row, table, "scores.csv")
    assert (looked.received, looked.problems, looked.same) == ((), (), 31)
    assert take_in_scores(by=held.network.office, held=held.row, received=()) == 0
    assert scores_csv(held.row) == table


def test_a_table_fills_in_sheets_that_came_on_paper():
    held = a_benchmark()
    sheet = held.sheets("Adviser")[0]
    lines = [
        f"adviser-on-tour,{name},{sheet.by},assessor,3,"
        for name in (c["id"] for c in held.row.criteria)
    ]
    table = "\n".join(["initiative,criterion,assessor,role,value,why", *lines]).encode()
    looked = look_at_scores(held.row, table, "paper.csv")
    assert (len(looked.received), looked.problems) == (1, ())
    told = {"by": held.network.office, "held": held.row}
    assert take_in_scores(received=looked.received, **told) == 1
    sheet.refresh_from_db()
    assert (sheet.submitted is not None, sheet.scores["results"]["value"]) == (True, 3)
    other = held.sheets("Adviser")[1]
    late = table.replace(str(sheet.by).encode(), str(other.by).encode())
    other.by.memberships.create(territory=Territory.objects.get(code="DED5"), role="viewer")
    with pytest.raises(ValidationError, match="own territory"):
        take_in_scores(received=look_at_scores(held.row, late, "late.csv").received, **told)
    changed = table.replace(b",results,Ann,assessor,3", b",results,Ann,assessor,1").replace(
        b",results,Bob,assessor,3", b",results,Bob,assessor,1"
    )
    again = look_at_scores(held.row, changed, "paper.csv")
    assert [p.where for p in again.problems] == ["paper.csv:9"]
    assert (again.received, again.same) == ((), 9)


def test_a_table_leaves_a_sheet_alone_that_its_assessor_has_begun():
    held = a_benchmark()
    first, second = held.sheets("Adviser")
    waits = Received(2, second, held.scores(3))
    begun = {"results": {"value": 4, "why": "my careful draft"}}
    save_sheet(by=second.by, sheet=second, seen=0, scores=begun)
    head = "initiative,criterion,assessor,role,value,why\n"
    line = f"adviser-on-tour,results,{second.by},assessor,2,office words\n"
    looked = look_at_scores(held.row, (head + line).encode(), "s.csv")
    said = "This sheet was begun on the site; whoever began it hands it in there."
    assert [(p.where, p.what) for p in looked.problems] == [("s.csv:2", said)]
    both = [waits, Received(12, first, held.scores(3))]
    with pytest.raises(ValidationError) as refused:
        take_in_scores(by=held.network.office, held=held.row, received=both)
    assert refused.value.messages == [f"2: {said}"]
    for sheet in (first, second):
        sheet.refresh_from_db()
    assert (first.submitted, second.submitted, second.scores) == (None, None, begun)


def test_every_problem_of_a_table_is_told():
    held = a_benchmark()
    table = (
        b"initiative,criterion,assessor,role,value\n"
        b"nothing,results,Ann,assessor,1\n"
        b"adviser-on-tour,results,Zoe,assessor,1\n"
        b"adviser-on-tour,results,,settled,1\n"
    )
    looked = look_at_scores(held.row, table, "s.csv")
    assert [p.where for p in looked.problems] == ["s.csv:2", "s.csv:3", "s.csv:4"]
    looked = look_at_scores(held.row, b"initiative,value\na,1\n", "s.csv")
    assert len(looked.problems) == 1


def apart(held: Bench, low: int = 0, high: int = 4) -> None:
    """The two assessors of the evening courses far apart on results."""
    first, second = held.sheets("Evening")
    held.hand_in(first, 2, results=low)
    held.hand_in(second, 2, results=high)


def settled(held: Bench, value: float | None, by=None):
    return settle_difference(
        by=by or held.network.office,
        entrant=held.entrant("Evening"),
        criterion="results",
        value=value,
        said=WHY,
    )


def test_nobody_settles_or_fills_in_scores_of_their_own_territory():
    held = a_benchmark()
    apart(held)
    office = held.network.office
    give_role(by=None, user=office, role=Role.LEAD, place=Territory.objects.get(code="FRE1"))
    with pytest.raises(ValidationError, match="own territory"):
        settled(held, 2)
    sheet = held.sheets("Adviser")[0]
    with pytest.raises(ValidationError, match="own territory"):
        take_in_scores(
            by=held.people["Cy"], held=held.now(), received=[Received(2, sheet, held.scores(2))]
        )


def test_what_is_settled_lies_between_what_assessors_gave():
    held = a_benchmark()
    apart(held, 0, 3)
    with pytest.raises(ValidationError, match="between"):
        settled(held, 4)
    assert settled(held, 2.5).value == 2.5
    assert settled(held, None).value is None


def test_the_office_reads_all_sheets_and_so_gives_none():
    held = a_benchmark()
    assert held.network.office not in who_may_be_asked(held.network.row)
    assert held.people["Ann"] in who_may_be_asked(held.network.row)


def test_an_initiative_takes_part_in_one_edition_only():
    held = a_benchmark(State.CONSULTING)
    first = InitiativeEdition.objects.get(title="Evening courses")
    second = InitiativeEdition.objects.create(
        **{
            f: getattr(first, f)
            for f in ("initiative", "title", "language", "body", "digest", "made")
        },
        number=2,
        reviewed_in="Elsewhere",
    )
    keys = [f"edition:{first.pk}", f"edition:{second.pk}"]
    with pytest.raises(ValidationError, match="Two editions of the same initiative"):
        choose_entrants(by=held.network.office, held=held.now(), keys=keys)
    choose_entrants(by=held.network.office, held=held.now(), keys=keys[1:])
