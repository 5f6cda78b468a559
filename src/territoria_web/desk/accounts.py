"""One's own account: name, language, ways to sign in, what is held, and how to leave."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of, proved_lately
from territoria_web.invite.services.leaving import leave_for_good
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import languages
from territoria_web.people.models import User
from territoria_web.people.names import check_name
from territoria_web.people.own_data import own_data
from territoria_web.people.queries import memberships_of, tokens_of
from territoria_web.people.services import change_account, forget_password
from territoria_web.people.words import role_name


class AccountForm(forms.Form):
    """Name and language; nothing else of an account can be written here."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("Your team sees it beside what you do."),
        max_length=150,
        validators=[check_name],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail you get"),
        choices=languages,
    )


@login_required
@takes_form
def account(request: HttpRequest) -> HttpResponse:
    """The account page."""
    user = account_of(request)
    initial = {"name": user.name, "language": user.language}
    form = AccountForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        change_account(by=user, **form.cleaned_data)
        messages.success(request, _("Your account is changed."))
        return redirect("people:account")
    return show(
        request,
        "desk/account/account.html",
        title=_("Your account"),
        finding=_("You are signed in as %(email)s.") % {"email": user.email},
        facts={"form": form, **_ways_in(user), "roles": _roles(user)},
        status=422 if form.errors else 200,
    )


def _ways_in(user: User) -> dict[str, Any]:
    return {
        "has_password": user.has_usable_password(),
        "has_second_factor": is_mfa_enabled(user),
        "sessions": len(UserSession.objects.purge_and_list(user)),
        "tokens": tokens_of(user).count(),
    }


def _roles(user: User) -> list[tuple[str, str, str]]:
    return [
        (
            str(m.territory or m.organisation),
            role_name(m.role),
            m.territory.code if m.territory else "",
        )
        for m in memberships_of(user)
    ]


@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is held about the account, as a file."""
    user = account_of(request)
    answer = JsonResponse(own_data(user), json_dumps_params={"indent": 1, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="territoria-account.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@proved_lately
@require_POST
def remove_password(request: HttpRequest) -> HttpResponse:
    """From now on by link; a new password can be set at any time."""
    user = account_of(request)
    forget_password(by=user)
    update_session_auth_hash(request, user)
    messages.success(
        request, _("Your password is removed. Sign in by e-mail link, or set a new one.")
    )
    return redirect("people:account")


class LeaveForm(forms.Form):
    """A deed that cannot be undone is not done by one slip of a finger."""

    email = forms.EmailField(label=gettext_lazy("Type your e-mail address to confirm"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        """It is one's own."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if email != self.user.email:
            raise ValidationError(_("This is not the address of this account."))
        return email


@proved_lately
@takes_form
def leave(request: HttpRequest) -> HttpResponse:
    """Delete the account."""
    user = account_of(request)
    form = LeaveForm(request.POST or None, user=user)
    if form.is_bound and form.is_valid():
        try:
            leave_for_good(by=user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            logout(request)
            messages.success(request, _("Your account is deleted."))
            return redirect("account_login")
    return show(
        request,
        "desk/account/leave.html",
        title=_("Delete your account"),
        finding=_("Your name, address, roles and keys go; what you did for your teams stays."),
        facts={"form": form},
        status=422 if form.errors else 200,
    )
