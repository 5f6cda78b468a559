"""The measure room as Django knows it."""

from django.apps import AppConfig


class MeasureConfig(AppConfig):
    """``territoria_web.measure``."""

    name = "territoria_web.measure"
    label = "measure"
    default_auto_field = "django.db.models.BigAutoField"
