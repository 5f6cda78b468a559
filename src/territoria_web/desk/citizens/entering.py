"""An assistant enters what somebody says at a counter, on the phone or on paper; what is like it is shown first."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.citizens.need_forms import channels
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import languages
from territoria_web.library.refused import put_beside
from territoria_web.listen.models import Consent, Forum, Need, Voice
from territoria_web.listen.models.forum import Channel
from territoria_web.listen.need_rules import LONGEST_TEXT
from territoria_web.listen.queries.need_choices import alike_needs
from territoria_web.listen.queries.need_themes import need_themes
from territoria_web.listen.services.needs import Said, say_need
from territoria_web.listen.services.voices import (
    ask_confirmation,
    begin_voice,
    check_address,
    set_consents,
)
from territoria_web.people.links import origin_of
from territoria_web.people.often import times_in_a_day

HOW = [
    (Consent.How.ORALLY.value, gettext_lazy("They said so")),
    (Consent.How.WRITING.value, gettext_lazy("It stands on their sheet")),
]


class EnterForm(forms.Form):
    """A need as somebody says it to an assistant."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Where does it come from?"),
        choices=channels,
        widget=forms.RadioSelect,
        initial=Channel.COUNTER,
    )
    title = forms.CharField(
        label=gettext_lazy("What is missing?"),
        help_text=gettext_lazy("In one line, as the person says it."),
        min_length=5,
        max_length=120,
    )
    text = forms.CharField(
        label=gettext_lazy("More about it"),
        help_text=gettext_lazy("Leave out names and addresses of people; everybody reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Where?"),
        help_text=gettext_lazy("A street, a square, a building."),
        max_length=200,
        required=False,
    )
    district = forms.ChoiceField(label=gettext_lazy("District"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("In which language is it said?"))
    signatures = forms.IntegerField(
        label=gettext_lazy("How many people signed with it?"),
        help_text=gettext_lazy("Only their number is entered, no names."),
        min_value=0,
        max_value=10_000,
        required=False,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail of the person"),
        help_text=gettext_lazy(
            "Only where they want to be told. They get a letter and confirm it themselves; afterwards "
            "your team does not see it."
        ),
        required=False,
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How did they agree to letters about their need?"),
        choices=HOW,
        widget=forms.RadioSelect,
        required=False,
    )
    # drawn with the page, so that a sheet sent twice is entered once
    number = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = [(code, name) for code, name in languages() if code in forum.languages]
        districts = [(str(one["id"]), str(one["name"])) for one in forum.districts]
        self._choose("theme", [("", _("Not clear yet")), *need_themes().items()])
        self._choose("language", spoken or list(languages()))
        self._choose("district", [("", _("not known")), *districts])
        if not districts:
            del self.fields["district"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """An address is kept only with its consent."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("email") and not told.get("how"):
            self.add_error("how", _("Without it no address is kept."))
        if told.get("channel") != Channel.PAPER and told.get("how") == Consent.How.WRITING:
            self.add_error("how", _("Only a sheet of paper holds it in writing."))
        return told

    def said(self) -> Said:
        """The need; the form is valid."""
        told = self.cleaned_data
        names = ("title", "text", "theme", "place", "language")
        return Said(**{name: told[name] for name in names}, district=told.get("district", ""))


@login_required
@takes_form
def enter(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One need on one page; what is nearly the same is shown before it is kept."""
    forum = opened(request, public_id, "enter")
    initial = {
        "number": uuid.uuid4(),
        "channel": request.GET.get("channel", Channel.COUNTER),
        "language": get_language(),
    }
    form = EnterForm(posted(request), forum=forum, initial=initial)
    alike: list[Need] = []
    if request.method == "POST" and form.is_valid():
        said = form.said()
        alike = [] if "new" in request.POST else alike_needs(forum, said.title, said.text)
        if not alike and (need := _kept(request, forum, form)) is not None:
            return _after(request, forum, need)
    return _shown(request, forum, form, alike)


def _kept(request: HttpRequest, forum: Forum, form: EnterForm) -> Need | None:
    if times_in_a_day(f"enter-need-{form.cleaned_data['number']}") > 1:
        form.add_error(None, _("This was entered already. Begin a new one for another need."))
        return None
    try:
        return _say(request, forum, form)
    except ValidationError as refused:
        put_beside(form, refused)
        typed = request.POST.copy()
        typed["number"] = str(uuid.uuid4())  # nothing was kept: the next press counts
        form.data = typed
        return None


@transaction.atomic
def _say(request: HttpRequest, forum: Forum, form: EnterForm) -> Need:
    told = form.cleaned_data
    voice = _voice(forum, told) if told["email"] else None
    need = say_need(
        forum=forum,
        said=form.said(),
        voice=voice,
        channel=told["channel"],
        by=account_of(request),
        signatures=told["signatures"] or 0,
    )
    if voice is not None:
        ask_confirmation(voice=voice, email=told["email"], origin=origin_of(request))
    return need


def _voice(forum: Forum, told: dict[str, Any]) -> Voice:
    """Somebody who agreed to letters; their address is kept only once they confirm it."""
    check_address(told["email"])
    voice, _token = begin_voice(forum=forum, language=told["language"], channel=told["channel"])
    set_consents(voice=voice, purposes=Consent.Purpose.values, how=told["how"])
    return voice


def _after(request: HttpRequest, forum: Forum, need: Need) -> HttpResponse:
    said = _("Need %(number)d is kept and published. Tell the person its number.")
    messages.success(request, said % {"number": need.number})
    if need.voice is not None:
        messages.info(request, _("A letter with a link to confirm the address is on its way."))
    at = reverse("desk:citizens-enter", args=[forum.cycle.public_id])
    return redirect(f"{at}?channel={need.channel}")


def _people(form: EnterForm) -> int:
    """Who would be counted at a need that is the same: those who signed, at least whoever says it."""
    return max(1, form.cleaned_data.get("signatures") or 0) if form.is_bound else 1


def _shown(request: HttpRequest, forum: Forum, form: EnterForm, alike: list[Need]) -> HttpResponse:
    return show_citizens(
        request,
        forum,
        "citizens-needs",
        "desk/citizens/enter.html",
        title=_("Enter a need"),
        finding=_(
            "From a counter, the phone or paper; your name is recorded as the one who entered it."
        ),
        facts={"form": form, "alike": alike, "people": _people(form)},
        below=((_("Needs"), reverse("desk:citizens-needs", args=[forum.cycle.public_id])),),
        status=422 if form.errors else 200,
    )
