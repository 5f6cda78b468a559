"""Following feeds of other installations: adding one, confirming its key, fetching and taking over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from territoria.errors import DataError, Problem, TerritoriaError
from territoria.sources.guarded_http import check_address, fetch_guarded
from territoria_web.act.feed.format import MOST_BYTES
from territoria_web.act.feed.reading import Read, check_order, following_key, read_feed
from territoria_web.act.models import FollowedFeed
from territoria_web.act.services.feed_items import Taken, take_items
from territoria_web.people.models import User
from territoria_web.people.services import write_entry

MOST_FEEDS: Final = 200
Fetch = Callable[..., bytes]


@dataclass(frozen=True)
class Asked:
    """What came of asking a feed: ``taken`` is None where ``problem`` says why."""

    taken: Taken | None
    problem: str = ""


def add_feed(*, by: User | None, url: str, fetch: Fetch = fetch_guarded) -> FollowedFeed:
    """Ask an address and keep whose key it names, for the operator to compare and confirm. Nothing is
    taken over yet. ValidationError where there is no feed, or it is followed already.
    """
    url = url.strip()
    try:
        read = read_feed(_fetched(url, fetch), where=url, now=timezone.now())
    except DataError as error:
        raise ValidationError({"url": said_of_error(error)}) from None
    return offer_feed(by=by, read=read, url=url)


@transaction.atomic
def offer_feed(*, by: User | None, read: Read, url: str = "") -> FollowedFeed:
    """Keep a feed that was read, with its key as one that waits to be confirmed."""
    if FollowedFeed.objects.count() >= MOST_FEEDS:
        raise ValidationError(_("At most 200 feeds are followed."))
    held = FollowedFeed.objects.filter(key=read.key)
    if held.exists() or (url and FollowedFeed.objects.filter(url=url).exists()):
        raise ValidationError({"url": _("This feed is in the list already.")})
    if read.url == settings.ORIGIN:
        raise ValidationError({"url": _("This is the feed of this site itself.")})
    feed = FollowedFeed(url=url, site=read.url, name=read.name, offered=read.key, made_by=by)
    try:
        with transaction.atomic():
            feed.save()
    except IntegrityError:  # pressed twice
        raise ValidationError({"url": _("This feed is in the list already.")}) from None
    _note(by, feed, "add feed")
    return feed


@transaction.atomic
def confirm_key(*, by: User | None, feed: FollowedFeed, key: str) -> None:
    """Pin the key that was compared; from now on its installation is followed. ``key``: the one that
    was seen; ValidationError where another one waits.
    """
    held = FollowedFeed.objects.select_for_update().defer("document").get(pk=feed.pk)
    if not key or key != held.offered:
        raise ValidationError(_("Another key waits by now. Look at it, and compare it again."))
    before, held.key, held.offered, held.problem = held.key, key, "", ""
    held.state = FollowedFeed.State.ON
    try:
        with transaction.atomic():
            held.save(update_fields=["key", "offered", "problem", "state"])
    except IntegrityError:
        raise ValidationError(_("This key is that of a feed in the list already.")) from None
    _note(by, held, "renew feed key" if before else "confirm feed key")


@transaction.atomic
def switch_feed(*, by: User, feed: FollowedFeed, is_on: bool) -> None:
    """Follow it or not; what was taken over stays. ValidationError before its key is confirmed."""
    wanted = FollowedFeed.State.ON if is_on else FollowedFeed.State.OFF
    held = FollowedFeed.objects.filter(pk=feed.pk).exclude(key="")
    if not held.exists():
        raise ValidationError(_("Confirm its key first."))
    if held.exclude(state=wanted).update(state=wanted):
        _note(by, feed, "switch feed on" if is_on else "switch feed off")


@transaction.atomic
def drop_feed(*, by: User, feed: FollowedFeed) -> None:
    """Take a feed off the list whose key was never confirmed. What was taken over from others stays."""
    if feed.key:
        raise ValidationError(_("Its key was confirmed. Switch it off instead."))
    _note(by, feed, "drop feed")
    FollowedFeed.objects.filter(pk=feed.pk, key="").delete()


# ── fetching and taking over ──────────────────────────────────────────────────────────────────


def fetch_feed(
    *, feed: FollowedFeed, by: User | None = None, fetch: Fetch = fetch_guarded
) -> Asked:
    """Ask its address once and take over what is new. A problem is kept with the feed, in words, and
    what stood before stays.
    """
    now = timezone.now()
    FollowedFeed.objects.filter(pk=feed.pk).update(tried=now)
    try:
        content = _fetched(feed.url, fetch)
        return Asked(take_over(feed=feed, content=content, where=feed.url, by=by))
    except TerritoriaError as error:
        problem = said_of_error(error)[:1000]
        FollowedFeed.objects.filter(pk=feed.pk).update(problem=problem)
        return Asked(None, problem)


@transaction.atomic
def _taken_over(feed: FollowedFeed, read: Read, where: str, by: User | None) -> Taken:
    held = FollowedFeed.objects.select_for_update().defer("document").get(pk=feed.pk)
    key = following_key(read, key=held.key, where=where)
    if not check_order(read, sequence=held.sequence, digest=held.digest, where=where):
        if held.problem:
            FollowedFeed.objects.filter(pk=held.pk).update(problem="")
        return Taken(sequence=read.sequence)
    renewed = key != held.key
    if renewed and FollowedFeed.objects.filter(key=key).exists():
        raise DataError(Problem(where, _("This key is that of a feed in the list already.")))
    now = timezone.now()
    taken = take_items(feed=held, items=read.items, sequence=read.sequence, now=now)
    changed: dict[str, Any] = {
        "key": key,
        "offered": "",
        "name": read.name,
        "site": read.url,
        "sequence": read.sequence,
        "digest": read.digest,
        "dated": read.dated,
        "valid_until": read.valid_until,
        "document": read.document,
        "taken": now,
        "problem": "",
    }
    FollowedFeed.objects.filter(pk=held.pk).update(**changed)
    feed.name = read.name
    if renewed:
        _note(None, feed, "renew feed key")
    if taken.count:
        _note(by, feed, "take over feed", count=taken.count)
    return taken


def take_over(*, feed: FollowedFeed, content: bytes, where: str, by: User | None = None) -> Taken:
    """Take over what a feed says, all or nothing: what is new is kept, what changed is renewed, what is
    missing or withdrawn is marked as that. The same document again changes nothing. DataError where
    anything of it does not hold; a foreign key is kept aside for the operator to compare.
    """
    read = read_feed(content, where=where, now=timezone.now())
    if not feed.key:
        what = _("its key was not confirmed yet.")
        raise DataError(
            Problem(where, what, _("Compare the key with its operator, and confirm it."))
        )
    if feed.state == FollowedFeed.State.OFF:
        raise DataError(
            Problem(where, _("this feed is switched off."), _("Follow it again first."))
        )
    try:
        return _taken_over(feed, read, where, by)
    except DataError:
        _keep_aside(feed, read)
        raise


def _keep_aside(feed: FollowedFeed, read: Read) -> None:
    """A key that is not pinned, of a feed from the same installation."""
    held = FollowedFeed.objects.filter(pk=feed.pk, site=read.url).exclude(key=read.key)
    if not FollowedFeed.objects.filter(key=read.key).exists():
        held.update(offered=read.key)


def _fetched(url: str, fetch: Fetch) -> bytes:
    try:
        check_address(url)
        return fetch(url, accept="application/json", trusted=settings.FEED_HOSTS, most=MOST_BYTES)
    except DataError as error:
        mend = _("Check the address, and whether that site runs: it ends with feed.json.")
        raise DataError([Problem(p.where, p.what, mend) for p in error.problems]) from None


def said_of_error(error: TerritoriaError) -> str:
    """The first problems of an error as one text."""
    return capfirst(" ".join(f"{p.what} {p.mend}".strip() for p in error.problems[:3]))


def _note(by: User | None, feed: FollowedFeed, what: str, **told: Any) -> None:
    title = feed.name or feed.url
    write_entry(who=by, what=what, about=f"feed {feed.public_id}", after={"title": title, **told})
