"""What all self-checks say together, for the team: the same figures that everybody sees, and as CSV."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.files import CSV, as_file
from territoria_web.desk.self_checks.frame import name_of, opened, show_check
from territoria_web.library.csv_text import as_csv
from territoria_web.listen.queries.check_results import HEAD, results_of, rows_of
from territoria_web.listen.queries.check_tables import tables_of
from territoria_web.listen.queries.check_words import (
    bases_said,
    changes_said,
    finding_of,
    weights_said,
)


@login_required
@require_safe
def results(request: HttpRequest, public_id: UUID, check: UUID) -> HttpResponse:
    """Sentences and tables; the pictures stand on the public page."""
    held = opened(request, public_id, check)
    found = results_of(held)
    return show_check(
        request,
        held,
        "self-check-results",
        "desk/self_checks/results.html",
        title=_("Results: %(name)s") % {"name": name_of(held)},
        finding=finding_of(found),
        facts={
            "found": found,
            "weights": weights_said(found.now, held.margins_source) if found else "",
            "bases": bases_said(found.now) if found else "",
            "changes": changes_said(found) if found else [],
            "tables": tables_of(found) if found else {},
            "public": reverse("public:check-results", args=[held.code]),
        },
    )


@login_required
@require_safe
def table(request: HttpRequest, public_id: UUID, check: UUID) -> HttpResponse:
    """All figures of all years as one table; nothing in it is about fewer than ten firms."""
    held = opened(request, public_id, check)
    text = as_csv(HEAD, rows_of(results_of(held)))
    return as_file(text, CSV, f"self-checks-{held.code}.csv")
