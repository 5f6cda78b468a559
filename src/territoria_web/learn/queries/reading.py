"""The text of a lesson as people read it: sections, graded claims, sources; and what of it is public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from territoria.content import split_headings
from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.practices import files_of
from territoria_web.library.saying import said_in
from territoria_web.recommend.queries.dates import dated_said
from territoria_web.recommend.queries.nodes import NodeEntry, all_nodes
from territoria_web.recommend.queries.practices import SAFE, Claim, Source
from territoria_web.recommend.queries.wording import POPULATIONS, grade_said, role_names


@dataclass(frozen=True)
class ReadLesson:
    """What the files of a lesson say, in its language; years, roles and dates in that of the reader.
    ``sections``: heading and text, the sources left out.
    """

    title: str
    place: str
    years: str
    lesson: str
    language: str
    population: str
    went_wrong: bool
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    sections: tuple[tuple[str, str], ...]
    roles: tuple[str, ...]
    nodes: tuple[NodeEntry, ...]


def read_lesson(lesson: Lesson, *, origin: str = "") -> ReadLesson:
    """The text in its own language; ContentError where it cannot be written yet."""
    files = files_of(lesson, origin=origin)
    held: dict[str, Any] = yaml.safe_load(files["practice.yaml"])
    lang = lesson.language
    sections = tuple(split_headings(files[f"{lang}.md"]).items())
    known = all_nodes()
    with said_in(lang):
        claims = tuple(_claim(one, lang) for one in held["claims"])
    return ReadLesson(
        title=held["title"][lang],
        place=held["place"][lang],
        years=dated_said(str(held["years"])),
        lesson=held["lesson"][lang],
        language=lang,
        population=_(POPULATIONS[held["population_class"]]),
        went_wrong=bool(held.get("went_wrong")),
        claims=claims,
        sources=tuple(_source(one) for one in held["references"]),
        sections=sections[:-1],
        roles=tuple(role_names(held["roles"])),
        nodes=tuple(known[i] for i in held["central"] if i in known),
    )


def _claim(held: dict[str, Any], lang: str) -> Claim:
    grade = held["grade"]
    told = (held["outcome"][lang], held["claim"][lang])
    sources = tuple(held.get("sources", ()))
    return Claim(*told, grade, grade_said(grade), held["reason"][lang], sources)


def _source(held: dict[str, Any]) -> Source:
    url = str(held["url"])
    dated = dated_said(str(held["dated"]))
    return Source(held["number"], held["title"], dated, url if url.startswith(SAFE) else "")
