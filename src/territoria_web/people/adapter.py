"""How the account library behaves in this house: nobody signs up, and every change is written down."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override

from territoria_web.people.links import origin_of
from territoria_web.people.mail import post
from territoria_web.people.models import User
from territoria_web.people.services import confirm_address, write_entry


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Teams are invited by their lead, a lead by the operator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Let someone in, after all stages, and write it down. They have proved their address."""
        super().login(request, user)
        confirm_address(user=user)
        write_entry(who=user, what="sign in", about=f"user {user.public_id}")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Called for each change of a password, address or second factor: into the journal too."""
        deed = template_prefix.rpartition("/")[2]
        write_entry(who=user, what=deed, about=f"user {user.public_id}")
        with override(user.language):
            super().send_notification_mail(template_prefix, user, context, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters go out beside the answer, and name the site by its set address."""
        facts = {**context, "email": email, "site": origin_of(self.request)}
        letter = self.render_mail(template_prefix, email, facts)
        post(lambda: letter)

    def format_email_subject(self, subject: str) -> str:
        """As it was written, without the name that the request gave the site."""
        return subject

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmation
    ) -> str:
        """Where a new address is confirmed, at the site's set address."""
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return f"{origin_of(request)}{path}"


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An organisation's own sign-in opens accounts that are there, found by the verified address.

    Nothing is kept of it: each time the provider says who it is, and the address decides.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse who has no account here; ImmediateHttpResponse with a page that says so."""
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(redirect("people:account"))
        if sociallogin.is_existing and sociallogin.user.is_active:
            return
        page = render(request, "socialaccount/no_account.html", status=403)
        raise ImmediateHttpResponse(page)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor, under the name of this site."""

    def get_totp_issuer(self) -> str:
        """What the app of the second factor calls this site."""
        host = origin_of(context.request).partition("://")[2]
        return f"Territoria ({host})"
