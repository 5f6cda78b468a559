"""The guest face as Django knows it."""

from django.apps import AppConfig


class GuestConfig(AppConfig):
    """``territoria_web.guest``."""

    name = "territoria_web.guest"
    label = "guest"
