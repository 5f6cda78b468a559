"""The public room as Django knows it."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """``territoria_web.public``."""

    name = "territoria_web.public"
    label = "public"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Remember which code this process runs."""
        from territoria_web.public.code import code_state

        code_state()
