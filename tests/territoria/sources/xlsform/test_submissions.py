from __future__ import annotations

import csv
import io
import time

import pytest

from territoria.errors import DataError
from territoria.sources.xlsform import read_submissions
from xlsforms import book, opened

FORM = opened()
Cells = dict[str, str]

# one answered form, by name
ROW: Cells = {
    "_uuid": "u1",
    "_submission_time": "2026-11-22T10:00:00",
    "role": "SME",
    "sector": "digital",
    "size": "10-49",
    "digital_strategy_shared": "L3",
    "reliance_on_commitments": "dont_know",
    "digital_obstacles__cost": "4",
    "digital_obstacles__connectivity": "0",
    "priority_1": "Fibre, everywhere",
}
VALUES = {
    "sector": "digital",
    "size": "10-49",
    "digital_strategy_shared": "L3",
    "reliance_on_commitments": "dont_know",
    "digital_obstacles": {"cost": 4, "connectivity": 0},
    "priority_1": "Fibre, everywhere",
}


def table(*rows: Cells, mark: str = ",") -> bytes:
    out = io.StringIO()
    columns = list(dict.fromkeys(c for row in rows for c in row))
    writer = csv.DictWriter(out, columns, delimiter=mark, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def only(content: bytes):
    read = read_submissions(content, FORM, "answers.csv")
    assert len(read.rows) == 1
    return read.rows[0]


def renamed(header) -> Cells:
    return {header(name): cell for name, cell in ROW.items()}


def label(name: str, lang: str = "en") -> str:
    item, _, option = name.partition("__")
    if option:
        held = FORM.item(item)
        row = next(o.text.say(lang) for o in held.options if o.id == option)
        return f"{held.text.say(lang)}/{row}"
    return FORM.item(name).text.say(lang) if not name.startswith("_") else name


def test_answers_are_read_by_name():
    row = only(table(ROW))
    assert (row.uuid, row.role, row.submitted) == ("u1", "SME", "2026-11-22T10:00:00")
    assert dict(row.values) == VALUES


def test_a_workbook_gives_the_same_as_a_csv():
    header = list(ROW)
    content = book([header, [ROW[name] for name in header]])
    assert only(content) == only(table(ROW))


def test_groups_before_the_names_change_nothing():
    def kobo(name: str) -> str:
        return name if name.startswith("_") or name == "role" else f"section/{name}"

    def central(name: str) -> str:
        return name if name.startswith("_") or name == "role" else f"A1-{name}"

    for header in (kobo, central):
        assert only(table(renamed(header))) == only(table(ROW))


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_labels_in_any_language_are_as_good_as_names(lang):
    spoken = {("role" if name == "role" else label(name, lang)): cell for name, cell in ROW.items()}
    level = FORM.item("digital_strategy_shared")
    spoken[level.text.say(lang)] = level.options[3].text.say(lang)
    spoken["role"] = next(r.text.say(lang) for r in FORM.roles if r.id == "SME")
    obstacles = FORM.item("digital_obstacles")
    spoken[label("digital_obstacles__cost", lang)] = obstacles.scale[4].text.say(lang)
    row = only(table(spoken))
    assert (row.role, dict(row.values)) == ("SME", VALUES)


def test_semicolons_and_the_marks_of_central_are_read():
    cells = {("KEY" if k == "_uuid" else k): v for k, v in ROW.items()}
    cells["KEY"] = "uuid:u1"
    assert only(table(cells, mark=";")).uuid == "u1"


def test_doubles_are_found_and_kept_once():
    read = read_submissions(table(ROW, ROW, {**ROW, "_uuid": "u2"}), FORM, "a.csv")
    assert [row.uuid for row in read.rows] == ["u1", "u2"]
    assert read.doubles == ("u1",)


def test_answers_that_were_not_asked_of_the_role_are_left_out_and_named():
    read = read_submissions(table({**ROW, "role": "MAY"}), FORM, "a.csv")
    assert "sector" not in read.rows[0].values
    assert "a.csv, row 2: the role MAY is not asked sector; the answer is left out." in read.remarks


def test_other_columns_are_named():
    read = read_submissions(table({**ROW, "deviceid": "x", "__version__": "1"}), FORM, "a.csv")
    assert read.ignored == ("deviceid", "__version__")


def test_every_problem_is_said_at_once_with_row_and_column():
    bad = {
        **ROW,
        "_uuid": "",
        "role": "XYZ",
        "digital_strategy_shared": "L7",
        "digital_obstacles__cost": "9",
    }
    with pytest.raises(DataError) as caught:
        read_submissions(table(ROW, bad, {**ROW, "size": "1-9"}), FORM, "a.csv")
    assert [(p.where, p.what) for p in caught.value.problems] == [
        ("a.csv, row 3", "the row has no uuid, so that doubles could not be found."),
        ("a.csv, row 3, column role", "'XYZ' is no role of the form."),
        ("a.csv, row 3, column digital_strategy_shared", "'L7' is no option."),
        ("a.csv, row 3, column digital_obstacles__cost", "'9' is no severity: give 0 to 4."),
        ("a.csv", "the uuid u1 stands twice, with different answers."),
    ]
    assert all(problem.mend for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "it is empty."),
        (b"a,b\n", "there is no row under the header."),
        (b"a,b\n1,2\n", "no column belongs to the form survey-blueprint."),
        (b"\xff\xfe\x00", "the file is neither a workbook nor text in UTF-8."),
        (b'a,b\n"1,2\n', "the file is no CSV: a quotation mark is not closed."),
    ],
)
def test_what_is_no_export_is_said(content, what):
    with pytest.raises(DataError) as caught:
        read_submissions(content, FORM, "a.csv")
    assert caught.value.problems[0].what == what


def test_a_row_wider_than_the_header_is_a_problem():
    with pytest.raises(DataError, match="row 2: the row has more cells than the header"):
        read_submissions(b"_uuid,role,size\nu1,SME,1-9,10-49\n", FORM, "a.csv")


def test_two_columns_of_one_item_are_a_problem():
    with pytest.raises(DataError, match="hold the same answer"):
        read_submissions(table({**ROW, "group/size": "1-9"}), FORM, "a.csv")


def test_five_hundred_rows_are_read_in_a_moment():
    content = table(*({**ROW, "_uuid": f"u{n}"} for n in range(500)))
    begin = time.perf_counter()
    assert len(read_submissions(content, FORM, "a.csv").rows) == 500
    assert time.perf_counter() - begin < 5
