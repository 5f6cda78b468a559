"""Out to a table and back: without loss, all or nothing, nothing deleted, no formula, no renumbering."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desk_team import a_workbook
from planned import Planning, a_plan
from territoria_web.library.typed import plain_line
from territoria_web.plan.models import Action
from territoria_web.plan.queries.exported import as_csv, as_workbook
from territoria_web.plan.queries.imported import import_of
from territoria_web.plan.queries.plans import draft_of
from territoria_web.plan.rules import Dated, tidied
from territoria_web.plan.services.actions import drop_action
from territoria_web.plan.services.imports import import_plan
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
HEAD = ("id", "number", "title")
BOOK = settings(
    deadline=None,
    derandomize=True,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def take(p: Planning, content: bytes, seen: str = ""):
    return import_plan(
        by=p.lead, plan=p.plan, content=content, file_name="plan.xlsx", seen=seen or p.seen()
    )


def faults(p: Planning, *rows: tuple[object, ...]) -> list[tuple[int, str, str]]:
    found = import_of(a_workbook(*rows), p.all())
    return [(f.row, f.column, f.what) for f in found.faults]


TEXT = st.text(max_size=40)
NUMBER = st.none() | st.floats(-1e9, 1e9).map(lambda v: round(v, 6))
WORDS = TEXT.map(plain_line)


@BOOK
@given(
    title=TEXT.filter(lambda t: plain_line(t) != ""),
    what=TEXT,
    lists=st.lists(WORDS.filter(bool), max_size=3),
    numbers=st.tuples(NUMBER, NUMBER),
    money=st.none() | st.decimals(0, 10**9, places=2),
    day=st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    flags=st.tuples(st.booleans(), st.booleans()),
    lang=st.sampled_from(["en", "fr", "de"]),
)
def test_a_plan_comes_back_from_workbook_and_csv_as_it_went(
    title, what, lists, numbers, money, day, flags, lang
):
    Action.objects.all().delete()
    p = made()
    p.add("First")
    low, high = sorted((numbers[1] or 0.0, numbers[0] or 0.0))
    p.add(
        title,
        what=what,
        partners=tuple(lists),
        conditions=tuple(lists),
        baseline=numbers[0],
        indicator="=SUM(A1)",
        target_low=low,
        target_high=high,
        money=money,
        begins=day,
        needs=(1,),
        quick_win=flags[0],
        indicator_is_outcome=flags[1],
        milestones=(Dated("+1 desk", day),) if day else (),
    )
    actions = p.all()
    with override(lang):
        files = [as_workbook(actions), as_csv("actions", actions), as_csv("milestones", actions)]
    for file in files:
        found = import_of(file, actions)
        assert [(f.what) for f in found.faults] == []
        assert [(q.kind, q.changes) for q in found.planned if q.kind != "same"] == []
        assert [tidied(draft_of(q.action)) for q in found.planned] == [
            q.draft for q in found.planned
        ]


_kept: list[Planning] = []


def made() -> Planning:
    """One plan for all examples of a property."""
    from territoria_web.people.models import User

    if (
        not _kept
        or not User.objects.filter(pk=_kept[0].lead.pk, email=_kept[0].lead.email).exists()
    ):
        _kept[:] = [a_plan("X9")]
    return _kept[0]


def test_no_cell_is_a_formula_and_choices_can_be_picked():
    p = a_plan()
    p.add("=HYPERLINK(1)", owner="+49 office", what="_x0041_")
    book = load_workbook(io.BytesIO(as_workbook(p.all())))
    kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert ("f" in kinds, book.sheetnames) == (False, ["actions", "milestones", "notes", "lists"])
    assert book["lists"].sheet_state == "hidden"
    assert len(book["actions"].data_validations.dataValidation) == 8
    text = as_csv("actions", p.all()).decode()
    assert (",'=HYPERLINK(1)," in text, ",'+49 office," in text) == (True, True)


def test_new_rows_changed_fields_and_milestones_are_taken_in_one_go():
    p = a_plan()
    one, two = p.add("One", owner="City"), p.add("Two")
    book = load_workbook(io.BytesIO(as_workbook(p.all(), ids=True)))
    sheet = book["actions"]
    heads = [c.value for c in sheet[1]]
    sheet.cell(2, heads.index("owner") + 1).value = None
    sheet.cell(2, heads.index("money") + 1).value = "80 000,50"
    sheet.cell(3, heads.index("ends") + 1).value = "31.12.2027"
    sheet.cell(4, heads.index("title") + 1).value = "Three"
    book["milestones"].append([None, 1, date(2027, 2, 1), "Officer named"])
    book["milestones"].append([None, "three", date(2027, 3, 1), "Begun"])
    file = io.BytesIO()
    book.save(file)
    found = import_of(file.getvalue(), p.all())
    assert [(q.kind, [(c.label, c.before, c.after) for c in q.changes]) for q in found.planned] == [
        (
            "changed",
            [
                ("Owner", "City", ""),
                ("Money", "", "80000.50"),
                ("Milestones", "", "2027-02-01 Officer named"),
            ],
        ),
        ("changed", [("Ends", "", "2027-12-31")]),
        ("new", []),
    ]
    take(p, file.getvalue())
    held = {a.number: draft_of(a) for a in p.all()}
    assert (held[1].owner, held[1].money, held[2].ends) == (
        "",
        Decimal("80000.50"),
        date(2027, 12, 31),
    )
    assert (held[3].title, held[3].milestones[0].text) == ("Three", "Begun")
    assert [p.one(n).public_id for n in (1, 2)] == [one.public_id, two.public_id]


def test_nothing_is_deleted_by_what_a_file_does_not_name():
    p = a_plan()
    one = p.add("One")
    p.add("Two", milestones=(Dated("Begun", date(2027, 3, 1)),))
    found = take(p, a_workbook(HEAD, (str(one.public_id), 1, "One, better")))
    assert [a.title for a in found.absent] == ["Two"]
    assert [(a.title, a.milestones.count()) for a in p.all()] == [("One, better", 0), ("Two", 1)]


def test_an_import_cannot_renumber_copy_or_reach_into_another_plan():
    p, other = a_plan(), a_plan("X2")
    one, two = p.add("One"), p.add("Two")
    strange = other.add("Strange")
    assert faults(
        p,
        HEAD,
        (str(one.public_id), 2, "One"),
        (None, 1, "One"),
        (str(strange.public_id), 1, "Strange"),
        (str(two.public_id), 2, "Two"),
        (str(two.public_id), 2, "Two again"),
    ) == [
        (2, "number", "This action has number 1, and keeps it. Write that one."),
        (3, "number", "A number without its id. Copy the id from the export, or empty the number."),
        (4, "id", "No action of this plan has this id. Copy it from the export, or empty it."),
        (6, "id", "This action stands in an earlier row too. Take one of them out."),
    ]


def test_each_wrong_cell_is_told_with_row_column_and_remedy():
    p = a_plan()
    p.add("One")
    head = ("title", "ends", "money", "needs", "money_state", "target_low", "target_high")
    assert faults(
        p,
        head,
        ("A", "soon", "lots", "x", "stolen", None, None),
        ("B", None, "-5", "9", None, None, None),
        ("", None, None, None, "sought", None, None),
        ("C", "=1+1", None, None, None, None, None),
        ("D", None, None, "9", None, None, None),
    ) == [
        (2, "ends", "“soon” is no date. Write it as 2027-01-31."),
        (2, "money", "“lots” is no number. Write it as 1234.5."),
        (
            2,
            "money_state",
            "“stolen” is none of the choices. Write one of these: none needed, sought, secured, "
            "not known yet.",
        ),
        (
            2,
            "needs",
            "“x” is no list of numbers. Write the numbers of actions, parted by commas: 2, 5.",
        ),
        (3, "money", "A sum cannot be below 0. Leave it empty where it is not known."),
        (4, "title", "Give the action a title: a verb and what it is about."),
        (5, "ends", "A formula or an error stands here. Write its value."),
        (6, "", "There is no action 9 in the plan, or it was dropped. Take it out."),
    ]


def test_a_circle_over_several_rows_is_refused_and_an_exchange_of_needs_is_not():
    p = a_plan()
    one, two = p.add("One"), p.add("Two", needs=(1,))
    head = (*HEAD, "needs")
    rows = [(str(one.public_id), 1, "One", "2"), (str(two.public_id), 2, "Two", "1")]
    assert faults(p, head, *rows) == [
        (0, "", "These wait for each other: 1 → 2 → 1. Take one of them out.")
    ]
    take(p, a_workbook(head, rows[0], (str(two.public_id), 2, "Two", None)))
    assert [draft_of(a).needs for a in p.all()] == [(2,), ()]


def test_one_refused_cell_refuses_all():
    p = a_plan()
    with pytest.raises(ValidationError):
        take(p, a_workbook(("title", "ends"), ("Good", None), ("Bad", "soon")))
    assert p.all() == []


def test_a_plan_that_was_changed_since_it_was_looked_at_is_not_written_over():
    p = a_plan()
    one = p.add("One")
    seen = p.seen()
    p.change(1, title="By a colleague")
    with pytest.raises(ChangedMeanwhile):
        take(p, a_workbook(HEAD, (str(one.public_id), 1, "By file")), seen)
    assert p.one(1).title == "By a colleague"


def test_a_dropped_action_is_neither_changed_nor_dropped_by_a_file():
    p = a_plan()
    one, two = p.add("One"), p.add("Two")
    drop_action(by=p.lead, action=one, reason="The money went to the bridge.", seen=0)
    assert faults(p, HEAD, (str(one.public_id), 1, "Back")) == [
        (2, "", "This action was dropped. Take it up again on its page before you change it.")
    ]
    assert faults(p, (*HEAD, "state"), (str(two.public_id), 2, "Two", "dropped")) == [
        (2, "state", "Choose proposed or agreed. An action is dropped on its own page.")
    ]
    assert import_of(as_workbook(p.all()), p.all()).faults == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf \n",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0old",
        b"a\0b",
        b"x,y\n1,2\n",
        b"\xff\xfe\x80",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(content):
    with pytest.raises(ValidationError):
        import_of(content, a_plan().all())


def test_unknown_columns_are_told_and_not_read():
    found = import_of(b"title,colour\nOne,red\n", a_plan().all())
    assert (found.unknown, [q.title for q in found.planned]) == (("colour",), ["One"])
