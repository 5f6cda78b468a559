"""The rooms of the site: facts point back, never forward; and nothing of the tables is forgotten."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

ROOT = Path(__file__).resolve().parents[2]


def rooms() -> list[str]:
    """The rooms from the first to the last, as the walls name them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    found = next(c for c in contracts["contracts"] if c.get("containers") == ["territoria_web"])
    return list(reversed([name for line in found["layers"] for name in line.split(" | ")]))


def test_every_key_points_to_the_same_or_an_earlier_room():
    order = rooms()
    forward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in order
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if field.related_model._meta.app_label in order
        and order.index(field.related_model._meta.app_label) > order.index(model._meta.app_label)
    ]
    assert forward == []


def test_faces_hold_no_tables():
    faces = {"site", "desk", "public", "guest", "api", "reports"}
    assert [m._meta.label for m in apps.get_models() if m._meta.app_label in faces] == []


def test_the_migrations_say_what_the_models_say():
    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    changes = found.changes(graph=loader.graph)
    assert {room: held for room, held in changes.items() if room in rooms()} == {}
