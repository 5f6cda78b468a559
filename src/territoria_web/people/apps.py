"""The people room as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """``territoria_web.people``."""

    name = "territoria_web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
