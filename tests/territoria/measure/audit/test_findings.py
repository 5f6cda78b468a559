import pytest

from territoria.measure.audit import Thresholds, audit, findings
from territoria.measure.audit.thresholds import RULES, SEVERITIES


@pytest.fixture(scope="module")
def found(scored):
    return findings(audit(scored))


def test_the_gravest_findings_stand_first(found):
    order = [SEVERITIES.index(f.severity) for f in found]
    assert order == sorted(order)
    rules = list(RULES)
    assert [(f.severity, rules.index(f.rule)) for f in found] == sorted(
        ((f.severity, rules.index(f.rule)) for f in found),
        key=lambda pair: (SEVERITIES.index(pair[0]), pair[1]),
    )


def test_the_findings_of_the_small_result(found):
    """b1 and b2 are opposed, and the children of A repeat each other."""
    graves = [(f.rule, f.subject, f.other) for f in found if f.severity == "act"]
    assert graves[0] == ("negative-inside", "b1", "b2")
    looks = [(f.subject, f.other) for f in found if f.rule == "collinear-inside"]
    assert looks == [("a1", "a2"), ("a1", "a3"), ("a2", "a3")]


def test_every_finding_is_one_sentence_with_a_number(found):
    for one in found:
        assert one.sentence.endswith(".")
        assert one.sentence[0].isupper() or one.sentence[0] in "“0123456789"
        assert any(character.isdigit() for character in one.sentence)


def test_other_thresholds_give_other_findings(scored):
    quiet = Thresholds(collinear=1.0)
    found = findings(audit(scored, thresholds=quiet))
    assert [f for f in found if f.rule == "collinear-inside"] == []


def test_the_findings_of_an_audit_are_always_the_same(scored, found):
    assert findings(audit(scored)) == found
