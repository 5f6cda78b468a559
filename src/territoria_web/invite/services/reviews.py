"""Writing a review: kept as one goes, handed in once; changed only after a talk of the reviewers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.call_rules import (
    LONGEST_COMMENT,
    SHORTEST_REASON,
    WHOLE,
    is_score,
    takes_reviews,
)
from territoria_web.invite.models import Application, Call, Review, Talk
from territoria_web.invite.queries.doors import JUDGED
from territoria_web.invite.queries.reviewing import seen_of
from territoria_web.library.typed import plain
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.rules import ChangedMeanwhile


@transaction.atomic
def save_review(
    *,
    by: User,
    review: Review,
    seen: int,
    scores: Mapping[str, int],
    comments: Mapping[str, str],
    now: datetime | None = None,
) -> Review:
    """Keep what was scored and written so far, complete or not."""
    when = now or timezone.now()
    held = _own(by, review, when)
    if held.submitted is not None:
        raise ValidationError(_("This review is handed in; it stands as it is."))
    if held.edit != seen:
        raise ChangedMeanwhile(_("This review was saved in another window meanwhile."))
    _check(held.application.call, scores, comments)
    held.scores = dict(scores)
    held.comments = {key: words for key, text in comments.items() if (words := plain(text))}
    held.begun = held.begun or when
    held.edit += 1
    held.save(update_fields=["scores", "comments", "begun", "edit"])
    return held


@transaction.atomic
def submit_review(*, by: User, review: Review, seen: int, now: datetime | None = None) -> Review:
    """Hand a review in: each criterion is scored, and there is a sentence on the whole."""
    when = now or timezone.now()
    held = _own(by, review, when)
    if held.submitted is not None:  # pressed twice
        return held
    if held.edit != seen:
        raise ChangedMeanwhile(_("This review was saved in another window meanwhile."))
    call = held.application.call
    wrong: dict[str, list[str]] = {
        f"score-{c['id']}": [_("Score this criterion.")]
        for c in call.criteria
        if c["id"] not in held.scores
    }
    if len(held.comments.get(WHOLE, "")) < SHORTEST_REASON:
        said = _(
            "Write on the whole, in at least %(least)d characters; the applicant reads it, without "
            "your name."
        )
        wrong[f"comment-{WHOLE}"] = [said % {"least": SHORTEST_REASON}]
    if wrong:
        raise ValidationError(wrong)
    held.submitted, held.begun = when, held.begun or when
    held.edit += 1
    held.save(update_fields=["submitted", "begun", "edit"])
    write_entry(
        who=by,
        what="submit review",
        about=f"review {held.public_id}",
        after={"title": str(call), "code": held.application.territory.code},
    )
    return held


# ── when reviewers are far apart ──────────────────────────────────────────────────────────────


@transaction.atomic
def note_talk(
    *, by: User, application: Application, criterion: str, outcome: str, now: datetime | None = None
) -> Talk:
    """Write down that the reviewers talked about a criterion and what came of it; it counts then.

    ``by``: one of them, or the office; the door has looked.
    """
    held = _judged(application, now or timezone.now())
    divided = {d.criterion: d for d in seen_of(held, held.call).disagreements}
    if criterion not in divided:
        raise ValidationError(_("The reviewers are not far apart on this criterion."))
    if divided[criterion].talk is not None:
        raise ValidationError(_("The outcome of this talk is written down already."))
    outcome = plain(outcome)
    if not SHORTEST_REASON <= len(outcome) <= LONGEST_COMMENT:
        said = _("Say what came of the talk, in at least %(least)d characters.")
        raise ValidationError({"outcome": [said % {"least": SHORTEST_REASON}]})
    made = Talk.objects.create(application=held, criterion=criterion, outcome=outcome, by=by)
    after = {"title": str(held.call), "code": held.territory.code, "criterion": criterion}
    about = f"application {held.public_id}"
    write_entry(who=by, what="note talk", about=about, after=after)
    return made


@transaction.atomic
def change_score(
    *,
    by: User,
    review: Review,
    criterion: str,
    score: int,
    comment: str | None = None,
    now: datetime | None = None,
) -> Review:
    """After the talk its owner may change a score on that criterion; before and after are kept."""
    held = _own(by, review, now or timezone.now())
    if not Talk.objects.filter(application=held.application, criterion=criterion).exists():
        raise ValidationError(
            _("A score that was handed in changes only after the reviewers have talked about it.")
        )
    if not is_score(score):
        raise ValidationError(_("Give a whole number from 0 to 4."))
    if comment is not None and len(comment) > LONGEST_COMMENT:
        raise ValidationError(_("Use at most %(most)d characters.") % {"most": LONGEST_COMMENT})
    before = held.scores.get(criterion)
    held.scores = {**held.scores, criterion: score}
    if comment is not None:
        held.comments = {**held.comments, criterion: plain(comment)}
    held.edit += 1
    held.save(update_fields=["scores", "comments", "edit"])
    write_entry(
        who=by,
        what="change score",
        about=f"review {held.public_id}",
        before={"score": before},
        after={"title": str(held.application.call), "criterion": criterion, "score": score},
    )
    return held


def _own(by: User, review: Review, now: datetime) -> Review:
    """The review, locked, of a reviewer who is still there, on an expression that is judged now."""
    application = _judged(review.application, now)
    held = Review.objects.select_for_update().select_related("reviewer").get(pk=review.pk)
    if held.reviewer.user_id != by.pk or held.reviewer.left is not None:
        raise ValidationError(_("This review is not yours any more."))
    held.application = application
    return held


def _judged(application: Application, now: datetime) -> Application:
    call = Call.objects.select_for_update().get(pk=application.call_id)
    held = Application.objects.select_related("territory").get(pk=application.pk)
    held.call = call
    if not takes_reviews(call, now) or held.state not in JUDGED:
        raise ValidationError(_("This expression is not judged any more. What you wrote is kept."))
    return held


def _check(call: Call, scores: Mapping[str, int], comments: Mapping[str, str]) -> None:
    known = {c["id"] for c in call.criteria}
    wrong: dict[str, list[str]] = {}
    for key, score in scores.items():
        if key not in known or not is_score(score):
            wrong[f"score-{key}"] = [_("Give a whole number from 0 to 4.")]
    for key, text in comments.items():
        if key not in known | {WHOLE} or len(text) > LONGEST_COMMENT:
            said = _("Use at most %(most)d characters.") % {"most": LONGEST_COMMENT}
            wrong[f"comment-{key}"] = [said]
    if wrong:
        raise ValidationError(wrong)
