"""What other installations publish: practices, projects, calls and meetings, each with where from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.feed.words import KIND_NAMES
from territoria_web.act.models import FeedItem
from territoria_web.act.queries.followed import is_intact, items_elsewhere
from territoria_web.invite.queries.sayings import Said, said_of
from territoria_web.public.filters import Filters, read_filters
from territoria_web.public.page import Crumb, LaterRows, Page, Table
from territoria_web.recommend.queries.sifting import Facet
from territoria_web.recommend.queries.wording import folded

PER_PAGE: Final = 20
LONGEST: Final = 400  # signs of a summary on the list
COLUMNS: Final = (
    *("kind", "id", "title", "summary", "from", "from_url", "address", "licence", "dated"),
    *("taken_over", "renewed", "withdrawn", "closes", "digest", "is_intact"),
)


@dataclass(frozen=True)
class Entry:
    """A thing of another installation in the language spoken, else in one that it has."""

    row: FeedItem
    title: Said
    summary: Said
    by: Said
    kind: str
    closed: bool
    keys: Mapping[str, frozenset[str]]
    haystack: str


def elsewhere(request: HttpRequest) -> Page:
    """All of it, or what the filters leave; what stands first, the latest first."""
    entries = sorted(map(_entry, items_elsewhere()), key=lambda e: e.row.withdrawn is not None)
    filters, left = read_filters(request, _facets(entries), entries)
    return Page(
        template="public/feed/elsewhere.html",
        title=_("From other installations"),
        finding=_finding(entries, left, filters),
        facts={
            "filters": filters,
            "rows": Paginator(left, PER_PAGE).get_page(request.GET.get("page")),
            "query": _query(request),
            "any": bool(entries),
            "action": reverse("public:network-elsewhere"),
        },
        crumbs=(Crumb(_("Network"), reverse("public:network")),),
        table=Table("elsewhere", COLUMNS, LaterRows(lambda: map(_cells, left))),
    )


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return f"{kept.urlencode()}&" if kept else ""


def _entry(row: FeedItem) -> Entry:
    title, summary = said_of(row.title), said_of(_words(row.body.get("summary")))
    short = Said(_cut(summary.text), summary.lang, summary.other)
    keys = {
        "kind": frozenset({row.kind}),
        "from": frozenset({str(row.feed.public_id)}),
        "now": frozenset({"no" if row.withdrawn else "yes"}),
    }
    words = [*row.title.values(), *_words(row.body.get("summary")).values(), row.feed.name]
    return Entry(
        row=row,
        title=title,
        summary=short,
        by=said_of(_words(row.body.get("by"))),
        kind=str(KIND_NAMES.get(row.kind, row.kind)),
        closed=_is_closed(row),
        keys=keys,
        haystack=folded(" ".join(words)),
    )


def _words(held: Any) -> dict[str, str]:
    """A map from language to words; what others sign may be anything."""
    if not isinstance(held, dict):
        return {}
    return {lang: said for lang, said in held.items() if isinstance(said, str) and said.strip()}


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST].rsplit(' ', 1)[0]} …"


def _is_closed(row: FeedItem) -> bool:
    """A call whose last day has passed; its installation may not have said so yet."""
    try:
        closes = datetime.fromisoformat(str(row.body.get("closes", "")))
    except ValueError:
        return False
    return closes.tzinfo is not None and closes <= timezone.now()


def _facets(entries: Sequence[Entry]) -> Sequence[Facet]:
    feeds = {str(e.row.feed.public_id): e.row.feed.name for e in entries}
    kinds = [(kind, str(name), "") for kind, name in KIND_NAMES.items()]
    return (
        Facet("kind", _("What"), kinds),
        Facet("from", _("From"), [(k, feeds[k], "") for k in sorted(feeds, key=feeds.__getitem__)]),
        Facet(
            "now",
            _("Published there"),
            [("yes", _("still there"), ""), ("no", _("no longer there"), "")],
        ),
    )


def _finding(entries: Sequence[Entry], left: Sequence[Entry], filters: Filters) -> str:
    if not entries:
        return _("This site follows no other installation yet, or nothing came from them so far.")
    if filters.count:
        said = ngettext(
            "%(count)d thing of %(all)d fits what you ask for.",
            "%(count)d things of %(all)d fit what you ask for.",
            len(left),
        )
        return said % {"count": len(left), "all": len(entries)}
    standing = [e for e in entries if e.row.withdrawn is None]
    if not standing:
        return _("Nothing of what stands here is published any more where it is from.")
    sites = len({e.row.feed_id for e in standing})
    said = ngettext(
        "%(sites)d other installation publishes what stands here, each thing signed by it. Things: %(count)d.",
        "%(sites)d other installations publish what stands here, each thing signed by one of them. Things: %(count)d.",
        sites,
    )
    return said % {"sites": sites, "count": len(standing)}


def _cells(entry: Entry) -> tuple[object, ...]:
    row = entry.row
    return (
        *(row.kind, row.foreign_id, entry.title.text, entry.summary.text),
        *(row.feed.name, row.feed.site, row.address, row.licence or None),
        *(row.dated.isoformat(), row.taken.isoformat()),
        row.renewed.isoformat() if row.renewed else None,
        row.withdrawn.isoformat() if row.withdrawn else None,
        row.body.get("closes") if row.kind == FeedItem.Kind.CALL else None,
        *(row.digest, is_intact(row)),
    )
