"""Writing a call: its words and dates, its criteria; publishing it; moving its closing date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.call_rules import (
    FEWEST_REVIEWS,
    LONGEST_REASON,
    MOST_REVIEWS,
    SHORTEST_REASON,
)
from territoria_web.invite.models import Call
from territoria_web.invite.queries.calls import MOVED, TEMPLATE, criteria_of_template
from territoria_web.invite.queries.sayings import moment
from territoria_web.library.languages import language_codes
from territoria_web.library.queries import library
from territoria_web.library.services import freeze_text
from territoria_web.people.models import Organisation, User
from territoria_web.people.services import write_entry
from territoria_web.territories.rules import ChangedMeanwhile

LONGEST_TITLE, LONGEST_TEXT = 200, 20_000
FEWEST_WORDS, MOST_WORDS = 100, 20_000
MOST_PLACES = 200


@transaction.atomic
def begin_call(
    *,
    by: User,
    network: Organisation,
    title: Mapping[str, str],
    text: Mapping[str, str],
    opens: datetime,
    closes: datetime,
    places: int = 6,
    words: int = 2500,
    reviews_each: int = 3,
) -> Call:
    """A draft of a call; criteria, sections and rules come from the reviewed form."""
    check_call(title, text, opens, closes, places, words, reviews_each)
    form = library().templates[TEMPLATE]
    call = Call.objects.create(
        network=network,
        template=freeze_text(kind="templates", text_id=TEMPLATE, text=form),
        title=_written(title),
        text=_written(text),
        criteria=criteria_of_template(),
        opens=opens,
        closes=closes,
        places=places,
        words=words,
        reviews_each=reviews_each,
        made_by=by,
    )
    _write(by, call, "begin call")
    return call


@transaction.atomic
def write_call(
    *,
    by: User,
    call: Call,
    seen: int,
    title: Mapping[str, str],
    text: Mapping[str, str],
    opens: datetime,
    closes: datetime,
    places: int,
    words: int,
    reviews_each: int,
) -> Call:
    """Change a draft. ChangedMeanwhile where a colleague did so since ``seen``."""
    check_call(title, text, opens, closes, places, words, reviews_each)
    held = _draft(call, seen)
    before = _told(held)
    held.title, held.text = _written(title), _written(text)
    held.opens, held.closes = opens, closes
    held.places, held.words, held.reviews_each = places, words, reviews_each
    return _kept(by, held, "change call", before)


@transaction.atomic
def change_criteria(*, by: User, call: Call, seen: int, criteria: list[dict[str, Any]]) -> Call:
    """Put these criteria, in this order, in place of those of a draft."""
    check_criteria(criteria)
    held = _draft(call, seen)
    before = {"criteria": [c["id"] for c in held.criteria]}
    held.criteria = criteria
    held.edit += 1
    held.save(update_fields=["criteria", "edit"])
    after = {"title": str(held), "criteria": [c["id"] for c in criteria]}
    _entry(by, held, "change criteria", before, after)
    return held


@transaction.atomic
def publish_call(*, by: User, call: Call, seen: int, now: datetime | None = None) -> Call:
    """Publish: from now on criteria, places and words stand; the closing date can move later only."""
    when = now or timezone.now()
    held = _draft(call, seen)
    if wrong := problems_before_publishing(held, when):
        raise ValidationError(wrong)
    held.state, held.published = Call.State.PUBLISHED, when
    held.edit += 1
    held.save(update_fields=["state", "published", "edit"])
    _entry(by, held, "publish call", {"state": "draft"}, {"title": str(held), "state": "published"})
    return held


@transaction.atomic
def move_closing(
    *, by: User, call: Call, closes: datetime, reason: str, now: datetime | None = None
) -> Call:
    """Move the closing date of an open call to later, with a reason that everybody may read."""
    held = Call.objects.select_for_update().get(pk=call.pk)
    when = now or timezone.now()
    if held.state != Call.State.PUBLISHED or when >= held.closes:
        raise ValidationError(
            _("This call has closed. What was handed in stands; make a new call.")
        )
    wrong: dict[str, list[str]] = {}
    if closes <= held.closes:
        said = _("It closes on %(closes)s. It can only close later.")
        wrong["closes"] = [said % {"closes": moment(held.closes)}]
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        said = _("Say why in at least %(least)d characters; everybody may read it.")
        wrong["reason"] = [said % {"least": SHORTEST_REASON}]
    if wrong:
        raise ValidationError(wrong)
    before = {"closes": held.closes.isoformat()}
    held.closes = closes
    held.edit += 1
    held.save(update_fields=["closes", "edit"])
    after = {"title": str(held), "closes": closes.isoformat(), "reason": reason.strip()}
    _entry(by, held, MOVED, before, after)
    return held


# ── checks ────────────────────────────────────────────────────────────────────────────────────


def check_call(
    title: Mapping[str, str],
    text: Mapping[str, str],
    opens: datetime,
    closes: datetime,
    places: int,
    words: int,
    reviews_each: int,
) -> None:
    """ValidationError by field says all that is wrong with a call."""
    wrong: dict[str, list[str]] = {}
    whole = [code for code in language_codes() if title.get(code, "").strip() and _has(text, code)]
    if not whole:
        wrong["title"] = [_("Write title and text in one language at least.")]
    for name, held, most in (("title", title, LONGEST_TITLE), ("text", text, LONGEST_TEXT)):
        if any(len(one) > most for one in held.values()):
            wrong.setdefault(name, []).append(
                _("Use at most %(most)d characters.") % {"most": most}
            )
    if closes <= opens:
        wrong["closes"] = [_("A call closes after it opens. Change one of the two.")]
    for name, number, low, high in (
        ("places", places, 1, MOST_PLACES),
        ("words", words, FEWEST_WORDS, MOST_WORDS),
        ("reviews_each", reviews_each, FEWEST_REVIEWS, MOST_REVIEWS),
    ):
        if not low <= number <= high:
            said = _("Give a number from %(low)d to %(high)d.")
            wrong[name] = [said % {"low": low, "high": high}]
    if wrong:
        raise ValidationError(wrong)


def check_criteria(criteria: list[dict[str, Any]]) -> None:
    """ValidationError where ids repeat, a title is missing, or a weight is not a share."""
    ids = [c["id"] for c in criteria]
    if len(set(ids)) != len(ids):
        raise ValidationError(_("Two criteria have the same name. Name one of them otherwise."))
    for criterion in criteria:
        if not any(str(text).strip() for text in criterion["title"].values()):
            raise ValidationError(_("Name each criterion in one language at least."))
        if not 0 <= float(criterion["weight"]) <= 100:
            raise ValidationError(_("A weight is a number from 0 to 100."))


def problems_before_publishing(call: Call, now: datetime) -> list[str]:
    """What keeps a draft from being published; empty where nothing does."""
    found = []
    if call.closes <= now:
        found.append(_("The closing date is past. Move it."))
    if not any(float(c["weight"]) > 0 for c in call.criteria):
        found.append(_("No criterion has any weight. Give one of them at least a weight."))
    unsaid = [
        c["id"] for c in call.criteria if not all(_any(c[k]) for k in ("none", "half", "full"))
    ]
    if unsaid:
        said = _("Say what 0, 2 and 4 mean for each criterion. Missing: %(names)s.")
        found.append(said % {"names": ", ".join(unsaid)})
    return found


def _any(words: Mapping[str, str]) -> bool:
    return any(str(text).strip() for text in words.values())


def _has(words: Mapping[str, str], code: str) -> bool:
    return bool(words.get(code, "").strip())


def _written(words: Mapping[str, str]) -> dict[str, str]:
    return {code: words[code].strip() for code in language_codes() if _has(words, code)}


# ── what is kept ──────────────────────────────────────────────────────────────────────────────


def _draft(call: Call, seen: int) -> Call:
    held = Call.objects.select_for_update().get(pk=call.pk)
    if held.state != Call.State.DRAFT:
        raise ValidationError(
            _("This call is published: its words, criteria and places stand as they are.")
        )
    if held.edit != seen:
        raise ChangedMeanwhile(_("A colleague changed this call while you were writing."))
    return held


def _kept(by: User, held: Call, what: str, before: dict[str, Any]) -> Call:
    held.edit += 1
    held.save()
    _entry(by, held, what, before, _told(held))
    return held


def _write(by: User, call: Call, what: str) -> None:
    _entry(by, call, what, None, _told(call))


def _entry(
    by: User, call: Call, what: str, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    write_entry(who=by, what=what, about=f"call {call.public_id}", before=before, after=after)


def _told(call: Call) -> dict[str, Any]:
    return {
        "title": str(call),
        "opens": call.opens.isoformat(),
        "closes": call.closes.isoformat(),
        "places": call.places,
        "words": call.words,
        "reviews each": call.reviews_each,
        "languages": sorted(call.text),
    }
