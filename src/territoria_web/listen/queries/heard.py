"""Who was heard and what they said, as plain data that a report freezes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils.timezone import localdate

from territoria.listen.reach import Reached
from territoria_web.listen.models import Look, Survey
from territoria_web.listen.queries.forms import SurveyForm, form_of, group_names
from territoria_web.listen.queries.observed import observing_survey
from territoria_web.listen.queries.open_answers import counted_themes, quotes
from territoria_web.listen.queries.progress import Progress, progress_of
from territoria_web.listen.queries.weighted import Weighted, weighted_results
from territoria_web.territories.models import Cycle

TOP = 5


def heard(cycle: Cycle) -> dict[str, Any]:
    """The survey of a cycle in plain data (JSON), texts as maps language → words; empty where no
    survey has results. No figure stands on fewer than five people, except counts of who answered.

    ``survey``, ``title``, ``opened``, ``closes``, ``closed``, ``last``, ``people``; ``invited``,
    ``answered``, ``named`` (of them, invited by name), ``rate`` (of the invited), ``channels``,
    ``declined``, ``withdrawn``; ``roles`` and ``groups``: name, invited, reached, named, share, low,
    high; ``missing``: group, what, mend; ``similarity``; ``questions``: text, question, nodes, n,
    score, low, high, groups, gap, disagree, highest, lowest; ``gaps``: the questions on which groups
    disagree, the largest first; ``obstacles`` and ``first``: option, text, share, low, high, severity,
    rank, first, last; ``themes``: item, theme, people; ``quotes``: item, text, themes; ``weights``: n,
    deff, effective_n, why_not, source.
    """
    survey = observing_survey(cycle)
    look = survey.looks.first() if survey else None
    if survey is None or look is None:
        return {}
    form, progress = form_of(survey), progress_of(survey)
    questions = [_question(form, row) for row in look.body["questions"]]
    apart = [q for q in questions if q["disagree"]]
    return {
        **_frame(survey, form, look),
        **_reached(form, progress),
        "questions": questions,
        "gaps": sorted(apart, key=lambda q: -q["gap"]),
        **_ranked(form, look),
        "themes": _themes(survey, form),
        "quotes": [{"item": i, "text": t, "themes": list(m)} for i, t, m in quotes(survey)],
        "weights": _weights(survey, weighted_results(survey, look)),
    }


def survey_under_way(cycle: Cycle) -> bool:
    """Whether people are being asked right now."""
    return cycle.surveys.filter(state=Survey.State.OPEN).exists()


def _frame(survey: Survey, form: SurveyForm, look: Look) -> dict[str, Any]:
    days = {"opened": survey.opened, "closes": survey.closes, "closed": survey.closed}
    return {
        "survey": str(survey.public_id),
        "title": dict(form.title.root),
        "framework": survey.framework,
        **{name: localdate(when).isoformat() if when else "" for name, when in days.items()},
        "last": look.body["last"],
        "people": look.people,
        "final": look.final,
    }


def _reached(form: SurveyForm, progress: Progress) -> dict[str, Any]:
    roles = {role.id: dict(role.text.root) for role in form.roles}
    names = group_names(form)
    return {
        "invited": progress.invited,
        "answered": progress.confirmed,
        "named": progress.named,
        "rate": progress.rate,
        "channels": progress.channels,
        "declined": progress.declined,
        "withdrawn": progress.withdrawn,
        "roles": [{**_row(row), "text": roles.get(row.name, {})} for row in progress.reach.roles],
        "groups": [
            {**_row(row), "title": names.get(row.name, row.name)} for row in progress.reach.groups
        ],
        "missing": [asdict(lack) for lack in progress.reach.missing],
        "similarity": progress.reach.similarity,
    }


def _row(row: Reached) -> dict[str, Any]:
    return asdict(row)


def _question(form: SurveyForm, row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name != "error"}
    return {**kept, "text": dict(form.item(row["item"]).text.root)}


def _ranked(form: SurveyForm, look: Look) -> dict[str, Any]:
    found: dict[str, Any] = {"obstacles": [], "first": []}
    for ranking in look.body["rankings"]:
        options = {o.id: dict(o.text.root) for o in form.item(ranking["item"]).options}
        rows = [{**row, "text": options[row["option"]]} for row in ranking["rows"]]
        found["obstacles" if ranking["kind"] == "severity" else "first"] = rows[:TOP]
    return found


def _themes(survey: Survey, form: SurveyForm) -> list[dict[str, Any]]:
    """Themes by question, or by the purpose that several questions share."""
    found = []
    for purpose, items in open_items(form).items():
        counted = counted_themes(survey, items)
        rows = counted.rows if counted else ()
        found += [
            {"item": purpose, "theme": row.theme, "people": row.people}
            for row in rows
            if row.people
        ]
    return found


def open_items(form: SurveyForm) -> dict[str, tuple[str, ...]]:
    """Open questions, those of one purpose together: name → items."""
    found: dict[str, tuple[str, ...]] = {}
    for item in form.items:
        if item.kind == "text":
            name = item.purpose or item.id
            found[name] = (*found.get(name, ()), item.id)
    return found


def _weights(survey: Survey, held: Weighted | None) -> dict[str, Any]:
    if held is None:
        return {}
    return {
        "n": held.n,
        "deff": held.deff,
        "effective_n": held.effective_n,
        "why_not": held.why_not,
        "source": survey.margins_source,
    }
