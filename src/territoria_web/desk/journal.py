"""The journal as a page and as a table: of a team for whoever may read it, of the house."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.files import CSV, as_file
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.journal_lines import read_aloud
from territoria_web.library.csv_text import as_csv
from territoria_web.people.journal import Line, deeds_in, doers_in, journal_of, told
from territoria_web.people.queries import open_house, open_team
from territoria_web.people.words import deed_name
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

LINES = 50
HEAD = ("when", "who", "what", "about", "territory", "before", "after")


@login_required
@require_safe
def journal(request: HttpRequest, code: str) -> HttpResponse:
    """What was done in a team."""
    place = open_team(account_of(request), code, "read journal")
    title = _("Journal of %(place)s") % {"place": territory_name(place)}
    return _page(request, place, title, reverse("desk:journal-csv", args=[place.code]))


@login_required
@require_safe
def journal_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a table."""
    place = open_team(account_of(request), code, "read journal")
    return _table(request, place, f"journal-{place.code}")


@login_required
@require_safe
def house(request: HttpRequest) -> HttpResponse:
    """What was done in the whole house."""
    open_house(request.user)
    return _page(request, None, _("Journal of the house"), reverse("desk:operate-journal-csv"))


@login_required
@require_safe
def house_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table."""
    open_house(request.user)
    return _table(request, None, "journal")


def _asked(request: HttpRequest) -> dict[str, str]:
    """The filters that were set; a person who cannot be read is nobody, and finds nothing."""
    who, what = request.GET.get("who", ""), request.GET.get("what", "")
    try:
        who = str(UUID(who)) if who else ""
    except ValueError:
        who = str(UUID(int=0))
    return {key: value for key, value in (("who", who), ("what", what)) if value}


def _page(request: HttpRequest, place: Territory | None, title: str, table: str) -> HttpResponse:
    asked = _asked(request)
    held = Paginator(journal_of(place, **asked), LINES)
    shown = held.get_page(request.GET.get("page"))
    query = urlencode(asked)
    facts = {
        "lines": read_aloud(shown.object_list),
        "pages": shown,
        "query": f"{query}&" if query else "",
        "table": f"{table}?{query}" if query else table,
        "asked": asked,
        "doers": doers_in(place),
        "deeds": sorted(((deed, deed_name(deed)) for deed in deeds_in(place)), key=lambda d: d[1]),
        "place": place,
    }
    finding = _("Who did what, and when. Lines are added, never changed.")
    return show(request, "desk/journal.html", title=title, finding=finding, facts=facts)


def _table(request: HttpRequest, place: Territory | None, name: str) -> HttpResponse:
    lines = told(journal_of(place, **_asked(request)))
    text = as_csv(HEAD, map(_row, lines))
    return as_file(text, CSV, f"{name}.csv")


def _row(line: Line) -> tuple[str, ...]:
    who = str(line.who) if line.who else ""
    code = line.territory.code if line.territory else ""
    return (line.when.isoformat(), who, line.what, line.about, code, line.before, line.after)
