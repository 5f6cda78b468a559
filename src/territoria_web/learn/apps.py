"""The learn room as Django knows it."""

from django.apps import AppConfig


class LearnConfig(AppConfig):
    """``territoria_web.learn``."""

    name = "territoria_web.learn"
    label = "learn"
    default_auto_field = "django.db.models.BigAutoField"
