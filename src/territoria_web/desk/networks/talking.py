"""Who should talk to whom: pairs that can teach each other, with reasons; who could learn from whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.networks.frame import is_office, show_network
from territoria_web.measure.queries.assessments import public_assessments
from territoria_web.people.queries import open_network, role_in_network
from territoria_web.plan.queries.cohort.held import compared_frameworks, published_of
from territoria_web.plan.queries.cohort.reasons import lesson_said, match_said
from territoria_web.plan.queries.cohort.rows import territories_in
from territoria_web.plan.queries.cohort.talks import Talks, talks_of
from territoria_web.plan.queries.cohort.words import joined

FURTHER = 20


@login_required
@require_safe
def talks(request: HttpRequest, network: UUID) -> HttpResponse:
    """``?beyond=1``: with the structural peers of the network's territories too."""
    held = open_network(request.user, network, "see cohort")
    beyond = request.GET.get("beyond", "") == "1"
    assessments = public_assessments()
    frameworks, places = compared_frameworks(assessments), territories_in(held)
    published = (
        published_of(frameworks[0].id, places, assessments) if frameworks and places else None
    )
    found = talks_of(published, beyond=beyond) if published else None
    facts: dict[str, Any] = {"beyond": beyond, "any": found is not None}
    if found is not None and published is not None:
        framework = published.framework
        facts |= {
            "chosen": [match_said(m, found, framework) for m in found.chosen],
            "others": [match_said(m, found, framework) for m in found.others[:FURTHER]],
            "more": max(0, len(found.others) - FURTHER),
            "one_way": [lesson_said(one, found, framework) for one in found.one_way],
            "left_out": left_out(found),
        }
    return show_network(
        request,
        held,
        "network-talks",
        "desk/networks/talks.html",
        office=is_office(role_in_network(request.user, held)),
        title=_("Who should talk to whom"),
        finding=_finding(found, beyond),
        facts=facts,
    )


def _finding(found: Talks | None, beyond: bool) -> str:
    if found is None:
        return _("No territory of this network stands in the published comparison yet.")
    if not found.chosen:
        return (
            _("Nobody matches: no two that are alike are ahead where the other is behind.")
            if beyond
            else _("Inside the network nobody matches. Look beyond it, among structural peers.")
        )
    served = {end for m in found.chosen for end in (m.one, m.other)} & found.inside
    said = ngettext(
        "%(pairs)d pair should talk; %(served)d of %(of)d territories have a partner.",
        "%(pairs)d pairs should talk; %(served)d of %(of)d territories have a partner.",
        len(found.chosen),
    )
    return said % {"pairs": len(found.chosen), "served": len(served), "of": len(found.inside)}


def left_out(found: Talks) -> list[str]:
    """Who has no partner, and why; by name."""
    said = []
    without = sorted(found.names[k] for k in found.without if k not in found.uncompared)
    if without:
        said.append(
            _("Nobody alike is ahead where they are behind, and the reverse: %(names)s.")
            % {"names": joined(without)}
        )
    if found.alone:
        said.append(
            _("They match somebody, but all their matches have enough partners: %(names)s.")
            % {"names": joined(sorted(found.names[k] for k in found.alone))}
        )
    if found.uncompared:
        said.append(
            _("Too few structural figures are published to say who is like them: %(names)s.")
            % {"names": joined(sorted(found.names[k] for k in found.uncompared))}
        )
    if found.unlike:
        said.append(
            ngettext(
                "%(count)d pair would have something to say, but the two are unlike in structure.",
                "%(count)d pairs would have something to say, but the two are unlike in structure.",
                found.unlike,
            )
            % {"count": found.unlike}
        )
    return said
