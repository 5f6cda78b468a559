"""The convene room as Django knows it."""

from django.apps import AppConfig


class ConveneConfig(AppConfig):
    """``territoria_web.convene``."""

    name = "territoria_web.convene"
    label = "convene"
    default_auto_field = "django.db.models.BigAutoField"
