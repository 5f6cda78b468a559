"""One review: the text beside the criteria with their anchors; others' scores when all are in."""

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

from territoria_web.desk.calls.texts import files_of, written_sections
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import tell_refused
from territoria_web.invite.call_rules import (
    LONGEST_COMMENT,
    SHORTEST_REASON,
    WHOLE,
    takes_reviews,
)
from territoria_web.invite.letters import mail_talk
from territoria_web.invite.models import Review
from territoria_web.invite.queries.calls import Asked, criteria_of
from territoria_web.invite.queries.doors import open_review
from territoria_web.invite.queries.reviewing import Disagreement, Seen, seen_of
from territoria_web.invite.queries.sayings import said_of
from territoria_web.invite.services.reviews import (
    change_score,
    note_talk,
    save_review,
    submit_review,
)
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.territories.queries import territory_name
from territoria_web.territories.rules import ChangedMeanwhile


class ReviewForm(forms.Form):
    """A score and a comment on each criterion, and words on the whole."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = criteria_of(review.application.call)
        for criterion in self.asked:
            self.fields[f"score-{criterion.id}"] = forms.TypedChoiceField(
                label=criterion.title.text,
                coerce=int,
                empty_value=None,
                required=False,
                choices=scores(criterion),
                widget=forms.RadioSelect,
                initial=review.scores.get(criterion.id),
            )
            self.fields[f"comment-{criterion.id}"] = _comment(
                _("Why: %(criterion)s") % {"criterion": criterion.title},
                review.comments.get(criterion.id, ""),
            )
        self.fields[f"comment-{WHOLE}"] = _comment(
            _("On the whole"),
            review.comments.get(WHOLE, ""),
            _(
                "What is strong, what would make it stronger, in at least %(least)d characters. The "
                "applicant reads all comments, without your name."
            )
            % {"least": SHORTEST_REASON},
        )
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=review.edit)

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Score and comment of each criterion."""
        return [(self[f"score-{c.id}"], self[f"comment-{c.id}"]) for c in self.asked]

    def whole(self) -> forms.BoundField:
        """Words on the whole."""
        return self[f"comment-{WHOLE}"]

    def scores(self) -> dict[str, int]:
        """Criterion → score, of those that were given."""
        held = {c.id: self.cleaned_data[f"score-{c.id}"] for c in self.asked}
        return {key: score for key, score in held.items() if score is not None}

    def comments(self) -> dict[str, str]:
        """Criterion, or the whole → words."""
        return {
            key: self.cleaned_data[f"comment-{key}"] for key in (*(c.id for c in self.asked), WHOLE)
        }


def scores(criterion: Asked) -> list[tuple[int, str]]:
    """0 to 4 with what 0, 2 and 4 mean; 1 and 3 lie between."""
    anchors = {number: said.text for number, said in criterion.anchors}
    return [
        (n, f"{n} · {anchors[n]}" if n in anchors else _("%(score)d · between") % {"score": n})
        for n in range(5)
    ]


def _comment(label: str, initial: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        initial=initial,
        max_length=LONGEST_COMMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@login_required
@takes_form
def review(request: HttpRequest, review: UUID) -> HttpResponse:
    """Read and score; a draft is kept; after submission what divides the reviewers."""
    held = open_review(request.user, review)
    form = None
    if request.method == "POST":
        form = ReviewForm(request.POST, review=held)
        if _done(request, held, form):
            return redirect("desk:review", held.public_id)
    open_now = held.submitted is None and takes_reviews(held.application.call, timezone.now())
    if form is None or not open_now:
        form = ReviewForm(review=held)
    return _page(request, held, form, open_now=open_now)


def _done(request: HttpRequest, held: Review, form: ReviewForm) -> bool:
    deed, _colon, criterion = request.POST.get("do", "save").partition(":")
    try:
        if deed in ("talk", "change"):
            _after_talk(request, held, deed, criterion)
            return True
        if not form.is_valid():
            return False
        _kept(request, held, form, submit=deed == "submit")
    except ChangedMeanwhile as refused:
        held.refresh_from_db()
        form.data = {**request.POST.dict(), "seen": str(held.edit)}
        put_beside(form, refused)
        form.add_error(None, _("Your words are below. Save once more to put them in its place."))
        return False
    except ValidationError as refused:
        if deed in ("talk", "change"):
            tell_refused(request, refused)
            return True
        held.refresh_from_db()
        form.data = {**request.POST.dict(), "seen": str(held.edit)}
        put_beside(form, refused)
        return False
    return True


def _kept(request: HttpRequest, held: Review, form: ReviewForm, *, submit: bool) -> None:
    by = account_of(request)
    kept = save_review(
        by=by,
        review=held,
        seen=form.cleaned_data["seen"],
        scores=form.scores(),
        comments=form.comments(),
    )
    if not submit:
        messages.success(request, _("The draft of your review is saved."))
        return
    submit_review(by=by, review=kept, seen=kept.edit)
    messages.success(request, _("Your review is submitted."))
    seen = seen_of(held.application, held.application.call)
    if seen.open:
        for other in seen.reviews:
            if other.reviewer.left is None:
                other.reviewer.call = held.application.call
                mail_talk(
                    reviewer=other.reviewer, application=held.application, origin=origin_of(request)
                )


def _after_talk(request: HttpRequest, held: Review, deed: str, criterion: str) -> None:
    by = account_of(request)
    if deed == "talk":
        outcome = request.POST.get("outcome", "")
        note_talk(by=by, application=held.application, criterion=criterion, outcome=outcome)
        messages.success(request, _("The outcome is kept; the criterion counts now."))
        return
    score = request.POST.get("score", "")
    change_score(
        by=by, review=held, criterion=criterion, score=int(score) if score in set("01234") else -1
    )
    messages.success(request, _("Your score is changed."))


def _page(request: HttpRequest, held: Review, form: ReviewForm, *, open_now: bool) -> HttpResponse:
    application = held.application
    call = application.call
    seen = seen_of(application, call) if held.submitted else Seen((), ())
    asked = {c.id: c for c in form.asked}
    return show(
        request,
        "desk/calls/review.html",
        title=territory_name(application.territory),
        finding=_finding(held, seen),
        facts={
            "review": held,
            "application": application,
            "form": form,
            "open": open_now,
            "sections": written_sections(application),
            "files": files_of(application),
            "own": [(c, held.scores.get(c.id), held.comments.get(c.id, "")) for c in form.asked],
            "whole": held.comments.get(WHOLE, ""),
            "seen": seen,
            "divided": [_divided(held, d, asked[d.criterion]) for d in seen.disagreements],
            "shortest": SHORTEST_REASON,
            "judging": takes_reviews(call, timezone.now()),
        },
        crumbs=(
            (_("Your reviews"), reverse("desk:reviews")),
            (str(said_of(call.title)), reverse("desk:panel", args=[call.public_id])),
        ),
        status=422 if form.errors else 200,
    )


def _finding(held: Review, seen: Seen) -> str:
    if held.submitted is None:
        return _("Read it, then score each criterion below. What you save is kept as a draft.")
    if not seen.reviews:
        return _("Your review is submitted. You see the others’ scores when all reviews are in.")
    if seen.open:
        return _("You are more than 1.5 points apart. Talk before it counts.")
    return _("All reviews are in.")


def _divided(held: Review, found: Disagreement, asked: Asked) -> dict[str, Any]:
    return {
        "of": found,
        "asked": asked,
        "own": held.scores.get(found.criterion),
        "choices": scores(asked),
    }
