"""The results of a survey as plain data: worked out by the engine, kept by a look.

Everything below five people is left out here, for the team as for everybody; groups are told apart
only where ``groups_shown``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import numpy as np
from django.utils.timezone import localtime

from territoria.listen.answers import Answer as EngineAnswer
from territoria.listen.answers import Panel, panel_of
from territoria.listen.choices import Picked, Ranking, Weighed, rank_obstacles, rank_picks
from territoria.listen.disclosure import hidden_cells
from territoria.listen.public import PublicQuestion, public
from territoria.listen.tabulate import QuestionLevels, quartiles, tabulate
from territoria_web.listen.models import Answer, Survey
from territoria_web.listen.queries.forms import FormItem, SurveyForm, form_of, groups_of_form
from territoria_web.listen.queries.stood import Moment, Rows
from territoria_web.listen.rules import LEAST

SPREAD_FROM: Final = 2 * LEAST  # with fewer, quartiles would tell single answers
SEED: Final = 20_261
SAID: Final = {"dont-know": "dont_know", "not-applicable": "not_applicable"}


def compute_body(
    survey: Survey, rows: Rows, moment: Moment, *, groups_shown: bool
) -> dict[str, Any]:
    """Results of the answers as they stood at a moment."""
    form = form_of(survey)
    groups = groups_of_form(form)
    for role, _answers in rows.values():
        groups.setdefault(role, role)
    kept = groups if groups_shown else dict.fromkeys(groups, "everyone")
    return {
        "last": localtime(moment.cutoff).date().isoformat(),
        "questions": _questions(survey, form, rows, kept, groups_shown),
        "rankings": [
            found
            for item in form.items
            if (found := _ranking(item, rows, kept, groups_shown)) is not None
        ],
        "counts": [found for item in form.items if (found := _counts(item, rows)) is not None],
    }


def panel_for(form: SurveyForm, rows: Rows) -> Panel:
    """The questions with levels as the engine tabulates them."""
    names = [item.id for item in form.items if item.kind == "levels"]
    return panel_of(_engine_answers(names, rows), questions=names)


def _engine_answers(names: Sequence[str], rows: Rows) -> Iterable[EngineAnswer]:
    for response, (role, answers) in rows.items():
        for name in names:
            kept = answers.get(name)
            if kept is None:
                continue
            if kept.said == Answer.Said.VALUE:
                yield EngineAnswer(str(response), role, name, kept.level)
            else:
                said: Any = SAID[kept.said]
                yield EngineAnswer(str(response), role, name, None, said)


# ── questions with levels ─────────────────────────────────────────────────────────────────────


def _questions(
    survey: Survey, form: SurveyForm, rows: Rows, groups: Mapping[str, str], apart: bool
) -> list[dict[str, Any]]:
    panel = panel_for(form, rows)
    if not panel.responses:
        return []
    table = tabulate(panel, invited=invited_by_role(survey))
    items = {item.id: item for item in form.items}
    shown = public(table, groups, k=LEAST)
    return [
        _question(items[row.question], row, seen, groups, apart)
        for row, seen in zip(table.questions, shown.questions, strict=True)
    ]


def invited_by_role(survey: Survey) -> dict[str, int] | None:
    """People asked by role; None where anybody may answer, so that the register has no end."""
    if survey.open_link:
        return None
    held = survey.invitations.order_by().values_list("role", flat=True)
    found: dict[str, int] = {}
    for role in held:
        found[role] = found.get(role, 0) + 1
    return found or None


def _question(
    item: FormItem,
    row: QuestionLevels,
    seen: PublicQuestion,
    groups: Mapping[str, str],
    apart: bool,
) -> dict[str, Any]:
    known = seen.n is not None and seen.n >= LEAST
    held = [_group(row, one.group, one.n, one.mean, groups) for one in seen.groups] if apart else []
    means = {one["group"]: one["mean"] for one in held if one["mean"] is not None}
    ends = (max(means.values()), min(means.values())) if len(means) > 1 else None
    return {
        "item": item.id,
        "question": item.question or "",
        "nodes": list(item.nodes),
        "n": seen.n if known else None,
        "score": seen.score if known else None,
        "error": row.standard_error if known else None,
        "low": seen.low if known else None,
        "high": seen.high if known else None,
        "counts": list(seen.counts) if known and seen.counts else None,
        "dont_know": seen.dont_know,
        "groups": held,
        "hidden": list(seen.hidden) if apart else [],
        "gap": seen.gap if apart else None,
        "disagree": seen.disagree if apart else False,
        "highest": [g for g, mean in means.items() if ends and mean == ends[0] != ends[1]],
        "lowest": [g for g, mean in means.items() if ends and mean == ends[1] != ends[0]],
    }


def _group(
    row: QuestionLevels, group: str, n: int, mean: float | None, groups: Mapping[str, str]
) -> dict[str, Any]:
    counts = np.sum(
        [role.counts for role in row.roles if groups[role.role] == group], axis=0, dtype=int
    )
    spread = list(quartiles(counts)) if n >= SPREAD_FROM else None
    return {"group": group, "n": n, "mean": mean, "quartiles": spread}


# ── obstacles, picks, own questions ───────────────────────────────────────────────────────────


def _ranking(
    item: FormItem, rows: Rows, groups: Mapping[str, str], apart: bool
) -> dict[str, Any] | None:
    options = [option.id for option in item.options]
    answered = [
        (str(response), role, answers[item.id].value)
        for response, (role, answers) in rows.items()
        if item.id in answers and answers[item.id].said == Answer.Said.VALUE
    ]
    if item.kind == "severity":
        weighed = [Weighed(r, role, value) for r, role, value in answered]
        return _told(item, rank_obstacles(weighed, options, groups, seed=SEED, k=LEAST), apart)
    if item.kind == "one" and item.purpose == "first_dimension":
        picks = [Picked(r, role, value) for r, role, value in answered]
        return _told(item, rank_picks(picks, options, groups, seed=SEED, k=LEAST), apart)
    return None


def _told(item: FormItem, found: Ranking, apart: bool) -> dict[str, Any]:
    """Below five answers nothing; an option that fewer than five named is there without its numbers.

    Of obstacles the rest is no cell: who named none may have met none, or not have answered.
    """
    rows = [asdict(row) for row in found.rows] if found.n >= LEAST else []
    counts = {row["option"]: row["met"] for row in rows}
    few = {name for name, n in counts.items() if n < LEAST}
    hidden = few if item.kind == "severity" else few | hidden_cells(counts, LEAST)
    for row in rows:
        row["groups"] = list(row["groups"]) if apart and row["option"] not in hidden else []
        if row["option"] in hidden:
            row.update(met=None, share=None, low=None, high=None, severity=None)
        _hide_small_groups(row)
    return {
        "item": item.id,
        "kind": item.kind,
        "n": found.n if found.n >= LEAST else None,
        "rows": rows,
        "hidden": list(found.hidden) if apart else [],
    }


def _hide_small_groups(row: dict[str, Any]) -> None:
    """Groups of which fewer than five named the option, and those that would tell their number."""
    if not row["groups"]:
        return
    met = {group["group"]: round(group["share"] * group["n"]) for group in row["groups"]}
    hidden = hidden_cells({**met, "": row["met"] - sum(met.values())}, LEAST)
    for group in row["groups"]:
        if group["group"] in hidden or not met[group["group"]]:
            group.update(share=None, severity=None)


def _counts(item: FormItem, rows: Rows) -> dict[str, Any] | None:
    """Own questions with picks or numbers; cells of fewer than five are left out."""
    plain = item.kind == "one" and item.purpose is None and item.section != "who"
    if item.kind not in ("many", "number") and not plain:
        return None
    values = [
        answers[item.id].value
        for _role, answers in rows.values()
        if item.id in answers and answers[item.id].said == Answer.Said.VALUE
    ]
    if len(values) < LEAST:
        return {"item": item.id, "kind": item.kind, "n": None, "rows": [], "mean": None}
    if item.kind == "number":
        mean = float(np.mean(values))
        return {"item": item.id, "kind": "number", "n": len(values), "rows": [], "mean": mean}
    return {
        "item": item.id,
        "kind": item.kind,
        "n": len(values),
        "rows": _cells(item, values),
        "mean": None,
    }


def _cells(item: FormItem, values: Sequence[Any]) -> list[dict[str, Any]]:
    picked = [one for value in values for one in (value if isinstance(value, list) else [value])]
    counts = {option.id: picked.count(option.id) for option in item.options}
    if item.kind == "one":
        hidden = hidden_cells(counts, LEAST)
    else:  # each option parts people into those who picked it and those who did not
        rest = {name: len(values) - n for name, n in counts.items()}
        hidden = frozenset(
            name for name, n in counts.items() if 0 < n < LEAST or 0 < rest[name] < LEAST
        )
    return [{"option": name, "n": None if name in hidden else n} for name, n in counts.items()]
