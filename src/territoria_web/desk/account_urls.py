"""Addresses of accounts, before those of the account library, some of which they close."""

from __future__ import annotations

from allauth.account import views as library
from allauth.mfa.totp.views import activate_totp
from django.urls import path

from territoria_web.desk import accounts, keys, sign_in
from territoria_web.desk.guards import proved_lately

app_name = "people"

OWN = [
    path("", accounts.account, name="account"),
    path("data.json", accounts.data, name="data"),
    path("delete/", accounts.leave, name="leave"),
    path("password/remove/", accounts.remove_password, name="remove_password"),
    path("keys/", keys.keys, name="keys"),
    path("keys/new/", keys.make_key, name="make_key"),
    path("keys/<slug:handle>/revoke/", keys.revoke_key, name="revoke_key"),
    path("link/", sign_in.use_link, name="link"),
    path("link/new/", sign_in.send_link, name="send_link"),
    path("link/sent/", sign_in.link_sent, name="link_sent"),
    path("confirm/", sign_in.confirm, name="confirm"),
]

# The library asks for fresh proof of who has a password; here everyone gives it.
GUARDED = [
    path("email/", proved_lately(library.email), name="proved_email"),
    path("password/set/", proved_lately(library.password_set), name="proved_password"),
    path("2fa/totp/activate/", proved_lately(activate_totp), name="proved_second_factor"),
]

# A password that was forgotten is replaced after coming in by link; accounts are not joined to
# those of other organisations, codes by mail are not used, addresses from the library's past neither.
CLOSED = [
    path("password/reset/", sign_in.forgotten, name="closed_reset"),
    path("password/reset/<path:rest>", sign_in.forgotten, name="closed_reset_key"),
    path("login/code/confirm/", sign_in.closed, name="closed_code"),
    path("3rdparty/", sign_in.closed, name="closed_connections"),
    path("3rdparty/signup/", sign_in.closed, name="closed_signup"),
    path("social/<path:rest>", sign_in.closed, name="closed_social"),
]

urlpatterns = [*OWN, *GUARDED, *CLOSED]
