"""What people said: levels with their doubt, where groups disagree, obstacles, choices; as it may be told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria.pictures.level_ranges import LevelRow, level_ranges
from territoria.pictures.picture import Label, Picture
from territoria_web.desk.files import CSV, XLSX, as_file
from territoria_web.desk.listen.frame import opened, show_survey
from territoria_web.desk.listen.running import SLIM
from territoria_web.library.csv_text import as_csv
from territoria_web.library.saying import numeral_of, ranged
from territoria_web.listen.models import Look, Survey
from territoria_web.listen.queries.exported import HEAD, as_workbook, result_rows
from territoria_web.listen.queries.forms import SurveyForm, form_of, group_names
from territoria_web.listen.queries.progress import confirmed_of
from territoria_web.listen.queries.weighted import weighted_results
from territoria_web.listen.rules import LEAST
from territoria_web.listen.services.looks import refresh_look


@login_required
@require_safe
def results(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """The latest look at the answers."""
    _cycle, held = opened(request, public_id, survey)
    look = refresh_look(held)
    confirmed = confirmed_of(held)
    form = form_of(held)
    facts: dict[str, Any] = {"look": look, "confirmed": confirmed, "least": LEAST}
    if look is not None:
        facts |= _told(held, form, look)
    return show_survey(
        request,
        held,
        "listen-results",
        "desk/listen/results.html",
        title=_("Results"),
        finding=_finding(look),
        facts=facts,
    )


def _finding(look: Look | None) -> str:
    if look is None:
        return _("Too few people have answered to show anything.")
    apart = sum(row["disagree"] for row in look.body["questions"])
    if not look.final:
        return _("So far. Groups are told apart once the survey is closed.")
    if not apart:
        return _("The groups that can be shown see it much the same way.")
    said = ngettext(
        "The groups disagree on %(count)d question: talk before you score.",
        "The groups disagree on %(count)d questions: talk before you score.",
        apart,
    )
    return said % {"count": apart}


def _told(held: Survey, form: SurveyForm, look: Look) -> dict[str, Any]:
    names = group_names(form)
    questions = [_question(form, row, names) for row in look.body["questions"]]
    weights = weighted_results(held, look)
    return {
        "questions": questions,
        "apart": sorted((q for q in questions if q["disagree"]), key=lambda q: -q["gap"]),
        **_pictures(questions, _finding(look)),
        "rankings": [_ranking(form, row) for row in look.body["rankings"]],
        "counts": [_count(form, row) for row in look.body["counts"]],
        "together": sum(
            not row["groups"] and row["n"] is not None for row in look.body["questions"]
        )
        if look.final
        else 0,
        "held": len(look.body.get("held", ())) if look.final else 0,
        "weights": weights,
        "weighted": _weighted(form, weights) if weights else [],
    }


def _question(form: SurveyForm, row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    groups = [
        {**one, "name": names.get(one["group"], one["group"]), "spread": _spread(one)}
        for one in row["groups"]
    ]
    return {
        **row,
        "text": form.item(row["item"]).text.say(),
        "groups": groups,
        "highest": ", ".join(names.get(g, g) for g in row["highest"]),
        "lowest": ", ".join(names.get(g, g) for g in row["lowest"]),
        "gap_said": numeral_of(row["gap"], 1) if row["gap"] is not None else "",
    }


def _spread(group: dict[str, Any]) -> str:
    if group["quartiles"] is None:
        return ""
    low, _middle, high = group["quartiles"]
    return ranged(group["mean"], low, high)


def _pictures(questions: list[dict[str, Any]], finding: str) -> dict[str, Picture]:
    rows = [
        LevelRow(
            one["text"],
            one["score"],
            one["low"],
            one["high"],
            Label(ranged(one["score"], one["low"], one["high"])),
            tuple((group["name"], group["mean"]) for group in one["groups"]),
            one["gap"],
            one["disagree"],
        )
        for one in questions
    ]
    says = _("Questions from 0 to 100 with their ranges, and the means of groups of actors.")
    return {
        "wide": level_ranges("levels", finding, says, rows),
        "slim": level_ranges("levels-slim", finding, says, rows, width=SLIM),
    }


def _ranking(form: SurveyForm, row: dict[str, Any]) -> dict[str, Any]:
    item = form.item(row["item"])
    names = {option.id: option.text.say() for option in item.options}
    rows = [{**one, "name": names.get(one["option"], one["option"])} for one in row["rows"]]
    return {**row, "text": item.text.say(), "rows": rows, "severe": row["kind"] == "severity"}


def _count(form: SurveyForm, row: dict[str, Any]) -> dict[str, Any]:
    item = form.item(row["item"])
    names = {option.id: option.text.say() for option in item.options}
    rows = [(names.get(one["option"], one["option"]), one["n"]) for one in row["rows"]]
    return {**row, "text": item.text.say(), "rows": rows}


def _weighted(form: SurveyForm, weights: Any) -> list[tuple[str, Any, Any]]:
    texts = {item.id: item.text.say() for item in form.items}
    return [(texts[name], raw, after) for name, raw, after in weights.scores]


@login_required
@require_safe
def download(request: HttpRequest, public_id: UUID, survey: UUID, kind: str) -> HttpResponse:
    """The figures of the page as CSV or Excel; no rows of single people anywhere."""
    _cycle, held = opened(request, public_id, survey)
    look = held.looks.first()
    if look is None:
        raise Http404
    rows = result_rows(held, look)
    name = f"{form_of(held).id}-results.{kind}"
    if kind == "csv":
        return as_file(as_csv(HEAD, rows), CSV, name)
    return as_file(as_workbook(HEAD, rows), XLSX, name)
