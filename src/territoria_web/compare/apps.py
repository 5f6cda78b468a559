"""The compare room as Django knows it."""

from django.apps import AppConfig


class CompareConfig(AppConfig):
    """``territoria_web.compare``."""

    name = "territoria_web.compare"
    label = "compare"
    default_auto_field = "django.db.models.BigAutoField"
