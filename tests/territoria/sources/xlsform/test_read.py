from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from territoria.errors import DataError, TerritoriaError
from territoria.model.surveys import Condition
from territoria.sources.xlsform import read_xlsform, write_xlsform
from xlsforms import REAL, book, real

HEAD = ["type", "name", "label::English (en)", "label::Français (fr)", "relevant", "required"]
CHOICES = [
    ["list_name", "name", "label::English (en)", "label::Français (fr)"],
    ["yesno", "yes", "Yes", "Oui"],
    ["yesno", "no", "No", "Non"],
    ["roles", "MAY", "Mayor", "Maire"],
    ["roles", "SME", "Firm", "Entreprise"],
]


def problems_of(content: bytes, name: str = "f.xlsx") -> list[tuple[str, str]]:
    with pytest.raises(DataError) as caught:
        read_xlsform(content, name)
    assert all(problem.mend for problem in caught.value.problems)
    return [(problem.where, problem.what) for problem in caught.value.problems]


def test_a_questionnaire_made_in_excel_becomes_a_survey():
    form = read_xlsform(
        book(
            [
                HEAD,
                ["start", "start"],
                ["select_one roles", "role", "Who are you?", "Qui êtes-vous ?"],
                ["begin group", "fibre", "Fibre", "La fibre"],
                ["select_one yesno", "has", "Do you have it?", "L’avez-vous ?", "", "yes"],
                ["text", "why", "Why?", "Pourquoi ?", "${has} = 'no'"],
                ["integer", "since", "Since?", "Depuis ?", "${role} = 'SME' and ${has} = 'yes'"],
                ["end group"],
                ["calculate", "age"],
                ["note", "thanks", "Thank you", "Merci"],
            ],
            CHOICES,
            [["form_title", "form_id", "default_language"], ["Fibre", "fibre 1", "Français (fr)"]],
        ),
        "fibre.xlsx",
    )
    assert (form.id, form.title.root, form.default_language) == ("fibre_1", {"fr": "Fibre"}, "fr")
    assert form.languages == ("en", "fr")
    assert [role.id for role in form.roles] == ["MAY", "SME"]
    assert [(i.id, i.kind, i.section, i.required) for i in form.items] == [
        ("has", "one", "fibre", True),
        ("why", "text", "fibre", False),
        ("since", "number", "fibre", False),
        ("thanks", "note", None, False),
    ]
    assert form.item("why").when == Condition(item="has", options=("no",))
    assert (form.item("since").roles, form.item("since").step) == (("SME",), 1.0)
    assert form.item("since").when == Condition(item="has", options=("yes",))
    assert form.kept_aside == ("start start", "calculate age")
    assert form.remarks == ()


def test_levels_are_known_by_the_names_of_their_options():
    levels = [["yesno", f"L{n}", f"Level {n}", f"Niveau {n}"] for n in range(5)]
    form = read_xlsform(
        book(
            [HEAD, ["select_one yesno", "how_far", "How far?", "Jusqu’où ?"]],
            [CHOICES[0], *levels, ["yesno", "dont_know", "No idea", "Aucune idée"]],
        ),
        "f.xlsx",
    )
    item = form.item("how_far")
    assert (item.kind, item.dont_know, item.not_applicable) == ("levels", True, False)
    assert len(item.options) == 5


def test_conditions_and_rules_that_are_not_understood_are_kept_and_named():
    form = read_xlsform(
        book(
            [
                [*HEAD, "constraint"],
                ["integer", "n", "How many?", "Combien ?", "", "yes", ". >= 1 and . <= 9"],
                ["text", "t", "Why?", "Pourquoi ?", "${n} > 3", "yes", "regex(., 'a')"],
                ["text", "u", "Who?", "Qui ?", "not(selected(${n}, '1'))", "${n} > 1"],
            ]
        ),
        "f.xlsx",
    )
    assert (form.item("n").minimum, form.item("n").maximum) == (1.0, 9.0)
    assert (form.item("t").relevant, form.item("t").constraint) == ("${n} > 3", "regex(., 'a')")
    assert form.item("t").required is False
    assert len(form.remarks) == 4
    assert form.remarks[0] == (
        "f.xlsx, sheet survey, row 3: the condition ${n} > 3 is not evaluated; the question is "
        "asked, and optional."
    )


def test_a_group_inside_a_group_and_what_stands_behind_it():
    form = read_xlsform(
        book(
            [
                HEAD,
                ["begin_group", "a", "A", "A", "${q} = 'yes'"],
                ["text", "one", "1", "1"],
                ["begin_group", "b", "B", "B"],
                ["text", "two", "2", "2"],
                ["end_group"],
                ["text", "three", "3", "3"],
                ["end_group"],
                ["text", "four", "4", "4"],
            ]
        ),
        "f.xlsx",
    )
    assert [(i.id, i.section) for i in form.items] == [
        ("one", "a"),
        ("two", "b"),
        ("three", "a_2"),
        ("four", None),
    ]
    assert [s.title.say() for s in form.sections] == ["A", "B", "A"]
    assert [bool(i.relevant) for i in form.items] == [True, True, True, False]


def test_another_answer_may_be_written_where_the_form_says_so():
    form = read_xlsform(
        book([HEAD, ["select_one yesno or_other", "q", "Q", "Q"]], CHOICES), "f.xlsx"
    )
    assert [o.id for o in form.item("q").options] == ["yes", "no", "other"]
    assert form.item("q_other").when == Condition(item="q", options=("other",))


def test_a_slider_is_a_number_in_steps():
    form = read_xlsform(
        book(
            [
                ["type", "name", "label", "parameters"],
                ["range", "r", "How much?", "start=0 end=10 step=2.5"],
                ["range", "s", "How much?", ""],
            ]
        ),
        "f.xlsx",
    )
    held = [(i.minimum, i.maximum, i.step) for i in form.items]
    assert held == [(0.0, 10.0, 2.5), (0.0, 10.0, 1.0)]


def test_sentences_in_no_language_take_the_one_of_the_settings_or_the_caller():
    survey = [["type", "name", "label"], ["text", "a", "Zašto?"]]
    own = read_xlsform(book(survey, None, [["default_language"], ["Croatian"]]), "f.xlsx")
    assert own.items[0].text.root == {"hr": "Zašto?"}
    assert read_xlsform(book(survey), "f.xlsx", language="hr").languages == ("hr",)
    assert read_xlsform(book(survey), "f.xlsx").languages == ("en",)


def test_every_problem_is_said_at_once_with_sheet_and_row():
    found = problems_of(
        book(
            [
                HEAD,
                ["txt", "a", "A", "A"],
                ["select_one ynesno", "b", "B", "B"],
                ["text", "has blank", "C", "C"],
                ["text", "d", "", ""],
                ["text", "e", "E", "E"],
                ["text", "e", "E", "E"],
                ["begin_repeat", "r", "R", "R"],
                ["text", "inside", "", ""],
                ["end_repeat"],
                ["geopoint", "where", "Where?", "Où ?"],
                ["text", "", "No name", "Sans nom"],
                ["", "f", "No type", ""],
                ["end_group"],
                ["begin_group", "g", "G", "G"],
                ["text", "h", "Hello ${e}", ""],
                ["select_one yesno", "i", "I", "I"],
                ["text", "j", "J", "J", "${i} = 'maybe'"],
            ],
            [*CHOICES, ["yesno", "yes", "Twice", "Deux fois"], ["yesno", "a b", "", ""]],
        )
    )
    survey, choices = "f.xlsx, sheet survey", "f.xlsx, sheet choices"
    assert found == [
        (f"{choices}, row 6", "the option 'yes' stands twice in its list."),
        (f"{choices}, row 7", "the name 'a b' of the option holds a blank."),
        (f"{survey}, row 2", "the type 'txt' is not known."),
        (f"{survey}, row 3", "the list 'ynesno' is not in the sheet choices."),
        (f"{survey}, row 4", "the name 'has blank' may not stand in a form."),
        (f"{survey}, row 5", "the question has no text."),
        (f"{survey}, row 7", "the name 'e' stands twice."),
        (f"{survey}, row 8", "questions that repeat are not asked here."),
        (f"{survey}, row 11", "a place on a map is not asked here."),
        (f"{survey}, row 12", "the question has no name."),
        (f"{survey}, row 13", "the row has no type."),
        (f"{survey}, row 14", "this closes a group that was not opened."),
        (f"{survey}, row 16", "the text shows another answer, which is not done here."),
        (f"{survey}, row 15", "the group g is not closed."),
        (f"{survey}, row 18", "the condition asks for 'maybe', which i does not offer."),
    ]


def test_conditions_that_leave_nobody_are_a_problem():
    found = problems_of(
        book(
            [
                HEAD,
                ["select_one roles", "role", "Who?", "Qui ?"],
                ["begin_group", "g", "G", "G", "${role} = 'MAY'"],
                ["text", "t", "T", "T", "${role} = 'SME'"],
                ["end_group"],
            ],
            CHOICES,
        )
    )
    what = "the conditions of group and question leave no role to ask."
    assert found == [("f.xlsx, sheet survey, row 4", what)]


cells = st.sampled_from(
    ["", "text", "note", "select_one yesno", "select_one x or_other", "begin_group", "end_group"]
    + ["begin_repeat", "end repeat", "range", "integer", "calculate", "geopoint", "a", "g", "g__"]
    + ["a b", "role", "consent", "${a} = 'yes'", "((", "yes", "nodes=1 purpose=x", "step=a", "0"]
)


@settings(deadline=None, max_examples=60)  # a workbook each
@given(st.lists(st.lists(cells, min_size=7, max_size=7), max_size=8))
def test_no_workbook_however_strange_breaks_the_reader(rows):
    head = ["type", "name", "label", "relevant", "required", "constraint", "territoria"]
    numbers = [["yesno", str(n), "N", "N"] for n in range(5)]
    with suppress(DataError):
        read_xlsform(book([head, *rows], [*CHOICES, *numbers]), "f.xlsx")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "this is no Excel workbook."),
        (b"PK\x03\x04 broken", "this is no Excel workbook (BadZipFile)."),
        (b"\xd0\xcf\x11\xe0 broken", "this is no Excel workbook (XLRDError)."),
        (book([["name", "label"], ["a", "A"]]), "the column type is missing."),
        (book([["type", "name", "label::Elvish"], ["text", "a", "A"]]), None),
        (book([["type", "name"], ["calculate", "a"]]), "the form asks nothing."),
        (book([]), "there is no sheet survey."),
    ],
)
def test_what_is_no_form_is_said(content, what):
    found = problems_of(content)
    assert found[0][1] == (what or "the language 'Elvish' is not known.")


def test_a_workbook_in_old_spelling_is_read():
    form = read_xlsform(
        book(
            [
                ["type", "name", "label:English", "constraint message", "relevance"],
                ["select all that apply from colours", "c", "Which?", "", ""],
                ["string", "t", "Why?", "", "selected(${c}, 'red')"],
            ],
            [["list name", "name", "label:English"], ["colours", "red", "Red"]],
        ),
        "f.xlsx",
    )
    assert [(i.id, i.kind) for i in form.items] == [("c", "many"), ("t", "text")]
    assert form.item("t").when == Condition(item="c", options=("red",))


# ── questionnaires of others ──────────────────────────────────────────────────────────────────

SAID = {
    "bad_calc.xlsx": "the form asks nothing.",
    "choice_filter_test.xlsx": "options that hang on another answer are not offered here.",
    "duplicate_columns.xlsx": "the column label stands 2 times.",
    "flat_xlsform_test.xlsx": "the text shows another answer, which is not done here.",
    "not_closed_group_test.xls": "the group open_group_1 is not closed.",
    "or_other.xlsx": "options that hang on another answer are not offered here.",
    "select_one_external.xlsx": "options of another sheet or file are not read.",
    "survey_no_name.xlsx": None,
    "tutorial.xls": "questions that repeat are not asked here.",
    "unknown_question_type.xls": "the type 'unknown' is not known.",
    "widgets.xls": "a bar code is not read here.",
    "xl_date_ambiguous.xlsx": "options that hang on another answer are not offered here.",
}


@pytest.mark.parametrize("name", sorted(SAID))
def test_a_real_questionnaire_is_read_or_refused_with_its_reason(name):
    content = real(name)
    if SAID[name] is None:
        form = read_xlsform(content, name)
        assert [(i.id, i.kind) for i in form.items] == [("state", "text")]
        return
    assert SAID[name] in [what for _, what in problems_of(content, name)]


def test_no_real_questionnaire_is_forgotten():
    real("tutorial.xls")
    assert {path.name for path in REAL.iterdir()} == set(SAID)


@pytest.mark.parametrize("name", sorted(SAID))
def test_what_is_read_of_a_real_questionnaire_is_written_as_pyxform_takes_it(name):
    content = real(name)
    try:
        form = read_xlsform(content, name)
    except TerritoriaError:
        return
    assert convert(write_xlsform(form)).warnings == []


@pytest.mark.filterwarnings("ignore:Unknown extension")
@pytest.mark.parametrize("name", sorted(SAID))
def test_what_pyxform_refuses_is_refused_here_too(name, tmp_path: Path):
    path = tmp_path / name
    path.write_bytes(real(name))
    try:
        convert(str(path))
    except PyXFormError:
        with pytest.raises(DataError):
            read_xlsform(path.read_bytes(), name)
