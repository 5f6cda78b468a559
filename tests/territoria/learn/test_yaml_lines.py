from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from territoria.learn.yaml_lines import yaml_text
from territoria.yaml_source import read_yaml

# texts on one line, as a practice holds them
texts = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")),
        max_size=160,
    )
    .map(lambda text: " ".join(text.split(" ")).strip())
    .filter(lambda text: "  " not in text and text == text.strip() and text)
)
sentences = st.lists(
    st.sampled_from(["a:", "#", "# b", "-", "null", "it's", '"so"', "1.5", "Größe", "x: y", "[1]"]),
    min_size=1,
    max_size=40,
).map(" ".join)


def read(text: str, folder: Path) -> object:
    path = folder / "practice.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path)


@given(st.lists(texts | sentences, min_size=1, max_size=4))
def test_every_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, told: list[str]
) -> None:
    data = {
        "id": "a",
        "title": {"en": told[0]},
        "claims": [{"id": t, "sources": [1]} for t in told],
    }
    source = read(yaml_text(data), tmp_path_factory.mktemp("yaml"))
    assert source.data == {
        "id": "a",
        "title": {"en": told[0]},
        "claims": [{"id": t, "sources": ["1"]} for t in told],
    }
    assert source.flow == ()


def test_a_text_looks_as_the_library_writes_it() -> None:
    data = {
        "id": "one",
        "went_wrong": True,
        "central": ["B5"],
        "lesson": {
            "en": "Time a procedure before you make it digital. " + "So it is. " * 6 + "Yes."
        },
        "references": [{"number": 1, "dated": "2018", "title": "A: report"}],
    }
    assert yaml_text(data) == (
        "id: one\n"
        "went_wrong: true\n"
        "central:\n"
        "  - B5\n"
        "lesson:\n"
        "  en: >-\n"
        "    Time a procedure before you make it digital. So it is. So it is. So it is. So it is. So it is.\n"
        "    So it is. Yes.\n"
        "references:\n"
        "  - number: 1\n"
        '    dated: "2018"\n'
        '    title: "A: report"\n'
    )


@pytest.mark.parametrize("text", ["null", "~", "no", "true", "2.10", "-", "? a", "@x", "%x"])
def test_signs_of_yaml_are_quoted(text: str) -> None:
    found = yaml.load(yaml_text({"a": text}), Loader=yaml.CBaseLoader)
    assert found == {"a": text}
