"""Saying a need in three steps: what, where and who says the same, whether we may tell you."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.convene.queries.qr import qr_svg
from territoria_web.guest.voice.frame import dwell_of, show_voice, with_forum
from territoria_web.guest.voice.need_form import OFF_THE_MAP, NeedForm
from territoria_web.guest.voice.phones import remember, voice_for, voice_of
from territoria_web.guest.voice.spot import map_buttons, pressed_spot, was_pressed
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.listen.models import Forum, Need, Voice
from territoria_web.listen.need_rules import PUBLIC, STATE_NAMES, SUPPORTED, S
from territoria_web.listen.queries.forums import voice_of_link
from territoria_web.listen.queries.need_similar import similar_needs
from territoria_web.listen.queries.need_themes import theme_said
from territoria_web.listen.queries.needs import district_names, public_need, said_by
from territoria_web.listen.queries.own_voice import purposes_of
from territoria_web.listen.services.needs import (
    refuse_unless_supported,
    refuse_unless_taken,
    support_need,
)
from territoria_web.listen.services.saying import (
    Sent,
    ask_for_letters,
    said_before,
    say_from_phone,
)
from territoria_web.listen.voice_rules import own_token_of
from territoria_web.people.links import origin_of

LAST = 3


@takes_form
@with_forum
def say(request: HttpRequest, forum: Forum) -> HttpResponse:
    """The three steps; every button sends all that was typed so far."""
    try:
        refuse_unless_taken(forum)
    except ValidationError as refused:
        return _closed(request, forum, refused)
    if request.method != "POST":
        return _shown(request, forum, NeedForm(forum=forum), 1)
    typed, pressed, spot = request.POST.copy(), was_pressed(request.POST), None
    if pressed:
        spot = pressed_spot(forum, typed)
    if spot is not None or "unmark" in typed:
        typed["latitude"], typed["longitude"] = map(str, spot or ("", ""))
    form, step = _form(typed, forum), _step(typed.get("step", ""))
    if pressed or "unmark" in typed or "here" in typed:
        return _marked(request, forum, form, nowhere=pressed and spot is None)
    if "support" in typed:
        return _supported(request, forum, form, str(typed["support"]))
    if "back" in typed:
        return _shown(request, forum, form, max(step - 1, 1))
    return _forward(request, forum, form, step)


def _form(typed: QueryDict, forum: Forum) -> NeedForm:
    """What was typed; a spot that is not on the map is dropped, which is said where places are."""
    form = NeedForm(typed, forum=forum)
    if not form.loses_spot():
        return form
    typed["latitude"] = typed["longitude"] = ""
    form = NeedForm(typed, forum=forum)
    form.add_error("place", ValidationError(OFF_THE_MAP, code="spot"))
    return form


def _marked(request: HttpRequest, forum: Forum, form: NeedForm, *, nowhere: bool) -> HttpResponse:
    """The second step once more, with the mark as it stands now."""
    status = 422 if form.has_error("place", "spot") else 200
    return _shown(request, forum, form, 2, status=status, more={"nowhere": nowhere})


def _step(said: str) -> int:
    return int(said) if said in ("1", "2", "3") else 1


def _forward(request: HttpRequest, forum: Forum, form: NeedForm, step: int) -> HttpResponse:
    """On to the next step, or send it; back to where something does not hold."""
    if wrong := form.wrong_step(step):
        return _shown(request, forum, form, wrong, status=422)
    if step < LAST:
        return _shown(request, forum, form, step + 1)
    if not form.is_valid():  # a form that is not ours
        return _shown(request, forum, NeedForm(forum=forum), 1, status=422)
    try:
        return _sent(request, forum, form)
    except ValidationError as refused:
        put_beside(form, refused)
        return _shown(request, forum, form, form.wrong_step(LAST) or LAST, status=422)


def _sent(request: HttpRequest, forum: Forum, form: NeedForm) -> HttpResponse:
    held = form.cleaned_data
    before = said_before(forum, held["form"])
    if before is not None:
        return redirect(_thanks(forum, before))
    voice, token = voice_for(request, forum)
    need = say_from_phone(
        forum=forum,
        voice=voice,
        said=form.said(get_language() or "en"),
        sent=Sent(held["form"], dwell_of(request), bool(request.POST.get("subject_line"))),
    )
    if need.voice_id != voice.pk:  # the same form was quicker
        return redirect(_thanks(forum, need))
    if held["email"]:
        ask_for_letters(
            voice=voice,
            email=held["email"],
            purposes=form.purposes(),
            origin=origin_of(request),
        )
    answer = redirect(_thanks(forum, need))
    remember(answer, forum, token)
    return answer


def _thanks(forum: Forum, need: Need) -> str:
    assert need.voice is not None
    token = own_token_of(need.voice)
    return reverse("guest:voice-need-sent", args=[forum.code, token, need.number])


def _supported(request: HttpRequest, forum: Forum, form: NeedForm, said: str) -> HttpResponse:
    """Somebody wants what another said already; what they typed stays where it is."""
    if not said.isdecimal() or len(said) > 9:
        raise Http404
    need = public_need(forum, int(said))
    try:
        refuse_unless_supported(need, voice_of(request, forum))
    except ValidationError:
        return _shown(request, forum, form, 2)
    voice, token = voice_for(request, forum)
    support_need(need=need, voice=voice, dwell=dwell_of(request))
    answer = _shown(request, forum, form, 2, more={"thanks": need})
    remember(answer, forum, token)
    return answer


def _shown(
    request: HttpRequest,
    forum: Forum,
    form: NeedForm,
    step: int,
    *,
    status: int = 200,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    if form.is_bound:
        form.trim(step if status == 422 else 0)
    facts: dict[str, Any] = {
        "form": form,
        "step": step,
        "last": LAST,
        "fields": [form[name] for name in form.names_in(step)],
        "carried": [f for f in form if f.name not in form.names_in(step)],
        "titles": [_("What"), _("Where"), _("You")],
        **(_where(request, forum, form) if step == 2 else {}),
        **(_look(forum, form) if step == LAST else {}),
        **(more or {}),
    }
    title = (_("What do you need?"), _("Where, and who says the same?"), _("Look through and send"))
    return show_voice(
        request,
        forum,
        "guest/voice/say.html",
        title=title[step - 1],
        finding=_("Step %(step)d of %(last)d") % {"step": step, "last": LAST},
        facts=facts,
        status=status,
    )


def _where(request: HttpRequest, forum: Forum, form: NeedForm) -> dict[str, Any]:
    words = f"{form.data.get('title', '')}\n{form.data.get('text', '')}"
    spot, voice = form.spot(), voice_of(request, forum)
    return {
        "similar": [_alike(need, voice) for need in similar_needs(forum, words)],
        "maps": map_buttons(forum, spot),
        "spot": spot,
    }


def _alike(need: Need, voice: Voice | None) -> dict[str, Any]:
    return {
        "number": need.number,
        "title": need.title,
        "language": need.language,
        "people": getattr(need, "people", 0),
        "state_said": STATE_NAMES[Need.State(need.state)],
        "takes": need.state in SUPPORTED and not said_by(need, voice),
    }


def _look(forum: Forum, form: NeedForm) -> dict[str, Any]:
    """What will be sent, as it will be read."""
    typed = form.data
    where = (
        typed.get("place", ""),
        district_names(forum).get(str(typed.get("district", "")), ""),
        _("with a mark on the map") if form.spot() else "",
    )
    return {
        "theme": theme_said(str(typed.get("theme", ""))) or _("Something else"),
        "where": ", ".join(str(part) for part in where if part) or _("not said"),
    }


def _closed(request: HttpRequest, forum: Forum, refused: ValidationError) -> HttpResponse:
    return show_voice(
        request,
        forum,
        "guest/voice/closed.html",
        title=_("No needs are taken here now"),
        finding=" ".join(refused.messages),
        status=410,
    )


@require_safe
@with_forum
def sent(request: HttpRequest, forum: Forum, token: str, number: int) -> HttpResponse:
    """It has arrived: its number, what happens next, the link to keep."""
    voice = voice_of_link(token)
    need = voice.needs.filter(number=number, forum=forum).first()
    if need is None:
        raise Http404
    link = origin_of(request) + reverse("guest:voice-mine", args=[token])
    return show_voice(
        request,
        forum,
        "guest/voice/sent.html",
        title=_("Thank you. Your need has number %(number)d.") % {"number": need.number},
        finding=_next(forum, need),
        facts={
            "need": need,
            "link": link,
            "code": qr_svg(link, title=_("Code that opens your own page")),
            "waits_for_mail": bool(purposes_of(voice)) and not voice.email,
            "is_public": need.state in PUBLIC,
        },
    )


def _next(forum: Forum, need: Need) -> str:
    if need.state in PUBLIC:
        return _("Everybody can read and support it from now on.")
    if need.state == S.HELD:
        return _("Somebody at %(office)s looks at it first, then it is published.") % {
            "office": forum.office
        }
    return _("Somebody at %(office)s reads it first, then everybody can read and support it.") % {
        "office": forum.office
    }
