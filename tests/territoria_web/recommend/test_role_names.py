"""Other names of the library's roles, for searching."""

from __future__ import annotations

from territoria_web.library.queries import library
from territoria_web.recommend.queries.role_names import OTHER_NAMES, other_names


def test_every_role_of_the_library_has_other_names_and_no_other_has():
    assert set(OTHER_NAMES) == set(library().roles)


def test_the_names_of_several_roles_stand_together():
    assert other_names(["SOC", "STA"]) == f"{OTHER_NAMES['SOC']} {OTHER_NAMES['STA']}"
