"""The desk room as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """``territoria_web.desk``."""

    name = "territoria_web.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
