"""One need with everything the team knows and can do: read, publish, answer, then on to the next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.citizens.inbox import left_said
from territoria_web.desk.citizens.need_deeds import DEEDS, Deed
from territoria_web.desk.citizens.need_forms import FORMS, OfNeed, form_in
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_anew, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.listen.models import Appeal, Forum, Need
from territoria_web.listen.need_rules import STATE_NAMES, is_public
from territoria_web.listen.queries.inbox import QUEUES, Asked, days_left, next_of
from territoria_web.listen.queries.need_choices import (
    CHANNEL_NAMES,
    alike_needs,
    choices_of,
    deciders_of,
    open_appeal_of,
    open_need_of,
    supports_by_channel,
)
from territoria_web.listen.queries.need_stories import story_of
from territoria_web.listen.queries.need_themes import theme_said
from territoria_web.listen.services.need_letters import tell_author
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile

# slot of a form → the choice that says whether it stands on the page; of the others both are called so
CHOICES = {"keep-back": "reject", "answer": "answers"}


class Page:
    """A need as it stands, with what can be done; ``slot``: of the form that was sent, bound."""

    def __init__(self, request: HttpRequest, forum: Forum, need: Need) -> None:
        self.request, self.forum, self.need = request, forum, need
        self.sent: dict[str, OfNeed] = {}

    @cached_property
    def queue(self) -> str:
        """The queue that is worked through; empty where the need was opened alone."""
        asked = self.request.POST.get("of") or self.request.GET.get("of", "")
        return asked if asked in QUEUES else ""

    @cached_property
    def choices(self) -> Any:
        """What may be done now."""
        return choices_of(self.need)

    @cached_property
    def alike(self) -> list[Need]:
        """Needs that say nearly the same."""
        return alike_needs(self.forum, self.need.title, self.need.text, but=self.need)

    @cached_property
    def following(self) -> UUID | None:
        """The next need of the queue."""
        return next_of(self.forum, self.need, Asked(self.queue)) if self.queue else None

    def form(self, slot: str, data: Any = None) -> OfNeed:
        """The form of a slot."""
        return form_in(slot, data, self.need, self.choices, self.alike)

    def renew(self) -> None:
        """As it stands after somebody was quicker."""
        self.need = open_need_of(self.forum, self.need.public_id)
        for name in ("choices", "alike"):
            self.__dict__.pop(name, None)


@login_required
@takes_form
def need(request: HttpRequest, public_id: UUID, need: UUID) -> HttpResponse:
    """Its words and its story; each of the forms on it is sent here."""
    deed = DEEDS.get(request.POST.get("do", "")) if request.method == "POST" else None
    verb = "see" if request.method != "POST" else deed.verb if deed else "moderate"
    forum = opened(request, public_id, verb)
    page = Page(request, forum, open_need_of(forum, need))
    if deed is not None:
        return _done(page, deed) or _shown(page)
    if request.method == "POST":
        messages.error(request, _("Choose what is to be done with it."))
        return redirect("desk:citizens-need", public_id, need)
    return _shown(page)


def _done(page: Page, deed: Deed) -> HttpResponse | None:
    """On to the next one where it worked; None where something is to be mended."""
    request, following = page.request, page.following
    form = page.form(deed.slot, request.POST)
    page.sent = {deed.slot: form}
    if not form.is_valid():
        return None
    try:
        if not tried(form, lambda: _do(page, deed, form)):
            return None
    except ChangedMeanwhile as refused:
        page.renew()
        page.sent = {deed.slot: page.form(deed.slot, seen_anew(request, page.need.edit))}
        put_beside(page.sent[deed.slot], refused)
        return None
    told = {"number": page.need.number, "said": deed.after}
    messages.success(request, _("Need %(number)d: %(said)s") % told)
    return redirect(_onward(page, following))


@transaction.atomic
def _do(page: Page, deed: Deed, form: OfNeed) -> None:
    """The deed and the letter on it, or neither."""
    event = deed.do(account_of(page.request), page.need, form.cleaned_data)
    if event is not None:
        tell_author(need=event.need, event=event, origin=origin_of(page.request))


def _onward(page: Page, following: UUID | None) -> str:
    at = page.forum.cycle.public_id
    inbox = f"{reverse('desk:citizens-needs', args=[at])}?of={page.queue or 'all'}"
    if "list" in page.request.POST or (page.queue and following is None):
        return inbox
    shown = following if page.queue in ("moderate", "unanswered", "appeals") else None
    here = reverse("desk:citizens-need", args=[at, shown or page.need.public_id])
    return f"{here}?of={page.queue}" if page.queue else here


def _shown(page: Page) -> HttpResponse:
    need, forum = page.need, page.forum
    state = str(STATE_NAMES[Need.State(need.state)])
    left = days_left(forum, need, today=timezone.localdate())
    return show_citizens(
        page.request,
        forum,
        "citizens-needs",
        "desk/citizens/need.html",
        title=_("Need %(number)d: %(title)s") % {"number": need.number, "title": need.title},
        finding=f"{state}. {left_said(left)}".strip(),
        facts={**_facts(page), "forms": _forms(page)},
        below=((_("Needs"), _inbox_at(page)),),
        status=422 if any(form.errors for form in page.sent.values()) else 200,
    )


def _forms(page: Page) -> dict[str, OfNeed]:
    """Every form by its slot, with ``_`` for ``-``; the one that was sent as it was sent."""
    return {slot.replace("-", "_"): page.sent.get(slot) or page.form(slot) for slot in FORMS}


def _inbox_at(page: Page) -> str:
    at = reverse("desk:citizens-needs", args=[page.forum.cycle.public_id])
    return f"{at}?of={page.queue}" if page.queue else at


def _public_page(forum: Forum, need: Need) -> str:
    """Where everybody reads it; empty where nobody does."""
    return reverse("public:need", args=[forum.code, need.number]) if is_public(need) else ""


def _facts(page: Page) -> dict[str, Any]:
    need, forum = page.need, page.forum
    supports = supports_by_channel(need)
    names = {str(one["id"]): str(one["name"]) for one in forum.districts}
    appeal = open_appeal_of(need)
    return {
        "need": need,
        "choices": page.choices,
        "story": story_of(need, for_author=True),
        "supports": [(CHANNEL_NAMES.get(channel, channel), n) for channel, n in supports],
        "people": sum(n for _channel, n in supports),
        "theme": theme_said(need.theme),
        "where": [one for one in (need.place, names.get(need.district, "")) if one],
        "channel": CHANNEL_NAMES.get(need.channel, need.channel),
        "public": _public_page(forum, need),
        "alike": page.alike,
        "appeal": appeal,
        "decided_it": appeal is not None and account_of(page.request).pk in deciders_of(need),
        "queue": page.queue,
        "following": page.following,
        **_wrong(page, appeal),
    }


def _wrong(page: Page, appeal: Appeal | None) -> dict[str, Any]:
    """The form that was sent, where it is to be mended; its words, where it has no place any more."""
    slot, form = next(iter(page.sent.items()), ("", None))
    if form is None or not form.errors:
        return {}
    stands = getattr(page.choices, CHOICES.get(slot, slot), appeal is not None)
    return {"wrong": form, "unsent": "" if stands else form.data.get("said", "")}
