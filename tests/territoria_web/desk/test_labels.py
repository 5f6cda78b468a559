"""No form of the site falls back on the English name of a field."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from django.forms import BaseForm

import territoria_web.convene
import territoria_web.desk
import territoria_web.guest
from territoria_web.plan.queries.said import FIELDS

ROOMS = (territoria_web.convene, territoria_web.desk, territoria_web.guest)
# Fields that their form labels when it is made.
NAMED_LATER = {
    "ActionForm": {*FIELDS},
    "ContributionForm": {"text"},
    "SheetForm": {"text"},
}


def forms_of(base: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for one in base.__subclasses__():
        yield one
        yield from forms_of(one)


def test_every_visible_field_has_a_label():
    for room in ROOMS:
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if "migrations" not in found.name:
                importlib.import_module(found.name)
    ours = {form for form in forms_of(BaseForm) if form.__module__.startswith("territoria_web")}
    assert len(ours) > 40
    bare = {
        f"{form.__name__}.{name}"
        for form in ours
        for name, field in getattr(form, "base_fields", {}).items()
        if not field.label
        and not field.widget.is_hidden
        and name not in NAMED_LATER.get(form.__name__, set())
    }
    assert bare == set()
