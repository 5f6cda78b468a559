"""A feed that came as a file: for an installation that no network reaches."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria.errors import DataError, Problem
from territoria_web.act.feed.reading import Read, following_key, read_feed
from territoria_web.act.models import FollowedFeed
from territoria_web.act.services.feed_items import Taken
from territoria_web.act.services.feeds import confirm_key, offer_feed, said_of_error, take_over
from territoria_web.people.models import User


def take_file(
    *, by: User | None, content: bytes, where: str, key: str = ""
) -> tuple[FollowedFeed, Taken | None]:
    """Take over a feed from a file. ``key``: the public key as its operator told it, which is confirmed
    by that. Without one, where no key was confirmed before, the feed is only put on the list (None), for
    its key to be compared. DataError where anything of the file does not hold, or it has another key.
    """
    read = read_feed(content, where=where, now=timezone.now())
    if key:
        _check_told(read, key, where)
    feed = _known(read) or offer_feed(by=by, read=read)
    _offer_key_of(read, feed)
    if key and not feed.key:
        confirm_key(by=by, feed=feed, key=read.key)
        feed.refresh_from_db()
    if not feed.key:
        return feed, None
    return feed, take_over(feed=feed, content=content, where=where, by=by)


def _offer_key_of(read: Read, feed: FollowedFeed) -> None:
    """The key of the file waits to be compared, where none of its feed was ever confirmed."""
    if not feed.key and feed.offered != read.key:
        FollowedFeed.objects.filter(pk=feed.pk, key="").update(offered=read.key)
        feed.offered = read.key


def take_upload(*, by: User, content: bytes, file_name: str) -> tuple[FollowedFeed, Taken | None]:
    """The same for a form: what does not hold is a ValidationError at its field ``file``."""
    try:
        return take_file(by=by, content=content, where=file_name)
    except DataError as error:
        raise ValidationError({"file": said_of_error(error)}) from None
    except ValidationError as refused:
        raise ValidationError({"file": refused.messages}) from None


def _check_told(read: Read, key: str, where: str) -> None:
    """It is signed with the key that was told, or with one that this key vouches for: naming it among
    the earlier ones is not enough.
    """
    try:
        following_key(read, key=key, where=where)
    except DataError:
        what = _("it is signed with another key than the one that you gave.")
        mend = _("Ask its operator for the key once more.")
        raise DataError(Problem(where, what, mend)) from None


def _known(read: Read) -> FollowedFeed | None:
    """The feed of this key or one that it followed; else one of the same installation."""
    keys = [read.key, *(one["key"] for one in read.before)]
    held = FollowedFeed.objects.defer("document")
    return (
        held.filter(key__in=keys).first()
        or held.filter(Q(offered=read.key) | Q(site=read.url)).first()
    )
