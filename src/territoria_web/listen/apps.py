"""The listen room as Django knows it."""

from django.apps import AppConfig


class ListenConfig(AppConfig):
    """``territoria_web.listen``."""

    name = "territoria_web.listen"
    label = "listen"
    default_auto_field = "django.db.models.BigAutoField"
