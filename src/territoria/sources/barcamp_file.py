"""A BarCamp in CSV files: topics, interests, people, rooms, pins; all faults of all files at once.

Where a cell holds several values they are parted by semicolons. A text that a spreadsheet would
compute stands behind an apostrophe, as in the files that are written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from territoria.errors import DataError, did_you_mean
from territoria.sources.polis.as_text import bare
from territoria.sources.polis.tables import Faults, cells_of
from territoria.speech import gettext

TOPICS: Final = ("topic", "title")
INTERESTS: Final = ("person", "topic", "interest")
PEOPLE: Final = ("person",)
ROOMS: Final = ("room", "seats")
PINS: Final = ("topic", "slot", "room")
_INTEREST: Final = re.compile(r"-1|[0-3]")
_SEATS: Final = re.compile(r"0*[1-9]\d{0,8}")


@dataclass(frozen=True)
class TopicRow:
    """A topic, who hosts it, and the features its room needs."""

    title: str
    hosts: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class RoomRow:
    """A room's seats, features, and the slots in which it is closed."""

    seats: int
    features: tuple[str, ...]
    closed: tuple[str, ...]


@dataclass(frozen=True)
class BarcampFile:
    """What the files say, by name, in their order.

    ``people``: person → city and the slots in which they are away. ``interests``: (person, topic) →
    0 to 3, −1 where nothing was said. ``rooms``: None without a file. ``pins``: topic → slot and
    room, "" where one is open.
    """

    topics: Mapping[str, TopicRow]
    interests: Mapping[tuple[str, str], int]
    people: Mapping[str, tuple[str, tuple[str, ...]]]
    rooms: Mapping[str, RoomRow] | None
    pins: Mapping[str, tuple[str, str]]


def read_barcamp_files(
    topics: Path,
    interests: Path,
    *,
    people: Path | None = None,
    rooms: Path | None = None,
    pins: Path | None = None,
    slots: Sequence[str],
) -> BarcampFile:
    """Read the files of a BarCamp. DataError lists every problem of all of them with its line.

    ``topics``: topic, title and perhaps host (or hosts), needs. ``interests``: person, topic, interest.
    ``people``: person and perhaps city, away; without it people are those of the interests, and the
    hosts. ``rooms``: room, seats and perhaps features, closed. ``pins``: topic, slot, room; a row
    without slot and room says nothing. Other columns are not read. ``slots``: names that may stand in
    ``away``, ``closed`` and ``slot``.
    """
    reading = _Reading(list(slots))
    held = reading.topics(topics)
    named = None if people is None else reading.people(people)
    halls = None if rooms is None else reading.rooms(rooms)
    said = reading.interests(interests, held, named)
    pinned = {} if pins is None else reading.pins(pins, held, halls)
    if named is None:
        hosts = (host for topic in held.values() for host in topic.hosts)
        named = dict.fromkeys([*(person for person, _ in said), *hosts], ("", ()))
    else:
        reading.check_hosts(topics, held, named)
    if found := reading.faults.all():
        raise DataError(found)
    return BarcampFile(held, said, named, halls, pinned)


@dataclass
class _Reading:
    """One reading of all files, and what does not hold in them."""

    slots: list[str]
    faults: Faults = field(default_factory=Faults)
    lines: dict[str, int] = field(default_factory=dict)

    def topics(self, path: Path) -> dict[str, TopicRow]:
        out: dict[str, TopicRow] = {}
        for line, row in self._rows(path, TOPICS):
            if self._is_new(path, line, row["topic"], out):
                self.lines[row["topic"]] = line
                hosts = _several(row.get("host") or row.get("hosts", ""))
                needs = _several(row.get("needs", ""))
                out[row["topic"]] = TopicRow(row["title"], hosts, needs)
        return out

    def people(self, path: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
        out: dict[str, tuple[str, tuple[str, ...]]] = {}
        for line, row in self._rows(path, PEOPLE):
            if self._is_new(path, line, row["person"], out):
                away = _several(row.get("away", ""))
                self._known(path, line, away, self.slots)
                out[row["person"]] = (row.get("city", ""), away)
        return out

    def rooms(self, path: Path) -> dict[str, RoomRow]:
        out: dict[str, RoomRow] = {}
        for line, row in self._rows(path, ROOMS):
            seats = int(row["seats"]) if _SEATS.fullmatch(row["seats"]) else 0
            if not seats:
                what = gettext("seats “{text}” is no whole number above 0.")
                self._fault(path, line, what.format(text=row["seats"]), gettext("Write one."))
            if self._is_new(path, line, row["room"], out):
                closed = _several(row.get("closed", ""))
                self._known(path, line, closed, self.slots)
                out[row["room"]] = RoomRow(seats, _several(row.get("features", "")), closed)
        return out

    def interests(
        self, path: Path, topics: Mapping[str, TopicRow], people: Mapping[str, object] | None
    ) -> dict[tuple[str, str], int]:
        out: dict[tuple[str, str], int] = {}
        for line, row in self._rows(path, INTERESTS):
            person, topic, interest = row["person"], row["topic"], row["interest"] or "-1"
            self._known(path, line, [topic], topics)
            if people is not None:
                self._known(path, line, [person], people)
            if not person or not topic:
                self._fault(path, line, gettext("a name is empty."), gettext("Give each a name."))
            if (person, topic) in out:
                what = gettext("{person} has said an interest in {topic} above.")
                what = what.format(person=person, topic=topic)
                self._fault(path, line, what, gettext("Leave one of the rows."))
            if not _INTEREST.fullmatch(interest):
                what = gettext("interest “{text}” is none of 0, 1, 2, 3.")
                mend = gettext("Write one, or nothing where nothing was said.")
                self._fault(path, line, what.format(text=interest), mend)
            else:
                out[person, topic] = int(interest)
        return out

    def pins(
        self,
        path: Path,
        topics: Mapping[str, TopicRow],
        rooms: Mapping[str, RoomRow] | None,
    ) -> dict[str, tuple[str, str]]:
        out: dict[str, tuple[str, str]] = {}
        for line, row in self._rows(path, PINS):
            if not row["slot"] and not row["room"]:
                continue
            self._known(path, line, [row["topic"]], topics)
            self._known(path, line, [row["slot"]] if row["slot"] else [], self.slots)
            if rooms is not None:
                self._known(path, line, [row["room"]] if row["room"] else [], rooms)
            if self._is_new(path, line, row["topic"], out):
                out[row["topic"]] = (row["slot"], row["room"])
        return out

    def check_hosts(
        self, path: Path, topics: Mapping[str, TopicRow], people: Mapping[str, object]
    ) -> None:
        """Hosts have to be among the people, where there is a file of people."""
        for name, topic in topics.items():
            self._known(path, self.lines[name], topic.hosts, people)

    def _rows(self, path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows by column with their lines, cells without spaces around and bare of marks."""
        if not path.is_file():
            self._fault(path, 0, gettext("there is no such file."), gettext("Check the path."))
            return
        label = str(path)
        rows = cells_of(label, path.read_bytes(), self.faults)
        if not rows:
            if label not in self.faults.counted:
                mend = gettext("Begin with {columns}.").format(columns=", ".join(columns))
                self._fault(path, 0, gettext("the file is empty."), mend)
            return
        (first, header), *rest = rows
        header = [name.strip().casefold() for name in header]
        if lost := [name for name in columns if name not in header]:
            what = gettext("there is no column {names}.").format(names=", ".join(lost))
            mend = gettext("Add it. Columns are parted by commas.")
            self._fault(path, first, what, mend)
            return
        for line, cells in rest:
            if len(cells) != len(header):
                what = gettext("{cells} cells under {columns} columns.")
                what = what.format(cells=len(cells), columns=len(header))
                self._fault(path, line, what, gettext("Correct the line."))
            else:
                yield line, dict(zip(header, (bare(c.strip()) for c in cells), strict=True))

    def _is_new(self, path: Path, line: int, name: str, held: Mapping[str, object]) -> bool:
        if not name:
            self._fault(path, line, gettext("a name is empty."), gettext("Give each a name."))
            return False
        if name in held:
            what = gettext("{name} is named more than once.").format(name=name)
            self._fault(path, line, what, gettext("Name each once."))
        return name not in held

    def _known(
        self,
        path: Path,
        line: int,
        names: Sequence[str],
        known: Mapping[str, object] | Sequence[str],
    ) -> None:
        for name in names:
            if name and name not in known:
                what = gettext("{name} is not known.").format(name=name)
                self._fault(path, line, what, did_you_mean(name, known))

    def _fault(self, path: Path, line: int, what: str, mend: str) -> None:
        self.faults.add(str(path), line, what, mend)


def _several(cell: str) -> tuple[str, ...]:
    """The values of a cell, each once."""
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))
