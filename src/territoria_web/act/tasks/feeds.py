"""Asking the feeds of other installations: all of them every day, one when the operator asks."""

from __future__ import annotations

from datetime import time
from typing import Any, Final

from territoria.errors import DataError, Problem
from territoria_web.act.models import FollowedFeed
from territoria_web.act.queries.followed import feeds_to_ask
from territoria_web.act.services.feeds import Asked, fetch_feed
from territoria_web.jobs.daily import Daily
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue, report_progress
from territoria_web.people.models import User

DAILY: Final = Daily("follow-feeds", time(4, 30))
FETCH: Final = "fetch-feed"


def begin_following() -> None:
    """From now on every day, unless no feed is followed."""
    if feeds_to_ask():
        DAILY.begin()


def follow_feeds(job: Job) -> dict[str, Any]:
    """Ask all of them, one after the other; one that does not answer keeps no other back."""
    held = feeds_to_ask()
    if not held:
        return {"asked": 0}
    DAILY.put_down_next()
    found = []
    for number, feed in enumerate(held):
        report_progress(job=job, done=number, of=len(held), said=feed.name)
        found.append(fetch_feed(feed=feed))
    return {"asked": len(held), "failed": sum(one.taken is None for one in found)}


def ask_now(*, feed: FollowedFeed, by: User) -> Job:
    """A job that asks one of them at once; the one under way where there is one."""
    return enqueue(
        kind=FETCH,
        key=job_key(feed),
        arguments={"feed": feed.pk},
        by=by,
        deed="ask feed",
        told={"title": feed.name},
    )


def job_key(feed: FollowedFeed) -> str:
    """The key of the jobs that ask this feed."""
    return f"{FETCH}:{feed.pk}"


def fetch_one(job: Job) -> dict[str, Any]:
    """Ask one; what is wrong with its feed is wrong with the job."""
    feed = FollowedFeed.objects.defer("document").filter(pk=job.arguments["feed"]).first()
    if feed is None or not feed.url:
        return {"asked": 0}
    report_progress(job=job, done=0, of=1, said=feed.name)
    asked = fetch_feed(feed=feed, by=job.made_by)
    report_progress(job=job, done=1, of=1)
    return _result(feed, asked)


def _result(feed: FollowedFeed, asked: Asked) -> dict[str, Any]:
    if asked.taken is None:
        raise DataError(Problem(feed.url, asked.problem))
    taken = asked.taken
    told = {"new": taken.new, "changed": taken.changed, "withdrawn": taken.withdrawn}
    return {"asked": 1, "sequence": taken.sequence, **told}
