"""What there is, counted."""

from __future__ import annotations

import pytest

from territoria_web.library.queries import library
from territoria_web.measure.models import Observation
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.holdings import holdings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_numbers_are_those_of_the_library_and_the_release():
    release = current().release
    held = holdings(release)
    assert release.name == "europe-nuts2021"
    assert held.practices == len(library().practices)
    assert held.went_wrong == sum(p.went_wrong for p in library().practices.values())
    assert held.with_figures == 70
    assert held.observations == Observation.objects.filter(value__isnull=False).count()
