from __future__ import annotations

from functools import cache
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from territoria.content import load_library
from territoria.errors import DataError
from territoria.model.surveys import (
    LEVELS,
    SEVERITIES,
    Condition,
    FormItem,
    FormOption,
    FormRole,
    FormSection,
    FormWords,
    SurveyForm,
)
from territoria.sources.xlsform import read_xlsform, write_xlsform
from xlsforms import opened, rows_of

XFORM = "{http://www.w3.org/2002/xforms}"


@cache
def written(framework: str) -> bytes:
    """The survey of a framework as a workbook."""
    return write_xlsform(opened(framework))


@pytest.mark.parametrize("framework", sorted(load_library().frameworks))
def test_pyxform_takes_the_survey_of_every_framework_without_a_warning(framework):
    result = convert(written(framework))
    assert result.warnings == []
    tree = ElementTree.fromstring(result.xform)
    languages = [node.get("lang") for node in tree.iter(f"{XFORM}translation")]
    assert languages == ["English (en)", "Français (fr)", "Deutsch (de)"]


@pytest.mark.parametrize("framework", sorted(load_library().frameworks))
def test_what_is_written_is_read_back(framework):
    form = opened(framework)
    back = read_xlsform(written(framework), "form.xlsx")
    assert back.remarks == ()
    assert [bare(item) for item in back.items] == [bare(item) for item in form.items]
    assert [role.group for role in back.roles] == [role.group for role in form.roles]
    assert back.framework == framework
    assert read_xlsform(write_xlsform(back), "form.xlsx") == back


def bare(item: FormItem) -> dict[str, object]:
    """An item in English: a sentence that lacks a translation is written in the first language."""
    held = item.model_dump()
    held["text"] = item.text.say("en")
    held["help"] = item.help.say("en") if item.help else None
    held["options"] = [(o.id, o.text.say("en")) for o in item.options]
    held["scale"] = [(o.id, o.text.say("en")) for o in item.scale]
    return held


def test_a_person_sees_only_what_their_role_can_judge():
    rows = {row.get("name", ""): row for row in rows_of(written("blueprint"), "survey")}
    assert rows["role"]["type"] == "select_one roles"
    assert rows["role"]["required"] == "yes"
    asked = rows["sector"]["relevant"]
    assert asked == "${role} = 'COR' or ${role} = 'FIN' or ${role} = 'SME' or ${role} = 'STA'"
    first = [row["name"] for row in rows_of(written("blueprint"), "survey")[:2]]
    assert first == ["consent", "role"]


def test_severities_are_one_row_an_obstacle():
    rows = {row.get("name", ""): row for row in rows_of(written("blueprint"), "survey")}
    assert rows["digital_obstacles"]["type"] == "begin_group"
    assert rows["digital_obstacles__cost"]["type"] == "select_one severity__digital_obstacles"
    choices = rows_of(written("blueprint"), "choices")
    scale = [c["name"] for c in choices if c["list_name"] == "severity__digital_obstacles"]
    assert tuple(scale) == SEVERITIES


def test_the_same_form_is_the_same_file():
    assert write_xlsform(opened()) == write_xlsform(opened())


def test_text_is_no_formula_and_no_reference():
    item = FormItem(id="a", kind="text", text=FormWords({"en": "=1+1 ${a}"}))
    form = plain(item)
    assert rows_of(write_xlsform(form), "survey")[0]["label::English (en)"] == "=1+1 $ {a}"
    assert convert(write_xlsform(form)).warnings == []


def test_names_taken_twice_and_roles_that_are_not_asked_are_named():
    with pytest.raises(DataError) as caught:
        write_xlsform(
            plain(
                FormItem(id="s", kind="text", text=FormWords({"en": "?"}), roles=("MAY",)),
                FormItem(id="b", kind="text", text=FormWords({"en": "?"}), section="s"),
                sections=(FormSection(id="s", title=FormWords({"en": "S"})),),
            )
        )
    assert [p.where for p in caught.value.problems] == ["s", "s"]


def plain(*items: FormItem, **fields) -> SurveyForm:
    given = {"id": "f", "version": "1", "title": FormWords({"en": "F"}), "languages": ("en",)}
    return SurveyForm(**{**given, "default_language": "en", "items": items, **fields})


# ── any form that holds together comes back as it was ─────────────────────────────────────────

TAGS = ("en", "fr", "hr")
sentence = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="$")
    | st.just(" "),
    min_size=1,
    max_size=30,
).map(lambda text: f"w{' '.join(text.split())}")
said = st.fixed_dictionaries(dict.fromkeys(TAGS, sentence)).map(FormWords)


def picks(*names: str, least: int = 1):
    return st.lists(st.sampled_from(names), unique=True, min_size=least).flatmap(
        lambda kept: st.tuples(*(st.builds(FormOption, id=st.just(n), text=said) for n in kept))
    )


def scale(names):
    return st.tuples(*(st.builds(FormOption, id=st.just(n), text=said) for n in names))


ends = st.sampled_from([(None, None), (0.0, None), (None, 9.5), (-1.5, 20.0)])
fields = st.one_of(
    st.fixed_dictionaries(
        {
            "kind": st.just("levels"),
            "options": scale(LEVELS),
            "dont_know": st.booleans(),
            "not_applicable": st.booleans(),
            "nodes": st.sampled_from([(), ("A1.1",), ("A1.1", "B2.1")]),
            "question": st.sampled_from([None, "shared"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("severity"),
            "options": picks("a", "b-c", "d.e"),
            "scale": scale(SEVERITIES),
        }
    ),
    st.fixed_dictionaries(
        {"kind": st.just("one"), "options": picks("a", "b", "1"), "dont_know": st.booleans()}
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("many"),
            "options": picks("a", "b", "1"),
            "at_most": st.sampled_from([None, 1, 3]),
        }
    ),
    st.fixed_dictionaries({"kind": st.just("text"), "longest": st.sampled_from([None, 1, 300])}),
    st.tuples(ends, st.sampled_from([None, 0.5, 1.0])).map(
        lambda given: {
            "kind": "number",
            "minimum": given[0][0],
            "maximum": given[0][1],
            "step": given[1],
        }
    ),
    st.just({"kind": "date"}),
    st.just({"kind": "note"}),
)
ROLES = ("MAY", "SME", "CIT")


@st.composite
def forms(draw) -> SurveyForm:
    items: list[FormItem] = []
    kinds = draw(st.lists(fields, min_size=1, max_size=6))
    cut = draw(st.integers(0, len(kinds)))
    for n, held in enumerate(kinds):
        before = [i for i in items if i.kind in ("one", "many", "levels")]
        when = None
        if before and held["kind"] != "note" and draw(st.booleans()):
            on = draw(st.sampled_from(before))
            when = Condition(item=on.id, options=(on.options[0].id,))
        asks = held["kind"] != "note"
        items.append(
            FormItem.model_validate(
                {
                    "id": f"i{n}",
                    "text": draw(said),
                    "help": draw(st.none() | said) if asks else None,
                    "section": "s1" if n < cut else None,
                    "roles": draw(st.sampled_from([(), ("MAY",), ("SME", "CIT")])),
                    "required": draw(st.booleans()) if asks else False,
                    "advice": draw(st.none() | said) if held["kind"] == "text" else None,
                    "when": when,
                    **held,
                }
            )
        )
    roles = tuple(
        FormRole(id=r, text=draw(said), group=draw(st.sampled_from([None, "business"])))
        for r in ROLES
    )
    section = FormSection(id="s1", title=draw(said), text=draw(st.none() | said))
    return SurveyForm(
        id="f",
        version="3",
        title=draw(said),
        languages=TAGS,
        default_language="fr",
        roles=roles,
        role_text=draw(said),
        sections=(section,) if cut else (),
        items=tuple(items),
        consent=draw(st.none() | said),
        framework=draw(st.sampled_from([None, "blueprint"])),
    )


@settings(deadline=None, max_examples=25)  # a workbook each, read twice
@given(forms())
def test_any_form_comes_back_as_it_was_and_pyxform_takes_it(form):
    written = write_xlsform(form)
    if any(item.asks for item in form.items):
        assert read_xlsform(written, "form.xlsx") == form
    assert convert(written).warnings == []
