"""What every page knows of the installation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Who runs this installation."""
    return {"operator": {"name": settings.OPERATOR_NAME, "contact": settings.OPERATOR_CONTACT}}
