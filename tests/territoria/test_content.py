from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelf import FRAMEWORK, SMALL_LIBRARY, filled_shelf
from territoria.content import (
    FOLDERS,
    HEADINGS,
    LONG_TEXT,
    load_framework,
    load_library,
    parse_text,
    read_library,
    sentences_of,
    split_headings,
    words_in,
    words_of,
)
from territoria.errors import ContentError
from territoria.model import Actor, Indicator, Practice
from territoria.yaml_source import Source, read_yaml

QUALITY = "indicators/eqi_quality.yaml"
QUICK = settings(deadline=None, derandomize=True, max_examples=80)
MAYOR = """\
id: MAY
group: authority
title:
  en: Mayors
  fr: Maires
your_role:
  en: You begin.
"""

Open = Callable[[str | bytes], Source]


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("texts") / "text.yaml"


@pytest.fixture(scope="module")
def open_text(file) -> Open:
    """A text or bytes as the YAML file that it would be, opened."""

    def opened(content: str | bytes) -> Source:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_yaml(file)

    return opened


@pytest.fixture(scope="module")
def refuse(open_text, file) -> Callable[..., list[str]]:
    """The problems of a file that must be refused, each as ``line: what mend`` (or ``what mend``)."""

    def refused(content: str | bytes, model: type = Actor) -> list[str]:
        with pytest.raises(ContentError) as error:
            parse_text(model, open_text(content))
        return [
            str(p).removeprefix(str(file)).removeprefix(":").lstrip() for p in error.value.problems
        ]

    return refused


def write(root: Path, path: str, text: str) -> Path:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


# ── scalars ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "scalar",
    [
        "no",
        "yes",
        "off",
        "true",
        "2.10",
        "1e3",
        "012",
        "0x1F",
        "2021",
        "2021-01-01",
        "1_000",
        ".inf",
    ],
)
def test_every_scalar_stays_the_text_that_was_written(open_text, scalar):
    assert open_text(f"country: {scalar}\n").data == {"country": scalar}
    assert open_text(f"- {scalar}\n").data == [scalar]


@pytest.mark.parametrize("scalar", ["null", "~", ""])
def test_a_bare_null_or_nothing_at_all_is_unknown(open_text, scalar):
    assert open_text(f"a: {scalar}\nb:\n  - {scalar}\n").data == {"a": None, "b": [None]}


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("scalar", ["null", "~", ""])
def test_a_quoted_null_is_a_word(open_text, quote, scalar):
    assert open_text(f"a: {quote}{scalar}{quote}\n").data == {"a": scalar}


def test_a_key_that_looks_like_a_number_or_a_truth_is_a_word(open_text):
    assert open_text("no: 1\n2.10: 2\nnull: 3\n").data == {"no": "1", "2.10": "2", "null": "3"}


def test_a_class_says_what_a_scalar_is(open_text):
    text = (SMALL_LIBRARY / QUALITY).read_text(encoding="utf-8")
    bounds = "natural_bounds:\n  - 0\n  - null\n"
    indicator = parse_text(Indicator, open_text(text + bounds))
    assert (indicator.direction, indicator.natural_bounds) == (1, (0.0, None))
    assert parse_text(Actor, open_text(MAYOR.replace("id: MAY", "id: no"))).id == "no"


@QUICK
@given(word=st.text("aé–0.:#-'\"{}[]&*!|>%@`~ ", max_size=12))
def test_any_quoted_word_is_read_as_it_stands(open_text, word):
    quoted = word.replace("'", "''")
    assert open_text(f"a: '{quoted}'\n").data == {"a": word}


# ── files that cannot be read ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: @c\n", "2: this is not YAML: found character that cannot start any token"),
        ("a: b: c\n", "1: this is not YAML: mapping values are not allowed in this context"),
        ("a: *b\n", "1: this is not YAML: found undefined alias"),
        ("a: 1\n---\nb: 2\n", "2: this is not YAML: but found another document"),
    ],
    ids=["character", "map", "alias", "document"],
)
def test_bad_yaml_is_refused_with_its_line(refuse, text, said):
    assert refuse(text) == [
        f"{said}. Check the indentation; "
        "fold or quote a sentence that holds a colon or begins with a sign."
    ]


def test_a_file_that_is_not_utf_8_is_refused(refuse):
    assert refuse("title: Évreux\n".encode("latin-1")) == [
        "the file is not UTF-8. Save it as UTF-8."
    ]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b"])
def test_a_control_character_is_refused_with_its_line(refuse, character):
    assert refuse(f"a: ééé\nb: ééé{character}\n\n\n\n\n") == [
        "2: a character that no text may hold. Take it out."
    ]


def test_every_key_that_stands_twice_is_named(refuse):
    assert refuse("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\n") == [
        "5: the key 'c' stands twice. Keep one.",
        "6: the key 'a' stands twice. Keep one.",
    ]


@pytest.mark.parametrize("key", ["{ a }", "[a, b]"])
def test_a_map_or_list_is_no_key(refuse, key):
    assert refuse(f"x: 1\n{key}: y\n") == [
        "2: a list or a map stands where a key is expected. Write the key as one word."
    ]


@pytest.mark.parametrize("text", ["", "word\n", "- a\n", "# only a remark\n"])
def test_a_file_that_holds_no_fields_is_no_text(refuse, text):
    assert refuse(text) == ["1: actor: it should be a map. Write key: value, one a line, indented."]


@QUICK
@given(
    content=st.binary(max_size=40) | st.text("ab:-[]{}'\"\n #&!|>?,\t", max_size=25).map(str.encode)
)
def test_whatever_a_file_holds_it_is_opened_or_refused(open_text, content):
    problems = []
    try:
        source = open_text(content)
    except ContentError as error:
        problems = error.problems
    else:
        assert set(source.lines.values()) <= set(range(1, content.count(b"\n") + 3))
    for problem in problems:
        assert problem.what
        assert problem.mend


# ── fields ────────────────────────────────────────────────────────────────────────────────────


def test_a_value_knows_its_line_and_what_is_absent_that_of_its_parent(open_text):
    source = open_text("id: a\nclaims:\n  - grade: E1\n    reason:\n      en: So.\n")
    assert source.line(("claims", 0, "reason", "en")) == 5
    assert source.line(("claims", 0, "reason", "fr")) == 4
    assert source.line(("claims", 0, "sources", 3)) == 3
    assert source.line(("claims", 7)) == 2
    assert source.line(("absent",)) == 1


def test_an_unknown_field_gets_a_suggestion(refuse):
    assert refuse(MAYOR.replace("group:", "grop:")) == [
        "1: group: this field is missing. Add it.",
        "2: grop: this field is not known. "
        "Did you mean group? Known: group, id, short, title, your_role.",
    ]


def test_an_unknown_field_inside_another_is_named_with_its_path(refuse):
    text = (SMALL_LIBRARY / QUALITY).read_text(encoding="utf-8")
    line = text.splitlines().index("source:") + 2
    assert refuse(text.replace("source:\n", "source:\n  licens: free\n"), Indicator) == [
        f"{line}: source.licens: this field is not known. Remove it."
    ]


def test_a_value_of_the_wrong_kind_says_what_it_should_be(refuse):
    assert refuse(MAYOR.replace("authority", "mayor")) == [
        "2: group: input should be 'authority', 'business', 'knowledge' or 'society'."
    ]


def test_a_rule_of_a_class_is_told_in_its_own_words(refuse):
    assert refuse(MAYOR.replace("  en: Mayors\n", "")) == [
        "3: title: the English text is missing (key 'en')."
    ]
    assert refuse(MAYOR.replace("  fr:", "  it:")) == [
        "3: title: unknown language 'it'; known: en, fr, de."
    ]


def test_all_fields_that_do_not_hold_are_reported_at_once(refuse):
    text = (
        MAYOR.replace("authority", "mayor")
        .replace("id: MAY", "id: M A Y")
        .replace("  en: You", "  e: You")
    )
    assert refuse(text) == [
        "1: id: it has not the form of a code or an id. Ids hold letters without accents, digits, "
        "'.', '_' and '-'; countries two capital letters; territories code@version.",
        "2: group: input should be 'authority', 'business', 'knowledge' or 'society'.",
        "6: your_role: the English text is missing (key 'en').",
    ]


def test_a_remark_behind_a_text_is_refused_as_it_would_swallow_the_rest(refuse):
    assert refuse(MAYOR.replace("  en: You", "  en: You #1 of")) == [
        "7: a # stands behind a text, and the rest of the line is lost. "
        "Quote the text, or fold it with >-."
    ]


def test_an_alias_is_refused(refuse):
    (said,) = refuse("id: &a\n  - *a\n")
    assert said.endswith("an alias (*name) or a nest without end stands here. Write it out.")


# ── libraries, one over the other ─────────────────────────────────────────────────────────────


def test_an_id_is_the_name_of_its_file(tmp_path):
    path = write(tmp_path, "roles/MAYOR.yaml", "# who begins\n" + MAYOR)
    _, problems = read_library((tmp_path,))
    assert [str(p) for p in problems] == [
        f"{path}:2: the id 'MAY' is not the file's name 'MAYOR'. "
        "Ids are file names: make them equal."
    ]


def test_an_id_in_two_folders_of_one_library_is_named(tmp_path):
    write(tmp_path, "roles/a/MAY.yaml", MAYOR)
    second = write(tmp_path, "roles/b/MAY.yaml", MAYOR)
    library, problems = read_library((tmp_path,))
    assert library.overridden == ()
    assert [str(p) for p in problems] == [f"{second}: the id 'MAY' stands twice. Rename."]


def test_all_problems_of_a_library_are_reported_at_once(tmp_path):
    write(tmp_path, "roles/MAY.yaml", MAYOR.replace("group", "grup"))
    write(tmp_path, "roles/OFF.yaml", "a: b: c\n")
    write(tmp_path, "roles/SME.yaml", MAYOR)
    with pytest.raises(ContentError) as refused:
        load_library(tmp_path)
    assert [p.where.removeprefix(f"{tmp_path}/roles/") for p in refused.value.problems] == [
        "MAY.yaml:1",
        "MAY.yaml:2",
        "OFF.yaml:1",
        "SME.yaml:1",
    ]


def test_an_overlay_replaces_a_text_and_says_so(tmp_path):
    path = write(tmp_path, "roles/MAY.yaml", MAYOR.replace("en: Mayors", "en: Our mayors"))
    write(tmp_path, "roles/OURS.yaml", MAYOR.replace("MAY", "OURS"))
    bundled, together = load_library(SMALL_LIBRARY), load_library(SMALL_LIBRARY, tmp_path)
    assert together.overridden == (("roles", "MAY"),)
    assert str(together.roles["MAY"].title) == "Our mayors"
    assert together.files["roles", "MAY"].path == path
    assert set(together.roles) - set(bundled.roles) == {"OURS"}
    assert together.roles["OFF"] == bundled.roles["OFF"]
    assert together.indicators == bundled.indicators
    assert bundled.overridden == ()


def test_the_last_of_several_overlays_counts(tmp_path):
    for name in ("first", "second"):
        write(tmp_path / name, "roles/MAY.yaml", MAYOR.replace("Mayors", f"Mayors, {name}"))
    found = load_library(SMALL_LIBRARY, tmp_path / "first", tmp_path / "second")
    assert str(found.roles["MAY"].title) == "Mayors, second"
    assert found.overridden == (("roles", "MAY"), ("roles", "MAY"))


def test_an_empty_overlay_changes_nothing(tmp_path):
    found = load_library(SMALL_LIBRARY, tmp_path)
    assert (found.roles, found.overridden) == (load_library(SMALL_LIBRARY).roles, ())


def test_the_bundled_library_holds_every_kind_of_text():
    library = load_library()
    for kind in FOLDERS:
        assert getattr(library, kind)
        assert all(i == text.id for i, text in getattr(library, kind).items())
    assert set(library.files) == {(k, i) for k in FOLDERS for i in getattr(library, k)}


# ── languages ─────────────────────────────────────────────────────────────────────────────────


def test_a_missing_translation_falls_back_to_english_and_can_be_marked(open_text):
    actor = parse_text(Actor, open_text(MAYOR))
    assert [actor.title.say(lang) for lang in ("en", "fr", "de")] == ["Mayors", "Maires", "Mayors"]
    assert [actor.title.has(lang) for lang in ("en", "fr", "de")] == [True, True, False]


def test_an_empty_translation_is_a_missing_one(open_text):
    actor = parse_text(Actor, open_text(MAYOR.replace("fr: Maires", "fr: ''")))
    assert (actor.title.say("fr"), actor.title.has("fr")) == ("Mayors", False)


@pytest.mark.parametrize(
    ("kind", "text_id"),
    [
        ("practices", "one-catalogue"),
        ("recommendations", "ask-users"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_a_long_text_is_told_under_the_headings_of_its_language(kind, text_id, lang):
    sections, used = load_library(SMALL_LIBRARY).long_text(kind, text_id, lang)
    assert (tuple(sections), used) == (HEADINGS[kind][lang], lang)


def test_a_long_text_falls_back_to_english_and_says_so(tmp_path):
    shelf = filled_shelf(tmp_path / "library")
    shelf.remove("practices/one-catalogue/de.md")
    library = load_library(shelf.root)
    english, used = library.long_text("practices", "one-catalogue", "de")
    assert (tuple(english), used) == (HEADINGS["practices"]["en"], "en")


def test_headings_are_as_many_in_every_language():
    for kind in LONG_TEXT:
        headings = HEADINGS[kind].values()
        assert list(HEADINGS[kind]) == ["en", "fr", "de"]
        assert len({len(names) for names in headings}) == 1
        assert all(len(set(names)) == len(names) for names in headings)


# ── frameworks by name or by file ─────────────────────────────────────────────────────────────


def test_a_framework_is_found_by_its_id():
    assert load_framework("blueprint") is load_library().frameworks["blueprint"]


def test_an_unknown_framework_gets_a_suggestion():
    known = ", ".join(sorted(load_library().frameworks))
    with pytest.raises(ContentError) as refused:
        load_framework("blue-print")
    assert str(refused.value) == (
        f"blue-print: no such framework. Did you mean blueprint? Known: {known}."
    )


@pytest.mark.parametrize("name", ["mine.yaml", "mine.yml"])
def test_a_framework_of_ones_own_is_read_from_its_file(tmp_path, name):
    text = (SMALL_LIBRARY / FRAMEWORK).read_text(encoding="utf-8")
    path = write(tmp_path, name, text.replace("id: small", "id: mine", 1))
    assert load_framework(path).id == "mine"
    assert load_framework(str(path)).nodes == load_library(SMALL_LIBRARY).frameworks["small"].nodes


def test_a_framework_file_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "none.yaml"
    with pytest.raises(ContentError) as refused:
        load_framework(path)
    assert str(refused.value) == f"{path}: there is no such file. Check the path."


# ── pieces of text ────────────────────────────────────────────────────────────────────────────


def test_a_long_text_is_split_at_its_second_level_headings():
    text = "# Title\nintro\n\n## Why\n\nSo.\n\n### Deeper\nAlso.\n## How \n"
    assert split_headings(text) == {"Why": "So.\n\n### Deeper\nAlso.", "How": ""}


def test_every_language_map_is_found_with_its_path():
    data = {
        "id": "a",
        "title": {"en": "A", "fr": "B"},
        "steps": [{"en": "C"}, {"what": {"en": "D"}}],
    }
    assert sorted(words_in(data), key=str) == sorted(
        [
            (("title",), {"en": "A", "fr": "B"}),
            (("steps", 0), {"en": "C"}),
            (("steps", 1, "what"), {"en": "D"}),
        ],
        key=str,
    )
    assert list(words_in({"a": {}, "b": None, "c": []})) == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("One sentence.", ["One sentence."]),
        ("One. Two! Three? [4] Four.", ["One.", "Two!", "Three?", "[4] Four."]),
        ("About 2.5 points, e.g. here.", ["About 2.5 points, e.g. here."]),
        ("Oui. Évidemment.", ["Oui.", "Évidemment."]),
    ],
)
def test_sentences_end_where_the_next_begins(text, sentences):
    assert sentences_of(text) == sentences


def test_words_are_counted_without_the_signs_between_them():
    assert words_of("Est-ce prêt ? Oui : 5 % – voilà !") == ["Est-ce", "prêt", "Oui", "5", "voilà"]
    assert words_of(" ") == []


def test_every_bundled_long_text_has_the_headings_of_its_kind_in_every_language():
    library = load_library()
    for kind, name in LONG_TEXT.items():
        for text_id in getattr(library, kind):
            folder = library.files[kind, text_id].path.parent
            assert (folder.name, library.files[kind, text_id].path.name) == (text_id, name)
            for lang, headings in HEADINGS[kind].items():
                sections, used = library.long_text(kind, text_id, lang)
                assert (tuple(sections), used) == (headings, lang)


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_the_texts_of_practices_cite_only_what_they_list(lang):
    library = load_library()
    for text_id, practice in library.practices.items():
        assert isinstance(practice, Practice)
        sections, _ = library.long_text("practices", text_id, lang)
        cited = {int(n) for body in sections.values() for n in re.findall(r"\[(\d+)\]", body)}
        assert cited <= {r.number for r in practice.references}
