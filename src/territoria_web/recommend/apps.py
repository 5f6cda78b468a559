"""The recommend room as Django knows it."""

from django.apps import AppConfig


class RecommendConfig(AppConfig):
    """``territoria_web.recommend``."""

    name = "territoria_web.recommend"
    label = "recommend"
    default_auto_field = "django.db.models.BigAutoField"
