"""What this is, who runs it, how it keeps its word."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from territoria_web.public.page import Page


def about(request: HttpRequest) -> Page:
    """About this site."""
    return Page(
        template="public/about.html",
        title=_("About Territoria"),
        finding=_(
            "An open platform on which a city or region takes its digital transformation from "
            "evidence to action."
        ),
    )
