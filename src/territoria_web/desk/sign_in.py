"""Coming in by a link: asking for it, opening it, using it; and what is closed of the library."""

from __future__ import annotations

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of, onward, safe_next, too_often
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import Link, mail_link, origin_of
from territoria_web.people.models import User
from territoria_web.people.services import use_up_links


class AddressForm(forms.Form):
    """Where the link is sent."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@never_cache
@takes_form
def send_link(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same whether there is such an account or not."""
    form = AddressForm(request.POST or None)
    if not form.is_valid():
        facts = {"form": form, "next": safe_next(request)}
        status = 422 if form.is_bound else 200
        title = _("Sign in by e-mail")
        return show(request, "desk/account/send_link.html", title=title, facts=facts, status=status)
    email = form.cleaned_data["email"].strip().lower()
    if wait := too_often(request, "send_link", email):
        return wait
    user = User.objects.filter(email=email, is_active=True).first()
    if user is not None:
        mail_link(user, origin=origin_of(request), onward=safe_next(request))
    return redirect("people:link_sent")


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """What to do now."""
    return show(
        request,
        "desk/account/link_sent.html",
        title=_("Look into your mail"),
        finding=_("If there is an account with this address, a link to sign in is on its way."),
    )


@never_cache
@sensitive_variables("link")
@takes_form
def use_link(request: HttpRequest) -> HttpResponse:
    """Opening the link shows a button; only the button signs in, so that programmes which look
    through mail do not use the link up.
    """
    if wait := too_often(request, "use_link"):
        return wait
    given = request.POST if request.method == "POST" else request.GET
    link = Link(token=given.get("sesame", ""), purpose=given.get("for", ""))
    holder = link.holder() if link.token else None
    if holder is None or (request.method == "POST" and not use_up_links(user=holder)):
        return _too_late(request)
    if request.method == "POST":
        return _enter(request, holder)
    facts = {"holder": holder, "link": link, "next": safe_next(request)}
    title = _("Sign in as %(email)s") % {"email": holder.email}
    return show(request, "desk/account/link.html", title=title, facts=facts)


def _too_late(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        "desk/account/link_gone.html",
        title=_("This link no longer works"),
        finding=_("A link works once and for a limited time, and not after a later sign-in."),
        facts={"form": AddressForm(), "next": safe_next(request)},
        status=410,
    )


def _enter(request: HttpRequest, holder: User) -> HttpResponse:
    """Through the library's stages, so that a second factor is asked for."""
    record_authentication(request, holder, "link", reauthenticated=True)
    if request.user == holder:
        return onward(request, "people:account")
    login = Login(
        user=holder,
        email_verification=EmailVerificationMethod.NONE,  # the link came by e-mail
        redirect_url=safe_next(request) or None,
        email=holder.email,
    )
    answer: HttpResponse = perform_login(request, login)
    return answer


@login_required
@takes_form
def confirm(request: HttpRequest) -> HttpResponse:
    """Who has neither password nor second factor proves once more that the mail is theirs."""
    user = account_of(request)
    if request.method == "POST":
        if wait := too_often(request, "send_link", user.email):
            return wait
        mail_link(user, origin=origin_of(request), onward=safe_next(request))
        return redirect("people:link_sent")
    return show(
        request,
        "desk/account/confirm.html",
        title=_("Show that it is you"),
        finding=_("What comes next cannot be undone, and you signed in a while ago."),
        facts={"next": safe_next(request)},
    )


def closed(request: HttpRequest, **_parts: str) -> HttpResponse:
    """An address of the library that this house has no use for."""
    raise Http404


@takes_form
def forgotten(request: HttpRequest, **_parts: str) -> HttpResponse:
    """A forgotten password needs no way of its own: a link signs in, and a new one can be set."""
    messages.info(request, _("Ask for a link. Once you are in, you can set a new password."))
    return redirect("people:send_link")
