"""A conversation as the files that Polis exports, out and in. Votes go out only where that was
announced before anybody voted; else statements carry the figures that everybody may see.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.db.models import Count, Sum

from territoria.errors import DataError, Problem
from territoria.sources.polis.export import (
    MODERATED_OUT,
    PolisExport,
    PolisStatement,
    PolisVote,
    export_of,
)
from territoria.sources.polis.reading import read_polis_zip
from territoria.sources.polis.writing import (
    COMMENT_COLUMNS,
    COMMENTS,
    PARTICIPANTS,
    SUMMARY,
    VOTES,
    write_polis,
)
from territoria_web.library.csv_text import as_csv
from territoria_web.listen.models import Conversation, Statement, Vote
from territoria_web.listen.queries.opinions import Results, results_of

S = Statement.State
LARGEST: Final = 20_000_000  # bytes of an upload
LARGEST_UNPACKED: Final = 200_000_000
ALWAYS: Final = (COMMENTS, SUMMARY)
WITH_VOTES: Final = (*ALWAYS, VOTES, PARTICIPANTS)
NO_WORDS: Final = "–"  # of statements that were taken out


def file_names(talk: Conversation) -> tuple[str, ...]:
    """The files that everybody may have; none before there are results."""
    if not talk.looks.exists():
        return ()
    return WITH_VOTES if _shares(talk) else ALWAYS


def _shares(talk: Conversation) -> bool:
    return talk.shares_votes and talk.state == Conversation.State.CLOSED


def polis_file(talk: Conversation, name: str, *, url: str) -> str | None:
    """The text of one of them; None where it is not published."""
    if name not in file_names(talk):
        return None
    held = talk.statements.aggregate(n=Count("pk"), edits=Sum("edit"))
    look = talk.looks.values_list("number", flat=True).first()
    return _files(talk.public_id, (held["n"], held["edits"], look, _shares(talk)), url)[name]


@lru_cache(maxsize=16)
def _files(talk: UUID, state: tuple[int | None, ...], url: str) -> Mapping[str, str]:
    """Written once for a state of the conversation; who erases their statement changes it too."""
    held = Conversation.objects.select_related("forum__cycle").get(public_id=talk)
    if _shares(held):
        return write_polis(export_with_votes(held, url=url))
    found = results_of(held)
    return {} if found is None else _without_votes(held, found, url)


def export_with_votes(talk: Conversation, *, url: str = "") -> PolisExport:
    """Everything, under the numbers of this conversation; words of what was taken out stay here."""
    rows = list(talk.statements.exclude(state=S.NEW).select_related("participation"))
    used = set(talk.participations.values_list("number", flat=True))
    office = next(n for n in range(len(used) + 1) if n not in used)
    statements = [
        PolisStatement(
            row.number,
            row.participation.number if row.participation else office,
            NO_WORDS if row.state == S.OUT else row.text,
            _stamp(row.made),
            MODERATED_OUT if row.state == S.OUT else 1,
        )
        for row in rows
    ]
    found = results_of(talk)
    made = export_of(statements, _votes(talk), topic=talk.title, description=talk.intro, url=url)
    counted = {"groups": str(len(found.groups) if found else 0)}
    summary = tuple((name, counted.get(name, said)) for name, said in made.summary)
    return replace(made, summary=summary)


def _votes(talk: Conversation) -> list[PolisVote]:
    held = Vote.objects.filter(participation__conversation=talk).exclude(statement__state=S.NEW)
    rows = held.order_by("made", "pk").values_list(
        "statement__number", "participation__number", "value", "made"
    )
    return [PolisVote(number, person, value, _stamp(made)) for number, person, value, made in rows]


def _without_votes(talk: Conversation, found: Results, url: str) -> dict[str, str]:
    """The figures of the page; nothing of authors, and no cell that it hides."""
    rows = [
        (
            *(_stamp(row.statement.made), row.statement.made.isoformat()),
            *(row.statement.number, None, row.agree, row.disagree, 1, row.text),
        )
        for row in sorted(found.rows, key=lambda row: row.statement.number)
    ]
    summary = [
        ("url", url),
        ("voters", found.people),
        ("comments", len(rows)),
        ("groups", len(found.groups)),
        ("conversation-description", talk.intro),
    ]
    return {
        COMMENTS: as_csv(COMMENT_COLUMNS, rows),
        SUMMARY: as_csv(("topic", talk.title), summary),
    }


def _stamp(when: datetime) -> int:
    return round(when.timestamp() * 1000)


# ── in ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ReadExport:
    """What was found in uploaded files: an export, or what keeps it from being read."""

    export: PolisExport | None
    problems: Sequence[Problem]

    @property
    def people(self) -> int:
        """Who voted."""
        return len({person for person, _c in self.export.last_votes()}) if self.export else 0

    @property
    def votes(self) -> int:
        """Votes that count."""
        return len(self.export.last_votes()) if self.export else 0

    @property
    def out(self) -> int:
        """Statements that were moderated out."""
        held = self.export.comments if self.export else ()
        return sum(one.moderated == MODERATED_OUT for one in held)


def packed(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Uploaded files as one: a zip as it came, tables put into one."""
    if len(files) == 1 and zipfile.is_zipfile(io.BytesIO(files[0][1])):
        return files[0][1]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return held.getvalue()


def export_in(content: bytes, *, turn_signs: bool = False) -> ReadExport:
    """What such a file holds."""
    try:
        found = read_polis_zip(content, turn_signs=turn_signs, most=LARGEST_UNPACKED)
    except DataError as refused:
        return ReadExport(None, tuple(refused.problems))
    return ReadExport(found, ())
