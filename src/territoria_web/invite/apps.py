"""The invite room as Django knows it."""

from django.apps import AppConfig


class InviteConfig(AppConfig):
    """``territoria_web.invite``."""

    name = "territoria_web.invite"
    label = "invite"
    default_auto_field = "django.db.models.BigAutoField"
