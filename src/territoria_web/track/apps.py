"""The track room as Django knows it."""

from django.apps import AppConfig


class TrackConfig(AppConfig):
    """``territoria_web.track``."""

    name = "territoria_web.track"
    label = "track"
    default_auto_field = "django.db.models.BigAutoField"
