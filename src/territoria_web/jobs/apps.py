"""The jobs room as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """``territoria_web.jobs``."""

    name = "territoria_web.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
