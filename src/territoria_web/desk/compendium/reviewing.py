"""Which practice cards wait for one's judgment, and judging one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
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

from territoria_web.act.forms.cards import basis_field, verdict_field
from territoria_web.act.models import Card
from territoria_web.act.queries.cards import (
    card_for_peer,
    cards_to_review,
    of_the_same,
    place_of,
    read_card,
)
from territoria_web.act.services.card_reviews import review_card_as_peer
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile


class ReviewForm(forms.Form):
    """What a peer thinks of a card."""

    verdict = verdict_field()
    said = basis_field()
    seen = forms.IntegerField(widget=forms.HiddenInput)


@login_required
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits."""
    waiting = list(cards_to_review(account_of(request)))
    said = ngettext(
        "%(count)d practice card waits for your judgment.",
        "%(count)d practice cards wait for your judgment.",
        len(waiting),
    )
    return show(
        request,
        "desk/compendium/reviews.html",
        title=_("Practice cards to judge"),
        finding=said % {"count": len(waiting)} if waiting else _("No practice card waits for you."),
        facts={
            "waiting": [
                (card, reverse("desk:card-review", args=[card.public_id])) for card in waiting
            ]
        },
        crumbs=((_("Your desk"), reverse("desk:home")),),
    )


@login_required
@takes_form
def review(request: HttpRequest, card: UUID) -> HttpResponse:
    """The whole card as it will be published, and the verdict."""
    user = account_of(request)
    held = card_for_peer(user, card)
    form = ReviewForm(posted(request), initial={"seen": held.edit})
    if form.is_bound and form.is_valid():
        try:
            typed: dict[str, Any] = form.cleaned_data
            out = review_card_as_peer(by=user, card=held, **typed, origin=origin_of(request))
            messages.success(request, _said(published=out))
            return redirect("desk:card-reviews")
        except ChangedMeanwhile as refused:
            held = card_for_peer(user, card)
            form = ReviewForm(seen_anew(request, held.edit))
            form.add_error(None, refused)
        except ValidationError as refused:
            put_beside(form, refused)
    return _shown(request, user, held, form)


def _said(*, published: bool) -> str:
    if published:
        return _("Thank you. Two cities found it fit: it is published.")
    return _("Thank you. Your judgment is kept.")


def _shown(request: HttpRequest, user: User, held: Card, form: ReviewForm) -> HttpResponse:
    same = of_the_same(place_of(user), user=user)
    mine = held.reviews.filter(same, edit=held.edit).first()
    finding = _("What %(city)s did. Read it as somebody who wants to do the same.")
    return show(
        request,
        "desk/compendium/review.html",
        title=held.title,
        finding=finding % {"city": held.partner.name},
        facts={
            "read": read_card(held, timezone.localdate()),
            "example": held.project.example,
            "form": form,
            "mine": mine,
        },
        crumbs=(
            (_("Your desk"), reverse("desk:home")),
            (_("Practice cards to judge"), reverse("desk:card-reviews")),
        ),
        status=422 if form.errors else 200,
    )
