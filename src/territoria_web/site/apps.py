"""The site room as Django knows it."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """``territoria_web.site``."""

    name = "territoria_web.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"
