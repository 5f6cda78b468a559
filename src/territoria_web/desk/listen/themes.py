"""Open answers under themes: a machine proposes, people decide; and what may be quoted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.desk.guards import account_of
from territoria_web.desk.listen.frame import at, opened, show_survey
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.heard import open_items
from territoria_web.listen.queries.open_answers import (
    Written,
    counted_themes,
    theme_titles,
    written_answers,
)
from territoria_web.listen.services.marks import Mark, mark_answers

SHOWN = 25


@login_required
@takes_form
def themes(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """What people wrote, in no order that tells who; with themes to mark."""
    marking = request.method == "POST"
    _cycle, held = opened(request, public_id, survey, "mark themes" if marking else "see")
    if held.state == Survey.State.DRAFT:
        return redirect(at(held, "listen-form"))
    if marking:
        try:
            count = mark_answers(
                by=account_of(request), survey=held, marks=_marks(held, request.POST)
            )
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            said = ngettext("%(count)d answer is marked.", "%(count)d answers are marked.", count)
            messages.success(request, said % {"count": count})
        query = request.GET.urlencode()
        return redirect(f"{at(held, 'listen-themes')}?{query}" if query else request.path)
    return _shown(request, held)


def _marks(held: Survey, data: QueryDict) -> list[Mark]:
    """Of every answer that was on the page: ``answer``, its two themes, whether it may be quoted."""
    shown = {one.handle: one.id for one in written_answers(held)}
    found = []
    for name in data.getlist("answer")[: 2 * SHOWN]:
        if name in shown:
            themes = tuple(dict.fromkeys(t for t in data.getlist(f"theme-{name}") if t))
            found.append(Mark(shown[name], themes, f"quote-{name}" in data))
    return found


def _shown(request: HttpRequest, held: Survey) -> HttpResponse:
    form = form_of(held)
    groups = open_items(form)
    asked = request.GET.get("of", "")
    of = asked if asked in groups else next(iter(groups), "")
    everything = written_answers(held)
    chosen = [one for one in everything if one.item in groups.get(of, ())]
    unmarked = request.GET.get("left") == "1"
    rows = [one for one in chosen if not one.themes] if unmarked else chosen
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    left = sum(not one.themes for one in everything)
    titles = theme_titles()
    return show_survey(
        request,
        held,
        "listen-themes",
        "desk/listen/themes.html",
        title=_("Open answers"),
        finding=_finding(len(everything), left),
        facts={
            "of": of,
            "unmarked": unmarked,
            "choices": [(name, _title(form, ids), name == of) for name, ids in groups.items()],
            "page_of": page,
            "rows": [_row(one, titles) for one in page],
            "themes": titles.items(),
            "counted": _counted(held, groups.get(of, ()), titles),
        },
    )


def _title(form: Any, ids: tuple[str, ...]) -> str:
    text: str = form.item(ids[0]).text.say()
    return text


def _finding(count: int, left: int) -> str:
    if not count:
        return _("There is nothing to read yet.")
    said = ngettext("%(count)d open answer", "%(count)d open answers", count) % {"count": count}
    return _("%(answers)s, %(left)d of them without a theme.") % {"answers": said, "left": left}


def _row(one: Written, titles: dict[str, str]) -> dict[str, Any]:
    first = (*one.themes, "", "")[:2]  # a proposal is never taken unseen
    return {
        "answer": one,
        "chosen": list(first),
        "proposed": titles.get(one.proposed, ""),
        "marked": [titles.get(theme, theme) for theme in one.themes],
    }


def _counted(held: Survey, items: tuple[str, ...], titles: dict[str, str]) -> list[dict[str, Any]]:
    found = counted_themes(held, items) if items else None
    if found is None:
        return []
    return [
        {"title": titles.get(row.theme, row.theme), "people": row.people}
        for row in found.rows
        if row.people != 0
    ]
