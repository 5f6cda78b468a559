"""Steps of the votes: two results never differ by one to four votes on a statement."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from territoria_web.listen.queries.opinion_steps import Cast, Steps, steps_of

START = datetime(2026, 3, 1, tzinfo=UTC)


def casts(said: list[tuple[int, int, int]]) -> list[Cast]:
    """Votes in the order of time; the last of a person on a statement counts, as in the table."""
    held: dict[tuple[int, int], Cast] = {}
    for n, (person, statement, value) in enumerate(said):
        held.pop((person, statement), None)
        when = START + timedelta(minutes=n)
        held[person, statement] = Cast(person, str(statement), value, when)
    return list(held.values())


def looked(steps: Steps, said: int) -> SimpleNamespace:
    """A look as it is kept; ``said``: of how many acts."""
    rows = [
        {"statement": name, "seen": sum(v.statement == name for v in steps.counted)}
        for name in steps.until
    ]
    body = {
        "until": {name: when.isoformat() for name, when in steps.until.items()},
        "opinions": {"statements": rows},
    }
    made = START + timedelta(minutes=said)
    return SimpleNamespace(body=body, made=made, people=steps.people, final=False)


acts = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 2), st.sampled_from((-1, 0, 1))), max_size=160
)


@given(acts, st.integers(0, 160))
def test_votes_that_are_told_later_are_five_or_none(said, cut):
    first = steps_of(casts(said[:cut]), None, final=False)
    if first is None:
        return
    last = looked(first, min(cut, len(said)))
    for final in (False, True):
        then = steps_of(casts(said), last, final=final)
        if then is None:
            continue
        assert then.people == first.people or abs(then.people - first.people) >= 5
        for name, until in then.until.items():
            before = {v.person: v.value for v in first.counted if v.statement == name}
            now = {v.person: v.value for v in then.counted if v.statement == name}
            differ = sum(before.get(p) != now.get(p) for p in before.keys() | now.keys())
            same = until == first.until.get(name)
            assert len(now) >= 5 or name in then.held
            # the same end tells the same, or stays as it was shown
            assert not same or differ == 0 or name in then.held
            fresh = [
                v
                for v in then.counted
                if v.statement == name and v.made > first.until.get(name, START - timedelta(1))
            ]
            assert same or len(fresh) >= 5


def test_nobody_is_told_of_alone():
    assert steps_of(casts([(p, 0, 1) for p in range(4)]), None, final=True) is None
    assert steps_of(casts([(p, 0, 1) for p in range(9)]), None, final=False) is None
    assert steps_of(casts([(p, 0, 1) for p in range(10)]), None, final=False).people == 5
