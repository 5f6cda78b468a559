"""Addresses: surveys."""

from __future__ import annotations

from django.urls import URLPattern, path

from territoria_web.desk.listen import (
    files,
    index,
    own_question,
    people,
    questions,
    results,
    running,
    sheets,
    themes,
    weights,
)

STAGE = "<uuid:public_id>/listen/"
ONE = f"{STAGE}<uuid:survey>/"

urlpatterns: list[URLPattern] = [
    path(STAGE, index.surveys, name="listen"),
    path(f"{STAGE}start/", index.start, name="listen-start"),
    path(f"{STAGE}start/file/", index.start_from_file, name="listen-start-file"),
    path(ONE, running.survey, name="listen-survey"),
    path(f"{ONE}open/", running.open_it, name="listen-open"),
    path(f"{ONE}end/", running.end, name="listen-end"),
    path(f"{ONE}questions/", questions.questions, name="listen-form"),
    path(f"{ONE}questions/new/", own_question.question, name="listen-new-question"),
    path(f"{ONE}questions/<str:item>/", own_question.question, name="listen-question"),
    path(f"{ONE}questions/<str:item>/change/", questions.change, name="listen-change-question"),
    path(f"{ONE}preview/", questions.preview, name="listen-preview"),
    path(f"{ONE}form.xlsx", questions.xlsform, name="listen-xlsform"),
    path(f"{ONE}people/", people.people, name="listen-people"),
    path(f"{ONE}people/write/", people.write, name="listen-write"),
    path(f"{ONE}people/links/", people.links, name="listen-links"),
    path(f"{ONE}people/<uuid:person>/drop/", people.drop, name="listen-drop-person"),
    path(f"{ONE}enter/", sheets.enter, name="listen-enter"),
    path(f"{ONE}paper/", sheets.paper, name="listen-paper"),
    path(f"{ONE}answers/", files.answers, name="listen-answers"),
    path(f"{ONE}answers/<uuid:upload>/", files.look, name="listen-answers-look"),
    path(f"{ONE}results/", results.results, name="listen-results"),
    path(f"{ONE}results.csv", results.download, {"kind": "csv"}, name="listen-results-csv"),
    path(f"{ONE}results.xlsx", results.download, {"kind": "xlsx"}, name="listen-results-xlsx"),
    path(f"{ONE}themes/", themes.themes, name="listen-themes"),
    path(f"{ONE}weights/", weights.weights, name="listen-weights"),
]
