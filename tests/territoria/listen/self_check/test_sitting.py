"""One sitting as plain data."""

from __future__ import annotations

import json

from a_questionnaire import QUESTIONS, a_framework, answered, twelve_questions
from territoria.listen.self_check.sitting import result_of

FRAMEWORK = a_framework()


def test_all_answers_become_one_result_that_json_keeps():
    answers = {
        **dict.fromkeys(QUESTIONS, 1),
        "web": "unknown",
        **{f"dii_{n}": "yes" if n < 5 else "no" for n in range(12)},
        "obstacles": "yes",
        "cost": 4,
        "time": 0,
        "skills": "unknown",
    }
    found = result_of(
        FRAMEWORK, answers, intensity=twelve_questions(), obstacles=["cost", "skills", "time"]
    )
    whole = {"value": 25.0, "low": 25.0, "high": 25.0}
    assert found == {
        "framework": "trial",
        "edition": "2026",
        "questions": {**dict.fromkeys(QUESTIONS, 1), "web": None},
        "dimensions": {
            "F1": whole,
            "F2": {"value": 25.0, "low": 12.5, "high": 62.5},
            "F3": whole,
        },
        "overall": {"value": None, "low": 20.8333, "high": 37.5},
        "band": "",
        "intensity": {
            "edition": "2022",
            "points": 5,
            "low": 5,
            "high": 5,
            "level": "low",
            "basic": True,
        },
        "steps": [
            {"question": "plan", "from": 1},
            {"question": "firm_security", "from": 1},
            {"question": "tools", "from": 1},
        ],
        "obstacles": {"cost": 4, "time": 0},
    }
    assert json.loads(json.dumps(found)) == found


def test_obstacles_alone_leave_all_the_rest_unknown():
    found = result_of(FRAMEWORK, {"cost": 2}, obstacles=["cost"])
    assert found["overall"] == {"value": None, "low": 0.0, "high": 100.0}
    assert (found["questions"], found["steps"]) == (answered(*[None] * 6), [])
    assert (found["intensity"], found["obstacles"]) == (None, {"cost": 2})
