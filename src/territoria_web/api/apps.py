"""The api room as Django knows it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """``territoria_web.api``."""

    name = "territoria_web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
