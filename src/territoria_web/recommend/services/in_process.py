"""Diagnosing in a process of its own.

A new process reads this file before Django is set up there, so models are imported inside.
"""

from __future__ import annotations

from typing import Any

_opened: list[Any] = []


def open_here(assessment: int) -> None:
    """Set Django up and open what is computed with, once a process."""
    import django
    from threadpoolctl import threadpool_limits

    django.setup()
    threadpool_limits(1)
    from territoria_web.measure.models import Assessment
    from territoria_web.measure.queries.universes import universe_of

    held = Assessment.objects.select_related("release", "own").get(pk=assessment)
    _opened.append(universe_of(held))


def diagnosed_here(key: str) -> dict[str, Any]:
    """One territory, by the universe that is open here."""
    from territoria_web.recommend.services.diagnoses import diagnosed

    return diagnosed(_opened[0], key)
