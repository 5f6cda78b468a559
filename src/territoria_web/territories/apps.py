"""The territories room as Django knows it."""

from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    """``territoria_web.territories``."""

    name = "territoria_web.territories"
    label = "territories"
    default_auto_field = "django.db.models.BigAutoField"
