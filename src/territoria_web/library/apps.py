"""The library room as Django knows it."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """``territoria_web.library``."""

    name = "territoria_web.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"
