"""Topics on a phone: the list, proposing one with a title, changing or withdrawing one's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.convene.barcamp_forms import TopicForm
from territoria_web.convene.models import Attendee, Topic
from territoria_web.convene.queries.barcamp_grid import features_of
from territoria_web.convene.queries.topics import (
    own_topics,
    standing_topic,
    standing_topics,
    to_choose,
    topic_in,
    waiting_twins,
)
from territoria_web.convene.services.topics import change_topic, propose_topic, withdraw_topic
from territoria_web.convene.services.twins import answer_twins
from territoria_web.convene.services.working_journal import NotTakenNow
from territoria_web.convene.working_rules import INTERESTS, TOPIC, takes
from territoria_web.guest.working.frame import inside, show_meet
from territoria_web.guest.working.late import not_taken, typed_in
from territoria_web.library.http_methods import takes_form
from territoria_web.library.private_answers import guarded
from territoria_web.library.refused import put_beside
from territoria_web.territories.rules import ChangedMeanwhile

SAID = {"proposed", "changed", "withdrawn", "answered", "kept"}


def back_to(person: Attendee, name: str, said: str, *args: Any) -> HttpResponse:
    """To a page of this meeting, which says what was done."""
    return guarded(
        redirect(f"{reverse(f'guest:{name}', args=[person.meeting.code, *args])}?said={said}")
    )


def said_in(request: HttpRequest) -> str:
    """What was done a moment ago."""
    said = str(request.GET.get("said", ""))
    return said if said in SAID else ""


@require_safe
@inside
def topics(request: HttpRequest, person: Attendee) -> HttpResponse:
    """All topics that stand, one's own, and what one is asked about them."""
    rows = standing_topics(person.meeting)
    own = list(own_topics(person))
    others = to_choose(person, rows)
    finding = ngettext("%(count)d topic stands.", "%(count)d topics stand.", len(rows))
    return show_meet(
        request,
        person.meeting,
        "guest/working/topics.html",
        title=_("Topics"),
        finding=finding % {"count": len(rows)} if rows else _("Nobody has proposed a topic yet."),
        facts={
            "person": person,
            "own": own,
            "others": [(one, one.said.get(person.pk)) for one in others],
            "unsaid": sum(person.pk not in one.said for one in others),
            "names": INTERESTS,
            "asked": waiting_twins(person),
            "said": said_in(request),
        },
    )


@takes_form
@inside
def propose(request: HttpRequest, person: Attendee) -> HttpResponse:
    """Propose a topic."""
    typed = request.POST if request.method == "POST" else None
    form = TopicForm(typed, features=features_of(person.meeting))
    if typed is None:
        status = 200
    else:
        answer = _proposed(request, person, form)
        if answer is not None:
            return answer
        status = 422
    return show_meet(
        request,
        person.meeting,
        "guest/working/topic_form.html",
        title=_("Propose a topic"),
        finding="" if takes(person.meeting, TOPIC) else _("Topics are not taken at this moment."),
        facts={"form": form, "button": _("Propose it"), "may": takes(person.meeting, TOPIC)},
        status=status,
    )


def _proposed(request: HttpRequest, person: Attendee, form: TopicForm) -> HttpResponse | None:
    """The answer to a form that was sent; None where it is asked again."""
    if not form.is_valid() or form.cleaned_data["once"] is None:
        form.add_error(None, _("This form was not whole. Send it once more."))
        return None
    try:
        propose_topic(person=person, once=form.cleaned_data["once"], **form.said())
    except NotTakenNow as refused:
        return _late(request, person, refused)
    except ValidationError as refused:
        put_beside(form, refused)
        return None
    return back_to(person, "meet-topics", "proposed")


def _late(request: HttpRequest, person: Attendee, refused: ValidationError) -> HttpResponse:
    back = reverse("guest:meet-topics", args=[person.meeting.code])
    return not_taken(request, person, refused, typed=typed_in(request, "title", "about"), back=back)


@takes_form
@inside
def topic(request: HttpRequest, person: Attendee, topic: UUID) -> HttpResponse:
    """One topic: what it is about; one's own is changed or withdrawn here."""
    row = topic_in(person.meeting, topic)
    if row is None or (row.asker_id != person.pk and row.state != Topic.State.PROPOSED):
        raise Http404
    if row.asker_id == person.pk:
        return _own(request, person, row)
    held = standing_topic(person.meeting, row.public_id)
    if held is None:
        raise Http404
    return show_meet(
        request,
        person.meeting,
        "guest/working/topic.html",
        title=held.row.title,
        facts={
            "held": held,
            "value": held.said.get(person.pk),
            "names": INTERESTS,
            "person": person,
        },
    )


def _own(request: HttpRequest, person: Attendee, row: Topic) -> HttpResponse:
    first = {"title": row.title, "about": row.about, "needs": row.needs, "seen": row.edit}
    offered = [*features_of(person.meeting), *row.needs]
    typed = request.POST if request.method == "POST" else None
    form = TopicForm(typed, features=list(dict.fromkeys(offered)), initial=first)
    if typed is not None:
        answer = _changed(request, person, row, form)
        if answer is not None:
            return answer
    return show_meet(
        request,
        person.meeting,
        "guest/working/topic_form.html",
        title=row.title,
        finding=_standing(row),
        facts={
            "form": form,
            "row": row,
            "button": _("Keep it"),
            "may": takes(person.meeting, TOPIC) and row.state == Topic.State.PROPOSED,
        },
        status=200 if typed is None else 422,
    )


def _standing(row: Topic) -> str:
    if row.state == Topic.State.HIDDEN:
        return _("The office took it off the wall. Why: %(reason)s") % {"reason": row.reason}
    if row.state == Topic.State.WITHDRAWN:
        return _("You withdrew it.")
    if row.merged_into is not None:
        return _("It is held together with “%(title)s”.") % {"title": row.merged_into.title}
    return _("You asked for it, so you are its host.")


def _changed(
    request: HttpRequest, person: Attendee, row: Topic, form: TopicForm
) -> HttpResponse | None:
    try:
        if request.POST.get("withdraw"):
            withdraw_topic(person=person, topic=row)
            return back_to(person, "meet-topics", "withdrawn")
        if form.is_valid():
            seen = form.cleaned_data["seen"]
            change_topic(person=person, topic=row, seen=-1 if seen is None else seen, **form.said())
            return back_to(person, "meet-topics", "changed")
    except (NotTakenNow, ChangedMeanwhile) as refused:
        return _late(request, person, refused)
    except ValidationError as refused:
        put_beside(form, refused)
    return None


@require_POST
@inside
def twins(request: HttpRequest, person: Attendee, number: int) -> HttpResponse:
    """Say yes or no to holding one's topic together with another."""
    asked = next((one for one in waiting_twins(person) if one.pk == number), None)
    answer = str(request.POST.get("answer", ""))
    try:
        if asked is None or answer not in ("yes", "no"):
            raise NotTakenNow(_("Nobody waits for this answer any more."))
        answer_twins(person=person, twins=asked, agrees=answer == "yes")
    except NotTakenNow as refused:
        return _late(request, person, refused)
    return back_to(person, "meet-topics", "answered")
