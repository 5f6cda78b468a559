"""What an import would do to a plan, row by row: new, changed field by field, the same, or refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria.plan.agreed import find_circle
from territoria_web.library.languages import compared
from territoria_web.library.typed import plain_line
from territoria_web.plan.models import Action
from territoria_web.plan.queries.columns import (
    ACTIONS,
    MILESTONES,
    Column,
    NotRead,
    as_text,
    cell_of,
    read_cell,
)
from territoria_web.plan.queries.handed_in import Formula, Sheet, sheets_in
from territoria_web.plan.queries.import_rows import (
    CHANGED,
    NEW,
    SAME,
    CellFault,
    FieldChange,
    Import,
    Planned,
)
from territoria_web.plan.queries.plans import draft_of, needs_in
from territoria_web.plan.rules import Dated, Draft, check_draft, said_circle, tidied, tidy_lines

TAKEN = tuple(c for c in ACTIONS if not c.fixed and c.kind != "id")


@dataclass
class _Reading:
    """What is found while the rows are read."""

    actions: Mapping[str, Action]
    faults: list[CellFault] = field(default_factory=list)
    planned: dict[str, Planned] = field(default_factory=dict)

    def refuse(self, sheet: str, row: int, column: str, *said: str) -> None:
        self.faults.append(CellFault(sheet, row, column, " ".join(said)))


def import_of(content: bytes, actions: Sequence[Action]) -> Import:
    """What a file would do to these actions. ValidationError where it cannot be read at all."""
    sheets = sheets_in(content)
    reading = _Reading({str(a.public_id): a for a in actions})
    if "actions" in sheets:
        _read_actions(sheets["actions"], reading)
    named = {p.action.pk for p in reading.planned.values() if p.action}
    if "milestones" in sheets:
        _read_milestones(sheets["milestones"], reading)
    _check_needs(reading, actions)
    planned = tuple(_compared(p) for p in reading.planned.values())
    _refuse_dropped(reading, planned)
    return Import(
        planned=planned,
        faults=tuple(sorted(reading.faults, key=lambda f: (f.sheet, f.row))),
        unknown=tuple(u for s in sheets.values() for u in s.unknown),
        absent=tuple(a for a in actions if a.pk not in named) if "actions" in sheets else (),
    )


# ── actions ───────────────────────────────────────────────────────────────────────────────────


def _read_actions(sheet: Sheet, reading: _Reading) -> None:
    for row, cells in sheet.rows:
        action = _action_of(sheet, row, cells, reading)
        if action is False:
            continue
        before = draft_of(action) if isinstance(action, Action) else Draft()
        values = _values(sheet, row, cells, reading, TAKEN)
        if values is None:
            continue
        for name in ("partners", "conditions", "nodes"):
            if name in values:
                values[name] = tidy_lines(values[name])
        if not values.get("currency", "-"):
            values["currency"] = Draft.currency
        draft = tidied(replace(before, **values))
        held = action if isinstance(action, Action) else None
        if not _sound(sheet, row, draft, held, reading):
            continue
        key = str(held.public_id) if held else f"row {row}"
        reading.planned[key] = Planned(NEW, row, draft.title, draft, held)


def _action_of(
    sheet: Sheet, row: int, cells: Mapping[str, Any], reading: _Reading
) -> Action | bool | None:
    """The action of a row; None: a new one; False: it names one in a way that cannot be followed."""
    key, number = (as_text(cells.get(name)).strip() for name in ("id", "number"))
    if not key:
        if number:
            said = _("A number without its id. Copy the id from the export, or empty the number.")
            reading.refuse("actions", row, _head(sheet, "number"), said)
            return False
        return None
    action = reading.actions.get(key)
    if action is None:
        said = _("No action of this plan has this id. Copy it from the export, or empty it.")
        reading.refuse("actions", row, _head(sheet, "id"), said)
        return False
    if number and number != str(action.number):
        said = _("This action has number %(number)d, and keeps it. Write that one.")
        reading.refuse("actions", row, _head(sheet, "number"), said % {"number": action.number})
        return False
    if key in reading.planned:
        said = _("This action stands in an earlier row too. Take one of them out.")
        reading.refuse("actions", row, _head(sheet, "id"), said)
        return False
    return action


def _values(
    sheet: Sheet,
    row: int,
    cells: Mapping[str, Any],
    reading: _Reading,
    columns: Sequence[Column],
) -> dict[str, Any] | None:
    """What the cells of a row say, by column; None where one of them cannot be read."""
    found, sound = {}, True
    for column in columns:
        if column.id not in cells:
            continue
        try:
            if isinstance(cells[column.id], Formula):
                raise NotRead(_("A formula or an error stands here."), _("Write its value."))
            if column.kind == "choice" and cells[column.id] in (None, ""):
                continue
            found[column.id] = read_cell(column, cells[column.id])
        except NotRead as wrong:
            sound = False
            reading.refuse(sheet.name, row, _head(sheet, column.id), wrong.what, wrong.mend)
    return found if sound else None


def _sound(sheet: Sheet, row: int, draft: Draft, action: Action | None, reading: _Reading) -> bool:
    dropped = action is not None and action.state == Action.State.DROPPED
    if dropped and draft.state == Action.State.DROPPED:
        draft = replace(draft, state=Action.State.PROPOSED)
    try:
        check_draft(draft)
    except ValidationError as wrong:
        for name, said in wrong.message_dict.items():
            reading.refuse("actions", row, _head(sheet, name), *said)
        return False
    return True


def _refuse_dropped(reading: _Reading, planned: Sequence[Planned]) -> None:
    for p in planned:
        if p.kind == CHANGED and p.action and p.action.state == Action.State.DROPPED:
            said = _("This action was dropped. Take it up again on its page before you change it.")
            reading.refuse("actions", p.row, "", said)


def _check_needs(reading: _Reading, actions: Sequence[Action]) -> None:
    """Prerequisites of all rows together, so that the order of rows does not matter."""
    needs = dict(needs_in(actions))
    for p in reading.planned.values():
        if p.action and p.action.number in needs:
            needs[p.action.number] = p.draft.needs
    known = set(needs)
    for p in reading.planned.values():
        missing = [n for n in p.draft.needs if n not in known]
        if p.action and set(missing) <= {a.number for a in p.action.needs.all()}:
            missing = []  # as it stood before: the plan's page says so
        if missing:
            said = _("There is no action %(numbers)s in the plan, or it was dropped. Take it out.")
            reading.refuse("actions", p.row, "", said % {"numbers": ", ".join(map(str, missing))})
    circle = find_circle({str(n): tuple(map(str, firsts)) for n, firsts in needs.items()})
    if circle:
        reading.refuse("actions", 0, "", said_circle(circle))


# ── milestones ────────────────────────────────────────────────────────────────────────────────


def _read_milestones(sheet: Sheet, reading: _Reading) -> None:
    standing = {str(m.public_id): a for a in reading.actions.values() for m in a.milestones.all()}
    for row, cells in sheet.rows:
        values = _values(sheet, row, cells, reading, [c for c in MILESTONES if c.kind != "id"])
        if values is None:
            continue
        key, text = as_text(cells.get("id")).strip(), plain_line(values.get("text", ""))
        action, due = str(values.get("action", "")), values.get("due")
        if due is None or not text:
            said = _("A milestone needs a date and a text. Fill both, or take the row out.")
            reading.refuse("milestones", row, "", said)
        elif key and key not in standing:
            said = _("No milestone of this plan has this id. Copy it from the export, or empty it.")
            reading.refuse("milestones", row, _head(sheet, "id"), said)
        else:
            held = _owner_of(action, reading, standing.get(key))
            if held is None:
                said = _("No action of the plan or the file is called so. Write its number.")
                reading.refuse("milestones", row, _head(sheet, "action"), said)
            elif not _add_milestone(held, Dated(text, due, key), reading):
                said = _("This milestone belongs to another action. Keep the number it has.")
                reading.refuse("milestones", row, _head(sheet, "action"), said)


def _owner_of(action: str, reading: _Reading, standing: Action | None) -> str | None:
    """The key of the action that a milestone belongs to: by number, else by title."""
    if not action.strip():
        return str(standing.public_id) if standing else None
    for key, held in reading.actions.items():
        if str(held.number) == action.strip():
            return key
    same = [k for k, p in reading.planned.items() if compared(p.title) == compared(action)]
    return same[0] if len(same) == 1 else None


def _add_milestone(key: str, step: Dated, reading: _Reading) -> bool:
    """Put a milestone beside those of an action; False where it belongs to another."""
    p = reading.planned.get(key)
    if p is None:
        action = reading.actions[key]
        p = Planned(SAME, 0, action.title, tidied(draft_of(action)), action)
    others = [m for m in p.draft.milestones if not step.id or m.id != step.id]
    if step.id and len(others) == len(p.draft.milestones):
        return False
    if not step.id and any((m.text, m.due) == (step.text, step.due) for m in others):
        return True
    draft = tidied(replace(p.draft, milestones=(*others, step)))
    reading.planned[key] = replace(p, draft=draft)
    return True


# ── comparing ─────────────────────────────────────────────────────────────────────────────────


def _compared(p: Planned) -> Planned:
    """With what it would change, field by field."""
    if p.action is None:
        return replace(p, kind=NEW)
    changes = changes_of(draft_of(p.action), p.draft)
    return replace(p, kind=CHANGED if changes else SAME, changes=changes)


def changes_of(before: Draft, after: Draft) -> tuple[FieldChange, ...]:
    """What differs between two drafts, as it stands in cells."""
    before, after = tidied(before), tidied(after)
    changes = [
        FieldChange(str(c.label), _shown(c, getattr(before, c.id)), _shown(c, getattr(after, c.id)))
        for c in TAKEN
        if getattr(before, c.id) != getattr(after, c.id)
    ]
    if before.milestones != after.milestones:
        was, now = (
            "\n".join(f"{m.due.isoformat()} {m.text}" for m in d.milestones)
            for d in (before, after)
        )
        changes.append(FieldChange(_("Milestones"), was, now))
    return tuple(changes)


def _shown(column: Column, value: Any) -> str:
    return as_text(cell_of(column, value))


def _head(sheet: Sheet, column: str) -> str:
    """How the file calls a column."""
    return sheet.heads.get(column, column)
