"""The plan room as Django knows it."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """``territoria_web.plan``."""

    name = "territoria_web.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"
