"""Addresses: calls, expressions of interest and reviews."""

from __future__ import annotations

from django.urls import path

from territoria_web.desk.calls import (
    applying,
    criteria,
    deciding,
    expression,
    office,
    own_deeds,
    panel,
    ranking,
    review,
    reviewing,
    writing,
)

CALL = "calls/<uuid:call>/"
ONE = f"{CALL}expressions/<uuid:application>/"
OWN = "expressions/<uuid:application>/"

urlpatterns = [
    # the office
    path("networks/<uuid:network>/calls/", writing.calls, name="calls"),
    path("networks/<uuid:network>/calls/new/", writing.begin, name="call-begin"),
    path(CALL, office.overview, name="call"),
    path(f"{CALL}text/", writing.write, name="call-write"),
    path(f"{CALL}criteria/", criteria.criteria, name="call-criteria"),
    path(f"{CALL}criteria/<slug:criterion>/", criteria.criterion, name="call-criterion"),
    path(f"{CALL}preview/", writing.preview, name="call-preview"),
    path(f"{CALL}publish/", writing.publish, name="call-publish"),
    path(f"{CALL}closing/", writing.closing, name="call-closing"),
    path(f"{CALL}expressions/", office.applications, name="call-applications"),
    path(ONE, office.application, name="call-application"),
    path(f"{ONE}desk/", deciding.open_desk, name="call-open-desk"),
    path(f"{ONE}rise/", deciding.rise, name="call-rise"),
    path(f"{CALL}reviewers/", panel.reviewers, name="call-reviewers"),
    path(f"{CALL}reviewers/<uuid:reviewer>/leave/", panel.leave, name="call-reviewer-leave"),
    path(
        f"{CALL}reviewers/<uuid:reviewer>/again/",
        panel.write_again,
        name="call-reviewer-again",
    ),
    path(f"{CALL}assignment/", panel.assignment, name="call-assignment"),
    path(f"{CALL}ranking/", ranking.ranking, name="call-ranking"),
    path(f"{CALL}ranking.csv", ranking.ranking_csv, name="call-ranking-csv"),
    path(f"{CALL}decision/", deciding.decision, name="call-decision"),
    # applicants
    path(f"{CALL}apply/", applying.apply, name="call-apply"),
    path("expressions/", applying.mine, name="applications"),
    path(OWN, expression.expression, name="application"),
    path(f"{OWN}do/", own_deeds.deed, name="application-do"),
    path(f"{OWN}files/<uuid:attachment>/", own_deeds.file, name="application-file"),
    # reviewers
    path("reviews/", reviewing.reviews, name="reviews"),
    path("reviews/of/<uuid:call>/", reviewing.panel, name="panel"),
    path("reviews/of/<uuid:call>/conflicts/", reviewing.declare, name="declare"),
    path("reviews/<uuid:review>/", review.review, name="review"),
]
