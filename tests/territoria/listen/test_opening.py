from __future__ import annotations

import pytest

from territoria.content import load_library
from territoria.errors import ContentError
from territoria.listen.opening import SEVERITY, opened_from
from territoria.model.surveys import LEVELS, SEVERITIES, SurveyForm
from territoria.speech import gettext, speaking

LIBRARY = load_library()
BANKS = LIBRARY.questionnaires


def opened(framework: str) -> SurveyForm:
    return opened_from(
        BANKS[framework],
        LIBRARY.frameworks[framework],
        LIBRARY.obstacles,
        LIBRARY.roles,
        others=BANKS.values(),
        form_id=f"survey-{framework}",
        version="1",
    )


@pytest.mark.parametrize("framework", sorted(LIBRARY.frameworks))
def test_every_question_of_a_framework_is_asked_of_those_who_can_judge_it(framework):
    form = opened(framework)
    frame = LIBRARY.frameworks[framework]
    wanted = {q for node in frame.walk() for q in node.questions}
    levels = [item for item in form.items if item.kind == "levels"]
    assert {item.question for item in levels} == wanted
    bank = {q.id: q for held in BANKS.values() for q in held.questions}
    for item in levels:
        assert item.roles == bank[item.id].roles
        assert [o.id for o in item.options] == list(LEVELS)
        assert (item.dont_know, item.not_applicable) == (True, True)
        assert all(item.question in frame.node(node).questions for node in item.nodes)
        assert item.section == frame.dimension_of(item.nodes[0]).id
    assert max(sum(i.kind == "levels" for i in form.items_for(r.id)) for r in form.roles) <= 20


def test_a_survey_holds_obstacles_priorities_offers_and_needs():
    form = opened("small-cities")
    obstacles = form.item("digital_obstacles")
    assert [o.id for o in obstacles.options][:2] == ["cost", "lack-of-skills"]
    assert tuple(o.id for o in obstacles.scale) == SEVERITIES
    assert "MAY" not in obstacles.roles
    first = form.item("entry_point_area")
    assert [o.id for o in first.options] == [n.id for n in LIBRARY.frameworks["small-cities"].nodes]
    assert [item.purpose for item in form.items if item.kind == "text"] == [
        "priorities",
        "priorities",
        "priorities",
        "quick_win",
        "offers",
        "needs",
    ]
    assert form.consent is not None
    assert form.group_of()["SOC"] == "society"


def test_a_survey_is_json_and_back():
    form = opened("blueprint")
    assert SurveyForm.model_validate(form.model_dump(mode="json")) == form
    assert SurveyForm.model_validate_json(form.model_dump_json()) == form


def test_a_question_that_stands_nowhere_is_named():
    with pytest.raises(ContentError) as caught:
        opened_from(
            BANKS["obstacles"],
            LIBRARY.frameworks["blueprint"],
            LIBRARY.obstacles,
            LIBRARY.roles,
            form_id="x",
            version="1",
        )
    assert len(caught.value.problems) == 14


def test_too_many_questions_for_one_role_are_refused():
    frame = LIBRARY.frameworks["small-cities"]
    bank = BANKS["small-cities"]
    every = tuple(LIBRARY.roles)
    crowded = bank.model_copy(
        update={"questions": tuple(q.model_copy(update={"roles": every}) for q in bank.questions)}
    )
    with pytest.raises(ContentError, match="21 questions with levels are too many"):
        opened_from(
            crowded,
            frame,
            LIBRARY.obstacles,
            LIBRARY.roles,
            others=[b for b in BANKS.values() if b.id != "small-cities"],
            form_id="x",
            version="1",
        )


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_the_help_of_obstacles_names_the_weights_in_the_words_of_the_choices(lang):
    words = LIBRARY.questionnaires["obstacles"].choices[0].help.say(lang).casefold()
    with speaking(lang):
        assert [said for said in map(gettext, SEVERITY) if said.casefold() not in words] == []
