"""The long texts beside a YAML file: readable, with the fixed headings of their language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from territoria.content import HEADINGS, LONG_TEXT, Library, split_headings
from territoria.errors import ContentError, Problem
from territoria.yaml_source import read_text

# The last heading of a practice in every language; what stands below it is no prose.
SOURCES = {headings[-1] for headings in HEADINGS["practices"].values()}


def long_texts(library: Library) -> Iterator[Problem]:
    """Long texts that cannot be read, have other headings, or cite what is not listed."""
    for (kind, text_id), source in library.files.items():
        if kind not in LONG_TEXT:
            continue
        for path in sorted(source.path.parent.glob("*.md")):
            try:
                text = read_text(path)
            except ContentError as error:
                yield from error.problems
                continue
            wanted = HEADINGS[kind].get(path.stem)
            if wanted is None:
                yield Problem(
                    f"{path}:1",
                    "its name is no language of the house.",
                    f"Name it {', '.join(f'{lang}.md' for lang in HEADINGS[kind])}.",
                )
                continue
            found = tuple(split_headings(text))
            if found != wanted:
                yield Problem(
                    f"{path}:1",
                    f"its headings are {', '.join(found) or 'none'}.",
                    f"They must be, in this order: {', '.join(wanted)}.",
                )
            if kind == "practices":
                numbers = {r.number for r in library.practices[text_id].references}
                for number, line in enumerate(text.splitlines(), start=1):
                    for cited in re.findall(r"\[(\d{1,4})\]", line):
                        if int(cited) not in numbers:
                            yield Problem(
                                f"{path}:{number}",
                                f"it cites [{cited}], which is not among the references.",
                                "Add the reference, or correct the number.",
                            )
