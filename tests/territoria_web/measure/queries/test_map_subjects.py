"""What an address names."""

from __future__ import annotations

import pytest

from territoria.errors import AddressError, DataError
from territoria_web.library.queries import library
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.map_choices import shown_indicators
from territoria_web.measure.queries.map_subjects import subject_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.mark.parametrize(
    ("show", "framework", "found"),
    [
        ("", "", ("blueprint:overall", "score", 2)),
        ("A2", "", ("blueprint:A2", "score", 2)),
        ("blueprint:A2", "blueprint", ("blueprint:A2", "score", 2)),
        ("", "country", ("country:overall", "score", 0)),
        ("eqi", "", ("eqi", "observation", 2)),
        ("eqi", "smart-city", ("eqi", "observation", 2)),
        ("desi22_2a1", "", ("desi22_2a1", "observation", 0)),
    ],
)
def test_an_address_names_a_node_or_an_indicator(show: str, framework: str, found: tuple):
    subject, _ = subject_of(show, framework)
    assert (subject.show, subject.kind, subject.level) == found


def test_a_mistyped_indicator_is_told_what_is_close():
    with pytest.raises(AddressError, match="Did you mean broadband_households"):
        subject_of("broadband_household")


def test_an_unknown_framework_is_told_which_are_known():
    with pytest.raises(AddressError, match="there is no framework of this id"):
        subject_of("zzz:overall")


def test_two_frameworks_in_one_address_are_refused():
    with pytest.raises(DataError, match="Name the framework once"):
        subject_of("blueprint:A1", "smart-city")


def test_an_indicator_without_figures_says_that_there_are_none():
    without = min(set(library().indicators) - shown_indicators(current().release))
    with pytest.raises(AddressError, match="holds no figures of this indicator"):
        subject_of(without)
