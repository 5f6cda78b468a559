"""Cycles that were begun before there were steps: all four are under way, as all was allowed."""

from __future__ import annotations

from typing import Any

from django.db import migrations

KINDS = ("survey", "pre-assessment", "workshop", "briefing")


def open_steps(apps: Any, _schema: Any) -> None:
    """Four open steps for each cycle without any."""
    cycles = apps.get_model("territories", "Cycle").objects.filter(steps=None)
    step = apps.get_model("invite", "Step")
    step.objects.bulk_create(
        step(cycle=cycle, kind=kind, state="open") for cycle in cycles for kind in KINDS
    )


class Migration(migrations.Migration):
    dependencies = [("invite", "0001_initial")]
    operations = [migrations.RunPython(open_steps, migrations.RunPython.noop)]
