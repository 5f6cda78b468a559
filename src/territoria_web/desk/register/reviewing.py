"""A second region: which initiatives of others wait for one's judgment, and judging one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.register.forms import ReviewForm
from territoria_web.desk.tried import posted, seen_anew
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.library.typed import plain
from territoria_web.measure.models import Initiative, InitiativeReview
from territoria_web.measure.queries.record_words import said_record
from territoria_web.measure.queries.records import record_of
from territoria_web.measure.queries.register import (
    STATE_NAMES,
    VERDICT_NAMES,
    editions_of,
    initiative_for_peer,
    initiatives_to_review,
    judged_meanwhile,
    reviewed_by,
    reviews_of,
)
from territoria_web.measure.services.register_reviews import review_initiative
from territoria_web.people.models import User
from territoria_web.territories.queries import territory_name
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits, and what was judged."""
    user = account_of(request)
    waiting = list(initiatives_to_review(user))
    said = ngettext(
        "%(count)d initiative waits for your judgment.",
        "%(count)d initiatives wait for your judgment.",
        len(waiting),
    )
    none = _("No initiative waits for you.")
    return show(
        request,
        "desk/register/reviews.html",
        title=_("Initiatives to judge"),
        finding=said % {"count": len(waiting)} if waiting else none,
        facts={
            "waiting": [_row(one) for one in waiting],
            "judged": [_judged(row) for row in reviewed_by(user)],
        },
        crumbs=((_("Your desk"), reverse("desk:home")),),
    )


def _row(one: Initiative) -> dict[str, Any]:
    return {
        "one": one,
        "place": territory_name(one.territory),
        "url": reverse("desk:initiative-review", args=[one.public_id]),
    }


def _judged(row: InitiativeReview) -> dict[str, Any]:
    return {
        "review": row,
        "one": row.initiative,
        "place": territory_name(row.initiative.territory),
        "verdict": VERDICT_NAMES[InitiativeReview.Verdict(row.verdict)],
        "state": STATE_NAMES[Initiative.State(row.initiative.state)],
    }


@login_required
@takes_form
def review(request: HttpRequest, initiative: UUID) -> HttpResponse:
    """The whole record as it will be public, what is asked of it, and the verdict."""
    user = account_of(request)
    if request.method == "POST" and (late := judged_meanwhile(user, initiative)):
        return _too_late(request, user, late)
    held = initiative_for_peer(user, initiative)
    form = ReviewForm(posted(request), initial={"seen": held.edit})
    if form.is_bound and form.is_valid():
        try:
            edition = review_initiative(by=user, initiative=held, **form.cleaned_data)
            messages.success(request, _said(published=edition is not None))
            return redirect("desk:initiative-reviews")
        except ChangedMeanwhile as refused:
            held = initiative_for_peer(user, initiative)
            form = ReviewForm(seen_anew(request, held.edit))
            form.add_error(None, refused)
        except ValidationError as refused:
            put_beside(form, refused)
    return _shown(request, held, form)


def _too_late(request: HttpRequest, user: User, held: Initiative) -> HttpResponse:
    """Pressed twice, or somebody was quicker: what was written is not lost."""
    words = plain(request.POST.get("said", ""))
    if held.reviews.filter(by=user, said=words).exists():
        messages.success(request, _("Thank you. Your judgment is kept."))
    else:
        said = _("Somebody judged “%(title)s” while you were reading. You wrote: %(words)s")
        messages.error(request, said % {"title": held.title, "words": words})
    return redirect("desk:initiative-reviews")


def _said(*, published: bool) -> str:
    if published:
        return _("Thank you. It is in the register now.")
    return _("Thank you. It goes back to its team with your words.")


def _shown(request: HttpRequest, held: Initiative, form: ReviewForm) -> HttpResponse:
    place = territory_name(held.territory)
    return show(
        request,
        "desk/register/review.html",
        title=held.title,
        finding=_(
            "What %(place)s does. Read it as somebody who must decide whether to do the same."
        )
        % {"place": place},
        facts={
            "initiative": held,
            "said": said_record(record_of(held.body), timezone.localdate()),
            "editions": editions_of(held),
            "earlier": [r for r in reviews_of(held) if r.edit != held.edit],
            "form": form,
        },
        crumbs=(
            (_("Your desk"), reverse("desk:home")),
            (_("Initiatives to judge"), reverse("desk:initiative-reviews")),
        ),
        status=422 if form.errors else 200,
    )
