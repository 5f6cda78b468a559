"""Who is asked: the list, letters, reminders, links on paper. Names only for those who may see them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import qrcode
import qrcode.image.svg
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.listen.frame import at, opened, show_survey
from territoria_web.desk.workspace import rights
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import day, said_in
from territoria_web.listen.models import Invitation, Survey
from territoria_web.listen.queries.doors import token_of
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.people_lists import MOST_LINES, PeopleList, read_people
from territoria_web.listen.queries.xlsforms import LARGEST, text_of_list
from territoria_web.listen.rules import MOST_REMINDERS, may_be_reminded
from territoria_web.listen.services.invitations import (
    drop_invitation,
    erase_contacts,
    invite_people,
    remind_people,
    send_invitations,
)
from territoria_web.people.links import origin_of
from territoria_web.territories.queries import territory_name

SHOWN = 200
PRINTED = 60  # links on one page: five sheets of paper


class PeopleForm(forms.Form):
    """A list of people, pasted or from a file."""

    people = forms.CharField(
        label=gettext_lazy("People, one a line"),
        help_text=gettext_lazy(
            "Name; organisation; e-mail; role; language. The role by its name or short sign. "
            "Copied from a table it works too, with or without a header. Without e-mail the person "
            "gets a link on paper."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=400_000,
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        help_text=gettext_lazy("CSV or Excel, with the same columns."),
        max_length=200,
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self) -> UploadedFile[Any] | None:
        """Not larger than a list of people can be."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file


@login_required
@takes_form
def people(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """The list; adding to it."""
    adding = request.method == "POST"
    _cycle, held = opened(request, public_id, survey, "see contacts" if adding else "see")
    form, read = PeopleForm(), None
    if adding:
        if wait := too_often(request, "upload"):
            return wait
        form, read = _read(request, held)
        if read is not None and not read.faults:
            try:
                made = invite_people(by=account_of(request), survey=held, people=read.people)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, _added(len(made), read.again))
                return redirect(at(held, "listen-people"))
    return _shown(request, held, form, read)


def _read(request: HttpRequest, held: Survey) -> tuple[PeopleForm, PeopleList | None]:
    """What was sent. A file's text is put into the box, so that it can be mended there."""
    form = PeopleForm(request.POST, request.FILES)
    if not form.is_valid():
        return form, None
    text, file = form.cleaned_data["people"], form.cleaned_data["file"]
    if file is not None:
        text = text_of_list(file.read(), str(file.name))
        form = PeopleForm({"people": text})
        form.is_valid()
    roles = {r.id: [r.text.say(), *r.text.root.values()] for r in form_of(held).roles}
    there = frozenset(held.invitations.exclude(email="").values_list("email", flat=True))
    read = read_people(text, roles, there, get_language() or "en")
    if not text.strip():
        form.add_error("people", _("Paste a list, or choose a file."))
        return form, None
    if read.faults:
        said = ngettext(
            "%(count)d thing to mend; nobody was added.",
            "%(count)d things to mend; nobody was added.",
            len(read.faults),
        )
        form.add_error("people", said % {"count": len(read.faults)})
    return form, read


def _added(count: int, again: int) -> str:
    said = ngettext("%(count)d person was added.", "%(count)d people were added.", count) % {
        "count": count
    }
    if not again:
        return said
    stood = ngettext(
        "%(count)d stood on the list already.", "%(count)d stood on the list already.", again
    )
    return f"{said} {stood % {'count': again}}"


def _shown(
    request: HttpRequest, held: Survey, form: PeopleForm, read: PeopleList | None
) -> HttpResponse:
    now = timezone.now()
    rows = list(held.invitations.all())
    names = {role.id: role.text.say() for role in form_of(held).roles}
    sees = rights(held.cycle, "listen", "see contacts")["may_see_contacts"]
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    waiting = [one for one in rows if one.email and not one.sent and not one.declined]
    remind = [one for one in rows if may_be_reminded(one, now)]
    said = ngettext("%(count)d person is asked.", "%(count)d people are asked.", len(rows))
    return show_survey(
        request,
        held,
        "listen-people",
        "desk/listen/people.html",
        title=_("People"),
        finding=said % {"count": len(rows)} if rows else _("Nobody is on the list yet."),
        facts={
            "form": form,
            "faults": read.faults[:MOST_LINES] if read else (),
            "page_of": page,
            "rows": [(one, names.get(one.role, one.role), _stand(one)) for one in page]
            if sees
            else [],
            "counts": _counts(rows, names),
            "names": names.items(),
            "waiting": len(waiting),
            "remind": len(remind),
            "most": MOST_REMINDERS,
            "without": sum(not one.email for one in rows),
            "erasable": held.state == Survey.State.CLOSED and any(o.name or o.email for o in rows),
        },
        status=422 if form.errors else 200,
    )


def _counts(rows: list[Invitation], names: dict[str, str]) -> list[tuple[str, int]]:
    held = [one.role for one in rows]
    return [(names.get(role, role), held.count(role)) for role in dict.fromkeys(held)]


def _stand(one: Invitation) -> str:
    if one.declined:
        return _("wants no letters")
    if one.answered:
        return _("begun or answered") if one.by_slip else _("answered")
    if one.reminded:
        return _("reminded")
    if one.by_slip:
        return _("link on paper")
    return _("written to") if one.sent else _("not invited yet")


@login_required
@require_POST
def write(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """Send letters, or reminders; forget names at the end."""
    _cycle, held = opened(request, public_id, survey, "see contacts")
    if wait := too_often(request, "upload"):
        return wait
    by = account_of(request)
    try:
        if "erase" in request.POST:
            erase_contacts(by=by, survey=held)
            messages.success(request, _("Names and addresses are forgotten."))
        elif "remind" in request.POST:
            count = remind_people(by=by, survey=held, origin=origin_of(request))
            said = ngettext("%(count)d reminder goes out.", "%(count)d reminders go out.", count)
            messages.success(request, said % {"count": count})
        else:
            count = send_invitations(by=by, survey=held, origin=origin_of(request))
            said = ngettext("%(count)d letter goes out.", "%(count)d letters go out.", count)
            messages.success(request, said % {"count": count})
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(at(held, "listen-people"))


@login_required
@require_POST
def drop(request: HttpRequest, public_id: UUID, survey: UUID, person: UUID) -> HttpResponse:
    """Take somebody off the list."""
    _cycle, held = opened(request, public_id, survey, "see contacts")
    found = held.invitations.filter(public_id=person).first()
    if found is None:
        raise Http404
    try:
        drop_invitation(by=account_of(request), survey=held, invitation=found)
        messages.success(request, _("This person is off the list."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(at(held, "listen-people"))


# ── links on paper ────────────────────────────────────────────────────────────────────────────


@login_required
@require_safe
def links(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """Personal links to print and hand out, for those without an address who have not begun."""
    _cycle, held = opened(request, public_id, survey, "see contacts")
    rows = held.invitations.filter(email="", sent=None, answered=None, declined=None)
    page = Paginator(rows, PRINTED).get_page(request.GET.get("page"))
    origin = origin_of(request)
    return show_survey(
        request,
        held,
        "listen-people",
        "desk/listen/links.html",
        title=_("Links on paper"),
        finding=_(
            "Cut along the lines. Each link begins one set of answers and then opens nothing more."
        ),
        facts={
            "page_of": page,
            "slips": [_slip(held, one, origin) for one in page],
        },
    )


def _slip(held: Survey, one: Invitation, origin: str) -> dict[str, Any]:
    """What is handed to one person, in the language in which they are asked."""
    with said_in(one.language):
        url = origin + reverse("guest:survey", args=[token_of(one)])
        roles = {role.id: role.text.say() for role in form_of(held).roles}
        asked = _("%(place)s: what do you think of digital change here? Your personal link:")
        lines = [
            _("It begins once. Then keep the address that you are shown: with it you go on later."),
            _("You can answer until %(day)s.") % {"day": day(held.closes)} if held.closes else "",
            _("Questions? Write to %(contact)s.") % {"contact": held.contact}
            if held.contact
            else "",
        ]
        return {
            "name": one.name or one.organisation,
            "lang": one.language,
            "role": roles.get(one.role, one.role),
            "asked": asked % {"place": territory_name(held.cycle.territory)},
            "lines": [line for line in lines if line],
            "url": url,
            "code": code_of(url),
        }


def code_of(url: str) -> str:
    """A QR code as SVG with presentation attributes only."""
    drawn = qrcode.make(url, image_factory=qrcode.image.svg.SvgPathImage, border=2, box_size=8)
    text: str = drawn.to_string(encoding="unicode")
    start = text.index("<svg")
    title = _("Code that opens the link")
    return text[start:].replace("<svg", f'<svg role="img" aria-label="{title}"', 1)
