"""One YAML file opened: its data, every scalar a string, and the line of every value.

Only a bare ``null`` or nothing at all is *unknown*. Aliases, double keys and remarks behind a text
are refused: each would lose or repeat something that a reviewer cannot see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from territoria.errors import ContentError, Problem

Where = tuple[str | int, ...]

# key: a plain text, a space and a comment; not inside quotes, not in a folded block's header
COMMENT_BEHIND = re.compile(r"^\s*(?:- )?[\w.-]+: +[^\s\"'|>#&*\[{][^#]*\s#")
DEEPEST = 50  # levels of a YAML file; a framework has a dozen


@dataclass(frozen=True)
class Source:
    """A YAML file opened: its data and where each value stands."""

    path: Path
    data: Any
    lines: Mapping[tuple[str | int, ...], int]
    flow: tuple[int, ...] = ()

    def line(self, location: tuple[str | int, ...]) -> int:
        """Line of a value, or of its nearest parent that is in the file."""
        for length in range(len(location), -1, -1):
            if location[:length] in self.lines:
                return self.lines[location[:length]]
        return 1


def read_text(path: Path) -> str:
    """A text file; ContentError where it cannot be opened or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        why = (error.strerror or "it cannot be opened").lower()
        problem = Problem(str(path), f"the file cannot be read: {why}.", "Mend or remove it.")
        raise ContentError(problem) from None
    except UnicodeDecodeError:
        problem = Problem(str(path), "the file is not UTF-8.", "Save it as UTF-8.")
        raise ContentError(problem) from None


def text_of(path: Path) -> str:
    """A text file, empty where it cannot be read: another rule says so."""
    try:
        return read_text(path)
    except ContentError:
        return ""


def read_yaml(path: Path) -> Source:
    """Open a YAML file. ContentError on bad syntax, or with everything that is refused."""
    text = read_text(path)
    building = _Building(path)
    data = building.value(_composed(path, text), ())
    wrong = [*building.wrong, *_swallowed(path, text)]
    if wrong:
        raise ContentError(wrong)
    return Source(path=path, data=data, lines=building.lines, flow=tuple(building.flow))


def _composed(path: Path, text: str) -> yaml.Node | None:
    """The nodes of a YAML text; ContentError with the line where it is none."""
    try:
        return yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.reader.ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1
        what, mend = "a character that no text may hold.", "Take it out."
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = f"this is not YAML: {error.problem}."
        mend = (
            "Check the indentation; fold or quote a sentence that holds a colon or begins with a "
            "sign."
        )
    raise ContentError(Problem(f"{path}:{line}", what, mend)) from None


def _swallowed(path: Path, text: str) -> list[Problem]:
    """Lines of which a # takes the rest away."""
    return [
        Problem(
            f"{path}:{number}",
            "a # stands behind a text, and the rest of the line is lost.",
            "Quote the text, or fold it with >-.",
        )
        for number, line in enumerate(text.splitlines(), start=1)
        if COMMENT_BEHIND.match(line)
    ]


@dataclass
class _Building:
    """Nodes turned into data. ``lines`` by place; ``flow``: lines with sentences in brackets."""

    path: Path
    lines: dict[Where, int] = field(default_factory=lambda: {(): 1})
    flow: list[int] = field(default_factory=list)
    wrong: list[Problem] = field(default_factory=list)
    met: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node | None, where: Where) -> Any:
        """The data of a node; unknown where it is refused."""
        if node is None:
            return None
        if id(node) in self.met or len(where) > DEEPEST:
            self._refuse(
                node, "an alias (*name) or a nest without end stands here.", "Write it out."
            )
            return None
        self.lines[where] = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            bare = node.style in (None, "")
            return None if bare and node.value in ("", "~", "null") else node.value
        self.met.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            self._see_flow(node, node.value)
            return [self.value(child, (*where, n)) for n, child in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        self._see_flow(node, [value for _, value in node.value])
        return self._mapping(node, where)

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                what = "a list or a map stands where a key is expected."
                self._refuse(key, what, "Write the key as one word.")
                continue
            if key.value in found:
                self._refuse(key, f"the key {key.value!r} stands twice.", "Keep one.")
            found[key.value] = self.value(value, (*where, key.value))
            self.lines[(*where, key.value)] = key.start_mark.line + 1
        return found

    def _see_flow(self, node: yaml.CollectionNode, values: list[yaml.Node]) -> None:
        if node.flow_style and any(
            isinstance(v, yaml.ScalarNode) and " " in v.value for v in values
        ):
            self.flow.append(node.start_mark.line + 1)

    def _refuse(self, node: yaml.Node, what: str, mend: str) -> None:
        self.wrong.append(Problem(f"{self.path}:{node.start_mark.line + 1}", what, mend))
