"""The act room as Django knows it."""

from django.apps import AppConfig


class ActConfig(AppConfig):
    """``territoria_web.act``."""

    name = "territoria_web.act"
    label = "act"
    default_auto_field = "django.db.models.BigAutoField"
