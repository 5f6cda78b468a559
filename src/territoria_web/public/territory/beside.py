"""What else is public of a territory: self-checks, the targets that it set, reports of its networks."""

from __future__ import annotations

from collections.abc import Hashable

from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.library.saying import colon
from territoria_web.listen.queries.check_results import checks_at
from territoria_web.papers.queries.papers import reports_at
from territoria_web.plan.queries.area_targets import targets_at

Link = tuple[str, str]


def beside_state(code: str) -> Hashable:
    """What a page that links to all of these hangs on. Three queries."""
    return checks_at(code), targets_at(code), reports_at(code)


def check_links(code: str) -> list[Link]:
    """What its firms and its public bodies found of themselves."""
    names = {"firms": _("How digital its firms are"), "public": _("How digital its offices are")}
    return [(names[who], reverse("public:check-results", args=[at])) for at, who in checks_at(code)]


def target_links(code: str) -> list[Link]:
    """The targets that were set, passage by passage."""
    said = _("Targets by policy area")
    return [
        (f"{said}{colon()}{title}", reverse("public:targets", args=[cycle]))
        for cycle, title in targets_at(code)
    ]


def report_links(code: str) -> list[Link]:
    """What the networks that it is in have published."""
    return [(title, reverse("public:paper", args=[paper])) for paper, title in reports_at(code)]
