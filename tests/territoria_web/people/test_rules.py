from __future__ import annotations

import pytest

from territoria_web.people.models import Organisation, Role
from territoria_web.people.rules import MAY, OPERATOR, role_may, roles_for
from territoria_web.territories.models import Territory


def test_a_viewer_sees_every_stage_and_does_nothing_else() -> None:
    harmless = {"see people", "correct"}  # whoever reads a draft may say what is wrong in it
    teams = {stage: table for stage, table in MAY.items() if stage != "network"}
    own = {stage: table[Role.VIEWER] - harmless for stage, table in teams.items()}
    assert own == {stage: frozenset({"see"}) for stage in teams}


def test_whoever_may_do_anything_in_a_teams_stage_may_see_it() -> None:
    blind = [
        (stage, role)
        for stage, table in MAY.items()
        for role, verbs in table.items()
        if "see" not in verbs and role != OPERATOR
    ]
    assert blind == []


def test_who_judges_advice_writes_documents_and_nobody_else() -> None:
    writers = [r for r in MAY["recommend"] if role_may(r, "recommend", "write documents")]
    assert writers == [Role.LEAD, Role.EDITOR, Role.EXPERT]


def test_the_operator_looks_after_people_and_not_into_the_teams_work() -> None:
    stages = [stage for stage, table in MAY.items() if OPERATOR in table]
    assert (stages, role_may(OPERATOR, "territory", "see")) == (["territory"], False)


def test_a_role_reads_the_same_as_word_and_as_member() -> None:
    assert role_may("lead", "measure", "upload") == role_may(Role.LEAD, "measure", "upload")


def test_an_unknown_stage_verb_or_role_may_nothing() -> None:
    asked = [("lead", "x", "see"), ("lead", "measure", "x"), ("x", "measure", "see")]
    assert [role_may(*one) for one in asked] == [False, False, False]


@pytest.mark.parametrize(
    ("place", "roles"),
    [
        (Territory(), ("lead", "editor", "expert", "viewer")),
        (Organisation(kind="network"), ("secretariat", "member")),
        (Organisation(kind="company"), ("member",)),
    ],
)
def test_each_kind_of_place_has_its_own_roles(
    place: Territory | Organisation, roles: tuple[str, ...]
) -> None:
    assert tuple(role.value for role in roles_for(place)) == roles
