"""What ODK and Kobo export of a filled form, read back as answers; all problems at once.

Headers may be names or labels in any language of the form, with or without the groups before them;
cells may hold names or labels of options.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from territoria.errors import DataError, Problem
from territoria.model.survey_answers import AnswerError, Value, read_answer
from territoria.model.surveys import ROLE_ITEM, FormItem, SurveyForm
from territoria.sources.xlsform.headers import Meaning, meanings
from territoria.sources.xlsform.labels import option_named, options_named
from territoria.sources.xlsform.workbook import NEW, OLD, Lines, read_sheets
from territoria.speech import gettext

MOST_SHOWN = 60
TICKED = ("1", "1.0", "true", "yes")


@dataclass(frozen=True, slots=True)
class Submission:
    """One filled form. ``values``: item → checked value, blanks left out (``read_answer``).

    ``role`` is "" where the form does not ask for it; ``submitted`` as the app wrote it, or "".
    """

    uuid: str
    role: str
    submitted: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Submissions:
    """All of an export. ``doubles``: uuids that stand more than once with the same answers, kept
    once; ``ignored``: columns that belong to no item; ``remarks``: answers left out, and why.
    """

    rows: tuple[Submission, ...]
    doubles: tuple[str, ...]
    ignored: tuple[str, ...]
    remarks: tuple[str, ...]


def read_submissions(content: bytes, form: SurveyForm, name: str) -> Submissions:
    """The filled forms in a CSV or Excel export. ``name``: of the file, in messages.

    Answers of people who are not asked (their role) are left out and named. DataError lists every
    cell that does not hold, with row and column; columns of the same item; rows without uuid; and
    uuids that come with different answers.
    """
    lines = _lines(content, name)
    if len(lines) < 2:
        what = gettext("there is no row under the header.") if lines else gettext("it is empty.")
        raise DataError(Problem(name, what, gettext("Export the answers again.")))
    (_, header), *body = lines
    columns, problems = meanings(header, form, name)
    taken, remarks = list[Submission](), list[str]()
    for number, cells in body:
        if any(cell.strip() for cell in cells[len(header) :]):
            where = gettext("{sheet}, row {number}").format(sheet=name, number=number)
            what = gettext("the row has more cells than the header.")
            problems.append(Problem(where, what, gettext("Export it again.")))
        row = _Row(name, number, dict(zip(columns, cells, strict=False)), form, problems, remarks)
        taken.append(row.submission())
    rows, doubles = _without_doubles(taken, name, problems)
    if problems:
        raise DataError(problems[:MOST_SHOWN])
    ignored = [c.header for c in columns if c.does == "ignore" and c.header]
    return Submissions(tuple(rows), tuple(doubles), tuple(ignored), tuple(remarks))


def _lines(content: bytes, name: str) -> Lines:
    if content.startswith((NEW, OLD)):
        sheets = read_sheets(content, name)
        return next(iter(sheets.values()), [])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        what = gettext("the file is neither a workbook nor text in UTF-8.")
        raise DataError(Problem(name, what, gettext("Export it as XLSX or CSV."))) from None
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        what = gettext("the file is no CSV: a quotation mark is not closed.")
        raise DataError(Problem(name, what, gettext("Export it again."))) from None
    return [(n, row) for n, row in enumerate(cells, start=1) if any(cell.strip() for cell in row)]


@dataclass
class _Row:
    """One row while it is read."""

    name: str
    number: int
    cells: Mapping[Meaning, str]
    form: SurveyForm
    problems: list[Problem]
    remarks: list[str]

    def submission(self) -> Submission:
        """The row's answers; what does not hold is added to the problems."""
        uuid = self._first("uuid").removeprefix("uuid:")
        if not uuid:
            what = gettext("the row has no uuid, so that doubles could not be found.")
            mend = gettext("Export with the columns of the app, such as _uuid or instanceID.")
            self._wrong("", what, mend)
        role = self._role()
        values = {}
        for item in self.form.items:
            value = self._value(item)
            if value is None:
                continue
            if role and not item.asked_of(role):
                what = gettext("the role {role} is not asked {item}; the answer is left out.")
                self.remarks.append(f"{self._place('')}: {what.format(role=role, item=item.id)}")
                continue
            values[item.id] = value
        return Submission(uuid, role, self._first("submitted"), values)

    def _first(self, does: str) -> str:
        found = (cell.strip() for column, cell in self.cells.items() if column.does == does)
        return next((cell for cell in found if cell), "")

    def _role(self) -> str:
        if not self.form.roles:
            return ""
        given = self._first("role")
        found = option_named(given, self.form.roles)
        if found is None:
            what = gettext("{given} is no role of the form.").format(given=repr(given))
            mend = gettext("Known: {names}.").format(
                names=", ".join(role.id for role in self.form.roles)
            )
            self._wrong(ROLE_ITEM, what, mend)
        return found or ""

    def _value(self, item: FormItem) -> Value | None:
        cells = {c: cell.strip() for c, cell in self.cells.items() if c.item == item.id}
        whole = next((cell for c, cell in cells.items() if c.does == "answer" and cell), "")
        split = {c.option: cell for c, cell in cells.items() if c.does == "part" and cell}
        try:
            if item.kind == "severity":
                return read_answer(
                    item, {o: option_named(cell, item.scale) or cell for o, cell in split.items()}
                )
            if item.kind == "many":
                ticked = [o for o, cell in split.items() if cell.lower() in TICKED or cell == o]
                return read_answer(item, options_named(whole, item) if whole else ticked)
            if item.kind in ("levels", "one") and whole:
                return read_answer(item, option_named(whole, item.options, item) or whole)
            return read_answer(item, whole) if item.asks else None
        except AnswerError as error:
            column = next((c.header for c, cell in cells.items() if cell), item.id)
            self._wrong(column, error.what, error.mend or gettext("Correct the cell."))
            return None

    def _wrong(self, column: str, what: str, mend: str) -> None:
        self.problems.append(Problem(self._place(column), what, mend))

    def _place(self, column: str) -> str:
        row = gettext("{sheet}, row {number}").format(sheet=self.name, number=self.number)
        if not column:
            return row
        return gettext("{row}, column {column}").format(row=row, column=column)


def _without_doubles(
    taken: Iterable[Submission], name: str, problems: list[Problem]
) -> tuple[list[Submission], list[str]]:
    """Each uuid once. The same uuid with other answers is a problem: nobody knows which holds."""
    held: dict[str, Submission] = {}
    doubles: list[str] = []
    for row in taken:
        before = held.get(row.uuid)
        if not row.uuid or before is None:
            held[row.uuid] = row
        elif (before.role, before.values) == (row.role, row.values):
            doubles.append(row.uuid)
        else:
            what = gettext("the uuid {uuid} stands twice, with different answers.")
            mend = gettext("Keep the row that holds, and take the other out.")
            problems.append(Problem(name, what.format(uuid=row.uuid), mend))
    return list(held.values()), list(dict.fromkeys(doubles))
