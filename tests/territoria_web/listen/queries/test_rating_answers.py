"""Who answered against who lives here; weights only where they do more good than harm."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from rated_services import AGES, a_forum, a_service, rated
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.rating_answers import WhoRated, margins_of, weigh
from territoria_web.listen.queries.rating_looks import figures_of

pytestmark = pytest.mark.django_db
YOUNG, MIDDLE, OLD = AGES


@pytest.fixture(autouse=True)
def counters() -> None:
    cache.clear()


def who(forum: Forum) -> WhoRated:
    found = figures_of(forum).who
    assert found is not None
    return found


def test_districts_with_shares_are_a_margin_of_their_own():
    forum = a_forum(districts=[{"id": "n", "name": "North", "share": 30}, {"id": "s", "share": 10}])
    found = {margin.id: (margin.labels, margin.shares) for margin in margins_of(forum)}
    assert found["district"] == ({"n": "North", "s": "s"}, {"n": 0.75, "s": 0.25})
    assert found["age"][0] == {label: label for label in AGES}


def test_those_who_answered_are_compared_and_weighted():
    forum = a_forum()
    service = a_service(forum)
    rated(service, 20, 5, age=OLD)
    rated(service, 12, 4, age=MIDDLE)
    rated(service, 8, 1, age=YOUNG)
    found = who(forum)
    assert (found.n, found.told, found.why_not) == (40, 40, "")
    assert found.margins[0].rows[0] == (YOUNG, 0.2, 0.3)
    assert found.margins[0].similarity == pytest.approx(0.8)
    satisfied = found.weighed[0]
    assert (satisfied.raw, satisfied.weighted) == (0.8, pytest.approx(0.7))
    assert satisfied.low < 0.7 < satisfied.high
    assert found.deff == pytest.approx((8 * 1.5**2 + 12 * (4 / 3) ** 2 + 20 * 0.6**2) / 40)


def test_no_weights_where_few_of_a_group_answered():
    forum = a_forum()
    service = a_service(forum)
    rated(service, 17, age=OLD)
    rated(service, 3, age=YOUNG)
    found = who(forum)
    assert found.weighed == ()
    assert found.why_not == "No weights: of some groups fewer than five people answered."


def test_no_weights_where_nobody_told():
    forum = a_forum()
    rated(a_service(forum), 10)
    assert who(forum).why_not == "Nobody told all of this, so there are no weights."


def test_weights_below_three_tenths_are_refused():
    margins = margins_of(a_forum(margins={"age": {YOUNG: 0.02, OLD: 0.98}}))
    answers = [("yes", 5, {"age": YOUNG})] * 195 + [("no", 1, {"age": OLD})] * 5
    found = weigh(answers, margins)
    assert (found["why"] in ("spread", "cap"), "shares" in found) == (True, False)


def test_what_those_who_told_say_is_never_shown_beside_all():
    """Of 20 people 19 told: their raw share beside that of all would tell what the last one said."""
    margins = margins_of(a_forum(margins={"age": {YOUNG: 0.5, OLD: 0.5}}))
    answers = [("yes", 5, {"age": YOUNG})] * 10 + [("yes", 5, {"age": OLD})] * 9 + [("no", 1, {})]
    assert weigh(answers, margins)["shares"]["satisfied"][0] == 19 / 20
