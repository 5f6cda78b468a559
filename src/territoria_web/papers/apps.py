"""The papers room as Django knows it."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """``territoria_web.papers``."""

    name = "territoria_web.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"
