"""The library of reviewed texts: loading, overlaying, and checking with all problems at once.

The loader leaves every scalar a string until a class says otherwise (``no`` is Norway, ``2.10`` is
not 2.1); only a bare ``null`` or nothing at all is *unknown*. A city's own library is a second
folder laid over the first: the same id replaces the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from territoria.errors import ContentError, Problem, did_you_mean
from territoria.model import (
    Actor,
    DocumentTemplate,
    Framework,
    Indicator,
    Initiative,
    MeetingFormat,
    Obstacle,
    Practice,
    Questionnaire,
    Recommendation,
    Text,
    Theme,
)
from territoria.speech import LANGUAGES
from territoria.yaml_source import Source, read_text, read_yaml

TextT = TypeVar("TextT", bound=Text)

FOLDERS: dict[str, type[Text]] = {
    "indicators": Indicator,
    "questionnaires": Questionnaire,
    "frameworks": Framework,
    "roles": Actor,
    "practices": Practice,
    "recommendations": Recommendation,
    "initiatives": Initiative,
    "obstacles": Obstacle,
    "themes": Theme,
    "formats": MeetingFormat,
    "templates": DocumentTemplate,
}
LONG_TEXT = {"practices": "practice.yaml", "recommendations": "recommendation.yaml"}
HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "practices": {
        "en": (
            "Context",
            "What was done",
            "What came of it",
            "What it cost",
            "What it needs",
            "Difficulties",
            "Sources",
        ),
        "fr": (
            "Contexte",
            "Ce qui a été fait",
            "Ce qui en est sorti",
            "Ce que cela a coûté",
            "Ce qu’il faut",
            "Difficultés",
            "Sources",
        ),
        "de": (
            "Ausgangslage",
            "Was getan wurde",
            "Was dabei herauskam",
            "Was es kostete",
            "Was es braucht",
            "Schwierigkeiten",
            "Quellen",
        ),
    },
    "recommendations": {
        "en": ("Why", "How", "Watch out"),
        "fr": ("Pourquoi", "Comment", "Points de vigilance"),
        "de": ("Warum", "Wie", "Worauf zu achten ist"),
    },
}


# A promise: what is said to happen. German says the passive with the same word, so its texts are
# read by people only; they tell the same as the English, which this rule reads.
PROMISE = {
    "en": re.compile(r"\bwill\b"),
    "fr": re.compile(r"\b(?!opéra\b)[a-zà-ÿ]\w*(?:era|eront|ira|iront|dra|dront)\b"),
}
# What pydantic says in a programmer's words.
PLAINLY = {
    "dict_type": ("it should be a map", "Write key: value, one a line, indented."),
    "model_type": ("it should be a map", "Write key: value, one a line, indented."),
    "tuple_type": ("it should be a list", "Write one entry a line, each behind '- '."),
    "string_type": ("the text is missing", "Write it, or take the key out."),
    "bool_parsing": ("it should be true or false", "Write true or false."),
    "bool_type": ("it should be true or false", "Write true or false."),
    "string_pattern_mismatch": (
        "it has not the form of a code or an id",
        "Ids hold letters without accents, digits, '.', '_' and '-'; countries two capital letters; "
        "territories code@version.",
    ),
}


def content_root() -> Path:
    """The library that ships with this installation, or the checkout's ``content/``."""
    packed = Path(__file__).parent / "_content"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[2] / "content"


@dataclass(frozen=True)
class Library:
    """All texts by id. ``files`` tells where each comes from; ``overridden`` what an overlay hid."""

    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    questionnaires: Mapping[str, Questionnaire] = field(default_factory=dict)
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    roles: Mapping[str, Actor] = field(default_factory=dict)
    practices: Mapping[str, Practice] = field(default_factory=dict)
    recommendations: Mapping[str, Recommendation] = field(default_factory=dict)
    initiatives: Mapping[str, Initiative] = field(default_factory=dict)
    obstacles: Mapping[str, Obstacle] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    formats: Mapping[str, MeetingFormat] = field(default_factory=dict)
    templates: Mapping[str, DocumentTemplate] = field(default_factory=dict)
    files: Mapping[tuple[str, str], Source] = field(default_factory=dict)
    overridden: tuple[tuple[str, str], ...] = ()

    def question_ids(self) -> set[str]:
        """Ids of every question of every questionnaire."""
        return {q.id for bank in self.questionnaires.values() for q in bank.questions}

    def long_text(self, kind: str, text_id: str, lang: str = "en") -> tuple[dict[str, str], str]:
        """Heading → text of ``<lang>.md``, and the language it is really in.

        The headings are those of that language (``HEADINGS``), in their fixed order.
        """
        folder = self.files[kind, text_id].path.parent
        used = lang if (folder / f"{lang}.md").is_file() else "en"
        return split_headings(read_text(folder / f"{used}.md")), used


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def parse_text(model: type[TextT], source: Source) -> TextT:
    """A text from an opened file; ContentError lists every field that does not hold."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        raise ContentError(_problems_of(error, model, source)) from None


def _problems_of(error: ValidationError, model: type[Text], source: Source) -> list[Problem]:
    problems = []
    for item in error.errors():
        location = tuple(item["loc"])
        message = item["msg"].removeprefix("Value error, ")
        field = message.partition(":")[0]  # a rule of a whole text names the field it is about
        spot = (*location, field) if (*location, field) in source.lines else location
        where = f"{source.path}:{source.line(spot)}"
        name = ".".join(str(part) for part in location) or model.__name__.lower()
        if item["type"] == "extra_forbidden":
            what, mend = f"{name}: this field is not known.", _known_fields(model, location)
        elif item["type"] == "missing":
            what, mend = f"{name}: this field is missing.", "Add it."
        elif item["type"] in PLAINLY:
            said, mend = PLAINLY[item["type"]]
            what = f"{name}: {said}."
        else:
            what, mend = f"{name}: {message[0].lower()}{message[1:]}.", ""
        problems.append(Problem(where, what, mend))
    return problems


def _known_fields(model: type[Text], location: tuple[str | int, ...]) -> str:
    return (
        did_you_mean(str(location[-1]), model.model_fields) if len(location) == 1 else "Remove it."
    )


def _files_of(root: Path, kind: str) -> Iterator[tuple[str, Path]]:
    """Id and file of every text of a kind under ``root``, in the order of their names."""
    folder = root / kind
    if kind in LONG_TEXT:
        for path in sorted(folder.glob(f"*/{LONG_TEXT[kind]}")):
            yield path.parent.name, path
    else:
        for path in sorted(folder.rglob("*.yaml")):
            yield path.stem, path


def read_library(roots: tuple[Path, ...]) -> tuple[Library, list[Problem]]:
    """All texts that can be read under ``roots``, and the problems of those that cannot."""
    problems: list[Problem] = []
    texts: dict[str, dict[str, Any]] = {kind: {} for kind in FOLDERS}
    files: dict[tuple[str, str], Source] = {}
    overridden: list[tuple[str, str]] = []
    for number, root in enumerate(roots):
        for kind, model in FOLDERS.items():
            seen: set[str] = set()
            for text_id, path in _files_of(root, kind):
                if text_id in seen:
                    problems.append(
                        Problem(str(path), f"the id {text_id!r} stands twice.", "Rename.")
                    )
                seen.add(text_id)
                try:
                    source = read_yaml(path)
                    text: Any = parse_text(model, source)
                except ContentError as error:
                    problems.extend(error.problems)
                    continue
                if number and text_id in texts[kind]:
                    overridden.append((kind, text_id))
                texts[kind][text_id] = text
                files[kind, text_id] = source
                if text.id != text_id:
                    problems.append(
                        Problem(
                            f"{path}:{source.line(('id',))}",
                            f"the id {text.id!r} is not the file's name {text_id!r}.",
                            "Ids are file names: make them equal.",
                        )
                    )
    library = Library(**texts, files=files, overridden=tuple(overridden))
    return library, problems


@lru_cache(maxsize=4)
def load_library(*roots: Path) -> Library:
    """The texts under ``roots`` (default: the bundled library), later folders over earlier ones."""
    library, problems = read_library(roots or (content_root(),))
    if problems:
        raise ContentError(problems)
    return library


def load_framework(framework: str | Path, library: Library | None = None) -> Framework:
    """A framework by id from a library (default: the bundled one), or from a file of your own."""
    path = Path(framework)
    if path.suffix in (".yaml", ".yml"):
        if not path.is_file():
            raise ContentError(Problem(str(path), "there is no such file.", "Check the path."))
        return parse_text(Framework, read_yaml(path))
    library = library or load_library()
    try:
        return library.frameworks[str(framework)]
    except KeyError:
        raise ContentError(
            Problem(
                str(framework),
                "no such framework.",
                did_you_mean(str(framework), library.frameworks),
            )
        ) from None


def split_headings(markdown: str) -> dict[str, str]:
    """Level-2 heading → the text beneath it, in order; text before the first heading is ignored."""
    sections: dict[str, str] = {}
    heading = None
    for line in markdown.splitlines():
        if line.startswith("## "):
            heading = line[3:].strip()
            sections[heading] = ""
        elif heading is not None:
            sections[heading] += line + "\n"
    return {h: body.strip() for h, body in sections.items()}


def words_in(text: object) -> Iterator[tuple[tuple[str | int, ...], dict[str, str]]]:
    """Every language map inside an opened YAML value, with its path."""
    stack: list[tuple[tuple[str | int, ...], object]] = [((), text)]
    while stack:
        where, value = stack.pop()
        if isinstance(value, dict):
            if value and set(value) <= set(LANGUAGES):
                if all(said is None or isinstance(said, str) for said in value.values()):
                    yield where, value
            else:
                stack.extend(((*where, k), v) for k, v in value.items())
        elif isinstance(value, list):
            stack.extend(((*where, n), v) for n, v in enumerate(value))


def words_of(text: str) -> list[str]:
    """The words of a text. A sign between spaces, as in French, is none."""
    return [w for w in text.split() if any(c.isalnum() for c in w)]


# A point before a German month ends no sentence: 31. Dezember.
SENTENCE_END = re.compile(
    r"(?<=[.!?])\s+(?!(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|"
    r"Dezember)\b)(?=[A-ZÀ-Ý\[(])"
)


def sentences_of(text: str) -> list[str]:
    """Sentences of a plain text, for counting words."""
    return [s for s in SENTENCE_END.split(text.strip()) if s]
