"""How digital firms, or public bodies, say they are, what keeps them back, and what changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.check_results import HEAD, CheckResults, results_of, rows_of
from territoria_web.listen.queries.check_tables import tables_of
from territoria_web.listen.queries.check_words import (
    bases_said,
    changes_said,
    finding_of,
    weights_said,
)
from territoria_web.listen.queries.sittings import check_by_code
from territoria_web.listen.sitting_rules import takes_sittings
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.public.self_checks.pictures import pictures_of
from territoria_web.territories.queries import territory_name


def results(request: HttpRequest, code: str) -> Page:
    """All that is shown of a check; before ten have finished, that and the way in."""
    check = check_by_code(code)
    found = results_of(check)
    place = check.cycle.territory
    name = territory_name(place)
    return Page(
        template="public/self_checks/results.html",
        title=_title(check) % {"place": name},
        finding=finding_of(found),
        facts={
            "check": check,
            "firms": check.audience == SelfCheck.Audience.FIRMS,
            "take": reverse("guest:check", args=[check.code]) if takes_sittings(check) else "",
            **(_told(check, found) if found else {}),
        },
        table=Table(f"self-checks-{check.code}", HEAD, rows_of(found)),
        data=_data(check, found),
        crumbs=(Crumb(name, reverse("public:territory", args=[place.code])),),
    )


def _title(check: SelfCheck) -> str:
    if check.audience == SelfCheck.Audience.FIRMS:
        return _("How digital firms of %(place)s say they are")
    return _("How digital public bodies of %(place)s say they are")


def _told(check: SelfCheck, found: CheckResults) -> dict[str, Any]:
    edition = found.texts.intensity.edition if found.texts.intensity else ""
    return {
        "found": found,
        "weights": weights_said(found.now, check.margins_source),
        "bases": bases_said(found.now),
        "changes": changes_said(found),
        "tables": tables_of(found),
        "edition": edition,
        "pictures": pictures_of(found),
    }


def _data(check: SelfCheck, found: CheckResults | None) -> dict[str, Any]:
    return {
        "check": {"code": check.code, "audience": check.audience, "state": check.state},
        "texts": check.frozen.digest if check.frozen else "",
        "example": check.cycle.example,
        "unusual": found.unusual if found else None,
        "years": [
            {
                "year": one.year,
                "answers": one.figures.firms,
                "weighted": one.weighted,
                "why_not": one.why_not,
                "worth": one.worth,
            }
            for one in (found.years if found else ())
        ],
        "source_of_numbers": check.margins_source,
    }
