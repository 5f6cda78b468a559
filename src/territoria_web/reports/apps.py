"""The reports room as Django knows it."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """``territoria_web.reports``."""

    name = "territoria_web.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
