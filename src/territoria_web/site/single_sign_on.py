"""The sign-ins of other organisations (OpenID Connect), as the operator names them."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ImproperlyConfigured

NEEDED = ("provider_id", "name", "client_id", "secret", "server_url")


def oidc_apps(named: str | None) -> list[dict[str, Any]]:
    """``TERRITORIA_OIDC``, a JSON list of providers, as the account library reads it.

    ImproperlyConfigured, with what is missing, where it cannot be read.
    """
    if not named:
        return []
    try:
        held = json.loads(named)
    except ValueError as error:
        raise ImproperlyConfigured(f"TERRITORIA_OIDC is not JSON: {error}") from None
    if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
        raise ImproperlyConfigured("TERRITORIA_OIDC is a JSON list of providers: [{…}].")
    return [_app(one) for one in held]


def _app(one: dict[str, Any]) -> dict[str, Any]:
    missing = [key for key in NEEDED if not one.get(key)]
    if missing:
        raise ImproperlyConfigured(f"TERRITORIA_OIDC: a provider lacks {', '.join(missing)}.")
    if not str(one["server_url"]).startswith("https://"):
        raise ImproperlyConfigured(f"TERRITORIA_OIDC: {one['server_url']} is not an https address.")
    return {
        "provider_id": one["provider_id"],
        "name": one["name"],
        "client_id": one["client_id"],
        "secret": one["secret"],
        "settings": {"server_url": one["server_url"], "oauth_pkce_enabled": True},
    }
