import pytest

from territoria.measure.audit import audit
from territoria.measure.audit.finding import Finding, counted, finding
from territoria.measure.audit.thresholds import RULES


@pytest.fixture(scope="module")
def found(scored):
    return audit(scored)


def test_a_finding_takes_severity_threshold_and_source_from_its_rule(found):
    ours = finding(found, "collinear-inside", 0, 0.95, "They repeat each other.", other=1)
    assert ours == Finding(
        severity="look",
        rule="collinear-inside",
        subject="a1",
        value=0.95,
        threshold=0.92,
        source=RULES["collinear-inside"].source,
        sentence="They repeat each other.",
        other="a2",
    )


def test_a_rule_without_a_number_has_no_threshold(found):
    assert finding(found, "treated", 0, 3, "Treated.").threshold is None


def test_a_number_stands_with_its_noun():
    assert counted(1, "place") == "1 place"
    assert counted(2, "territory", "territories") == "2 territories"
    assert counted(0, "place") == "0 places"
