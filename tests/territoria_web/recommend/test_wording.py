"""Words for the states of what an advice needs first."""

from __future__ import annotations

from territoria_web.recommend.queries.wording import country_said, state_said


def test_what_another_advice_would_meet_is_not_called_unmet_where_nobody_asked():
    assert state_said("unmet") == "Not met"
    assert state_said("unmet", "every-actor-in") == "Not recorded as done"
    assert state_said("met", "every-actor-in") == "Met"


def test_a_code_that_no_country_has_is_an_invented_one():
    assert [country_said(code) for code in ("EL", "XA", "XK")] == [
        "Greece",
        "an invented country",
        "Kosovo",
    ]
