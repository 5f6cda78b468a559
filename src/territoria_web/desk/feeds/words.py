"""How feeds stand, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from territoria_web.act.models import FollowedFeed
from territoria_web.act.services.feed_items import Taken
from territoria_web.library.saying import day

STATE_NAMES: Final[Mapping[str, Promise]] = {
    FollowedFeed.State.NEW: pgettext_lazy("state of a feed", "Waits for its key to be compared"),
    FollowedFeed.State.ON: pgettext_lazy("state of a feed", "Followed"),
    FollowedFeed.State.OFF: pgettext_lazy("state of a feed", "Switched off"),
}


def standing_of(feed: FollowedFeed) -> str:
    """How one stands, as a sentence."""
    if feed.state == FollowedFeed.State.NEW:
        return _("Nothing is taken over before its key was compared and confirmed.")
    if feed.state == FollowedFeed.State.OFF:
        return _("It is asked no more. What was taken over stays.")
    if feed.problem:
        return _("What came last was not taken over. What stood before stays as it was.")
    if not feed.url:
        return _("It comes as a file: give a newer one to bring it up to date.")
    if feed.taken is None:
        return _("It is followed; nothing was taken over yet.")
    return _("It is followed, and asked every day; something new came last on %(day)s.") % {
        "day": day(feed.taken)
    }


def taken_said(taken: Taken) -> str:
    """What came of taking over."""
    if not taken.count:
        return _("Nothing in it is new.")
    said = ngettext(
        "%(count)d thing was taken over:", "%(count)d things were taken over:", taken.count
    )
    parts = _("%(new)d new, %(changed)d changed, %(withdrawn)d no longer published.") % {
        "new": taken.new,
        "changed": taken.changed,
        "withdrawn": taken.withdrawn,
    }
    return f"{said % {'count': taken.count}} {parts}"
