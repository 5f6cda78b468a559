"""One self-check: where it is found, who took part and who is missing; closed and opened again."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria_web.convene.queries.qr import qr_svg
from territoria_web.desk.guards import account_of
from territoria_web.desk.self_checks.frame import (
    CONTACT_HELP,
    VERB,
    at,
    name_of,
    opened,
    show_check,
)
from territoria_web.desk.tried import posted, seen_anew, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import language_codes, name_of_language
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import numeral_of, said_in
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.check_rows import TookPart, who_took_part
from territoria_web.listen.services.check_looks import renew_check_look
from territoria_web.listen.services.check_offers import (
    LONGEST_CONTACT,
    change_self_check,
    set_check_open,
)
from territoria_web.people.links import origin_of
from territoria_web.territories.queries import territory_name
from territoria_web.territories.rules import ChangedMeanwhile


class ContactForm(forms.Form):
    """Who helps."""

    contact = forms.CharField(
        label=gettext_lazy("Who helps with questions?"),
        help_text=CONTACT_HELP,
        max_length=LONGEST_CONTACT,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


@login_required
@takes_form
def check(request: HttpRequest, public_id: UUID, check: UUID) -> HttpResponse:
    """Look at it, change its contact, close it, take a look."""
    posting = request.method == "POST"
    held = opened(request, public_id, check, VERB if posting else "see")
    if posting and (do := request.POST.get("do", "")):
        return _done(request, held, do)
    form = ContactForm(posted(request), initial={"contact": held.contact, "seen": held.edit})
    if posting and form.is_valid():
        try:
            if tried(form, lambda: _change(request, held, form)):
                return redirect(at(held, "self-check"))
        except ChangedMeanwhile as refused:
            held = opened(request, public_id, check, VERB)
            form = ContactForm(seen_anew(request, held.edit))
            put_beside(form, refused)
    return _shown(request, held, form)


def _change(request: HttpRequest, held: SelfCheck, form: ContactForm) -> None:
    told = form.cleaned_data
    change_self_check(
        by=account_of(request), check=held, contact=told["contact"], seen=told["seen"]
    )
    messages.success(request, _("It is kept."))


def _done(request: HttpRequest, held: SelfCheck, do: str) -> HttpResponse:
    if do == "count":
        return _counted(request, held)
    if do not in ("open", "close"):
        return redirect(at(held, "self-check"))
    try:
        set_check_open(by=account_of(request), check=held, is_open=do == "open")
    except ValidationError as refused:
        tell_refused(request, refused)
    else:
        said = _("It takes answers again.") if do == "open" else _("It takes no more answers.")
        messages.success(request, said)
    return redirect(at(held, "self-check"))


def _counted(request: HttpRequest, held: SelfCheck) -> HttpResponse:
    if renew_check_look(check=held, by=account_of(request)) is None:
        messages.info(request, _("Fewer than ten have finished since, so the figures stay."))
    else:
        messages.success(request, _("The figures are new."))
    return redirect(at(held, "self-check-results"))


def _shown(request: HttpRequest, held: SelfCheck, form: ContactForm) -> HttpResponse:
    took = who_took_part(held)
    link = origin_of(request) + reverse("guest:check", args=[held.code])
    return show_check(
        request,
        held,
        "self-check",
        "desk/self_checks/one.html",
        title=name_of(held),
        finding=_finding(took),
        facts={
            "form": form,
            "took": took,
            "link": link,
            "qr": qr_svg(f"{link}?by=qr", title=_("Code that opens the self-check")),
            "public": reverse("public:check-results", args=[held.code]),
        },
        status=422 if form.errors else 200,
    )


def _finding(took: TookPart) -> str:
    if not took.firms:
        return _("Nobody has finished yet.")
    said = ngettext(
        "%(count)s finished in %(year)s.", "%(count)s finished in %(year)s.", took.firms
    )
    return said % {"count": numeral_of(took.firms), "year": took.year}


# ── the poster ────────────────────────────────────────────────────────────────────────────────


@login_required
@require_safe
def poster(request: HttpRequest, public_id: UUID, check: UUID) -> HttpResponse:
    """A page to print and hang up, in each language of the site."""
    held = opened(request, public_id, check)
    asked = request.GET.get("in", "")
    codes = list(language_codes())
    spoken = asked if asked in codes else request.LANGUAGE_CODE
    here = at(held, "self-check-poster")
    return show_check(
        request,
        held,
        "self-check-poster",
        "desk/self_checks/poster.html",
        title=_("Poster: %(name)s") % {"name": name_of(held)},
        facts={
            "poster": _poster(request, held, spoken),
            "tabs": [(name_of_language(one), f"{here}?in={one}", one == spoken) for one in codes],
        },
    )


def _poster(request: HttpRequest, held: SelfCheck, spoken: str) -> dict[str, str]:
    """What stands on it, in that language."""
    firms = held.audience == SelfCheck.Audience.FIRMS
    with said_in(spoken):
        link = origin_of(request) + reverse("guest:check", args=[held.code])
        asks = _("How digital is your firm?") if firms else _("How digital is your office?")
        return {
            "language": spoken,
            "place": territory_name(held.cycle.territory),
            "asks": asks,
            "gives": _("Ten minutes on your phone: where you stand, and three next steps."),
            "how": _(
                "Hold the camera of your phone to the square, or type the address. You give no name."
            ),
            "code": qr_svg(f"{link}?by=qr", title=asks),
            "link": link,
            "contact": held.contact,
        }
